"""What stands below the grand total: told again, or counted and said."""

from budget.imports.understand import understand_sheet
from tests.sheets import codes, kinds, lines, sheet


def test_a_summary_by_source_below_the_grand_total_is_not_counted_again() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung chi | Thành tiền (nghìn đồng)
I. Thiết bị | 300
1. Máy in | 100
2. Máy quét | 200
Tổng cộng | 300

Tổng hợp theo nguồn
Ngân sách tỉnh | 150
Ngân sách huyện | 150
Cộng | 300
""")
    )
    assert lines(reading) == [("Máy in", 100_000), ("Máy quét", 200_000)]
    assert kinds(reading, 2) == "HLLT.bbbb"
    assert "restated_below" in codes(reading)


def test_a_summary_is_found_without_a_grand_total_and_below_one_at_the_top() -> None:
    for top in ("", " | Tổng số | 300"):
        reading = understand_sheet(
            sheet(f"""
STT | Nội dung | Thành tiền
{top}
1 | Máy in | 100
2 | Máy quét | 200

 | Tổng hợp theo nguồn |
 | Ngân sách tỉnh | 120
 | Ngân sách huyện | 180
""")
        )
        assert reading.amount == 300
        assert "restated_below" in codes(reading)


def test_rows_without_quantities_that_add_up_to_the_grand_total_are_not_counted_again() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền
1 | Máy in | 2 | 50 | 100
2 | Máy quét | 1 | 200 | 200
 | Tổng cộng | | | 300
 | Khối tỉnh | | | 180
 | Khối huyện | | | 120
""")
    )
    assert reading.amount == 300
    assert "restated_below" in codes(reading)


def test_other_money_below_the_grand_total_is_counted_and_said() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 100
2 | Máy quét | 200
 | Tổng cộng | 300
3 | Tập huấn | 50
""")
    )
    assert reading.amount == 350
    assert "lines_below_total" in codes(reading)


def test_two_sections_of_the_same_sum_are_both_counted() -> None:
    both = """
STT | Nội dung | Thành tiền
I | Xã Trà Mai |
1 | Máy in | 100
 | Cộng | 100
II | Xã Trà Leng |
1 | Máy in | 100
 | Cộng | 100
"""
    assert understand_sheet(sheet(both)).amount == 200
    whole = understand_sheet(sheet(both + " | Tổng cộng | 200"))
    assert whole.amount == 200
    assert not codes(whole) & {"restated_below", "lines_below_total"}


def test_sections_of_different_sums_raise_no_doubt() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
I | Xã Trà Mai |
1 | Máy in | 100
 | Cộng | 100
II | Xã Trà Leng |
1 | Máy in | 150
 | Cộng | 150
""")
    )
    assert reading.amount == 250
    assert not codes(reading) & {"restated_below", "lines_below_total"}


def test_a_percentage_below_the_first_sum_and_above_the_last_is_a_line() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 100
2 | Máy quét | 200
 | Cộng | 300
 | Thuế giá trị gia tăng 10% | 30
 | Tổng cộng | 330
""")
    )
    assert reading.amount == 330
    assert not codes(reading) & {"restated_below", "lines_below_total"}
