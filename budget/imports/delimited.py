"""A .csv or other text of columns: its encoding, its delimiter and its rows, all judged by content. Every cell stays text."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from budget.imports.cells import CellValue
from budget.legacy_text import likeness

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_ROWS = 400
_REGULAR = 0.6
_SAMPLE_SIGNS = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DECLARED = re.compile(r'^"?sep=([;,\t|])"?\r?\n', re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class NotDelimited(Exception):
    """The bytes are no text, or the text has no columns."""


def decode_text(data: bytes) -> str:
    """The text of a file of unknown encoding: UTF-8, UTF-16, Windows-1258, or Windows-1252 as old fonts used it. NotDelimited.

    Of the last two the one whose words are Vietnamese is taken; what an old font wrote is left to be made Unicode cell by cell.
    """
    named = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _guess_wide(data)
    try:
        return _check_text(data.decode(named or "utf-8"))
    except UnicodeDecodeError as error:
        if named:
            raise NotDelimited from error
    western = data.decode("cp1252", errors="surrogateescape").translate({0xDC00 + byte: byte for byte in range(0x80, 0x100)})
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    best_western = max(likeness(western[:_SAMPLE_SIGNS]))
    return _check_text(vietnamese if likeness(vietnamese[:_SAMPLE_SIGNS])[0] > best_western else western)


def read_rows(text: str, *, trusted: bool) -> tuple[Iterator[list[CellValue]], int]:
    """The rows as they are asked for, and the number of the first (2 after Excel's line "sep=;").

    NotDelimited when nothing parts columns, or later when a row cannot be read.

    `trusted` says that the file is called a text of columns: then one column is enough. Any other text must be parted regularly.
    """
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared.group(1) if declared else find_delimiter(text, 0.0 if trusted else _REGULAR)
    if delimiter is None and not trusted:
        raise NotDelimited
    return _read(text, delimiter or ";"), 2 if declared else 1


def find_delimiter(text: str, least: float = 0.0) -> str | None:
    """The sign that parts most rows into the same number of columns; None when none parts more than the share `least` of them.

    A decimal comma parts some rows and not others, so ";" wins over it.
    """
    lines = text[:_SAMPLE_SIGNS]
    if len(text) > _SAMPLE_SIGNS:
        lines = lines[: lines.rfind("\n") + 1]
    for strict in (True, False):
        scores = {delimiter: _regularity(lines, delimiter, strict) for delimiter in _DELIMITERS}
        best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
        if scores[best][0] > least:
            return best
    return None


def _regularity(text: str, delimiter: str, strict: bool) -> tuple[float, int]:
    """The share of rows that have the most usual number of columns above one, and that number.

    `strict` lets quotes speak: a quoted cell must end where the delimiter stands.
    """
    try:
        widths = [len(row) for row in islice(_reader(text, delimiter, strict), _SAMPLE_ROWS) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0, 0
    usual = Counter(width for width in widths if width > 1).most_common(1)
    return (usual[0][1] / len(widths), usual[0][0]) if usual else (0.0, 0)


def _read(text: str, delimiter: str) -> Iterator[list[CellValue]]:
    try:
        for row in _reader(text, delimiter):
            yield list(row)
    except csv.Error as error:
        raise NotDelimited from error


def _reader(text: str, delimiter: str, strict: bool = False) -> Iterator[list[str]]:
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict))


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    sample = data[:4_000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else None


def _check_text(text: str) -> str:
    if _CONTROL.search(text):
        raise NotDelimited
    return text
