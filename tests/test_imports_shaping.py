"""Rows become a sheet: blank ends go, what lies beyond the bounds is never passed over in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.imports.cells import CellValue
from budget.imports.guard import Limits
from budget.imports.shaping import TooManyCells, shape_sheet
from budget.imports.sheet import Encoding, Span

SMALL = Limits(rows=5, columns=4, cells=15)
cells = st.sampled_from(["", " ", "x", 0, 0.0, False, 1.5])


def test_blank_ends_go_and_rows_are_equally_long() -> None:
    sheet = shape_sheet("A", False, [["", ""], ["", "x", "", " "], [0], [], [" \n"]], [], SMALL)
    assert sheet.rows == [["", ""], ["", "x"], [0, ""]]
    assert (sheet.cut, sheet.width, sheet.first_row) == (False, 2, 1)


def test_blanks_beyond_the_bounds_cut_nothing() -> None:
    assert not shape_sheet("A", False, [["x", "", "", "", " ", ""], *[[""]] * 10], [], SMALL).cut


def test_anything_beyond_the_bounds_marks_the_sheet() -> None:
    long = shape_sheet("A", False, [["x"], *[[""]] * 9, ["", 0]], [], SMALL)
    wide = shape_sheet("A", False, [["x", "", "", "", "", 0]], [], SMALL)
    assert (long.cut, long.rows) == (True, [["x"]])
    assert (wide.cut, wide.rows) == (True, [["x", "", "", ""]])


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(TooManyCells):
        shape_sheet("A", False, [["x"] * 4] * 5, [], SMALL)


def test_merged_ranges_are_fitted_in_reading_order() -> None:
    boxes = [(1, 0, 9, 1), (0, 0, 0, 1), (7, 0, 8, 1), (0, 5, 0, 6), (1, 1, 1, 1), (0, 0, 0, 1)]
    sheet = shape_sheet("A", True, [["a", "b"], ["c", "d"]], boxes, SMALL)
    assert sheet.spans == (Span(0, 0, 0, 1), Span(1, 0, 1, 1))
    assert sheet.hidden


def test_old_fonts_are_made_unicode() -> None:
    sheet = shape_sheet("Së", False, [["Tæng sè"]], [], SMALL)
    assert (sheet.name, sheet.rows, sheet.encoding) == ("Sở", [["Tổng số"]], Encoding.TCVN3)


@given(st.lists(st.lists(cells, max_size=7), max_size=8))
def test_nothing_filled_is_lost_without_a_mark(rows: list[list[CellValue]]) -> None:
    filled = {(at, place, value) for at, row in enumerate(rows) for place, value in enumerate(row) if str(value).strip()}
    sheet = shape_sheet("A", False, [list(row) for row in rows], [], Limits(rows=5, columns=4, cells=100))
    kept = {(at, place, value) for at, row in enumerate(sheet.rows) for place, value in enumerate(row) if str(value).strip()}
    assert kept == {(at, place, value) for at, place, value in filled if at < 5 and place < 4}
    assert sheet.cut == (kept != filled)
    assert all(len(row) == sheet.width for row in sheet.rows)
