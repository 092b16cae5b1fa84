"""Rows somebody inserted into a returned workbook, as new lines: unit and year of the line beside them, the nature of their source.

Law: what the sheet does not say beyond doubt (the unit after a sort, the source in PL III) is refused with a sentence, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.exports.passport import ESTIMATE
from budget.imports.returned_amounts import multiply_texts
from budget.imports.returned_cells import DRIVERS, Catalogues
from budget.imports.returned_rows import BackKind, BackRow, ReadSheet
from budget.lines.adding import plan_new_line
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.store.records import Change, Record

_TAKEN = ("name", "measure", "budget_code", *DRIVERS, "adjustment", "source", "basis", "note")


@dataclass(frozen=True)
class Proposal:
    """A new line a row asks for: what it says, its amount in đồng, the change that adds it, or why it cannot be added."""

    where: str
    key: str
    texts: Mapping[str, str]
    unit: str
    year: int | None
    amount: int
    change: Change | None
    problem: Problem | None = None


def propose_lines(sheet: ReadSheet, records: Mapping[str, Record], catalogues: Catalogues, first: int) -> list[Proposal]:
    """The new lines of a sheet, numbered from `first`; `records` are the exported lines as the plan has them now, by id."""
    proposals: list[Proposal] = []
    for place, row in enumerate(sheet.rows):
        if row.kind is not BackKind.NEW:
            continue
        beside = _line_beside(sheet.rows, place, records) if sheet.in_order else None
        proposals.append(_propose(sheet, row, beside, catalogues, first + len(proposals)))
    return proposals


def _propose(sheet: ReadSheet, row: BackRow, beside: Record | None, catalogues: Catalogues, number: int) -> Proposal:
    unit, year = ("", None) if beside is None else (str(beside["unit"]), int(str(beside["year"])))
    where = f"{sheet.label} dòng {row.row}"
    texts = {name: row.texts[name] for name in _TAKEN if row.texts.get(name)}
    problem = _forbid(sheet, row, unit)
    change: Change | None = None
    if problem is None and year is not None:
        source = str(catalogues.known.code_of("source", texts.get("source", "")) or "")
        nature = catalogues.known.sources.get(source, "")
        change, problems = plan_new_line({**texts, "unit": unit, **({"nature": nature} if nature else {})}, catalogues.known, number, year)
        problem = next((found for found in problems if found.severity is Severity.ERROR), None)
    amount = int(str((change.new or {}).get("requested_amount") or 0)) if change is not None else 0
    return Proposal(where, f"{sheet.key}-{row.row}:them", texts, unit, year, amount, change, problem)


def _forbid(sheet: ReadSheet, row: BackRow, unit: str) -> Problem | None:
    if sheet.key != ESTIMATE:
        sentence = "Khoản mục mới thêm ở PL III chưa có nguồn kinh phí nên chưa nhận được."
        return Problem("returned_new_elsewhere", sentence, "Thêm khoản mục đó ở PL II, hoặc thêm trong chương trình.")
    if not unit:
        why = "vì các hàng đã được sắp xếp lại" if not sheet.in_order else "vì không đứng cạnh khoản mục nào của một đơn vị"
        sentence = f"Không rõ khoản mục mới “{row.texts.get('name', '')}” thuộc đơn vị nào {why}."
        return Problem("returned_unit_unknown", sentence, "Chèn hàng ngay dưới một khoản mục của đơn vị đó, hoặc thêm trong chương trình.")
    product = multiply_texts(*(row.texts.get(name) or ("1" if name == "times" else "") for name in DRIVERS))
    stated = row.texts.get("amount", "")
    if product is not None and stated.lstrip("-").isdecimal() and abs(int(stated) - product) > 1 and "adjustment" not in row.texts:
        sentence = f"Thành tiền {stated} của khoản mục mới khác số lượng x đơn giá x số lần = {product}."
        return Problem("returned_amount_typed", sentence, "Sửa số lượng, đơn giá cho khớp, hoặc để trống ô Thành tiền.")
    return None


def _line_beside(rows: Sequence[BackRow], place: int, records: Mapping[str, Record]) -> Record | None:
    """The line above, else the line below, before any heading parts them from this row."""
    for direction in (reversed(rows[:place]), rows[place + 1 :]):
        near = next((row for row in direction if row.kind not in (BackKind.NEW, BackKind.BLANK)), None)
        if near is not None and near.line in records:
            return records[near.line]
    return None
