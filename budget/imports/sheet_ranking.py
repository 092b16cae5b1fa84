"""Which sheet of a workbook holds the estimate: every sheet with a score, or with the sentence why it holds none."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.imports.columns import propose_columns
from budget.imports.sheet import Sheet
from budget.imports.sheet_problems import explain_no_table
from budget.imports.table_finding import find_table
from budget.imports.understanding import ColumnUse, Meaning
from budget.model.problem import Problem
from budget.model.states import Severity

_TELLING = (Meaning.NAME, Meaning.QUANTITY, Meaning.UNIT_PRICE, Meaning.AMOUNT, Meaning.SOURCE_AMOUNT, Meaning.MEASURE, Meaning.NUMBERING)


@dataclass(frozen=True, slots=True)
class SheetRank:
    """One sheet: its place in the workbook, a score (0 = no estimate), rows with figures, and why it should not be taken.

    `problem` is an error when the sheet holds no estimate, a warning when it does but is hidden.
    """

    position: int
    name: str
    score: int
    rows: int
    problem: Problem | None = None


def rank_sheets(sheets: Sequence[Sheet]) -> tuple[SheetRank, ...]:
    """The sheets, the likeliest estimate first; hidden ones after the visible, sheets without one last."""
    ranks = [_rank(position, sheet) for position, sheet in enumerate(sheets)]
    return tuple(sorted(ranks, key=lambda rank: (rank.score == 0, rank.problem is not None, -rank.score, rank.position)))


def _rank(position: int, sheet: Sheet) -> SheetRank:
    table = find_table(sheet)
    if table is None:
        return SheetRank(position, sheet.name, 0, 0, explain_no_table(sheet))
    columns = propose_columns(sheet, table)
    rows = _rows_with_figures(sheet, table.first, columns)
    if not rows:
        sentence = f"Trang “{sheet.name}” có bảng nhưng chưa có số liệu nào."
        return SheetRank(position, sheet.name, 0, 0, Problem("sheet_without_lines", sentence, "Chọn trang khác."))
    known = sum(any(column.meaning is meaning and column.confidence > 0.3 for column in columns) for meaning in _TELLING)
    # a table with more known columns is an estimate before a longer one is
    score = 1000 * known + min(rows, 999)
    hidden = None
    if sheet.hidden:
        sentence = f"Trang “{sheet.name}” đang bị ẩn trong tệp."
        hidden = Problem("sheet_hidden", sentence, "Chỉ nhập trang ẩn khi biết chắc nó là dự toán.", Severity.WARNING)
    return SheetRank(position, sheet.name, score, rows, hidden)


def _rows_with_figures(sheet: Sheet, first: int, columns: Sequence[ColumnUse]) -> int:
    wanted = (Meaning.AMOUNT, Meaning.SOURCE_AMOUNT, Meaning.UNIT_PRICE, Meaning.QUANTITY)
    places = [column.position for column in columns if column.meaning in wanted]
    return sum(any(row[place] != "" for place in places) for row in sheet.rows[first:])
