"""A file taken in: corrections by heading, sheets that must be there and whole."""

from pathlib import Path

import pytest

from budget.imports.account import Content
from budget.imports.decisions import Decisions
from budget.imports.sheet import Sheet, Workbook
from budget.imports.taking_in import check_sheets, column_key, column_letter, take_in, understand_workbook
from budget.imports.understanding import ColumnUse, Meaning
from budget.imports.uploads import UploadKind
from tests.readings import write_estimate

ROWS = [[1, "Máy in", 1_000, 2_000], [2, "Máy quét", 3_000, 4_000]]


def nothing(heading: str) -> bool:
    return False


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(position: int, letters: str) -> None:
    assert column_letter(position) == letters


def test_a_column_is_kept_by_its_heading_or_its_letter() -> None:
    columns = [ColumnUse(place, heading, Meaning.IGNORED, 0.0) for place, heading in enumerate(("Tên", "", "Tiền", "Tiền"))]
    assert [column_key(column, columns) for column in columns] == ["Tên", "cột B", "cột C", "cột D"]


def test_a_correction_is_taken_whatever_the_case_of_its_heading(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS, headings=("STT", "Nội dung", "Kinh phí", "Cột phụ"))
    content, problems = take_in(file, UploadKind.STRANGER, Decisions(), nothing)
    assert (content.readings[0].amount, problems) == (4_000, [])
    corrected = Decisions(columns={"KINH PHÍ": Meaning.IGNORED, "cột phụ": Meaning.AMOUNT})
    assert content.workbook is not None
    (reading,) = understand_workbook(content.workbook, corrected, nothing)
    assert reading.amount == 6_000


def test_a_column_named_as_a_source_is_its_money(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", ROWS, headings=("STT", "Nội dung", "Thành tiền", "QĐ 334"))
    content, _ = take_in(file, UploadKind.STRANGER, Decisions(), lambda heading: heading == "QĐ 334")
    assert content.readings[0].columns[3].meaning is Meaning.SOURCE_AMOUNT


def test_a_chosen_sheet_must_be_there_and_a_cut_one_forbids() -> None:
    sheets = (Sheet("Một", False, (("x",),), cut=True), Sheet("Hai", False, (("x",),)))
    book = Workbook("a.xlsx", "xlsx", sheets)
    content = Content(book, understand_workbook(book, Decisions(), nothing))
    assert [problem.code for problem in check_sheets(content, Decisions(sheets=("Ba",)))] == ["sheet_missing"]
    assert check_sheets(content, Decisions(sheets=("Hai",))) == []
