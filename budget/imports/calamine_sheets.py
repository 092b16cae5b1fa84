"""The sheets of an .xlsx or .xls by the calamine library, and what it keeps silent about put back: error cells."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from budget.imports.cells import CellValue
from budget.imports.guard import Limits
from budget.imports.shaping import TooManyCells, shape_sheet
from budget.imports.sheet import Sheet

Errors = Mapping[tuple[int, int], str]
_ROWS, _COLUMNS = 2**20, 2**14
"""As many as a spreadsheet has."""


class ImpossiblePlace(ValueError):
    """A cell is said to stand where no spreadsheet has a row or a column."""


def read_sheets(path: Path, limits: Limits, errors: Callable[[int, str], Errors]) -> Iterable[Sheet]:
    """The worksheets in their order, one after the other; charts and dialogs are passed over. CalamineError, TooManyCells, ImpossiblePlace.

    `errors` gives the error cells of a sheet by its place in the workbook and its name: (row, column) from 0 -> text.
    """
    with CalamineWorkbook.from_path(str(path)) as book:
        for place, meta in enumerate(book.sheets_metadata):
            if meta.typ == SheetTypeEnum.WorkSheet:
                page = book.get_sheet_by_index(place)
                hidden = meta.visible != SheetVisibleEnum.Visible
                yield _read_sheet(page, meta.name, hidden, errors(place, meta.name), limits)


def _read_sheet(page: CalamineSheet, name: str, hidden: bool, errors: Errors, limits: Limits) -> Sheet:
    boxes = [(*first, *last) for first, last in page.merged_cell_ranges or ()]
    rows = _put_errors(_rows_of(page, limits), errors)
    return shape_sheet(name, hidden, rows, boxes, limits)


def _rows_of(page: CalamineSheet, limits: Limits) -> Iterable[list[CellValue]]:
    """All rows from row 1, column A; a sheet within the bounds comes at once, a larger one row by row."""
    start, end = page.start, page.end
    if start is None or end is None:
        return []
    if end[0] >= _ROWS or end[1] >= _COLUMNS:
        raise ImpossiblePlace
    if end[0] < limits.rows and end[1] < limits.columns:
        if (end[0] + 1) * (end[1] + 1) > limits.cells:
            raise TooManyCells
        return page.to_python(skip_empty_area=False)
    return _stream(page, start[1], limits.columns + 1)


def _stream(page: CalamineSheet, left: int, most: int) -> Iterable[list[CellValue]]:
    """Row by row; of a row too long only its beginning, and the first thing found beyond it.

    The library gives the empty rows above the first filled one, but not the empty columns to the left of it.
    """
    before: list[CellValue] = [""] * left
    for row in page.iter_rows():
        whole = before + row
        beyond = next((value for value in whole[most:] if value != ""), None)
        yield whole[:most] if beyond is None else [*whole[: most - 1], beyond]


def _put_errors(rows: Iterable[list[CellValue]], errors: Errors) -> Iterable[list[CellValue]]:
    """The rows with the errors where they stand; rows are added when errors stand below the last."""
    if not errors:
        return rows
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column] = text
    below = max(by_row) + 1
    if below > _ROWS:
        raise ImpossiblePlace
    return (_with_errors(row, by_row.get(number, {})) for number, row in enumerate(_lengthen(rows, below)))


def _lengthen(rows: Iterable[list[CellValue]], least: int) -> Iterable[list[CellValue]]:
    count = 0
    for row in rows:
        count += 1
        yield row
    yield from ([] for _ in range(count, least))


def _with_errors(row: list[CellValue], errors: Mapping[int, str]) -> list[CellValue]:
    for column, text in errors.items():
        row.extend([""] * (column + 1 - len(row)))
        row[column] = text
    return row
