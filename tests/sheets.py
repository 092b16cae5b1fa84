"""Small sheets written as text where the test is read: a row a line, cells parted by |, numbers as numbers ('12 stays a text)."""

from budget.imports.cells import CellValue
from budget.imports.sheet import Sheet, Span
from budget.imports.understanding import Meaning, ReadRow, RowKind, SheetReading


def sheet(text: str, *, spans: tuple[Span, ...] = (), name: str = "Dự toán", hidden: bool = False, cut: bool = False) -> Sheet:
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(len(row) for row in rows)
    return Sheet(name, hidden, [[*row, *[""] * (width - len(row))] for row in rows], 1, spans, cut=cut)


def _cell(text: str) -> CellValue:
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text)
    except ValueError:
        return text


def lines(reading: SheetReading) -> list[tuple[str, int | None]]:
    """The lines found: name and amount."""
    return [(row.texts.get(Meaning.NAME, ""), row.amount) for row in reading.rows if row.kind is RowKind.LINE]


def kinds(reading: SheetReading, first: int = 1) -> str:
    """One letter a row from a workbook row on: L line, H heading, T total, o of-which, c continued, x rejected, b below, . blank."""
    letters = {
        RowKind.LINE: "L", RowKind.HEADING: "H", RowKind.TOTAL: "T", RowKind.OF_WHICH: "o", RowKind.CONTINUED: "c", RowKind.REJECTED: "x",
        RowKind.BELOW: "b", RowKind.BLANK: ".", RowKind.TITLE: "t", RowKind.HEADER: "h", RowKind.COLUMN_INDEX: "i",
    }  # fmt: skip
    return "".join(letters[row.kind] for row in reading.rows if row.row >= first)


def row_of(reading: SheetReading, number: int) -> ReadRow:
    """The row with a workbook number."""
    return next(row for row in reading.rows if row.row == number)


def meanings(reading: SheetReading) -> str:
    """What the columns mean, from left to right."""
    return " ".join(column.meaning.value for column in reading.columns)


def codes(reading: SheetReading) -> set[str]:
    """The codes of the sheet's problems."""
    return {problem.code for problem in reading.problems}


def wrong(reading: SheetReading) -> list[tuple[int, int, int]]:
    """The checks that do not agree: row, stated, computed."""
    return [(check.row, check.stated, check.computed) for check in reading.totals if not check.agrees]
