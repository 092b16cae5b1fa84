"""The library's sheets with what it leaves out put back, the same whether a sheet comes at once or row by row."""

from pathlib import Path

import pytest

from budget.imports.calamine_sheets import ImpossiblePlace, read_sheets
from budget.imports.guard import Limits
from budget.imports.shaping import TooManyCells
from budget.imports.sheet import Sheet
from tests.workbooks import write_xls, write_zip, xlsx_parts

FAR = '<row r="3"><c r="C3"><v>1</v></c><c r="E3"><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c></row>'
GRID = [["", "", "", "", ""], ["", "", "", "", ""], ["", "", 1.0, "", 2.0], ["", "", "", "", ""], ["", "", "", 3.0, ""]]


def read(path: Path, limits: Limits, errors: dict[tuple[int, int], str] | None = None) -> Sheet:
    return next(iter(read_sheets(path, limits, lambda _place, _name: errors or {})))


@pytest.mark.parametrize("limits", [Limits(), Limits(rows=5, columns=5), Limits(rows=4, columns=5), Limits(rows=5, columns=4)])
def test_cells_stand_where_the_workbook_has_them(limits: Limits, tmp_path: Path) -> None:
    sheet = read(write_zip(tmp_path / "a.xlsx", xlsx_parts(FAR)), limits)
    rows, columns = min(limits.rows, 5), min(limits.columns, 5)
    expected = [row[:columns] for row in GRID[:rows]]
    assert [list(row) for row in sheet.rows] == (expected if rows == 5 else expected[:3])
    assert sheet.cut == (rows < 5 or columns < 5)


def test_errors_are_put_where_they_stand_even_below_and_beside_everything(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", {"A": [["x", 1.0]]})
    assert [list(row) for row in read(path, Limits(), {(0, 1): "#N/A", (2, 3): "#REF!"}).rows] == [
        ["x", "#N/A", "", ""],
        ["", "", "", ""],
        ["", "", "", "#REF!"],
    ]


def test_a_full_sheet_beyond_the_count_of_cells_is_not_even_unfolded(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts(FAR))
    with pytest.raises(TooManyCells):
        read(path, Limits(cells=24))


def test_a_cell_where_no_spreadsheet_has_one_is_damage_and_not_a_long_walk(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts('<row r="2147483648"><c t="str"><v>x</v></c></row>'))
    with pytest.raises(ImpossiblePlace):
        read(path, Limits())
    with pytest.raises(ImpossiblePlace):
        read(write_xls(tmp_path / "a.xls", {"A": [["x"]]}), Limits(), {(2**20, 0): "#REF!"})


def test_merged_ranges_come_with_their_place(tmp_path: Path) -> None:
    parts = xlsx_parts(FAR, after='<mergeCells count="1"><mergeCell ref="C3:D4"/></mergeCells>')
    span = read(write_zip(tmp_path / "a.xlsx", parts), Limits()).spans[0]
    assert (span.top, span.left, span.bottom, span.right) == (2, 2, 3, 3)


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    assert read(write_zip(tmp_path / "a.xlsx", xlsx_parts("")), Limits()).rows == []
