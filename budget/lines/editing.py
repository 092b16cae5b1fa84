"""Edits of lines as people type them: texts in, journal changes or problems out; one action is saved whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from budget.lines.fields import Field, find_field
from budget.model.problem import Problem
from budget.model.states import Layer, Severity
from budget.money import scale_amount
from budget.store.kinds import LINE
from budget.store.records import Change, Value
from budget.vietnamese import fold

MOST = 10**15
LineRecord = Mapping[str, Value]


@dataclass(frozen=True)
class LineEdit:
    """One cell: which line, which field, the text a person gave, and the journal seq they saw (None = do not check)."""

    line: str
    field: str
    text: str
    seen: int | None = None


@dataclass(frozen=True)
class CellProblem:
    """A problem of one edit, by its position among the edits."""

    position: int
    problem: Problem


@dataclass(frozen=True)
class Known:
    """What an edit may refer to: the codes that exist in this plan, and the folded names a source may be typed by (name -> code)."""

    units: frozenset[str]
    sources: Mapping[str, str]
    tasks: frozenset[str]
    budget_codes: frozenset[str]
    norms: frozenset[str]
    source_names: Mapping[str, str] = field(default_factory=dict)

    def code_of(self, name: str, value: Value) -> Value:
        """The code of a source typed as people know it; anything else as it is."""
        if name != "source" or not isinstance(value, str) or value in self.sources:
            return value
        return self.source_names.get(fold(value), value)


def plan_edits(records: Mapping[str, LineRecord], edits: Sequence[LineEdit], known: Known) -> tuple[list[Change], list[CellProblem]]:
    """The changes that carry out the edits, one per line and group; with any error no change should be committed.

    `records` hold every stored column of the lines named. Notes (rounding and the like) come back beside the changes.
    """
    # a source is judged by the nature of its line, so a nature given in the same action comes first, whatever the column order
    ordered = sorted(enumerate(edits), key=lambda item: item[1].field != "nature")
    drafts: dict[str, dict[str, Value]] = {}
    seen: dict[tuple[str, str], int | None] = {}
    last: dict[tuple[str, str], int] = {}
    problems: list[CellProblem] = []
    for position, edit in ordered:
        record = records.get(edit.line)
        if record is None:
            problems.append(CellProblem(position, _line_missing(edit)))
            continue
        draft = drafts.setdefault(edit.line, dict(record))
        group = _group_of(edit, draft)
        found = [replace(problem, line=edit.line) for problem in _apply(draft, edit, known, seen)]
        if not any(problem.severity is Severity.ERROR for problem in found):
            last[edit.line, group] = position
        problems.extend(CellProblem(position, problem) for problem in found)
    # judged once all edits of the action are in: a smaller price may make room for a larger quantity
    out_of_range = {key: problem for key in seen if key[0] in drafts and (problem := _check_amount(drafts[key[0]], *key))}
    problems.extend(CellProblem(last[key], problem) for key, problem in out_of_range.items())
    problems.sort(key=lambda item: item.position)
    changes = []
    for (line, group), expected in seen.items():
        if (line, group) in out_of_range:
            continue
        columns = LINE.groups[group]
        old = {name: records[line].get(name) for name in columns}
        new = {name: drafts[line].get(name) for name in columns}
        if old != new:
            changes.append(Change("line", line, group, old, new, expected))
    return changes, problems


def has_errors(problems: Sequence[CellProblem]) -> bool:
    """Whether any problem stands in the way of saving."""
    return any(item.problem.severity is Severity.ERROR for item in problems)


def layer_amount(draft: Mapping[str, Value], layer: str) -> int:
    """The amount of a layer from its drivers, in đồng."""
    quantity, price, times, adjustment = (
        _whole(draft.get(f"{layer}_{name}")) for name in ("quantity_milli", "unit_price", "times_milli", "adjustment")
    )
    return scale_amount(quantity, price, times, adjustment)


def _apply(draft: dict[str, Value], edit: LineEdit, known: Known, seen: dict[tuple[str, str], int | None]) -> list[Problem]:
    field = find_field(edit.field, draft.get("finance_amount") is not None)
    if field is None:
        fix = "Kiểm tra lại tên trường trong tài liệu dòng lệnh."
        return [Problem("unknown_field", f"Khoản mục không có trường “{edit.field}”.", fix)]
    value, problems = field.read(edit.text)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return problems
    if field.group in tuple(Layer):
        problems = [*problems, *_set_driver(draft, field, value)]
    else:
        value = known.code_of(field.name, value)
        problems = [*problems, *_check_reference(field, value, draft, known)]
        if not any(problem.severity is Severity.ERROR for problem in problems):
            draft[field.column] = value
            if field.name == "name":
                draft["folded"] = fold(str(value))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        told = [seq for seq in (seen.get((edit.line, field.group)), edit.seen) if seq is not None]
        seen[edit.line, field.group] = min(told, default=None)
    return problems


def _set_driver(draft: dict[str, Value], field: Field, value: Value) -> list[Problem]:
    layer = field.group
    if value is None and field.column == f"{layer}_adjustment" and draft.get(f"{layer}_amount") is not None:
        value = 0  # nothing taken off; the other figures of the layer stay
    if value is None:
        return _clear_layer(draft, field)
    if draft.get(f"{layer}_amount") is None:
        for name in ("quantity_milli", "unit_price", "times_milli", "adjustment"):
            draft[f"{layer}_{name}"] = draft.get(f"requested_{name}")
    draft[field.column] = value
    draft[f"{layer}_amount"] = layer_amount(draft, layer)
    return []


def _group_of(edit: LineEdit, draft: Mapping[str, Value]) -> str:
    field = find_field(edit.field, draft.get("finance_amount") is not None)
    return field.group if field else ""


def _check_amount(draft: Mapping[str, Value], line: str, group: str) -> Problem | None:
    amount = draft.get(f"{group}_amount")
    if not isinstance(amount, int) or 0 <= amount <= MOST:
        return None
    sentence = "Thành tiền sẽ âm vì khoản giảm trừ lớn hơn số tiền." if amount < 0 else "Thành tiền vượt 1 triệu tỷ đồng."
    return Problem("amount_out_of_range", sentence, "Kiểm tra lại số lượng, đơn giá, số lần và khoản giảm trừ.", line=line)


def _clear_layer(draft: dict[str, Value], field: Field) -> list[Problem]:
    if field.group == Layer.REQUESTED:
        fix = "Nhập 0 nếu không đề nghị, hoặc xóa khoản mục."
        return [Problem("required_driver", f"{field.label} không được để trống.", fix)]
    if draft.get(f"{field.group}_amount") is None:
        return []
    for name in LINE.groups[field.group]:
        draft[name] = None
    sentence = f"Đã bỏ toàn bộ số {field.label.split('(')[-1].rstrip(')')} của khoản mục này."
    return [Problem("layer_cleared", sentence, "Nhập lại số nếu không định bỏ.", Severity.NOTE)]


def _check_reference(field: Field, value: Value, draft: Mapping[str, Value], known: Known) -> list[Problem]:
    text = "" if value is None else str(value)
    if field.name in ("name", "unit", "source", "measure") and not text:
        return [Problem("required", f"{field.label} không được để trống.", "Nhập giá trị rồi lưu lại.")]
    catalogues: dict[str, frozenset[str]] = {
        "unit": known.units,
        "source": frozenset(known.sources),
        "task": known.tasks,
        "budget_code": known.budget_codes,
        "norm": known.norms,
    }
    if text and field.name in catalogues and text not in catalogues[field.name]:
        return [Problem("unknown_code", f"{field.label} “{text}” không có trong danh mục.", "Chọn mã có trong danh mục.")]
    if field.name == "source" and known.sources[text] not in ("", str(draft.get("nature"))):
        fix = "Chọn nguồn cùng tính chất, hoặc đổi tính chất chi của khoản mục trước."
        return [Problem("nature_mismatch", "Nguồn này khác tính chất chi (thường xuyên, đầu tư) của khoản mục.", fix)]
    return []


def _line_missing(edit: LineEdit) -> Problem:
    return Problem("line_missing", f"Không có khoản mục “{edit.line}” trong bộ dự toán.", "Tải lại danh sách; khoản mục có thể đã bị xóa.")


def _whole(value: Value) -> int:
    if value is None or isinstance(value, str):
        raise TypeError(f"a driver must be a whole number, not {value!r}")
    return int(value)
