"""The rows below the headings, each read once: its number, its name, its texts, its figures, and what it plainly is.

What only the other rows can tell (heading or line, how deep, under what) is left open: such rows are HEADING without figures, LINE with.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.imports.body_row import BodyRow
from budget.imports.cells import CellValue, cell_text
from budget.imports.columns import MONEY
from budget.imports.figures import doubt_unit, read_figure
from budget.imports.heading_words import say_heading
from budget.imports.index_row import read_index_row
from budget.imports.layout import COUNTS, Layout
from budget.imports.money_unit import read_unit
from budget.imports.numbering import BULLETS, Label, read_labels, split_leading_label
from budget.imports.row_words import ends_table, is_note, is_total, of_which
from budget.imports.sheet import Sheet
from budget.imports.table_finding import Table, reads_like_headings
from budget.imports.understanding import Meaning, RowKind
from budget.imports.wrapped_rows import fold_wrapped
from budget.model.problem import Problem
from budget.money import MoneyUnit

_LONGEST_INDEX = 8
_LONGEST_UNIT = 20
_IN_NAME = "in the name"
_CODE_PARTS = re.compile(r"[\s/.–-]+")
_NAMES = (Meaning.NAME, Meaning.TASK, Meaning.UNIT)


@dataclass(frozen=True)
class _Reader:
    """What reading one row needs to know of the whole."""

    layout: Layout
    name_at: int | None
    numbering_at: int | None
    headings: frozenset[tuple[str, ...]]
    filled_down: Mapping[int, Mapping[int, CellValue]]
    has_index: bool
    unit: MoneyUnit


def read_body(sheet: Sheet, table: Table, layout: Layout) -> list[BodyRow]:
    """Every row from the first of content to the end of the sheet."""
    name_at = next((at for meaning in _NAMES if (at := layout.position(meaning)) is not None), None)
    headings = frozenset(key for row in sheet.rows[table.top : table.bottom + 1] if (key := _words(row)))
    reader = _Reader(
        layout,
        name_at,
        layout.position(Meaning.NUMBERING),
        headings,
        _fill_down(sheet, table, layout),
        table.index is not None,
        layout.unit if (amount_at := layout.position(Meaning.AMOUNT)) is None else layout.unit_of(amount_at),
    )
    rows: list[BodyRow] = []
    ends: list[int] = []
    for at in range(table.first, len(sheet.rows)):
        row = _read_row(reader, at, sheet.rows[at])
        if row.kind is not RowKind.BLANK and _ends(row, sheet.rows[at], reader):
            ends.append(len(rows))
        rows.append(row)
    _put_below(rows, ends, sheet)
    fold_wrapped(rows)
    _end_after_last_content(rows)
    return rows


def _read_row(reader: _Reader, at: int, values: Sequence[CellValue]) -> BodyRow:
    if not any(values) and not any(value != "" for value in values):
        return BodyRow(at, RowKind.BLANK)
    if _words(values) in reader.headings:
        # before merged cells are filled downwards: page headings that come again are merged as the first ones were
        repeated = BodyRow(at, RowKind.HEADING)
        _read_figures(reader, repeated, values)
        if not repeated.figures:
            return BodyRow(at, RowKind.HEADER)
    down = reader.filled_down.get(at)
    if down is not None:
        values = [down.get(position, value) for position, value in enumerate(values)]
    row = BodyRow(at, RowKind.HEADING)
    _read_texts(reader, row, values)
    _read_figures(reader, row, values)
    _compare_unit(reader, row)
    _read_numbering(reader, row, values)
    _name_row(reader, row, values)
    row.kind = _plain_kind(reader, row, values)
    return row


def _read_texts(reader: _Reader, row: BodyRow, values: Sequence[CellValue]) -> None:
    texts = row.texts
    for position, meaning in reader.layout.texts:
        value = values[position]
        if value == "":
            continue
        text = _tidy(value) if type(value) is str else cell_text(value)
        if text:
            texts[meaning] = text
    if Meaning.BUDGET_SUB_ITEM in texts:
        _split_codes(texts)


def _tidy(text: str) -> str:
    """One line of composed letters."""
    line = " ".join(text.split())
    return line if line.isascii() or unicodedata.is_normalized("NFC", line) else unicodedata.normalize("NFC", line)


def _split_codes(texts: dict[Meaning, str]) -> None:
    """One column with "6950-6956" gives mục 6950 and tiểu mục 6956; a lone code that ends in 50 or 00 is a mục."""
    text = texts[Meaning.BUDGET_SUB_ITEM]
    codes = [text] if text.isdigit() else [part for part in _CODE_PARTS.split(text) if part]
    if len(codes) == 2 and all(code.isdigit() and len(code) == 4 for code in codes):
        texts[Meaning.BUDGET_ITEM], texts[Meaning.BUDGET_SUB_ITEM] = codes
    elif len(codes) == 1 and codes[0].isdigit() and len(codes[0]) == 4 and codes[0].endswith(("00", "50")):
        texts.setdefault(Meaning.BUDGET_ITEM, codes[0])
        del texts[Meaning.BUDGET_SUB_ITEM]


def _read_figures(reader: _Reader, row: BodyRow, values: Sequence[CellValue]) -> None:
    for position, meaning, unit in reader.layout.figures:
        value = values[position]
        if value == "":
            continue
        figure = read_figure(value, unit)
        if figure is None:
            continue
        if isinstance(figure, Problem):
            _note_trouble(reader, row, position, meaning, figure)
            continue
        row.figures[position] = figure
        if type(value) is str and meaning in MONEY and row.doubt is None:
            row.doubt = doubt_unit(value, unit, figure)
        if meaning is not Meaning.IGNORED:
            _keep_text(row, position, meaning, value)


def _keep_text(row: BodyRow, position: int, meaning: Meaning, value: CellValue) -> None:
    text = _typed(value)
    if meaning is Meaning.SOURCE_AMOUNT:
        if row.sources is None:
            row.sources = {}
        row.sources[position] = text
    else:
        row.texts[meaning] = f"{row.texts[meaning]} x {text}" if meaning is Meaning.TIMES and meaning in row.texts else text


def _typed(value: CellValue) -> str:
    if type(value) is float:
        return str(int(value)) if value.is_integer() else cell_text(value)
    return value.strip() if type(value) is str else cell_text(value)


def _note_trouble(reader: _Reader, row: BodyRow, position: int, meaning: Meaning, problem: Problem) -> None:
    if meaning is Meaning.IGNORED or row.trouble is not None:
        return
    heading = reader.layout.headings[position]
    row.trouble = Problem(problem.code, f"Cột “{heading}”: {problem.sentence[:1].lower()}{problem.sentence[1:]}", problem.fix)


def _compare_unit(reader: _Reader, row: BodyRow) -> None:
    """A row that says of itself it is in triệu đồng, where its column is not."""
    measure = row.texts.get(Meaning.MEASURE, "")
    if not row.figures or row.trouble is not None or len(measure) > _LONGEST_UNIT or (said := read_unit(measure)) in (None, reader.unit):
        return
    sentence = f"Đơn vị tính của dòng ghi “{measure}” nhưng cột tiền tính bằng {reader.unit.label}."
    label = said.label if isinstance(said, MoneyUnit) else measure
    fix = f"Chọn đơn vị tiền “{label}” nếu cả bảng như vậy; nếu không thì ghi lại số tiền của dòng theo {reader.unit.label}."
    row.trouble = Problem("figure_two_units", sentence, fix)


def _read_numbering(reader: _Reader, row: BodyRow, values: Sequence[CellValue]) -> None:
    if reader.numbering_at is None:
        return
    value = values[reader.numbering_at]
    if value == "":
        return
    row.labels = read_labels(value)
    row.decimal_label = type(value) is float and not value.is_integer()
    if isinstance(value, str | date) and value:
        row.texts[Meaning.NUMBERING] = cell_text(value)
    elif not isinstance(value, str):
        row.texts[Meaning.NUMBERING] = cell_text(value).replace(",", ".")


def _name_row(reader: _Reader, row: BodyRow, values: Sequence[CellValue]) -> None:
    """The name from its column; else the words merged over the number's column, or the first words of a row that is a total."""
    name = _tidy(cell_text(values[reader.name_at])) if reader.name_at is not None else ""
    if not name and not row.labels and reader.numbering_at is not None and isinstance(values[reader.numbering_at], str):
        name = _tidy(str(values[reader.numbering_at]))
        row.texts.pop(Meaning.NUMBERING, None)
    if not name:
        name = next((text for value in values if isinstance(value, str) and is_total(text := value.strip())), "")
    rest = ""
    if name and not row.labels:
        label, rest = split_leading_label(name)
        labels = read_labels(label) if label else ()
        rest = rest if labels else ""
        if labels:
            row.labels, name = labels, rest
            row.texts[Meaning.NUMBERING] = label
    row.bullet = bool(row.labels) and row.labels[0].scheme in BULLETS
    if row.bullet and rest and reader.numbering_at is not None:
        # a dash before the words stands deeper than a dash in the column of numbers
        row.labels = (Label(f"{row.labels[0].scheme} {_IN_NAME}", (0,)),)
    row.name = name
    if name:
        row.texts[Meaning.NAME] = name


def _plain_kind(reader: _Reader, row: BodyRow, values: Sequence[CellValue]) -> RowKind:
    if reader.has_index and len(row.name) <= _LONGEST_INDEX and read_index_row(values) is not None:
        return RowKind.COLUMN_INDEX
    if row.name and of_which(row.name) is not None:
        return RowKind.OF_WHICH
    if is_total(row.name) and not _multiplies(row, reader.layout):
        return RowKind.TOTAL
    if _holds_nothing(row, values):
        return RowKind.BLANK
    return RowKind.LINE if row.figures or row.trouble else RowKind.HEADING


def _holds_nothing(row: BodyRow, values: Sequence[CellValue]) -> bool:
    """A number alone, or dots where a form leaves room."""
    if row.name or row.figures or row.trouble or any(meaning is not Meaning.NUMBERING for meaning in row.texts):
        return bool(row.name) and len(row.name) < 20 and not row.figures and not any(sign.isalnum() for sign in row.name)
    return bool(row.labels) or not any(isinstance(value, str) and any(sign.isalnum() for sign in value) for value in values)


def _multiplies(row: BodyRow, layout: Layout) -> bool:
    quantity, price = layout.position(Meaning.QUANTITY), layout.position(Meaning.UNIT_PRICE)
    return quantity in row.figures and price in row.figures


def _words(values: Sequence[CellValue]) -> tuple[str, ...]:
    return tuple(" ".join(value.split()).lower() for value in values if isinstance(value, str) and value)


def _ends(row: BodyRow, values: Sequence[CellValue], reader: _Reader) -> bool:
    """Whether the table is over: a signature, or the headings of another table; its own headings in other words become HEADER."""
    if row.figures or row.labels or row.kind not in (RowKind.HEADING, RowKind.LINE):
        return False
    if ends_table(list(values)):
        return True
    if not reads_like_headings(values):
        return False
    if _repeats_headings(values, reader.layout):
        row.kind, row.trouble = RowKind.HEADER, None
        return False
    return True


def _put_below(rows: list[BodyRow], ends: Sequence[int], sheet: Sheet) -> None:
    """Put what stands from the end of the table on BELOW; a note after which numbered lines go on ends nothing, and is alone below."""
    for place in ends:
        if is_note(sheet.rows[rows[place].at]) and _goes_on(rows, place):
            rows[place].kind = RowKind.BELOW
            continue
        for row in rows[place:]:
            row.kind = row.kind if row.kind is RowKind.BLANK else RowKind.BELOW
        return


def _goes_on(rows: Sequence[BodyRow], place: int) -> bool:
    """Whether the next row that says anything is numbered and has figures."""
    following = next((row for row in rows[place + 1 :] if row.kind is not RowKind.BLANK), None)
    return following is not None and bool(following.labels) and bool(following.figures)


def _repeats_headings(values: Sequence[CellValue], layout: Layout) -> bool:
    """Whether most of the headings in a row say what the columns below them were taken for."""
    said = [
        (column.meaning, found.meaning) for column in layout.columns if (found := say_heading(str(values[column.position]))) is not None
    ]
    return 2 * sum(taken is meant for taken, meant in said) > len(said)


def _end_after_last_content(rows: list[BodyRow]) -> None:
    """Rows after the last number or figure that only hold words are below the table, unless they go on with the last row's text."""
    last = len(rows) - 1
    while last >= 0 and not (rows[last].kind not in (RowKind.BLANK, RowKind.BELOW) and (rows[last].figures or rows[last].labels)):
        last -= 1
    blank_before = False
    for row in rows[last + 1 :]:
        blank_before = blank_before or row.kind is RowKind.BLANK
        if row.kind is RowKind.HEADING and (blank_before or not row.name or not row.name[0].islower()):
            row.kind = RowKind.BELOW
            blank_before = True


def _fill_down(sheet: Sheet, table: Table, layout: Layout) -> dict[int, dict[int, CellValue]]:
    """Cells merged downwards over several lines say the same of each: by row, position -> value."""
    worded = {position for position, meaning in layout.texts if meaning not in COUNTS}
    filled: dict[int, dict[int, CellValue]] = {}
    for span in sheet.spans:
        if span.bottom <= span.top or span.top < table.first or span.left not in worded or span.top >= len(sheet.rows):
            continue
        value = sheet.rows[span.top][span.left]
        for at in range(span.top + 1, min(span.bottom + 1, len(sheet.rows)) if value != "" else 0):
            filled.setdefault(at, {})[span.left] = value
    return filled
