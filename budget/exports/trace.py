"""The hidden copy of what was exported, one row a line and sheet: a workbook that comes back is compared with what left.

Law: a copied text is what `imports.cells.cell_text` reads from the cell it stands for, so an untouched cell equals its copy.
"""

import hashlib
import json
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from budget.exports.cells import Cell, Column, Live, Milli, Share, Shown

SHEET = "_du_toan_goc"
MARK = "dt06/"
"""What the code of a column begins with."""
_PIECE = 30_000
"""Signs of one cell; a longer copy goes on in the next cell of its row."""


class Trace:
    """The copies of one workbook; its sheet is opened by the first of them, behind the sheets people see."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Stand on the workbook being written."""
        self._book = book
        self._sheet: Worksheet | None = None
        self._sheets: dict[str, str | int] = {}
        self._code = hashlib.sha256()
        self._rows = 0

    def follow(self, key: str, columns: Sequence[Column]) -> "SheetTrace":
        """The copier of one sheet, known by `key` whatever its tab is called."""
        self.tell(f"columns/{key}", json.dumps([column.field for column in columns if is_copied(column.field)]))
        return SheetTrace(self, key, columns)

    def tell(self, fact: str, value: str | int) -> None:
        """A fact of one sheet for the passport."""
        self._sheets[fact] = value

    def add(self, copy: str) -> None:
        """One row: sheet, line, what its cells said, as one text."""
        self._code.update(fingerprint(copy))
        sheet = self._open()
        for column, start in enumerate(range(0, len(copy), _PIECE)):
            sheet.write_string(self._rows, column, copy[start : start + _PIECE])
        self._rows += 1

    def facts(self) -> dict[str, str | int]:
        """What the passport says of the copies: their columns, how many there are, their fingerprint."""
        self._open()
        return {**self._sheets, "copies": self._rows, "copies_sha256": self._code.hexdigest()}

    def _open(self) -> Worksheet:
        if self._sheet is None:
            self._sheet = self._book.add_worksheet(SHEET)
            self._sheet.very_hidden()
        return self._sheet


class SheetTrace:
    """The copies of one sheet."""

    def __init__(self, trace: Trace, key: str, columns: Sequence[Column]) -> None:
        """Know where the fields stand."""
        self._trace = trace
        self._key = key
        self._places = [place for place, column in enumerate(columns) if is_copied(column.field)]
        self._line = next(place for place, column in enumerate(columns) if column.field == "id")

    def code(self, field: str) -> str:
        """What the hidden row above the table says of a column."""
        return f"{MARK}{self._key}/{field}"

    def tell_head(self, rows: int) -> None:
        """How many rows of headings follow the row of codes."""
        self._trace.tell(f"head/{self._key}", rows)

    def note(self, cells: Sequence[Cell]) -> None:
        """Copy the row of one line."""
        copies = [self._key, str(cells[self._line]), *(copy_cell(cells[place]) for place in self._places)]
        self._trace.add(json.dumps(copies, ensure_ascii=False, separators=(",", ":")))


def copy_cell(cell: Cell) -> str | list[str]:
    """A cell as the text it will be read as; what is printed in place of something else, with what is stored."""
    if isinstance(cell, Shown):
        shown = cell.text.strip()
        return shown if cell.own == shown else [shown, cell.own]
    if isinstance(cell, Milli):
        whole, rest = divmod(cell.value, 1000)
        return f"{whole},{rest:03d}".rstrip("0") if rest else str(whole)
    if isinstance(cell, Live):
        return str(cell.value)
    if isinstance(cell, Share):
        raise TypeError("a share is worked out and never comes back")
    return "" if cell is None else str(cell).strip()


def is_copied(field: str) -> bool:
    """Whether a column says something of its line that can be compared: its code and its versions do not."""
    return field not in ("", "id", "versions")


def fingerprint(copy: str) -> bytes:
    """The bytes of one copy that the passport's hash is taken over."""
    return f"{copy}\n".encode()
