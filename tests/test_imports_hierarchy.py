"""Level, parent and path of every row: by its number, or by the rows around it where it has none."""

import datetime as dt

from budget.imports.sheet import Sheet
from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning
from tests.sheets import kinds, lines, row_of, sheet, wrong


def levels(text: str) -> list[int]:
    reading = understand_sheet(sheet(text))
    return [row.level for row in reading.rows if row.row > 1]


def test_schemes_nest_in_the_order_they_appear_and_restart_under_each_heading() -> None:
    assert levels("""
STT | Nội dung | Thành tiền
A | Khối tỉnh |
I | Thiết bị |
1 | Máy in | 10
a) | Loại nhỏ | 4
b) | Loại lớn | 6
2 | Máy quét | 5
II | Phần mềm |
1 | Bản quyền | 3
B | Khối huyện |
I | Thiết bị |
1 | Máy in | 2
- | Cho xã | 2
+ | Xã Trà Mai | 2
""") == [0, 1, 2, 3, 3, 2, 1, 2, 0, 1, 2, 3, 4]  # fmt: skip


def test_dotted_numbers_stand_under_their_beginning() -> None:
    assert levels("""
STT | Nội dung | Thành tiền
1 | Thiết bị |
1.1 | Máy in |
1.1.1 | Loại nhỏ | 4
1.1.2 | Loại lớn | 4
1.2 | Máy quét | 4
2 | Phần mềm |
2.1 | Bản quyền | 4
""") == [0, 1, 2, 2, 1, 0, 1]  # fmt: skip


def test_the_tenth_number_read_as_one_tenth_still_follows_the_ninth() -> None:
    rows: list[list[object]] = [["STT", "Nội dung", "Thành tiền"], [1.0, "Thiết bị", ""]]
    rows += [[1.0 + number / 10, f"Thứ {number}", 5.0] for number in range(1, 10)]
    rows += [[1.1, "Thứ 10", 5.0], [1.11, "Thứ 11", 5.0], [2.0, "Phần mềm", 1.0]]
    reading = understand_sheet(Sheet("x", False, rows))  # type: ignore[arg-type]
    assert [row.level for row in reading.rows[1:]] == [0, *[1] * 11, 0]


def test_numbers_an_office_program_took_for_dates_are_numbers_again() -> None:
    rows: list[list[object]] = [
        ["STT", "Nội dung", "Thành tiền"],
        [1.0, "Thiết bị", ""],
        [dt.date(2024, 1, 1), "Máy in", 5.0],
        [dt.date(2024, 2, 1), "Máy quét", 5.0],
        [2.0, "Phần mềm", ""],
        [dt.date(2024, 1, 2), "Bản quyền", 5.0],
    ]
    reading = understand_sheet(Sheet("x", False, rows))  # type: ignore[arg-type]
    assert [row.level for row in reading.rows[1:]] == [0, 1, 1, 0, 1]
    assert row_of(reading, 6).path == ("Phần mềm",)


def test_a_list_that_changes_its_case_half_way_is_one_list() -> None:
    assert levels("""
STT | Nội dung | Thành tiền
A | Bảo dưỡng | 5
b | Sửa chữa | 5
c | Thanh tra | 5
""") == [0, 0, 0]  # fmt: skip


def test_letters_and_roman_numerals_are_told_apart_by_what_came_before() -> None:
    assert levels("""
STT | Nội dung | Thành tiền
A | a | 5
B | b | 5
C | c | 5
D | d |
I | một | 5
II | hai | 5
V | năm | 5
E | e | 5
""") == [0, 0, 0, 0, 1, 1, 1, 0]  # fmt: skip


def test_numbers_written_into_the_name_count_where_there_is_no_column_for_them() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
I. Thiết bị |
1. Máy in | 10
2. Máy quét | 5
II. Phần mềm |
- Bản quyền | 3
""")
    )
    assert [row.level for row in reading.rows[1:]] == [0, 1, 1, 0, 1]
    assert lines(reading) == [("Máy in", 10), ("Máy quét", 5), ("Bản quyền", 3)]
    assert row_of(reading, 6).path == ("Phần mềm",)


def test_unnumbered_headings_hold_the_list_that_restarts_after_them() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
 | SỞ TƯ PHÁP |
1 | Máy in | 10
2 | Máy quét | 5
 | SỞ Y TẾ |
1 | Máy in | 7
2 | Tủ | 8
""")
    )
    assert kinds(reading, 2) == "HLLHLL"
    assert [row_of(reading, number).path for number in (4, 6)] == [("SỞ TƯ PHÁP",), ("SỞ Y TẾ",)]


def test_unnumbered_headings_with_subtotals_are_headings_too() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
 | Sở Tư pháp | 15
1 | Máy in | 10
2 | Máy quét | 5
 | Sở Y tế | 15
1 | Máy in | 7
2 | Tủ | 8
""")
    )
    assert kinds(reading, 2) == "HLLHLL"
    assert wrong(reading) == []


def test_unnumbered_lines_stand_under_the_numbered_row_without_figures_above_them() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Quốc lộ 32 |
 | Bảo dưỡng đường | 10
 | Bảo dưỡng cầu | 5
2 | Quốc lộ 70 | 12
 | Bảo dưỡng đường | 7
 | Bảo dưỡng cầu | 5
""")
    )
    assert kinds(reading, 2) == "HLLHLL"
    assert [row_of(reading, number).path for number in (4, 6)] == [("Quốc lộ 32",), ("Quốc lộ 70",)]


def test_an_unnumbered_line_after_a_line_with_quantity_and_price_stands_beside_it() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền
I | Thiết bị | | |
1 | Máy in | 2 | 5 | 10
 | Máy quét | 1 | 4 | 4
 | Máy chiếu | 1 | 8 | 8
2 | Tủ | 1 | 3 | 3
""")
    )
    assert kinds(reading, 2) == "HLLLL"
    assert {row_of(reading, number).parent for number in (3, 4, 5, 6)} == {2}


def test_a_name_wrapped_over_rows_is_one_name() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
- | Sửa chữa mặt đường đoạn Km104+980- | 10
 | Km105+294; Km106+00- |
 | Km106+337 |
- | Khắc phục hậu quả lụt bão trên quốc lộ 32 và | 7
 | quốc lộ 70 (do ảnh hưởng cơn bão số 5 |
 | Tháng 8) |
""")
    )
    assert kinds(reading, 2) == "LccLcc"
    assert [name for name, _ in lines(reading)] == [
        "Sửa chữa mặt đường đoạn Km104+980-Km105+294; Km106+00-Km106+337",
        "Khắc phục hậu quả lụt bão trên quốc lộ 32 và quốc lộ 70 (do ảnh hưởng cơn bão số 5 Tháng 8)",
    ]


def test_of_which_rows_and_their_members_are_never_added() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | Trong đó: |
- | Ngân sách tỉnh | 6
- | Ngân sách huyện | 4
2 | Máy quét | 5
 | Tr.đó: tiết kiệm 10 % | 1
3 | Tủ | 2
 | Tổng cộng | 17
""")
    )
    assert kinds(reading, 2) == "LoooLoLT"
    assert reading.amount == 17
    assert wrong(reading) == []


def test_of_which_that_only_introduces_the_list_of_a_total_hides_no_line() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
 | Tổng số | 15
 | Trong đó: |
1 | Máy in | 10
2 | Máy quét | 5
""")
    )
    assert kinds(reading, 2) == "ToLL"
    assert reading.amount == 15


def test_of_which_under_a_heading_without_an_amount_introduces_its_lines() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
I | Thiết bị |
 | Trong đó: |
1 | Máy in | 10
2 | Máy quét | 5
II | Khác | 3
""")
    )
    assert reading.amount == 18
    assert row_of(reading, 4).path == ("Thiết bị",)


def test_codes_of_muc_head_their_tieu_muc_where_there_are_no_numbers() -> None:
    reading = understand_sheet(
        sheet("""
Mục | Tiểu mục | Nội dung chi | Số tiền (đồng)
6950 | | Mua sắm tài sản | 30
 | 6955 | Thiết bị văn phòng | 10
 | 6956 | Thiết bị công nghệ thông tin | 20
7000 | | Chi nghiệp vụ chuyên môn | 5
 | 7049 | Chi khác | 5
""")
    )
    assert kinds(reading, 2) == "HLLHL"
    assert [row.texts.get(Meaning.BUDGET_SUB_ITEM) for row in reading.rows[2:4]] == ["6955", "6956"]
    assert row_of(reading, 3).texts[Meaning.BUDGET_ITEM] == "6950"
    assert wrong(reading) == []


def test_members_marked_like_their_line_end_where_they_add_up_to_it() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
- Máy in | 10
Trong đó: |
- Ngân sách tỉnh | 6
- Ngân sách huyện | 4
- Máy quét | 5
""")
    )
    assert kinds(reading, 2) == "LoooL"
    assert reading.amount == 15


def test_members_nobody_can_tell_are_counted_and_said_to_be_unclear() -> None:
    reading = understand_sheet(
        sheet("""
Nội dung | Thành tiền
- Máy in | 10
Trong đó: |
- Máy quét | 7
- Tủ | 8
""")
    )
    assert kinds(reading, 2) == "LoLL"
    problem = row_of(reading, 3).problem
    assert problem is not None
    assert problem.code == "of_which_unclear"


def test_an_unnumbered_line_after_the_total_of_a_section_is_outside_of_it() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
I | Phần mềm | 5
1 | Bản quyền | 5
 | Cộng trước thuế | 5
 | Thuế VAT 10 % | 1
 | Tổng cộng | 6
""")
    )
    assert kinds(reading, 2) == "HLTLT"
    assert row_of(reading, 5).path == ()
    assert wrong(reading) == []


def test_unnumbered_parts_after_a_part_that_is_named_are_of_which_when_they_make_up_the_amount() -> None:
    text = """
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | Trong đó: ngân sách tỉnh | 6
 | Ngân sách huyện | {rest}
2 | Máy quét | 20
"""
    whole = understand_sheet(sheet(text.format(rest=4)))
    assert kinds(whole, 2) == "LooL"
    assert whole.amount == 30
    doubtful = understand_sheet(sheet(text.format(rest=3)))
    problem = row_of(doubtful, 3).problem
    assert problem is not None
    assert problem.code == "of_which_unclear"
