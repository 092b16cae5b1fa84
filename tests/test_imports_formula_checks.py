"""The formulas of the index row computed again on every line."""

from budget.imports.understand import understand_sheet
from tests.sheets import codes, sheet, wrong


def test_products_sums_and_differences_are_verified_on_every_line() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | SL | Đơn giá | Thành tiền | Đã giao năm nay | Chênh lệch
A | B | (1) | (2) | (3)=(1)*(2) | (4) | (5)=(3)-(4)
1 | Máy in | 2 | 5 | 10 | 4 | 6
2 | Máy quét | 3 | 5 | 16 | 4 | 11
""")
    )
    assert wrong(reading) == [(4, 16, 15), (4, 11, 12)]
    assert {check.what for check in reading.totals} == {"(3)=(1)*(2)", "(5)=(3)-(4)"}
    assert len(reading.totals) == 4


def test_units_of_price_and_amount_may_differ() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | SL | Đơn giá (đồng) | Thành tiền (triệu đồng)
A | B | 1 | 2 | 3=1x2
1 | Máy in | 2 | 12345678 | 24.691356
""")
    )
    assert wrong(reading) == []
    assert reading.amount == 24_691_356
    assert len(reading.totals) == 1


def test_a_formula_that_names_an_unknown_column_is_said_to_be_unchecked() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | SL | Đơn giá | Thành tiền
A | B | 1 | 2 | 3=1x9
1 | Máy in | 2 | 5 | 10
""")
    )
    assert "formula_unchecked" in codes(reading)
    assert reading.totals == ()
