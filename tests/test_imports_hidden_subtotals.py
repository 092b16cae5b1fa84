"""Subtotals that no number gives away."""

from budget.imports.understand import understand_sheet
from tests.sheets import kinds, lines, row_of, sheet, wrong


def test_rows_without_quantity_and_price_that_add_up_the_rows_below_are_headings() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Số lượng | Đơn giá | Thành tiền
Thiết bị | | | 40
Máy in | 2 | 5 | 10
Máy quét | 3 | 10 | 30
Phần mềm | | | 15
Bản quyền | 3 | 3 | 9
Bảo trì | 2 | 3 | 6
""")
    )
    assert kinds(reading, 2) == "HLLHLL"
    assert reading.amount == 55
    assert wrong(reading) == []
    assert row_of(reading, 6).path == ("Phần mềm",)
    assert row_of(reading, 6).parent == 5


def test_one_more_such_row_that_adds_up_to_nothing_is_refused_not_counted() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Số lượng | Đơn giá | Thành tiền
Thiết bị | | | 40
Máy in | 2 | 5 | 10
Máy quét | 3 | 10 | 30
Phần mềm | | | 16
Bản quyền | 3 | 3 | 9
Bảo trì | 2 | 3 | 6
""")
    )
    assert kinds(reading, 2) == "HLLxLL"
    assert reading.amount == 55
    problem = row_of(reading, 5).problem
    assert problem is not None
    assert problem.code == "line_or_subtotal"


def test_a_lump_sum_beside_priced_lines_stays_a_line() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Số lượng | Đơn giá | Thành tiền
Máy in | 2 | 5 | 10
Chi khác | | | 16
Bảo trì | 2 | 3 | 6
""")
    )
    assert lines(reading) == [("Máy in", 10), ("Chi khác", 16), ("Bảo trì", 6)]


def test_round_sums_that_meet_by_chance_are_lines_when_the_total_says_so() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
Máy in | 100
Máy quét | 50
Tủ | 50
Tổng cộng | 200
""")
    )
    assert kinds(reading, 2) == "LLLT"
    assert wrong(reading) == []


def test_the_same_rows_are_a_heading_with_lines_when_the_total_says_so() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
Thiết bị | 100
Máy quét | 50
Tủ | 50
Tổng cộng | 100
""")
    )
    assert kinds(reading, 2) == "HLLT"
    assert reading.amount == 100
    assert row_of(reading, 2).problem is None


def test_without_a_total_to_decide_the_row_says_what_was_taken_for_granted() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
Thiết bị | 100
Máy quét | 50
Tủ | 50
""")
    )
    assert kinds(reading, 2) == "HLL"
    problem = row_of(reading, 2).problem
    assert problem is not None
    assert problem.code == "taken_as_heading"


def test_a_numbered_line_is_not_made_a_heading_by_chance() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 90
2 | Máy quét | 40
3 | Tủ | 30
4 | Bàn | 20
""")
    )
    assert kinds(reading, 2) == "LLLL"
    problem = row_of(reading, 2).problem
    assert problem is not None
    assert problem.code == "maybe_subtotal"


def test_a_list_numbered_through_headings_and_lines_is_put_right_by_its_total() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Thiết bị | 30
2 | Máy in | 10
3 | Máy quét | 20
4 | Phần mềm | 12
5 | Bản quyền | 5
6 | Bảo trì | 7
 | Tổng cộng | 42
""")
    )
    assert kinds(reading, 2) == "HLLHLLT"
    assert wrong(reading) == []
    assert row_of(reading, 3).path == ("Thiết bị",)


def test_a_list_that_starts_again_and_adds_up_is_the_list_of_the_row_above() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Thiết bị | 30
1 | Máy in | 10
2 | Máy quét | 20
2 | Tập huấn | 5
1 | Lớp học | 5
""")
    )
    assert kinds(reading, 2) == "HLLHL"
    assert reading.amount == 35
    assert row_of(reading, 2).problem is not None


def test_a_total_tells_headings_of_a_single_row_each() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
Thiết bị | 100
Máy chủ | 100
Khác | 50
Gói thầu | 50
Tổng cộng | 150
""")
    )
    assert kinds(reading, 2) == "HLHLT"
    assert wrong(reading) == []
