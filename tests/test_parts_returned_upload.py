"""The account of a returned file: one row a sheet, whose first count is the sum of the others."""

from budget.plan.returns_part import ReturnPreview, SheetAccount
from pages.parts.returned_upload import account_rows
from pages.parts.tables import Cell


def test_a_renamed_sheet_is_called_by_both_names_and_refused_rows_stand_out() -> None:
    sheets = (SheetAccount("PL II", "Bản sửa", 1_010, 1_000, 1, 5, 2, 2), SheetAccount("PL III", "PL III Thẩm định", 3, 1, 0, 2, 0, 0))
    first, second = account_rows(ReturnPreview("a.xlsx", "0", 1, sheets=sheets))
    assert first == ["PL II (nay là “Bản sửa”)", "1.010", "1.000", "1", "5", "2", Cell("2", "thieu")]
    assert second[0] == "PL III"
    assert second[-1] == Cell("0")
