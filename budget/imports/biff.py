"""What a reader of values does not tell of an .xls: passwords, macro sheets, and the cells that hold an error.

Records and their numbers are those of [MS-XLS].
"""

import struct
from dataclasses import dataclass, field

_RECORD = struct.Struct("<HH")
_BOF, _EOF, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_ERROR, _FORMULA = 0x0205, (0x0006, 0x0206, 0x0406)
_MACRO_KINDS = (1, 6)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class BookFacts:
    """What the records of a workbook say: `errors` are (row, column) -> text from 0, one mapping a sheet in the sheets' order."""

    encrypted: bool = False
    macros: bool = False
    errors: list[dict[tuple[int, int], str]] = field(default_factory=list)


def scan_book(data: bytes) -> BookFacts:
    """Walk the records of a Workbook stream; what breaks off is read as far as it goes."""
    facts = BookFacts()
    starts: list[int] = []
    offset = 0
    while offset + 4 <= len(data):
        kind, length = _RECORD.unpack_from(data, offset)
        body = offset + 4
        if kind == _PASSWORD:
            facts.encrypted = True
            return facts
        if kind == _SHEET and length >= 6 and body + 6 <= len(data):
            starts.append(int.from_bytes(data[body : body + 4], "little"))
            facts.macros |= data[body + 5] in _MACRO_KINDS
        if kind == _EOF:
            break
        offset = body + length
    facts.errors = [_find_errors(data, start) for start in starts]
    return facts


def error_text(code: int) -> str:
    """The error as a spreadsheet shows it."""
    return _ERRORS.get(code, "#VALUE!")


def _find_errors(data: bytes, offset: int) -> dict[tuple[int, int], str]:
    """The cells of one sheet that hold an error, of themselves or as a formula's result; charts inside the sheet are passed over."""
    errors: dict[tuple[int, int], str] = {}
    depth, size, unpack = 0, len(data), _RECORD.unpack_from
    while offset + 4 <= size:
        kind, length = unpack(data, offset)
        body = offset + 4
        if kind == _ERROR and length >= 8 and body + 8 <= size:
            if data[body + 7]:
                errors[_place(data, body)] = error_text(data[body + 6])
        elif kind in _FORMULA and length >= 14 and body + 14 <= size:
            if data[body + 6] == 2 and data[body + 12 : body + 14] == b"\xff\xff":
                errors[_place(data, body)] = error_text(data[body + 8])
        elif kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        offset = body + length
    return errors


def _place(data: bytes, body: int) -> tuple[int, int]:
    row, column = _RECORD.unpack_from(data, body)
    return row, column
