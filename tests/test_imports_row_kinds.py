"""Lines apart from headings: by numbering, by arithmetic, and what happens when the two disagree."""

from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning, RowKind
from tests.sheets import kinds, lines, row_of, sheet, wrong


def test_a_row_with_lines_under_it_is_a_heading_whatever_it_states() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền (đồng)
I | Thiết bị | 30
1 | Máy in | 10
2 | Máy quét | 20
II | Phần mềm | 99
1 | Bản quyền | 7
2 | Bảo trì | 8
""")
    )
    assert kinds(reading, 2) == "HLLHLL"
    assert reading.amount == 45
    assert wrong(reading) == [(5, 99, 15)]
    assert row_of(reading, 4).path == ("Thiết bị",)
    assert row_of(reading, 4).parent == 2


def test_a_numbered_line_among_headings_is_a_line() -> None:
    reading = understand_sheet(
        sheet("""
TT | Nội dung | Kinh phí (đồng)
A | Bảo dưỡng | 100
B | Sửa chữa | 30
1 | Cầu | 10
2 | Đường | 20
C | Thanh tra | 5
 | Cộng | 135
""")
    )
    assert lines(reading) == [("Bảo dưỡng", 100), ("Cầu", 10), ("Đường", 20), ("Thanh tra", 5)]
    assert wrong(reading) == []


def test_rows_below_a_line_that_add_up_to_its_unit_price_only_explain_it() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền (đồng)
1 | Hội nghị tập huấn | 2 | 50 | 100
- | Thuê hội trường | 1 | 20 | 20
- | Nước uống | 10 | 3 | 30
2 | Máy in | 1 | 7 | 7
""")
    )
    assert kinds(reading, 2) == "LooL"
    assert reading.amount == 107
    problem = row_of(reading, 2).problem
    assert problem is not None
    assert problem.code == "price_explained"


def test_numbering_against_arithmetic_counts_the_lower_rows_once_and_says_so() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền (đồng)
1 | Máy tính | 2 | 50 | 100
1.1 | Bàn phím | 1 | 3 | 3
1.2 | Chuột | 1 | 4 | 4
2 | Máy in | 1 | 7 | 7
""")
    )
    assert kinds(reading, 2) == "HLLL"
    assert reading.amount == 14
    problem = row_of(reading, 2).problem
    assert problem is not None
    assert problem.code == "numbering_against_arithmetic"
    assert "100 đồng" in problem.sentence
    assert "7 đồng" in problem.sentence
    assert wrong(reading) == [(2, 100, 7)]


def test_descriptions_below_a_line_go_into_its_note() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền (đồng) | Ghi chú
1 | Máy tính | 2 | 50 | 100 |
 | - Bộ xử lý i5 | | | |
 | - Bộ nhớ 8 GB | | | |
2 | Máy in | 1 | 7 | 7 |
""")
    )
    assert kinds(reading, 2) == "LccL"
    assert row_of(reading, 2).texts[Meaning.NOTE] == "Bộ xử lý i5; Bộ nhớ 8 GB"


def test_a_thing_with_a_measure_but_no_figures_is_rejected_not_lost() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | ĐVT | Số lượng | Đơn giá | Thành tiền (đồng)
1 | Máy tính | bộ | 2 | 50 | 100
2 | Máy in | chiếc | | |
3 | Tủ | chiếc | 3 | |
4 | Phần dự phòng | | | |
""")
    )
    assert kinds(reading, 2) == "LxxH"
    rejected = row_of(reading, 3).problem
    assert rejected is not None
    assert rejected.code == "row_without_amount"
    assert row_of(reading, 4).kind is RowKind.REJECTED


def test_an_error_cell_rejects_its_row_and_only_its_row() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền (đồng)
1 | Máy tính | 2 | 50 | 100
2 | Máy in | 1 | 7 | #REF!
 | Tổng cộng | | | 107
""")
    )
    assert kinds(reading, 2) == "LxT"
    problem = row_of(reading, 3).problem
    assert problem is not None
    assert "#REF!" in problem.sentence
    assert "Thành tiền" in problem.sentence
    assert wrong(reading) == [(4, 107, 100)]


def test_a_negative_amount_is_rejected_with_a_sentence() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền (đồng)
1 | Máy tính | 100
2 | Giảm trừ | -20
""")
    )
    assert kinds(reading, 2) == "Lx"
    problem = row_of(reading, 3).problem
    assert problem is not None
    assert problem.code == "row_negative"
