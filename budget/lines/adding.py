"""New, copied and deleted lines as journal changes."""

from collections.abc import Mapping, Sequence

from budget.lines.editing import Known, LineEdit, LineRecord, has_errors, plan_edits
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.kinds import ALL, LINE
from budget.store.records import Change, Value

DEFAULTS: Mapping[str, Value] = {
    "listing": "estimate",
    "category": "other",
    "nature": "recurrent",
    "form": "plain_task",
    "basis": "",
    "note": "",
    "budget_code": "",
    "task": "",
    "sample": False,
    "priority": 3,
    "locked": False,
    "lock_reason": "",
    "contracted": False,
    "requested_quantity_milli": 1000,
    "requested_unit_price": 0,
    "requested_times_milli": 1000,
    "requested_adjustment": 0,
    "requested_amount": 0,
}
REQUIRED = ("unit", "name", "measure", "source", "quantity", "unit_price")
REQUIRED_LABELS = {
    "unit": "đơn vị",
    "name": "nội dung chi",
    "measure": "đơn vị tính",
    "source": "nguồn kinh phí",
    "quantity": "số lượng",
    "unit_price": "đơn giá",
}


def plan_new_line(texts: Mapping[str, str], known: Known, number: int, year: int, quarter: int = 1) -> tuple[Change | None, list[Problem]]:
    """The change that adds one line from what a person filled in (field name -> text), or what is wrong with it."""
    problems = [_missing(name) for name in REQUIRED if not texts.get(name, "").strip()]
    if problems:
        return None, problems
    line = new_id()
    record: dict[str, Value] = {**dict.fromkeys(LINE.columns), **DEFAULTS, "id": line, "number": number, "year": year, "quarter": quarter}
    ordered = sorted(texts, key=lambda name: name != "nature")
    edits = [LineEdit(line, name, texts[name]) for name in ordered if texts[name].strip()]
    changes, found = plan_edits({line: record}, edits, known)
    problems = [item.problem for item in found]
    if has_errors(found):
        return None, [problem for problem in problems if problem.severity is Severity.ERROR]
    for change in changes:
        record.update(change.new or {})
    return Change("line", line, ALL, None, record), problems


ITS_OWN = ("content", "finance", "approved", "given", "stock", "excess", "origin")
"""Groups a copy does not take over: others' judgements, figures a sum would count twice, the place in a file only one line had."""


def plan_copy(record: LineRecord, number: int) -> Change:
    """The change that adds a copy of a line as a new line, without what is only the old line's (ITS_OWN)."""
    copied: dict[str, Value] = {**record, "id": new_id(), "number": number, "sample": False}
    for group in ITS_OWN:
        copied.update(dict.fromkeys(LINE.groups[group]))
    return Change("line", str(copied["id"]), ALL, None, copied)


def plan_deletions(records: Mapping[str, LineRecord], seen: Mapping[str, int | None]) -> list[Change]:
    """The changes that delete lines; refused at commit when one was touched after it was seen."""
    return [Change("line", line, ALL, dict(record), None, seen.get(line)) for line, record in records.items()]


def dependants(records: Sequence[LineRecord], deleted: set[str]) -> list[LineRecord]:
    """The lines that require a deleted one and stay behind."""
    return [record for record in records if record.get("requires") in deleted and record["id"] not in deleted]


def _missing(name: str) -> Problem:
    label = REQUIRED_LABELS[name]
    return Problem("required", f"Chưa nhập {label} của khoản mục mới.", f"Nhập {label} rồi bấm thêm lại.")
