"""What is said of a sheet as a whole."""

from budget.imports.sheet_problems import column_letter
from budget.imports.understand import understand_sheet
from budget.model.states import Severity
from tests.sheets import codes, sheet


def errors(text: str, cut: bool = False) -> list[str]:
    reading = understand_sheet(sheet(text, cut=cut))
    return [problem.code for problem in reading.problems if problem.severity is Severity.ERROR]


def test_a_sheet_that_was_not_read_whole_is_refused() -> None:
    assert errors("STT | Nội dung | Thành tiền\n1 | Máy in | 10", cut=True) == ["sheet_cut"]


def test_a_table_without_money_is_refused() -> None:
    assert errors("STT | Nội dung | Ghi chú\n1 | Máy in | mới") == ["column_missing", "sheet_without_lines"]


def test_a_table_not_filled_in_is_refused() -> None:
    assert errors("STT | Nội dung | Thành tiền\n1 | Máy in | ") == ["sheet_without_lines"]


def test_totals_that_differ_are_counted_in_one_warning() -> None:
    reading = understand_sheet(
        sheet("""
ĐVT: đồng
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | Cộng | 11
 | Tổng cộng | 12
""")
    )
    assert codes(reading) == {"totals_differ"}
    assert reading.problems[0].sentence.startswith("2 trong 2 số tổng")


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    assert [column_letter(position) for position in (0, 25, 26, 51, 702)] == ["A", "Z", "AA", "AZ", "AAA"]
