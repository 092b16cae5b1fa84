"""An exported workbook edited as an office would: cells by line and field, rows inserted, deleted, sorted, columns moved."""

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from budget.exports.trace import MARK
from budget.plan.face import Plan

Wanted = Mapping[tuple[str, int, str], object]
"""(sheet key, line number, field) -> what is typed there."""


def export(plan: Plan, folder: Path, **options: object) -> Path:
    """The plan's workbook as it leaves."""
    return plan.exports.workbook(folder / "xuat.xlsx", problems=[], **options).file  # type: ignore[arg-type]  # the caller's options


def edit_book(source: Path, out: Path, act: Callable[[Workbook], None]) -> Path:
    """The workbook changed by `act` and saved beside; formulas lose their values, as with any program that does not calculate."""
    book = load_workbook(source)
    act(book)
    book.save(out)
    return out


def type_cells(plan: Plan, source: Path, out: Path, wanted: Wanted) -> Path:
    """The workbook with some cells typed over."""

    def act(book: Workbook) -> None:
        for (key, number, field), value in wanted.items():
            page, columns = page_of(book, key)
            row = row_of(page, columns, plan.lines.find_id(str(number)))
            page.cell(row, columns[field]).value = value  # type: ignore[assignment]  # any cell value

    return edit_book(source, out, act)


def page_of(book: Workbook, key: str) -> tuple[Worksheet, dict[str, int]]:
    """The sheet with the codes of `key` and where its fields stand (columns from 1)."""
    for page in book.worksheets:
        for row in page.iter_rows(max_row=60):
            codes = {str(cell.value): cell.column for cell in row if str(cell.value or "").startswith(f"{MARK}{key}/")}
            if codes:
                return page, {code.rsplit("/", 1)[1]: int(column or 0) for code, column in codes.items()}
    raise AssertionError(f"no sheet {key}")


def row_of(page: Worksheet, columns: Mapping[str, int], line: str) -> int:
    """The row of a line (from 1)."""
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, columns["id"]).value == line)
