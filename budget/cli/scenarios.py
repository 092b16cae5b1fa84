"""Commands on scenarios: new, list, apply, rebase, promote."""

from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.checks import describe_problem
from budget.cli.printing import format_count, format_table
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.plan.checks_part import ProblemPreview
from budget.plan.face import Plan
from budget.scenarios.changed import changed_lines
from budget.scenarios.operations import Draft
from budget.scenarios.parsing import Surroundings, parse_operations, refuse_unreadable
from budget.scenarios.planning import Outcome, PlannedOperation
from budget.scenarios.reading import Scenario


def create_scenario(call: Call) -> Answer:
    """A scenario of the base or of another one."""
    words = call.words
    with opened(call) as plan:
        parent = plan.scenarios.get(words.parent)
        made, problems = plan.scenarios.new(words.name, parent.id, words.note)
        refuse_errors(problems)
        if made is None:
            raise RuntimeError("a scenario was refused without a reason")
        amount, seq = plan.scenarios.outcome(made.id).amount, plan.head()
    data = {**_name(made), "parent": parent.name, "touched": 0, "amount_before": amount, "amount_after": amount, "problems": [], "seq": seq}
    return Answer(data, f"Đã tạo phương án “{made.name}” (PA{made.number}) từ “{parent.name}”: {format_money(amount)} đồng.")


def list_scenarios(call: Call) -> Answer:
    """Every scenario with what it comes to."""
    with opened(call) as plan:
        rows = [_list_one(plan, scenario) for scenario in plan.scenarios.listed()]
    cells = [
        [
            _short(row["number"]),
            row["scenario"],
            *(format_money(row[name]) for name in ("amount", "cut", "deferred")),
            format_count(row["touched"]),
        ]
        for row in rows
    ]
    headings = ["Số", "Phương án", "Thành tiền (đồng)", "Cắt", "Giãn", "Khoản mục"]
    return Answer({"scenarios": rows}, format_table(headings, cells, (2, 3, 4, 5)))


def apply_operations(call: Call) -> Answer:
    """Operations of a YAML file applied as one batch, or only tried."""
    words = call.words
    text = refuse_unreadable(call.path(words.operations).read_bytes())
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        drafts, problems = parse_operations(text, Surroundings(plan.catalogue().known(), plan.lines.find_id))
        refuse_errors(problems)
        return _try_out(plan, scenario, drafts) if words.dry_run else _carry_out(plan, scenario, drafts)


def rebase(call: Call) -> Answer:
    """Every operation's lines selected again on today's base."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        if words.dry_run:
            made = plan.scenarios.preview_rebase(scenario.id)
        else:
            done, problems = plan.scenarios.rebase(scenario.id)
            refuse_errors(problems)
            if done is None:
                raise RuntimeError("a rebase was refused without a reason")
            made = done
        seq = None if words.dry_run else plan.head()
    moved = len(made.entering | made.leaving)
    data = {**_name(scenario), "touched": moved, **_amounts(made.before, made.after), "problems": [], "dry_run": words.dry_run, "seq": seq}
    data |= {"entering": sorted(made.entering), "leaving": sorted(made.leaving)}
    told = f"thêm {format_count(len(made.entering))} khoản mục, bớt {format_count(len(made.leaving))}"
    return Answer(data, _sentence("cập nhật theo số liệu gốc", scenario, told, made.before, made.after, words.dry_run))


def promote(call: Call) -> Answer:
    """A scenario's outcome written into the base."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        if words.dry_run:
            made = plan.scenarios.preview_promotion(scenario.id)
        else:
            done, problems = plan.scenarios.promote(scenario.id, words.reason)
            refuse_errors(problems)
            if done is None:
                raise RuntimeError("a promotion was refused without a reason")
            made = done
        seq = None if words.dry_run else plan.head()
    data = {**_name(scenario), "touched": made.lines, "amount_before": made.before, "amount_after": made.after, "problems": []}
    data |= {"dry_run": words.dry_run, "seq": seq, "others": list(made.others)}
    before, after = Outcome(made.before, 0, 0), Outcome(made.after, 0, 0)
    told = f"{format_count(made.lines)} khoản mục"
    return Answer(data, _sentence("đưa vào số liệu gốc", scenario, told, before, after, words.dry_run))


def _try_out(plan: Plan, scenario: Scenario, drafts: list[Draft]) -> Answer:
    before = plan.scenarios.touched(scenario.id)
    tried, problems = plan.checks.preview_problems(scenario.id, drafts, shown=None)
    refuse_errors(problems)
    if tried is None:
        raise RuntimeError("a preview was refused without a reason")
    return _describe(scenario, tried, len(changed_lines(before, tried.preview.lines)), None)


def _carry_out(plan: Plan, scenario: Scenario, drafts: list[Draft]) -> Answer:
    with plan.store.database.lock:  # what is said of the lines and problems is true of this very seq
        before = plan.scenarios.touched(scenario.id)
        tried, _ = plan.checks.preview_problems(scenario.id, drafts, shown=None)
        applied, problems = plan.scenarios.apply(scenario.id, drafts)
        refuse_errors(problems)
        if applied is None or tried is None:
            raise RuntimeError("operations were refused without a reason")
    return _describe(scenario, tried, len(changed_lines(before, tried.preview.lines)), applied.receipt.seq)


def _describe(scenario: Scenario, tried: ProblemPreview, moved: int, seq: int | None) -> Answer:
    preview = tried.preview
    rows = [_describe_operation(operation) for operation in preview.operations]
    notes = [problem for operation in preview.operations for problem in _notes(operation)]
    data = {
        **_name(scenario),
        "touched": moved,
        **_amounts(preview.before, preview.after),
        "problems": [describe_problem(problem) for problem in (*notes, *tried.new)],
        "cured": [describe_problem(problem) for problem in tried.cured],
        "operations": rows,
        "dry_run": seq is None,
        "seq": seq,
    }
    table = format_table(
        ["Thao tác", "Chọn", "Đổi", "Trước (đồng)", "Sau (đồng)"],
        [
            [
                row["sentence"],
                format_count(row["selected"]),
                format_count(row["changed"]),
                *(format_money(row[f"amount_{side}"]) for side in ("before", "after")),
            ]
            for row in rows
        ],
        (1, 2, 3, 4),
    )
    told = f"{format_count(moved)} khoản mục thay đổi"
    sentence = _sentence("áp dụng", scenario, told, preview.before, preview.after, seq is None)
    checked = f"Rà soát: thêm {format_count(len(tried.new))} vấn đề, hết {format_count(len(tried.cured))} vấn đề."
    return Answer(data, "\n".join([table, sentence, checked, *(f"{note.sentence} {note.fix}" for note in notes)]))


def _describe_operation(operation: PlannedOperation) -> dict[str, Any]:
    skipped = operation.skipped
    return {
        "id": operation.id,
        "kind": operation.draft.kind.value,
        "sentence": operation.sentence,
        "reason": operation.draft.reason,
        "selected": operation.selected,
        "changed": operation.changed,
        "skipped": {"locked": skipped.locked, "contracted": skipped.contracted, "other_nature": skipped.other_nature},
        "amount_before": operation.before.amount,
        "amount_after": operation.after.amount,
    }


def _notes(operation: PlannedOperation) -> list[Problem]:
    if not operation.selected:
        sentence = f"Thao tác “{operation.sentence}” không chọn được khoản mục nào."
        return [Problem("nothing_selected", sentence, "Kiểm tra lại điều kiện chọn.", Severity.WARNING)]
    if not operation.changed:
        sentence = f"Thao tác “{operation.sentence}” không làm khoản mục nào thay đổi."
        return [Problem("nothing_changed", sentence, "Kiểm tra khoản mục có bị khóa hay không.", Severity.WARNING)]
    return []


def _list_one(plan: Plan, scenario: Scenario) -> dict[str, Any]:
    outcome = plan.scenarios.outcome(scenario.id)
    return {
        **_name(scenario),
        "parent": scenario.parent,
        "state": scenario.state,
        "note": scenario.note,
        "amount": outcome.amount,
        "cut": outcome.cut,
        "deferred": outcome.deferred,
        "touched": len(plan.scenarios.touched(scenario.id)),
        "operations": len(plan.scenarios.operations(scenario.id)),
        "base_seq": scenario.base_seq,
    }


def _name(scenario: Scenario) -> dict[str, Any]:
    return {"scenario": scenario.name, "id": scenario.id, "number": scenario.number}


def _amounts(before: Outcome, after: Outcome) -> dict[str, int]:
    return {"amount_before": before.amount, "amount_after": after.amount, "cut": after.cut, "deferred": after.deferred}


def _short(number: int) -> str:
    return f"PA{number}" if number else "gốc"


def _sentence(what: str, scenario: Scenario, told: str, before: Outcome, after: Outcome, dry_run: bool) -> str:
    start = f"Xem trước, chưa ghi — {what} “{scenario.name}”" if dry_run else f"Đã {what} “{scenario.name}”"
    return f"{start}: {told}; {format_money(before.amount)} → {format_money(after.amount)} đồng."
