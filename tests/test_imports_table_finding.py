"""Where the table stands among titles, signatures and blanks."""

import pytest

from budget.imports.sheet import Span
from budget.imports.table_finding import find_table
from budget.imports.understand import understand_sheet
from tests.sheets import codes, kinds, lines, sheet

AROUND = """
UBND TỈNH QUẢNG NAM | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
SỞ TƯ PHÁP | | | Độc lập - Tự do - Hạnh phúc |
 | | | |
 | PHỤ LỤC DỰ TOÁN KINH PHÍ NĂM 2024 | | |
 | (Kèm theo Tờ trình số 12/TTr-STP ngày 3 tháng 4 năm 2024) | | |
 | | | | Đơn vị tính: đồng
 | STT | Nội dung chi | Thành tiền | Ghi chú
 | 1 | Máy in | 10 |
 | 2 | Máy quét | 20 | mua mới
 | | Tổng cộng | 30 |
 | Số tiền bằng chữ: Ba mươi đồng | | |
 | | | Tam Kỳ, ngày 3 tháng 4 năm 2024 |
 | Người lập biểu | | Giám đốc |
 | | | |
 | Trần Văn B | | Lê Thị C |
"""


def test_titles_above_and_signatures_below_are_not_the_table() -> None:
    reading = understand_sheet(sheet(AROUND))
    assert kinds(reading) == "tt.ttthLLTbbb.b"
    assert lines(reading) == [("Máy in", 10), ("Máy quét", 20)]
    assert reading.money_unit_stated


def test_figures_below_the_signature_are_left_out_and_told() -> None:
    reading = understand_sheet(sheet(AROUND + " | 3 | Nháp | 77 |\n"))
    assert reading.amount == 30
    assert "figures_below" in codes(reading)


def test_headings_repeated_on_a_later_page_are_headings() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
A | B | 1
1 | Máy in | 10
 | Cộng mang sang | 10
STT | Nội dung | Thành tiền
A | B | 1
2 | Máy quét | 20
 | Tổng cộng | 30
""")
    )
    assert kinds(reading) == "hiLThiLT"
    assert lines(reading) == [("Máy in", 10), ("Máy quét", 20)]


def test_headings_repeated_with_an_index_row() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền
A | B | C | 1 | 2 | 3=1x2
1 | Máy in | cái | 2 | 5 | 10
STT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền
A | B | C | 1 | 2 | 3=1x2
2 | Máy quét | cái | 4 | 5 | 20
""")
    )
    assert kinds(reading) == "hiLhiL"


@pytest.mark.parametrize(
    "text",
    [
        "Ghi chép của tôi\nGọi cho anh Ba",
        "a | b | c\n1 | 2 | 3",
        "Danh sách cán bộ | Năm sinh\nNguyễn Văn A | 1980",
    ],
)
def test_a_sheet_that_holds_no_table_says_so(text: str) -> None:
    reading = understand_sheet(sheet(text))
    assert codes(reading) == {"sheet_without_table"}
    assert kinds(reading) == "tt"


def test_an_empty_sheet_says_so() -> None:
    assert codes(understand_sheet(sheet(" | \n | "))) == {"sheet_empty"}


def test_a_person_points_to_the_headings() -> None:
    text = """
Bảng chi | Tháng này | |
Việc gì | Mấy | Bao nhiêu | Hết
Máy in | 2 | 5000 | 10000
Máy quét | 3 | 4000 | 12000
"""
    assert find_table(sheet(text)) is None
    reading = understand_sheet(sheet(text), header_rows=(2, 2))
    assert lines(reading) == [("Máy in", 10_000), ("Máy quét", 12_000)]
    assert kinds(reading) == "thLL"
    assert codes(understand_sheet(sheet(text), header_rows=(9, 9))) == {"sheet_without_table"}


def test_a_group_row_above_the_number_and_the_name_belongs_to_the_headings() -> None:
    reading = understand_sheet(sheet(
        """
DỰ TOÁN NĂM 2024 | | | | |
 | | Đề nghị | | Thẩm định |
STT | Nội dung | Số lượng | Thành tiền | Số lượng | Thành tiền
1 | Máy in | 1 | 2 | 3 | 4
""",
        spans=(Span(1, 2, 1, 3), Span(1, 4, 1, 5)),
    ))  # fmt: skip
    assert kinds(reading) == "thhL"
    assert [column.heading for column in reading.columns[2:4]] == ["Đề nghị › Số lượng", "Đề nghị › Thành tiền"]


def test_words_right_under_the_headings_are_content() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Thành tiền
 | Khối sở, ban, ngành | |
1 | Máy in | 1 | 2
""")
    )
    assert kinds(reading) == "hHL"


def test_the_headings_of_another_table_end_this_one() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền | Ghi chú
1 | Máy in | 10 |
 | Tổng cộng | 10 |
STT | Họ và tên | Chức vụ | Số tiền
1 | Nguyễn Văn A | Trưởng phòng | 500
""")
    )
    assert kinds(reading) == "hLTbb"
    assert reading.amount == 10


def test_headings_repeated_in_other_words_are_still_headings() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền | Ghi chú
1 | Máy in | 10 |
TT | Nội dung công việc | Số tiền | Ghi chú
2 | Tủ | 10 |
""")
    )
    assert kinds(reading) == "hLhL"
    assert reading.amount == 20


def test_a_date_of_signing_in_the_column_of_amounts_ends_the_table() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | | Tam Kỳ, ngày 3 tháng 4 năm 2024
 | | Nguyễn Văn A
""")
    )
    assert kinds(reading) == "hLbb"


def test_a_note_among_numbered_lines_does_not_end_the_table() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | Ghi chú: giá đã gồm thuế |
2 | Máy quét | 20
 | Tổng cộng | 30
 | Ghi chú: bảng lập theo báo giá |
 | Cộng nháp | 99
""")
    )
    assert lines(reading) == [("Máy in", 10), ("Máy quét", 20)]
    assert kinds(reading) == "hLbLTbb"
    assert "figures_below" in codes(reading)
