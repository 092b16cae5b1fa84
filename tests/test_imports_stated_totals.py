"""Every stated subtotal and total computed again, wherever it stands and whatever it adds up."""

import pytest

from budget.imports.understand import understand_sheet
from tests.sheets import kinds, row_of, sheet, wrong


def checked(text: str) -> tuple[str, list[tuple[int, int, int]], int]:
    reading = understand_sheet(sheet(text))
    return kinds(reading, 2), wrong(reading), len(reading.totals)


def test_totals_of_sections_of_everything_and_with_tax() -> None:
    assert checked("""
STT | Nội dung | Thành tiền
I | Thiết bị |
1 | Máy in | 10
2 | Máy quét | 20
 | Cộng I | 30
II | Phần mềm |
1 | Bản quyền | 5
 | Cộng mục II | 5
 | Cộng (I+II) | 35
 | Thuế GTGT 10 % | 4
 | Tổng cộng | 39
""") == ("HLLTHLTTLT", [], 4)  # fmt: skip


def test_a_total_at_the_top_of_everything_and_of_a_section() -> None:
    assert checked("""
STT | Nội dung | Thành tiền
 | TỔNG SỐ | 35
I | Thiết bị |
 | Cộng | 30
1 | Máy in | 10
2 | Máy quét | 20
II | Phần mềm |
 | Cộng | 5
1 | Bản quyền | 5
""") == ("THTLLHTL", [], 3)  # fmt: skip


def test_totals_that_do_not_agree_are_told_with_both_numbers() -> None:
    assert checked("""
STT | Nội dung | Thành tiền
I | Thiết bị | 31
1 | Máy in | 10
2 | Máy quét | 20
 | Cộng I | 29
 | Tổng cộng | 28
""") == ("HLLTT", [(2, 31, 30), (5, 29, 30), (6, 28, 30)], 3)  # fmt: skip


def test_totals_are_checked_in_every_column_of_money() -> None:
    assert checked("""
STT | Nội dung | Thực hiện năm 2023 | Thành tiền | NS tỉnh | NS huyện
I | Thiết bị | 3 | 30 | 20 | 10
1 | Máy in | 1 | 10 | 10 |
2 | Máy quét | 2 | 20 | 10 | 10
 | Tổng cộng | 4 | 30 | 21 | 10
""") == ("HLLT", [(5, 4, 3), (5, 21, 20)], 8)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Tổng số", "Tổng kinh phí đề nghị", "Tong cong", "Tổng (A+B)", "Cộng chung"]
)
def test_ways_to_say_total(name: str) -> None:
    found, differences, _ = checked(f"""
STT | Nội dung | Thành tiền
1 | Máy in | 10
2 | Máy quét | 20
 | {name} | 30
""")
    assert (found, differences) == ("LLT", [])


@pytest.mark.parametrize(
    "name", ["Tổng đài điện thoại", "Cộng tác viên", "Công tác phí", "Tổng hợp báo cáo", "Tổng kiểm kê tài sản", "Cộng đồng dân cư"]
)
def test_lines_that_only_begin_like_a_total(name: str) -> None:
    found, _, _ = checked(f"""
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | {name} | 20
""")
    assert found == "LL"


def test_a_total_merged_over_the_column_of_numbers() -> None:
    assert checked("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
Tổng cộng | | 10
""") == ("LT", [], 1)  # fmt: skip


def test_a_total_that_cannot_be_read_is_told_for_it_is_not_checked() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
 | Tổng cộng | #REF!
""")
    )
    assert kinds(reading, 2) == "LT"
    problem = row_of(reading, 3).problem
    assert problem is not None
    assert "#REF!" in problem.sentence
