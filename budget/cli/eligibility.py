"""The command `eligibility`: whether a source may pay for a line, how much at most, by which rule; and what is wrong with the rules.

Rows are streamed: what is the same for all lines of a case is written once and used again.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from budget.cli.call import Answer, Call, Printer, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count
from budget.funding.rule_lint import RuleFinding
from budget.funding.verdicts import ALLOW, NONE, VERDICTS, VerdictTable
from budget.model import labels
from budget.model.problem import refuse
from budget.model.states import Severity, Verdict
from budget.money import format_money
from budget.plan.face import Plan

COLUMNS = ("line", "number", "source", "allowed", "verdict", "cap", "rule", "citation", "reason")
"""The keys of a row: id and number of the line, source code, true only for a yes, verdict, the most it may pay in đồng, rule id, why."""
CHUNK = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tell_eligibility(call: Call) -> Answer | None:
    """The rows on stdout or in a file; one line as a table; or the findings about the rules."""
    words = call.words
    if words.lint and (words.line or words.format or words.out):
        raise UsageError("--lint rà các quy tắc nên không đi cùng --line, --format hay --out.", "Bỏ các từ ấy, hoặc bỏ --lint.")
    target = None if words.out is None else call.target(words.out)
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        if words.lint:
            return _tell_findings(scenario.name, plan.funding.lint(scenario.id))
        table, chosen = _choose(plan, scenario.id, words.line, words.listing)
        if words.line and target is None and not words.format:
            return _tell_line(plan, scenario.name, table, chosen[0])
        form = _form(call)
        if target is None:
            _write(form, table, chosen, scenario.name, call.stdout)
            return None
        _write_file(form, table, chosen, scenario.name, target)
    rows = len(chosen) * len(table.sources)
    data = {"scenario": scenario.name, "file": str(target), "lines": len(chosen), "rows": rows, "bytes": target.stat().st_size}
    return Answer(data, f"Đã ghi {format_count(rows)} dòng của {format_count(len(chosen))} khoản mục vào {target}.")


def _choose(plan: Plan, scenario: str, line: str | None, listing: str) -> tuple[VerdictTable, range]:
    if not line:
        table = plan.funding.verdicts(scenario, None if listing == "all" else listing)
        return table, range(len(table.lines))
    wanted = plan.lines.find_id(line)
    table = plan.funding.verdicts(scenario, None)
    place = table.lines.index(wanted).as_py()
    if place < 0:
        raise refuse("line_dropped", "Khoản mục này đã bị bỏ trong phương án đang xem.", "Xem ở phương án còn giữ khoản mục.")
    return table, range(place, place + 1)


def _form(call: Call) -> str:
    words = call.words
    if words.format:
        return str(words.format)
    ending = Path(words.out or "").suffix.lower()
    return "json" if ending == ".json" or (call.json and not words.out) else "csv"


def _write(form: str, table: VerdictTable, chosen: range, scenario: str, stream: Printer) -> None:
    if form == "csv":
        stream.write(",".join(COLUMNS) + "\n")
        for chunk in _chunks(table, chosen, "{},{},", _csv_pieces, ""):
            stream.write("".join(chunk))
        return
    stream.write(json.dumps({"scenario": scenario}, ensure_ascii=False)[:-1] + ', "rows": [')
    separator = ""
    for chunk in _chunks(table, chosen, '{{"line": "{}", "number": {}, ', _json_pieces, "null"):
        stream.write(separator + ",\n".join(chunk))
        separator = ",\n"
    stream.write(f'], "lines": {len(chosen)}, "count": {len(chosen) * len(table.sources)}}}\n')


def _write_file(form: str, table: VerdictTable, chosen: range, scenario: str, target: Path) -> None:
    """Through a file beside it, so that a name never stands for half an answer."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".dang-ghi")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            _write(form, table, chosen, scenario, stream)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


Pieces = tuple[str, str]
"""A row as text between its line and its cap, and after its cap."""


def _chunks(table: VerdictTable, chosen: range, line: str, pieces: Callable[[dict[str, Any]], Pieces], no_cap: str) -> Iterator[list[str]]:
    """The rows as text, some at a time; `line` is how a row begins with the id and number of its line."""
    known: dict[int, list[tuple[Pieces, int, int]]] = {}
    ids, rows = table.lines.to_pylist(), list[str]()
    for place in chosen:
        case = int(table.class_of[place])
        if case not in known:
            known[case] = [(pieces(_describe(table, case, source)), *_caps_of(table, case, source)) for source in range(len(table.sources))]
        begun, amount = line.format(ids[place], table.numbers[place]), int(table.amounts[place])
        for (before, after), share, most in known[case]:
            cap = _cap(amount, share, most)
            rows.append(f"{begun}{before}{no_cap if cap is None else cap}{after}")
        if len(rows) >= CHUNK:
            yield rows
            rows = []
    if rows:
        yield rows


def _describe(table: VerdictTable, case: int, source: int) -> dict[str, Any]:
    """A row without its line and cap."""
    ruling = table.class_ruling(case, source)
    return {
        "source": table.sources[source],
        "allowed": ruling.verdict is Verdict.ALLOW,
        "verdict": ruling.verdict.value,
        "rule": None if ruling.rule is None else ruling.rule.id,
        "citation": ruling.citation,
        "reason": ruling.reason,
    }


def _caps_of(table: VerdictTable, case: int, source: int) -> tuple[int, int]:
    """The caps in basis points and đồng where the source may pay, NONE = no cap."""
    if table.verdict[case, source] != ALLOW:
        return NONE, NONE
    return int(table.cap_share_bp[case, source]), int(table.cap_amount[case, source])


def _cap(amount: int, share_bp: int, most: int) -> int | None:
    """The most a source that may pay may pay of an amount, in đồng; None = no cap."""
    caps = [cap for cap, told in ((amount * share_bp // 10_000, share_bp), (most, most)) if told != NONE]
    return min(caps, default=None)


def _csv_pieces(row: dict[str, Any]) -> Pieces:
    return _csv_cells(row["source"], "true" if row["allowed"] else "false", row["verdict"]) + ",", "," + _csv_cells(
        row["rule"] or "", row["citation"], row["reason"]
    ) + "\n"


def _csv_cells(*texts: str) -> str:
    """Some cells of a row; none of them can start a formula."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="").writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in texts])
    return sink.getvalue()


def _json_pieces(row: dict[str, Any]) -> Pieces:
    first, last = (
        json.dumps({name: row[name] for name in names}, ensure_ascii=False)[1:-1]
        for names in (("source", "allowed", "verdict"), ("rule", "citation", "reason"))
    )
    return f'{first}, "cap": ', f", {last}}}"


def _tell_line(plan: Plan, scenario: str, table: VerdictTable, place: int) -> Answer:
    """One line: every source with its verdict, those that may pay first."""
    case, amount = int(table.class_of[place]), int(table.amounts[place])
    line, number = table.lines[place].as_py(), int(table.numbers[place])
    rows = []
    for source in range(len(table.sources)):
        cap = _cap(amount, *_caps_of(table, case, source))
        rows.append({"line": line, "number": number, **_describe(table, case, source), "cap": cap})
    name = str((plan.lines.record(line) or {}).get("name", ""))
    heading = f"Khoản mục {format_count(number)}: {name}, {format_money(amount)} đồng."
    told = sorted(rows, key=lambda row: VERDICTS.index(Verdict(row["verdict"])))
    data = {"scenario": scenario, "rows": [{name: row[name] for name in COLUMNS} for row in rows], "lines": 1, "count": len(rows)}
    return Answer(data, "\n".join([heading, *map(_sentence, told)]))


def _sentence(row: dict[str, Any]) -> str:
    most = "" if row["cap"] is None else f", tối đa {format_money(row['cap'])} đồng"
    by = f" Căn cứ: {row['citation']}." if row["citation"] else ""
    rule = f" Quy tắc {row['rule']}." if row["rule"] else ""
    return f"{labels.VERDICT[row['verdict']]}: {row['source']}{most}. {row['reason']}{by}{rule}"


def _tell_findings(scenario: str, findings: list[RuleFinding]) -> Answer:
    counts = Counter(finding.problem.severity for finding in findings)
    data = {
        "scenario": scenario,
        "findings": [
            {
                "code": finding.problem.code,
                "severity": finding.problem.severity.value,
                "rules": list(finding.rules),
                "source": finding.source or None,
                "lines": finding.lines,
                "sentence": finding.problem.sentence,
                "fix": finding.problem.fix,
                "citation": finding.problem.citation,
            }
            for finding in findings
        ],
        "counts": {severity.value: counts[severity] for severity in Severity},
    }
    listed = [f"{labels.SEVERITY[found.problem.severity]}: {found.problem.sentence} {found.problem.fix}" for found in findings]
    end = f"{format_count(len(findings))} điều cần xem về các quy tắc." if findings else "Các quy tắc không có gì sai."
    return Answer(data, "\n".join([*listed, end]))
