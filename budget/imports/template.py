"""The fixed-heading template read back: the rows as texts, or what is wrong with the file as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from budget.exports.template_columns import COLUMNS, FIRST_EDITION, HEADING_ROW, SHEET
from budget.imports import refusals
from budget.imports.cells import CellValue, cell_text
from budget.imports.guard import check_workbook_file
from budget.imports.reading import read_workbook
from budget.model.problem import Problem
from budget.money import format_money
from budget.vietnamese import fold

MOST_ROWS = 100_000
_GET_TEMPLATE = "Tải tệp mẫu mới ở nút “Tải tệp mẫu”, chép số liệu sang rồi nhập lại."


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One filled row: its number in the sheet as people count it, and field -> text (empty cells left out)."""

    row: int
    texts: dict[str, str]


def read_template(path: Path) -> tuple[list[TemplateRow], list[Problem]]:
    """The filled rows of a template workbook; no rows and one problem when the file itself is wrong. Empty rows are passed over."""
    refused = check_workbook_file(path)
    if refused is not None:
        return [], [refused]
    book, problems = read_workbook(path)
    if book is None:
        return [], problems
    page = next((sheet for sheet in book.sheets if fold(sheet.name) == fold(SHEET)), None)
    if page is None:
        return [], [Problem("sheet_missing", f"Tệp “{path.name}” không có trang “{SHEET}”.", _GET_TEMPLATE)]
    if page.cut:
        return [], [refusals.too_far(path.name, page.name)]
    cells = page.rows
    problem = _check_headings(cells) or _check_length(cells)
    if problem is not None:
        return [], [problem]
    rows = [_read_row(number, values) for number, values in enumerate(cells[HEADING_ROW:], start=HEADING_ROW + 1)]
    filled = [row for row in rows if row.texts]
    if not filled:
        fix = f"Điền khoản mục từ dòng {HEADING_ROW + 1} của trang “{SHEET}” rồi nhập lại."
        return [], [Problem("file_empty", f"Tệp “{path.name}” chưa có khoản mục nào.", fix)]
    return filled, []


def _check_headings(cells: Sequence[Sequence[CellValue]]) -> Problem | None:
    """The first heading that is not where the template has it."""
    found = [cell_text(value) for value in cells[HEADING_ROW - 1]] if len(cells) >= HEADING_ROW else []
    columns = COLUMNS if any(found[FIRST_EDITION:]) else COLUMNS[:FIRST_EDITION]
    for position, column in enumerate(columns):
        text = found[position] if position < len(found) else ""
        if _plain(text) != _plain(column.heading):
            stands = f"đang là “{text[:60]}”" if text else "đang trống"
            sentence = f"Dòng {HEADING_ROW}, cột {position + 1} phải là “{column.heading}” nhưng {stands}."
            return Problem("heading_wrong", sentence, _GET_TEMPLATE)
    extra = next((text for text in found[len(COLUMNS) :] if text), "")
    if extra:
        return Problem("heading_wrong", f"Tệp có thêm cột “{extra[:60]}” không thuộc mẫu.", "Bỏ cột đó rồi nhập lại.")
    return None


def _check_length(cells: Sequence[Sequence[CellValue]]) -> Problem | None:
    if len(cells) - HEADING_ROW <= MOST_ROWS:
        return None
    sentence = f"Tệp có {format_money(len(cells) - HEADING_ROW)} dòng, vượt {format_money(MOST_ROWS)} dòng."
    return Problem("file_too_large", sentence, "Chia tệp thành nhiều phần rồi nhập từng phần.")


def _read_row(number: int, values: Sequence[CellValue]) -> TemplateRow:
    texts = {column.field: cell_text(value) for column, value in zip(COLUMNS, values, strict=False)}
    return TemplateRow(number, {field: text for field, text in texts.items() if text})


def _plain(heading: str) -> str:
    return fold(heading).rstrip("* ")
