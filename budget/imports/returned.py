"""A returned workbook against its plan, line by line and field by field: as exported, in the file, and now.

Law: a difference is applied only where the plan still holds what was exported in that driver group; else a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from budget.exports.passport import APPRAISAL, ESTIMATE
from budget.imports.returned_amounts import LayerRow, check_amount
from budget.imports.returned_book import KEYS, Copied
from budget.imports.returned_cells import (
    DRIVERS,
    Catalogues,
    Typed,
    exported_value,
    field_of,
    read_typed,
    show_value,
    stands_as_exported,
    stored_value,
)
from budget.imports.returned_rows import BackRow
from budget.lines.fields import DRIVER_LABELS, FIELDS
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Layer
from budget.money import MoneyUnit, format_money, parse_money
from budget.store.records import Value

Record = Mapping[str, Value]
Copies = Mapping[str, Mapping[str, Copied]]
"""What was exported of one line: sheet key -> field -> copy."""
_SILENT = ("reason",)
_APPRAISED = (Layer.CONTENT, Layer.FINANCE, Layer.APPROVED)
_PLACES = {field: place for place, field in enumerate([*FIELDS, *(f"{layer}_amount" for layer in Layer)])}


class Standing(StrEnum):
    """How a difference stands: taken, left as the plan has it, agreed already, or waiting for a person."""

    APPLY = "apply"
    KEEP = "keep"
    SAME = "same"
    CONFLICT = "conflict"
    DOUBT = "doubt"
    PROBLEM = "problem"


_UNIT_STEPS = (1_000, 1_000_000)
WAITING = (Standing.CONFLICT, Standing.DOUBT, Standing.PROBLEM)


@dataclass(frozen=True)
class Difference:
    """One field of one line that differs between export, file and plan; texts as people read them, `text` what would be saved.

    `where` names sheet and row. A PROBLEM can only be left as the plan has it; `note` says what makes a person look.
    """

    line: str
    number: int
    name: str
    field: str
    label: str
    group: str
    base: str
    mine: str
    theirs: str
    standing: Standing
    text: str = ""
    where: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """How a decision names it: NUMBER:FIELD."""
        return f"{self.number}:{self.field}"

    @property
    def is_number(self) -> bool:
        """Whether it is a figure rather than a text."""
        return self.group in tuple(Layer)


@dataclass(frozen=True)
class Asked:
    """Everything one line is compared by: its rows and copies by sheet key, what the plan holds, the money unit the file showed."""

    line: str
    rows: Mapping[str, BackRow]
    copies: Copies
    record: Record
    unit: MoneyUnit
    catalogues: Catalogues

    @cached_property
    def layer(self) -> Layer:
        """The layer PL II showed when it was exported."""
        amount = self.copies.get(APPRAISAL, {}).get("finance_amount")
        return Layer.FINANCE if amount is not None and amount.shown else Layer.REQUESTED

    @cached_property
    def exported(self) -> Mapping[str, Copied]:
        """Field -> what was exported of it, whichever sheet it stood in."""
        found: dict[str, Copied] = {}
        for key in (ESTIMATE, APPRAISAL):
            for name, copy in self.copies.get(key, {}).items():
                if name not in _SILENT:
                    found.setdefault(field_of(name, self.layer), copy)
        return found

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """The exported fields the plan has changed since, and `<layer>_amount` where the amount of a layer has."""
        return tuple(field for field, copy in self.exported.items() if not _stands(field, copy, self.record))

    def where(self, key: str) -> str:
        """Sheet and row, for people."""
        return f"{KEYS[key]} dòng {self.rows[key].row}"


def compare_line(asked: Asked) -> list[Difference]:
    """The differences of one line, requested figures before appraised ones; empty when neither file nor plan moved anything."""
    typed, problems = _collect(asked)
    moved = asked.moved
    found = []
    for field in sorted({*problems, *typed, *moved}, key=_PLACES.__getitem__):
        if field in problems:
            found.append(_refused(asked, field, problems[field]))
        elif field in typed:
            found.append(_judge(asked, field, typed, moved))
        elif field in FIELDS:
            found.append(_difference(asked, field, Standing.KEEP, show_now(asked, field)))
    return found


def _stands(field: str, copy: Copied, record: Record) -> bool:
    if field in FIELDS:
        return stands_as_exported(field, copy, record)
    now = record.get(field)
    return ("" if now is None else str(now)) == copy.own


def group_of(field: str) -> str:
    """The driver group of a field, or of a layer's amount."""
    return FIELDS[field].group if field in FIELDS else field.removesuffix("_amount")


def show_now(asked: Asked, field: str) -> str:
    """What the plan holds, as people read it."""
    if field not in FIELDS:
        now = asked.record.get(field)
        return format_money(now if isinstance(now, int) else None)
    return show_value(field, asked.record.get(FIELDS[field].column), asked.catalogues)


def _collect(asked: Asked) -> tuple[dict[str, Typed], dict[str, Typed]]:
    """Field -> what the file says of it, where that differs from the export; and the cells that cannot be taken."""
    typed: dict[str, Typed] = {}
    problems: dict[str, Typed] = {}
    for key, row in asked.rows.items():
        for field, cell in _read_row(asked, key, row).items():
            earlier = typed.get(field)
            if cell.problem is not None:
                problems.setdefault(field, cell)
            elif earlier is not None and earlier.value != cell.value:
                problems[field] = Typed(f"{earlier.where}, {cell.where}", cell.text, cell.value, _two_answers(field, earlier, cell))
            else:
                typed.setdefault(field, cell)
    return typed, problems


def _read_row(asked: Asked, key: str, row: BackRow) -> dict[str, Typed]:
    copies, where = asked.copies[key], asked.where(key)
    if all(row.texts.get(name, copy.shown) == copy.shown for name, copy in copies.items()):
        return {}
    found = _check_layers(asked, key, row)
    emptied = {field for field, cell in found.items() if cell.problem is None}
    for name, text in row.texts.items():
        field = field_of(name, asked.layer)
        if field not in FIELDS or field in found or name not in copies or text == copies[name].shown:
            continue
        if any(group_of(field) == group_of(other) for other in emptied):
            continue
        cell = read_typed(field, copies[name], text, where, asked.catalogues)
        if cell.problem is not None or cell.value != exported_value(field, copies[name]):
            found[field] = cell
    return found


def _check_layers(asked: Asked, key: str, row: BackRow) -> dict[str, Typed]:
    """What is to be said of the layers of a row as wholes: taken back, drivers left out, an amount that is not theirs."""
    found: dict[str, Typed] = {}
    where = asked.where(key)
    for layer in (asked.layer,) if key == ESTIMATE else (Layer.REQUESTED, Layer.FINANCE):
        part = _layer_row(asked, key, row, layer)
        if part is None:
            continue
        if key == APPRAISAL and layer is Layer.FINANCE and part.emptied:
            found[f"{layer}_quantity"] = Typed(where, "", None)
            continue
        for name in part.left_out:
            found[f"{layer}_{name}"] = Typed(where, "", None, _left_out(name))
        problem = check_amount(part)
        if problem is not None and not part.left_out:
            found[f"{layer}_amount"] = Typed(where, part.amount, None, problem)
    return found


def _layer_row(asked: Asked, key: str, row: BackRow, layer: Layer) -> LayerRow | None:
    """The layer as the row says it; None when its columns are not all there."""
    prefix = "" if key == ESTIMATE else f"{layer}_"
    copies = {name: asked.copies[key][prefix + name] for name in (*DRIVERS, "adjustment") if prefix + name in asked.copies[key]}
    texts = {name: row.texts[prefix + name] for name in copies if prefix + name in row.texts}
    amount = asked.copies[key].get(f"{prefix}amount")
    if amount is None or not all(name in texts for name in DRIVERS):
        return None
    fallback = {name: row.texts.get(f"requested_{name}", "") for name in DRIVERS}
    return LayerRow(texts, copies, row.texts.get(f"{prefix}amount", ""), amount, fallback)


def _judge(asked: Asked, field: str, typed: Mapping[str, Typed], moved: Sequence[str]) -> Difference:
    cell = typed[field]
    now = asked.record.get(FIELDS[field].column) if cell.value is None else stored_value(FIELDS[field], asked.record)
    mine = show_value(field, cell.value, asked.catalogues) if cell.value is not None else ""
    others = [other for other in moved if group_of(other) == group_of(field)]
    if now == cell.value:
        return _difference(asked, field, Standing.SAME, mine, cell)
    if others:
        return _difference(asked, field, Standing.CONFLICT, mine, cell, _what_moved(asked, field, others))
    slip = _unit_slip(asked, field, cell)
    return _difference(asked, field, Standing.DOUBT if slip else Standing.APPLY, mine, cell, slip or _tell_borrowed(asked, field, typed))


def _difference(asked: Asked, field: str, standing: Standing, mine: str, cell: Typed | None = None, note: str = "") -> Difference:
    copy = asked.exported.get(field)
    base = "" if copy is None else copy.shown
    if copy is not None and field in FIELDS and field not in ("source", "note", "basis"):
        base = show_value(field, exported_value(field, copy), asked.catalogues)
    label = FIELDS[field].label if field in FIELDS else f"Thành tiền ({labels.LAYER[Layer(group_of(field))].lower()})"
    number, name = int(str(asked.record.get("number") or 0)), str(asked.record.get("name") or "")
    where, text = ("", "") if cell is None else (cell.where, cell.text)
    if standing is Standing.KEEP:
        mine = base
    return Difference(
        asked.line, number, name, field, label, group_of(field), base, mine, show_now(asked, field), standing, text, where, note
    )


def _refused(asked: Asked, field: str, cell: Typed) -> Difference:
    problem = cell.problem
    note = f"{problem.sentence} {problem.fix}".strip() if problem else ""
    mine = cell.text
    if field not in FIELDS:
        stated, _ = parse_money(cell.text)
        mine = cell.text if stated is None else format_money(stated)
    return _difference(asked, field, Standing.PROBLEM, mine, cell, note)


def _what_moved(asked: Asked, field: str, others: Sequence[str]) -> str:
    """Why the plan's side is not what was exported: the field itself, or figures that belong together with it."""
    if field in others:
        return "Bộ dự toán đã đổi số này sau khi xuất tệp."
    told = [f"{FIELDS[other].label} nay là {show_now(asked, other) or 'trống'}" for other in others if other in FIELDS]
    return f"Bộ dự toán đã đổi số đi cùng sau khi xuất tệp: {'; '.join(told) or 'thành tiền đã khác'}."


def _tell_borrowed(asked: Asked, field: str, typed: Mapping[str, Typed]) -> str:
    """Which figures a layer begun in the file takes from the request, because the file leaves them empty."""
    group = group_of(field)
    if group not in _APPRAISED or asked.record.get(f"{group}_amount") is not None:
        return ""
    empty = [FIELDS[f"requested_{name}"] for name in DRIVERS if f"{group}_{name}" not in typed]
    told = ", ".join(f"{DRIVER_LABELS[item.name.removeprefix('requested_')].lower()} {show_now(asked, item.name)}" for item in empty)
    return f"Ô trống lấy theo đề nghị: {told}." if told else ""


def _unit_slip(asked: Asked, field: str, cell: Typed) -> str:
    """A price that looks typed in another unit: a thousand or a million times its old one, or in what the file shows for đồng."""
    if not field.endswith("_unit_price") or not isinstance(cell.value, int) or cell.value <= 0:
        return ""
    known = [asked.record.get(name) for name in (f"{group_of(field)}_unit_price", "requested_unit_price")]
    reference = next((value for value in known if isinstance(value, int) and value > 0), 0)
    for times in _UNIT_STEPS:
        if reference in (cell.value * times, cell.value // times) and times in (reference // cell.value, cell.value // max(reference, 1)):
            way = "chia" if reference > cell.value else "nhân"
            old, new = format_money(reference), format_money(cell.value)
            return f"Đơn giá trong tệp là số cũ {way} đúng {format_money(times)} ({old} thành {new} đồng): có phải đã đổi đơn vị tiền?"
    if (
        asked.unit is MoneyUnit.DONG
        or not reference
        or cell.value * 10 >= reference
        or not reference / 10 <= cell.value * asked.unit.size <= reference * 10
    ):
        return ""
    typed = format_money(cell.value)
    return f"Tệp hiển thị {asked.unit.label} nhưng ô chứa đồng: {typed} đồng hay là {typed} {asked.unit.label}?"


def _two_answers(field: str, one: Typed, other: Typed) -> Problem:
    sentence = f"{FIELDS[field].label} được sửa khác nhau ở hai trang: {one.where} ghi “{one.text}”, {other.where} ghi “{other.text}”."
    return Problem("returned_two_answers", sentence, "Sửa hai trang cho khớp rồi nhận lại, hoặc giữ số hiện nay.")


def _left_out(name: str) -> Problem:
    return Problem(
        "returned_driver_empty",
        f"{DRIVER_LABELS[name]} bị xóa trống; ô trống không phải là 0.",
        "Ghi 0 nếu đúng là 0, hoặc khôi phục số cũ.",
    )
