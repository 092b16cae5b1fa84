"""Errors and formulas without a result in an .xlsx sheet, whoever wrote it."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from budget.imports.odd_cells import PartMarks, cell_name, find_errors, find_uncalculated, sheet_parts
from tests.workbooks import write_zip, xlsx_parts


def sheet(rows: str, prefix: str = "") -> bytes:
    return f'<?xml version="1.0"?><{prefix}worksheet xmlns:x="a"><{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>'.encode()


def test_errors_are_found_where_they_stand() -> None:
    rows = (
        '<row r="6"><c r="B6" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C6" t="str"><v>t="e"</v></c>'
        '<c r="AB6" t=\'e\'><v>#N/A</v></c><c r="AC6" t="e"/></row>'
    )
    assert find_errors(sheet(rows)) == {(5, 1): "#DIV/0!", (5, 27): "#N/A", (5, 28): "#VALUE!"}


def test_cells_without_names_are_counted() -> None:
    rows = '<row><c><v>1</v></c></row><row r="9"><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
    assert find_errors(sheet(rows)) == {(8, 1): "#REF!"}
    assert find_errors(sheet('<row><c><v>1</v></c></row><row><c t="e"><v>#REF!</v></c></row>')) == {(1, 0): "#REF!"}


def test_writers_that_prefix_every_tag_are_understood() -> None:
    rows = '<x:row r="2"><x:c r="A2" t="e"><x:v>#REF!</x:v></x:c><x:c r="B2"><x:f>A1</x:f></x:c></x:row>'
    assert find_errors(sheet(rows, "x:")) == {(1, 0): "#REF!"}
    assert find_uncalculated(sheet(rows, "x:")) == [(1, 1)]


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ('<c r="B3"><f>A1+1</f><v></v></c>', True),
        ('<c r="B3"><f>A1+1</f><v/></c>', True),
        ('<c r="B3"><f>A1+1</f></c>', True),
        ('<c r="B3"><f t="shared" si="0"/><v /></c>', True),
        ('<c r="B3"><f>A1+1</f><v>0</v></c>', False),
        ('<c r="B3" t="str"><f>""</f><v></v></c>', False),
        ('<c r="B3"><v></v></c>', False),
        ('<c r="B3"><f t="shared" si="0"/><v>3</v></c>', False),
    ],
)
def test_a_formula_without_a_result(cell: str, lacks: bool) -> None:
    assert find_uncalculated(sheet(f'<cols><col min="1"/></cols><row r="3">{cell}</row>')) == ([(2, 1)] if lacks else [])


def test_marks_are_noticed_in_sheets_only() -> None:
    marks = PartMarks()
    for part in ("xl/worksheets/a.xml", "docProps/app.xml", "xl/media/a.png"):
        marks.watch(part, b'<c t="e"><f>1</f>')
    assert (marks.errors, marks.formulas) == ({"xl/worksheets/a.xml"}, {"xl/worksheets/a.xml"})


def test_parts_are_known_by_the_names_of_their_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Dự toán & phụ lục"
    book.create_sheet("Hai")
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = sheet_parts(archive)
        assert list(parts.values()) == ["Dự toán & phụ lục", "Hai"]
        assert set(parts) <= set(archive.namelist())


def test_a_sheet_without_its_part_is_never_taken_for_one_without_errors(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    for target in ("worksheets/Sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/./sheet1.xml"):
        changed = parts["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
        with zipfile.ZipFile(write_zip(tmp_path / "a.xlsx", {**parts, "xl/_rels/workbook.xml.rels": changed})) as archive:
            assert sheet_parts(archive) == {"xl/worksheets/sheet1.xml": "Bảng 1"}
    missing = parts["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet9.xml")
    path = write_zip(tmp_path / "a.xlsx", {**parts, "xl/_rels/workbook.xml.rels": missing})
    with zipfile.ZipFile(path) as archive, pytest.raises(LookupError):
        sheet_parts(archive)
    long = parts["xl/workbook.xml"] + " " * (5 * 2**20)
    with zipfile.ZipFile(write_zip(tmp_path / "a.xlsx", {**parts, "xl/workbook.xml": long})) as archive, pytest.raises(LookupError):
        sheet_parts(archive)


def test_cells_have_the_names_people_use() -> None:
    assert cell_name((11, 3)) == "D12"
    assert all(cell_name((0, column)) == f"{get_column_letter(column + 1)}1" for column in range(0, 16_384, 7))
