"""What a person meant by a changed cell of a returned workbook: the text to save, its value, or why it cannot be taken.

Law: a cell that only looks different (number as text, other separators, arithmetic dust) has the value it was exported with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budget.exports.cells import Milli
from budget.exports.trace import copy_cell
from budget.imports.returned_book import Copied
from budget.lines.editing import Known
from budget.lines.fields import FIELDS, Field
from budget.model.problem import Problem
from budget.model.states import Layer, Severity
from budget.store.records import Value
from budget.vietnamese import normalise

DRIVERS = ("quantity", "unit_price", "times")


@dataclass(frozen=True)
class Catalogues:
    """What names in the file may mean: codes an edit may refer to, and how a source is called."""

    known: Known
    source_name: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as it stands in the file: where, the text that would be saved, its value; with a problem it cannot be taken."""

    where: str
    text: str
    value: Value
    problem: Problem | None = None


def field_of(key_field: str, layer: Layer) -> str:
    """The field a column stands for: PL II shows the layer that was in force when it was exported."""
    return f"{layer.value}_{key_field}" if key_field in (*DRIVERS, "adjustment", "amount") else key_field


def exported_value(field: str, copy: Copied) -> Value:
    """The value the plan held when the cell was exported."""
    value, _ = FIELDS[field].read(_said(field, copy.own))
    return value


def stands_as_exported(field: str, copy: Copied, record: Mapping[str, Value]) -> bool:
    """Whether the plan still holds what was exported; spelled alike is known without reading the text."""
    value = record.get(FIELDS[field].column)
    if _said(field, copy.own) == ("" if value is None else _spell(FIELDS[field].column, value)):
        return True
    return stored_value(FIELDS[field], record) == exported_value(field, copy)


def _spell(column: str, value: Value) -> str:
    return str(copy_cell(Milli(value) if column.endswith("_milli") and isinstance(value, int) else str(value)))


def stored_value(field: Field, record: Mapping[str, Value]) -> Value:
    """What the plan holds now, comparable with an exported value."""
    value = record.get(field.column)
    if isinstance(value, str):
        return normalise(value)
    return "" if value is None and field.read("")[0] == "" else value


def show_value(field: str, value: Value, catalogues: Catalogues) -> str:
    """A value as people read it."""
    if field == "source":
        return catalogues.source_name(str(value or ""))
    return "" if value is None else FIELDS[field].show(value)


def read_typed(field: str, copy: Copied, text: str, where: str, catalogues: Catalogues) -> Typed:
    """A changed cell understood."""
    own, problem = _own_part(FIELDS[field].label, copy, text) if field in ("note", "basis") else (_said(field, text), None)
    if problem is not None:
        return Typed(where, text, text, problem)
    value, problems = FIELDS[field].read(own)
    error = next((found for found in problems if found.severity is Severity.ERROR), None)
    if error is not None:
        return Typed(where, text, text, error)
    return Typed(where, own, catalogues.known.code_of(field, value))


def _said(field: str, text: str) -> str:
    """What a cell says; an empty one in the column of reductions says that nothing was taken off."""
    return text or ("0" if field.endswith("_adjustment") else "")


def _own_part(label: str, copy: Copied, text: str) -> tuple[str, Problem | None]:
    """A note without what the program had added to it when it was printed."""
    if copy.shown == copy.own or not text:
        return text, None
    added = copy.shown.removeprefix(copy.own).lstrip("; ")
    if added and text.endswith(added):
        return text.removesuffix(added).rstrip("; "), None
    sentence = f"Ô {label} có phần “{added}” do chương trình ghép thêm khi xuất; phần đó đã bị sửa nên không rõ phần nào là của khoản mục."
    return "", Problem("returned_text_mixed", sentence, f"Giữ nguyên phần đó ở cuối ô, hoặc sửa {label} trong chương trình.")
