"""The sheets of an .ods read from its content.xml: values, errors, merged ranges, and repeats that are never spread out in vain.

Read here and not by a library because the one at hand gives neither merged ranges nor errors. Memory grows with what is filled.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from xml.parsers import expat
from zipfile import ZipFile

from budget.imports.cells import CellValue
from budget.imports.guard import Limits
from budget.imports.shaping import Box, TooManyCells

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_OASIS}{part}:1.0 " for part in ("office", "table", "text", "style"))
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_PARAGRAPH, _ANNOTATION, _ROW, _SHEET = f"{_TEXT}p", f"{_OFFICE}annotation", f"{_TABLE}table-row", f"{_TABLE}table"
_VALUE_TYPE, _VALUE, _FORMULA = f"{_OFFICE}value-type", f"{_OFFICE}value", f"{_TABLE}formula"
_REPEATED, _ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_WIDE, _HIGH = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_ERROR_TEXT = re.compile(r"#[A-ZÀ-Ỹ_/0]+[!?]|#N/A|(Err|Lỗi):[0-9]{3}")
_DURATION = re.compile(r"-?P(?:(\d{1,6})D)?T?(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:[.,](\d{1,9}))?S)?")
_DEEPEST = 200


class DamagedContent(Exception):
    """The content is no spreadsheet's."""


@dataclass
class OdsSheet:
    """One sheet as it is in the file; `cut` when rows beyond the bound were filled."""

    name: str
    hidden: bool = False
    rows: list[list[CellValue]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    cut: bool = False


def read_ods(archive: ZipFile, limits: Limits) -> list[OdsSheet]:
    """The sheets in their order; DamagedContent, TooManyCells."""
    reader = _Reader(limits)
    with archive.open("content.xml") as content:
        try:
            reader.parser.ParseFile(content)
        except (expat.ExpatError, OverflowError) as error:
            raise DamagedContent from error
    return reader.sheets


class _Reader:
    """The answers to the parser's events: a table opens, its rows and cells follow, texts are gathered inside a cell."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[OdsSheet] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._limits = limits
        self._left = limits.cells
        self._depth = 0
        self._tables = 0
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row: list[CellValue] = []
        self._column = self._row_repeat = self._blank_rows = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._aside = 0

    def _refuse(self, *_: object) -> None:
        raise DamagedContent

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise DamagedContent
        if self._aside or tag == _ANNOTATION or (tag == _SHEET and self._cell is not None):
            self._aside += 1
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag not in _CELLS:
            self._start_outside(tag, attributes)
        elif self._tables:
            self._cell, self._pieces = attributes, []

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _ROW:
            self._row, self._column = [], 0
            self._row_repeat = _count(attributes, _ROWS_REPEATED)
        elif tag == _SHEET:
            self._tables += 1
            self._blank_rows = 0
            hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_styles
            self.sheets.append(OdsSheet(attributes.get(f"{_TABLE}name", ""), hidden))
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _PARAGRAPH:
            if self._pieces:
                self._pieces.append("\n")
        elif tag == f"{_TEXT}s":
            self._pieces.append(" " * min(_count(attributes, f"{_TEXT}c"), 100))
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self._pieces.append("\t" if tag.endswith("tab") else "\n")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._aside:
            self._aside -= 1
        elif self._cell is not None:
            if tag in _CELLS:
                self._end_cell(self._cell)
                self._cell = None
        elif tag == _ROW and self._tables:
            self._end_row()
        elif tag == _SHEET and self._tables:
            self._tables -= 1

    def _text(self, text: str) -> None:
        if self._cell is not None and not self._aside:
            self._pieces.append(text)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        value = _value(attributes, "".join(self._pieces))
        if _WIDE in attributes or _HIGH in attributes:
            self._note_span(_count(attributes, _WIDE), _count(attributes, _HIGH))
        repeat = _count(attributes, _REPEATED) if _REPEATED in attributes else 1
        if value != "":
            self._put(value, repeat)
        self._column += repeat

    def _note_span(self, wide: int, high: int) -> None:
        sheet = self.sheets[-1]
        top = len(sheet.rows) + self._blank_rows
        if wide > 1 or high > 1:
            sheet.boxes.append((top, self._column, top + high - 1, self._column + wide - 1))

    def _put(self, value: CellValue, repeat: int) -> None:
        """One column beyond the bound is kept, so that the sheet is seen to be too wide."""
        row, most = self._row, self._limits.columns
        if len(row) > most:
            return
        if len(row) < self._column:
            row.extend([""] * (min(self._column, most) - len(row)))
        row.extend([value] * max(min(repeat, most + 1 - self._column), 1))

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if not self._row:
            self._blank_rows += self._row_repeat
            return
        room = self._limits.rows - len(sheet.rows) - self._blank_rows
        count = min(self._row_repeat, room)
        sheet.cut |= count < self._row_repeat
        if count > 0:
            self._left -= len(self._row) * count
            if self._left < 0:
                raise TooManyCells
            sheet.rows.extend([] for _ in range(self._blank_rows))
            sheet.rows.extend(list(self._row) for _ in range(count))
            self._blank_rows = 0


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _value(attributes: dict[str, str], text: str) -> CellValue:
    """What a cell holds; an error is its text, as a spreadsheet shows it."""
    if attributes.get(_CALC_TYPE) == "error" or (_FORMULA in attributes and _ERROR_TEXT.fullmatch(text)):
        return text if text.startswith("#") else f"#{text or 'VALUE!'}"
    kind = attributes.get(_VALUE_TYPE, "")
    if kind == "string" or not kind:
        return text or attributes.get(f"{_OFFICE}string-value", "")
    try:
        return _read_value(kind, attributes)
    except (KeyError, ValueError, OverflowError):
        return text or "#VALUE!"


def _read_value(kind: str, attributes: dict[str, str]) -> CellValue:
    """A value of a kind that is told by an attribute, whatever the cell shows. KeyError, ValueError, OverflowError."""
    if kind in ("float", "percentage", "currency"):
        number = float(attributes[_VALUE])
        return number if isfinite(number) else "#NUM!"
    if kind == "date":
        return _read_date(attributes[f"{_OFFICE}date-value"])
    if kind == "time":
        return _read_duration(attributes[f"{_OFFICE}time-value"])
    if kind == "boolean":
        return attributes[f"{_OFFICE}boolean-value"] == "true"
    raise ValueError(kind)


def _read_date(text: str) -> CellValue:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _read_duration(text: str) -> CellValue:
    """A time of day under 24 hours, else a length of time, as in other workbooks."""
    found = _DURATION.fullmatch(text)
    if found is None or text.startswith("-"):
        raise ValueError(text)
    days, hours, minutes, seconds, fraction = (int(part or "0") for part in (*found.groups()[:4], (found.group(5) or "").ljust(6, "0")[:6]))
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=fraction)
    whole, rest = divmod(span.seconds, 3600)
    return time(whole, rest // 60, rest % 60, span.microseconds) if span < timedelta(days=1) else span
