"""The whole heading of every column, from rows of merged or blank-filled cells, and the pieces a group is told by."""

from dataclasses import dataclass

from budget.imports.cells import cell_text
from budget.imports.sheet import Sheet, Span
from budget.imports.table_finding import Table, is_text
from budget.vietnamese import normalise

JOIN = " › "


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading from the outermost group to its own words."""

    position: int
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The heading as a person reads it: "Đề nghị › Số lượng"."""
        return JOIN.join(self.parts)

    @property
    def own(self) -> str:
        """Its own words, without the groups."""
        return self.parts[-1] if self.parts else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    left: int
    right: int
    source: tuple[int, int]


def read_headings(sheet: Sheet, table: Table) -> list[Heading]:
    """One heading per column of the sheet; without parts where a column has none."""
    layers = [_pieces(sheet, table, row) for row in range(table.top, table.bottom + 1)]
    return [Heading(position, _join([layer[position] for layer in layers])) for position in range(sheet.width)]


def _pieces(sheet: Sheet, table: Table, row: int) -> list[_Piece | None]:
    """What each column sees in one heading row: its own cell, the merged one it lies in, or the group begun to its left."""
    pieces: list[_Piece | None] = [None] * sheet.width
    spans = [span for span in sheet.spans if span.top <= row <= span.bottom and span.bottom >= table.top and span.top <= table.bottom]
    for span in spans:
        _lay_span(sheet, table, span, pieces)
    for position, value in enumerate(sheet.rows[row]):
        if value != "" and pieces[position] is None:
            pieces[position] = _Piece(normalise(cell_text(value)), position, position, (row, position))
    if not any(span.left < span.right for span in spans):
        _spread_groups(sheet, table, row, pieces)
    return pieces


def _lay_span(sheet: Sheet, table: Table, span: Span, pieces: list[_Piece | None]) -> None:
    top = max(span.top, 0)
    value = sheet.rows[top][span.left] if top >= table.top and top < len(sheet.rows) and span.left < sheet.width else ""
    if value == "":
        return
    right = min(span.right, sheet.width - 1)
    piece = _Piece(normalise(cell_text(value)), span.left, right, (top, span.left))
    for position in range(span.left, right + 1):
        pieces[position] = piece


def _spread_groups(sheet: Sheet, table: Table, row: int, pieces: list[_Piece | None]) -> None:
    """Without merged cells a heading with others below it goes on over the blanks to its right that have something below too."""
    group: _Piece | None = None
    for position in range(sheet.width):
        piece = pieces[position]
        below = any(is_text(sheet.rows[lower][position]) for lower in range(row + 1, table.bottom + 1))
        if piece is not None:
            group = piece if below and piece.source[0] == row else None
            start = position
        elif group is not None and below:
            group = _Piece(group.text, group.left, position, group.source)
            for covered in range(start, position + 1):
                pieces[covered] = group
        else:
            group = None


def _join(pieces: list[_Piece | None]) -> tuple[str, ...]:
    """The pieces from above; one of the same width as the one before goes on with its words ("Từ N." / "sách")."""
    parts: list[str] = []
    before: _Piece | None = None
    for piece in pieces:
        if piece is None or (before is not None and piece.source == before.source):
            continue
        if before is not None and (piece.left, piece.right) == (before.left, before.right):
            parts[-1] = f"{parts[-1]} {piece.text}"
        else:
            parts.append(piece.text)
        before = piece
    return tuple(parts)
