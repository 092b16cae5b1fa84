"""What the records of an .xls say: passwords, macro sheets, cells with an error."""

import struct
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.biff import error_text, scan_book
from budget.imports.compound import CompoundFile
from tests.workbooks import Error, record, write_xls

BEGIN = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))


def book(tmp_path: Path) -> bytes:
    path = write_xls(tmp_path / "a.xls", {"A": [["x", 1.0], [True, Error("#REF!")]], "B": [], "C": [[Error("#N/A"), False]]})
    return CompoundFile(path.read_bytes()).stream("Workbook") or b""


def test_errors_are_found_sheet_by_sheet_and_truths_are_none(tmp_path: Path) -> None:
    facts = scan_book(book(tmp_path))
    assert (facts.encrypted, facts.macros) == (False, False)
    assert facts.errors == [{(1, 1): "#REF!"}, {}, {(0, 0): "#N/A"}]


def test_a_formula_may_result_in_an_error() -> None:
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    error = struct.pack("<HHH", 4, 2, 0) + bytes([2, 0, 7, 0, 0, 0, 0xFF, 0xFF]) + bytes(8)
    number = struct.pack("<HHHd", 5, 2, 0, 2.5) + bytes(8)
    chart = begin + record(0x000A, b"")
    page = begin + record(0x0006, number) + chart + record(0x0006, error) + record(0x000A, b"")
    offset = len(BEGIN) + 4 + 8 + 4
    data = BEGIN + record(0x0085, struct.pack("<IBB", offset, 0, 0) + b"\x01\x00"[:2]) + record(0x000A, b"") + page
    assert scan_book(data).errors == [{(4, 2): "#DIV/0!"}]


def test_a_password_and_a_macro_sheet_are_seen() -> None:
    assert scan_book(BEGIN + record(0x002F, bytes(6))).encrypted
    assert scan_book(BEGIN + record(0x0085, struct.pack("<IBB", 0, 0, 1) + b"\x01\x00M")).macros
    assert not scan_book(BEGIN + record(0x0085, struct.pack("<IBB", 0, 0, 2) + b"\x01\x00C")).macros


def test_errors_have_the_names_people_know() -> None:
    assert [error_text(code) for code in (0, 7, 15, 23, 29, 36, 42, 99)] == [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#VALUE!",
    ]  # fmt: skip


@given(st.binary(max_size=400))
def test_any_bytes_are_walked_to_their_end(data: bytes) -> None:
    assert len(scan_book(BEGIN + data).errors) <= 50
