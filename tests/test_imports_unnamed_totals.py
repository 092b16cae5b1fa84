"""Totals that no word names."""

from budget.imports.understand import understand_sheet
from tests.sheets import kinds, lines, row_of, sheet, wrong


def test_an_unnumbered_row_that_is_all_the_numbered_ones_above_it_is_a_total() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
2 | Máy quét | 15
 | Kinh phí đề nghị cấp | 25
""")
    )
    assert kinds(reading, 2) == "LLT"
    assert (reading.amount, wrong(reading)) == (25, [])
    problem = row_of(reading, 4).problem
    assert problem is not None
    assert problem.code == "taken_as_total"


def test_without_numbers_such_a_row_is_counted_and_asked_about() -> None:
    reading = understand_sheet(sheet("Nội dung | Thành tiền\nMáy in | 10\nMáy quét | 15\nTập huấn | 25"))
    assert len(lines(reading)) == 3
    problem = row_of(reading, 4).problem
    assert problem is not None
    assert problem.code == "maybe_total"


def test_a_row_with_its_own_quantity_and_price_is_never_a_total() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền
1 | Máy in | 1 | 10 | 10
2 | Máy quét | 1 | 15 | 15
 | Tập huấn | 1 | 25 | 25
""")
    )
    assert kinds(reading, 2) == "LLL"
    assert row_of(reading, 4).problem is None
