"""Where the table stands in a sheet: its heading rows, the row that numbers its columns, its first row of content."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.imports.cells import CellValue
from budget.imports.heading_words import plain_heading, say_heading
from budget.imports.index_row import IndexRow, read_index_row
from budget.imports.money_unit import unit_above
from budget.imports.sheet import Sheet
from budget.imports.understanding import Meaning

MOST_ABOVE = 400
"""How many filled rows may stand above the headings."""

_DEEPEST = 6
_STRONG = frozenset(
    {
        Meaning.NUMBERING,
        Meaning.NAME,
        Meaning.MEASURE,
        Meaning.QUANTITY,
        Meaning.UNIT_PRICE,
        Meaning.AMOUNT,
        Meaning.BUDGET_SUB_ITEM,
        Meaning.NOTE,
    }
)
_TITLES = ("kem theo", "phu luc", "bieu so", "mau so", "cong hoa", "doc lap")
_NEVER_HEADINGS = ("don vi tinh", "dvt", *_TITLES)
_LARGE = 3_000
"""Above any year: a number this large is money."""
_LONGEST = 150


@dataclass(frozen=True)
class Table:
    """Where a table stands, by 0-based rows: headings `top` to `bottom` (both included), then `first`, its first row of content.

    `index` is the row that numbers the columns, None without one; `index_row` its position.
    """

    top: int
    bottom: int
    first: int
    index: IndexRow | None = None
    index_at: int | None = None


def find_table(sheet: Sheet, header_rows: tuple[int, int] | None = None) -> Table | None:
    """The table of a sheet; None when no row reads like its headings. `header_rows` are a person's, first and last in workbook numbers."""
    if header_rows is not None:
        return _table_at(sheet, header_rows[0] - sheet.first_row, header_rows[1] - sheet.first_row)
    seen = 0
    for at, values in enumerate(sheet.rows):
        if not any(values):
            continue
        seen += 1
        if seen > MOST_ABOVE:
            break
        if reads_like_headings(values) or (_numbers_rows(values) and _index_follows(sheet, at)):
            return _complete(sheet, at)
    return None


def reads_like_headings(values: Sequence[CellValue]) -> bool:
    """Two headings that only tables have, one of them the number or the name; a large number in the row speaks against it."""
    texts = [value for value in values if is_text(value)]
    if len(texts) < 2 or any(isinstance(value, int | float) and abs(value) > _LARGE for value in values):
        return False
    meanings = _meanings(texts)
    first_of_all = meanings & {Meaning.NUMBERING, Meaning.NAME, Meaning.TASK, Meaning.UNIT}
    strong = meanings & _STRONG
    if Meaning.NUMBERING in meanings and len(meanings) >= 2:
        return True
    return (bool(first_of_all) and len(strong - first_of_all) >= 1 and len(meanings) >= 2) or len(strong) >= 3


def is_text(value: CellValue) -> bool:
    """Whether a cell holds words."""
    return isinstance(value, str) and bool(value) and not value.isspace()


def _table_at(sheet: Sheet, top: int, bottom: int) -> Table | None:
    if not 0 <= top <= bottom < len(sheet.rows):
        return None
    index = read_index_row(sheet.rows[bottom]) if bottom > top else None
    if index is not None:
        return Table(top, bottom - 1, bottom + 1, index, bottom)
    return _with_index(sheet, top, bottom)


def _with_index(sheet: Sheet, top: int, bottom: int) -> Table:
    following = bottom + 1
    while following < len(sheet.rows) and following <= bottom + 2 and not any(sheet.rows[following]):
        following += 1
    index = read_index_row(sheet.rows[following]) if following < len(sheet.rows) else None
    if index is not None:
        return Table(top, bottom, following + 1, index, following)
    return Table(top, bottom, bottom + 1)


def _meanings(texts: Sequence[CellValue]) -> set[Meaning]:
    said = [say_heading(str(text)) for text in texts if len(str(text)) <= _LONGEST and not _is_title(str(text))]
    return {found.meaning for found in said if found is not None}


def _is_title(text: str) -> bool:
    return plain_heading(text).startswith(_TITLES)


def _numbers_rows(values: Sequence[CellValue]) -> bool:
    return Meaning.NUMBERING in _meanings([value for value in values if is_text(value)])


def _index_follows(sheet: Sheet, at: int) -> bool:
    return any(read_index_row(values) is not None for values in sheet.rows[at + 1 : at + _DEEPEST])


def _complete(sheet: Sheet, at: int) -> Table:
    top = at
    while top > 0 and at - top < _DEEPEST and _is_group_row(sheet, top - 1, top):
        top -= 1
    return _with_index(sheet, top, _find_bottom(sheet, at))


def _find_bottom(sheet: Sheet, at: int) -> int:
    for below in range(at + 1, min(at + 1 + _DEEPEST, len(sheet.rows))):
        if read_index_row(sheet.rows[below]) is not None:
            return _last_filled(sheet, at, below - 1)
    bottom = at
    while bottom + 1 < len(sheet.rows) and bottom - at < _DEEPEST and _continues_headings(sheet, at, bottom + 1):
        bottom += 1
    return bottom


def _last_filled(sheet: Sheet, at: int, bottom: int) -> int:
    while bottom > at and not any(sheet.rows[bottom]):
        bottom -= 1
    return bottom


def _is_group_row(sheet: Sheet, row: int, below: int) -> bool:
    """Whether the row above the headings groups them ("Đề nghị" over three columns) rather than being part of the title."""
    values = sheet.rows[row]
    places = [place for place, value in enumerate(values) if value != ""]
    if not places or not all(is_text(values[place]) for place in places) or unit_above([values]) is not None:
        return False
    plain = [plain_heading(str(values[place])) for place in places]
    if any(text.startswith(_NEVER_HEADINGS) or len(text) > _LONGEST for text in plain):
        return False
    if any(span.top <= row and span.bottom >= below and span.left <= places[0] <= span.right for span in sheet.spans):
        return True
    filled = [place for place, value in enumerate(sheet.rows[below]) if value != ""]
    if places[0] <= filled[0] and len(places) == 1:
        return False
    inside = sum(filled[0] < place <= filled[-1] + 1 or say_heading(text) is not None for place, text in zip(places, plain, strict=True))
    knows = sum(say_heading(text) is not None or any(sign.isdigit() for sign in text) for text in plain)
    return inside == len(places) and knows >= 1


def _continues_headings(sheet: Sheet, at: int, row: int) -> bool:
    """Whether a row without an index row behind it still belongs to the headings: only words, none where number and name stand."""
    values = sheet.rows[row]
    places = [place for place, value in enumerate(values) if value != ""]
    if any(span.top <= at and span.bottom >= row and span.right - span.left < 3 for span in sheet.spans if span.top <= row):
        return bool(places) or any(span.bottom > row for span in sheet.spans if span.top <= at <= span.bottom)
    if not places or not all(is_text(values[place]) for place in places):
        return False
    left = _leading_columns(sheet.rows[at])
    known = sum(say_heading(str(values[place])) is not None for place in places)
    if any(place in left for place in places):
        return len(places) >= 3 and known >= 2 and not _looks_like_content(values, left)
    return known >= 1 or len(places) >= 2


def _leading_columns(values: Sequence[CellValue]) -> set[int]:
    found: set[int] = set()
    for place, value in enumerate(values):
        said = say_heading(str(value)) if is_text(value) else None
        if said is not None and said.meaning in (Meaning.NUMBERING, Meaning.NAME):
            found.add(place)
    return found


def _looks_like_content(values: Sequence[CellValue], left: set[int]) -> bool:
    return any(is_text(values[place]) and say_heading(str(values[place])) is None for place in left)
