"""Commands on money in time: list, spread and mark phases; the burn of a year; what lapses at its end."""

from collections.abc import Iterable
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.printing import format_count, format_table
from budget.cli.selection import read_selection
from budget.model.ids import BASE
from budget.model.states import PhasePattern
from budget.money import format_money, parse_money
from budget.phases import Phase
from budget.plan.schedule_part import VERDICT_LABEL, LapseVerdict, LineSchedule, Respread, Spread, months_of, sum_lapses
from budget.quantity import parse_share


def list_phases(call: Call) -> Answer:
    """The phases of the lines selected, line by line."""
    with opened(call) as plan:
        scenario = plan.scenarios.get(call.words.scenario)
        wanted = read_selection(call.words)
        found = plan.schedule.of_lines(plan.lines.select(wanted, scenario.id), scenario.id)
        told = [problem.sentence for problem in plan.schedule.overspent(scenario.id)]
    rows = [_of_line(schedule) for schedule in found]
    cells = [
        [str(one.number), one.name, f"Q{phase.quarter}/{phase.year}", format_money(phase.amount), "đã chi" if phase.spent else ""]
        for one in found
        for phase in one.phases
    ]
    text = format_table(["Số", "Khoản mục", "Quý", "Số tiền (đồng)", ""], cells, (0, 3))
    return Answer({"scenario": scenario.name, "lines": rows, "notes": told}, "\n".join([text, *told]))


def spread(call: Call) -> Answer:
    """Lines spread over quarters as one batch, or only tried."""
    words = call.words
    pattern = PhasePattern(words.pattern)
    shares = {quarter: _share(text) for quarter, text in words.share}
    amounts = {quarter: _money(text) for quarter, text in words.amount}
    with opened(call) as plan:
        lines = [plan.lines.find_id(line) for line in words.lines]
        if words.dry_run:
            planned, problems = plan.schedule.preview_spread(lines, pattern, words.start, words.end, shares=shares, amounts=amounts)
            refuse_errors(problems)
            return _answer(planned, None, dry_run=True)
        done, problems = plan.schedule.spread(
            *(lines, pattern, words.start, words.end),
            shares=shares,
            amounts=amounts,
            reason=words.reason,
            seen=words.expect,
        )
        refuse_errors(problems)
        return _written(done)


def mark_spent(call: Call) -> Answer:
    """Money of a quarter marked as spent, or that taken back."""
    words = call.words
    with opened(call) as plan:
        line = plan.lines.find_id(words.line)
        if words.take_back:
            done, problems = plan.schedule.unmark_spent(line, words.quarter, words.reason, words.expect)
        else:
            done, problems = plan.schedule.mark_spent(line, words.quarter, _money(words.amount), words.reason, words.expect)
        refuse_errors(problems)
        return _written(done)


def clear(call: Call) -> Answer:
    """The split of lines taken away as one batch."""
    words = call.words
    with opened(call) as plan:
        lines = [plan.lines.find_id(line) for line in words.lines]
        done, problems = plan.schedule.unspread(lines, words.reason, words.expect)
        refuse_errors(problems)
        return _written(done)


def tell_lapses(call: Call) -> Answer:
    """What becomes of a year's unspent money, by source and line."""
    with opened(call) as plan:
        scenario, year = plan.scenarios.get(call.words.scenario), call.words.year or plan.budget_year
        found = plan.schedule.lapses(scenario.id, year)
        names = plan.catalogue().source_name
    sums = {name: sum(one.amount for one in found if one.verdict is name) for name in LapseVerdict}
    shown = (LapseVerdict.CARRIED, LapseVerdict.UNSURE, LapseVerdict.LAPSED)
    cells = [
        [names(one.source) or "(chưa có nguồn)", *map(format_money, (one.carried, one.unsure, one.lapsed))] for one in sum_lapses(found)
    ]
    text = format_table(["Nguồn", *(VERDICT_LABEL[name] for name in shown)], cells, (1, 2, 3))
    when = f"Nếu đến 31/12/{year} không chi thêm" if scenario.id == BASE else f"Phương án đẩy tiền qua 31/12/{year}"
    told = f"{when}: hủy dự toán {format_money(sums[LapseVerdict.LAPSED])} đồng, phải xin lại; các căn cứ đều cần kiểm tra."
    figures = ("line", "number", "source", "unit", "amount", "sentence", "citation")
    rows = [{**_plain(one, figures), "verdict": one.verdict.value} for one in found]
    data = {"scenario": scenario.name, "year": year, **{name.value: amount for name, amount in sums.items()}, "lines": rows}
    return Answer(data, f"{text}\n{told}")


def burn(call: Call) -> Answer:
    """Planned, committed and spent by quarter of a year, against its ceilings."""
    with opened(call) as plan:
        scenario = plan.scenarios.get(call.words.scenario)
        found = plan.schedule.burn(scenario.id, call.words.year, call.words.source)
        names = plan.catalogue().source_name
    left = {one.source: one for one in found.ceilings}
    cells = []
    for row in found.rows:
        money = (row.planned, row.planned_sum, row.committed_sum, row.spent_sum)
        ceiling = left[row.source]
        name = names(row.source) or "(chưa có nguồn)"
        cells.append([name, f"Q{row.quarter}", *map(format_money, money), _left(ceiling.left, ceiling.unknown)])
    headings = ["Nguồn", "Quý", "Trong quý", "Lũy kế kế hoạch", "Lũy kế cam kết", "Lũy kế đã chi", "Hạn mức còn lại"]
    names_of = ("source", "quarter", "planned", "committed", "spent", "planned_sum", "committed_sum", "spent_sum")
    ceilings = ("source", "granted", "entered_spent", "entered_committed", "left", "need", "unknown")
    data = {
        "scenario": scenario.name,
        "year": found.year,
        "rows": [_plain(row, names_of) for row in found.rows],
        "months": [
            _plain(month, ("source", "month", "planned_sum", "committed_sum", "spent_sum"))
            for source in left
            for month in months_of([row for row in found.rows if row.source == source])
        ],
        "ceilings": [_plain(one, ceilings) for one in found.ceilings],
    }
    return Answer(data, format_table(headings, cells, (2, 3, 4, 5, 6)))


def _left(left: int, unknown: int) -> str:
    if not unknown:
        return format_money(left)
    return f"{format_money(left)} (còn {format_count(unknown)} chưa nhập)" if left else "chưa nhập hạn mức"


def _written(done: Spread | None) -> Answer:
    if done is None:
        raise RuntimeError("a spread was refused without a reason")
    return _answer(done.lines, done.receipt.seq if done.receipt else None, dry_run=False)


def _answer(planned: Iterable[Respread], seq: int | None, *, dry_run: bool) -> Answer:
    found = list(planned)
    rows = [{"line": one.line, "number": one.number, "before": _phases(one.before), "after": _phases(one.after)} for one in found]
    cells = [
        [str(one.number), f"Q{phase.quarter}/{phase.year}", format_money(phase.amount), "đã chi" if phase.spent else ""]
        for one in found
        for phase in one.after
    ]
    table = format_table(["Số", "Quý", "Số tiền (đồng)", ""], cells, (0, 2))
    said = "Xem trước, chưa ghi gì." if dry_run else f"Đã ghi (lần ghi {seq})." if seq else "Không có gì thay đổi nên không ghi."
    return Answer({"lines": rows, "dry_run": dry_run, "seq": seq}, f"{table}\n{said}")


def _of_line(one: LineSchedule) -> dict[str, Any]:
    figures = _plain(one, ("line", "number", "name", "amount", "spent", "excess"))
    return {**figures, "pattern": one.pattern.value if one.pattern else None, "phases": _phases(one.phases)}


def _phases(phases: Iterable[Phase]) -> list[dict[str, Any]]:
    return [_plain(phase, ("year", "quarter", "amount", "spent")) for phase in phases]


def _plain(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _share(text: str) -> int:
    share, problems = parse_share(text)
    refuse_errors(problems)
    return share or 0


def _money(text: str) -> int:
    amount, problems = parse_money(text)
    refuse_errors(problems)
    return amount or 0
