"""A sheet of a stranger's workbook as it was read, before anybody knows what its cells mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.imports.cells import CellValue


class Encoding(StrEnum):
    """How the texts of a sheet were written before they became Unicode."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range by 0-based positions in `Sheet.rows`, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells in Unicode, empty ones as "".

    `rows[i]` is row `first_row + i` of the workbook (1-based), its first cell column A; rows are equally long. `cut` says that
    rows or columns beyond the bounds held something that was left out, so that the sheet must be refused, never taken in part.
    """

    name: str
    hidden: bool
    rows: Sequence[Sequence[CellValue]]
    first_row: int = 1
    spans: tuple[Span, ...] = ()
    encoding: Encoding = Encoding.UNICODE
    cut: bool = False

    @property
    def width(self) -> int:
        """How many columns every row has."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """A file that was read whole: its sheets in order, and what kind of file its bytes say it is (xlsx, xls, ods, csv)."""

    file: str
    kind: str
    sheets: tuple[Sheet, ...]
