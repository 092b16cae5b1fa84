"""Rows as they come from a file made a sheet: empty ends dropped, all rows equally long, old fonts made Unicode, bounds kept."""

from collections.abc import Iterable, Sequence
from itertools import islice

from budget.imports.cells import CellValue
from budget.imports.guard import Limits
from budget.imports.old_fonts import restore_name, restore_texts
from budget.imports.sheet import Sheet, Span

Box = tuple[int, int, int, int]
"""A merged range from 0: top, left, bottom, right, both ends included."""


class TooManyCells(Exception):
    """A workbook holds more cells than are ever read."""


def shape_sheet(
    name: str, hidden: bool, rows: Iterable[list[CellValue]], boxes: Iterable[Box], limits: Limits, *, first_row: int = 1, cut: bool = False
) -> Sheet:
    """The sheet of some rows that begin in row `first_row`, column A.

    What stands beyond the bounds is left out and the sheet marked as cut; blanks there cut nothing. TooManyCells.
    """
    source = iter(rows)
    taken = list(islice(source, limits.rows))
    cut = cut or any(not _is_blank(value) for row in source for value in row)
    taken, wide = _square(taken, limits.columns)
    if len(taken) * (len(taken[0]) if taken else 0) > limits.cells:
        raise TooManyCells
    encoding = restore_texts(taken)
    spans = _fit_spans(boxes, len(taken), len(taken[0]) if taken else 0)
    return Sheet(restore_name(name, encoding), hidden, taken, first_row, spans, encoding, cut or wide)


def _square(rows: list[list[CellValue]], most: int) -> tuple[list[list[CellValue]], bool]:
    """The rows without empty ends and equally long; whether anything stood beyond the widest column."""
    while rows and all(map(_is_blank, rows[-1])):
        rows.pop()
    longest = max(map(len, rows), default=0)
    wide = longest > most and any(not _is_blank(value) for row in rows for value in row[most:])
    width = min(longest, most)
    while width and all(len(row) < width or _is_blank(row[width - 1]) for row in rows):
        width -= 1
    if wide:
        width = most
    if all(len(row) == width for row in rows):
        return rows, wide
    return [row[:width] if len(row) >= width else row + [""] * (width - len(row)) for row in rows], wide


def _is_blank(value: CellValue) -> bool:
    return type(value) is str and (not value or value.isspace())


def _fit_spans(boxes: Iterable[Box], height: int, width: int) -> tuple[Span, ...]:
    """The merged ranges that begin inside the sheet, ends clipped to it, in reading order."""
    inside = [(top, left, min(bottom, height - 1), min(right, width - 1)) for top, left, bottom, right in boxes]
    kept: Sequence[Box] = sorted({box for box in inside if 0 <= box[0] <= box[2] and 0 <= box[1] <= box[3] and box[:2] != box[2:]})
    return tuple(Span(*box) for box in kept)
