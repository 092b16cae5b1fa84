"""The hidden copy says exactly what will be read from an untouched cell."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from budget.exports.cells import Column, Live, Milli, Share, Shown
from budget.exports.trace import Trace, copy_cell, is_copied
from budget.imports.cells import cell_text
from tests.office import values_of


@given(st.integers(0, 10**12))
def test_a_quantity_is_copied_as_it_is_read(milli: int) -> None:
    assert copy_cell(Milli(milli)) == cell_text(milli / 1000)


@given(st.integers(-(10**15), 10**15))
def test_an_amount_is_copied_as_it_is_read(amount: int) -> None:
    assert copy_cell(amount) == copy_cell(Live("=1", amount)) == cell_text(float(amount))


def test_what_is_printed_for_something_stored_keeps_both() -> None:
    assert copy_cell(Shown("QĐ 334", "QD334")) == ["QĐ 334", "QD334"]
    assert copy_cell(Shown("ghi chú", "ghi chú")) == "ghi chú"
    assert copy_cell(None) == ""
    with pytest.raises(TypeError):
        copy_cell(Share(1, 2))


def test_codes_and_versions_are_not_copied_and_long_rows_go_on_in_the_next_cell(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
    trace = Trace(book)
    columns = [Column("Tên", 5, field="name"), Column("Mã", 5, field="id"), Column("PB", 5, field="versions"), Column("STT", 5)]
    sheet = trace.follow("pl2", columns)
    sheet.tell_head(2)
    sheet.note(["ạ" * 40_000, "line-1", "all=1", "1"])
    facts = trace.facts()
    book.close()
    assert (facts["copies"], facts["columns/pl2"], facts["head/pl2"]) == (1, '["name"]', 2)
    (row,) = values_of(tmp_path / "a.xlsx", "_du_toan_goc")
    assert "".join(str(cell) for cell in row) == f'["pl2","line-1","{"ạ" * 40_000}"]'
    assert [is_copied(field) for field in ("", "id", "versions", "name")] == [False, False, False, True]
