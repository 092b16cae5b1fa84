"""What the words of headings say."""

import pytest

from budget.imports.heading_words import plain_heading, say_heading
from budget.imports.understanding import Meaning


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("STT", Meaning.NUMBERING),
        ("Nội dung công việc", Meaning.NAME),
        ("Danh mục", Meaning.NAME),
        ("Hạng mục, công trình", Meaning.NAME),
        ("ĐVT", Meaning.MEASURE),
        ("Đơn vị tính", Meaning.MEASURE),
        ("Đơn vị thực hiện", Meaning.UNIT),
        ("SL", Meaning.QUANTITY),
        ("Số người", Meaning.QUANTITY),
        ("Số tháng", Meaning.TIMES),
        ("Hệ số", Meaning.TIMES),
        ("Đơn giá (đồng)", Meaning.UNIT_PRICE),
        ("Mức chi", Meaning.UNIT_PRICE),
        ("Mục", Meaning.BUDGET_ITEM),
        ("Mục chi", Meaning.BUDGET_ITEM),
        ("Tiểu mục", Meaning.BUDGET_SUB_ITEM),
        ("Mục - Tiểu mục", Meaning.BUDGET_SUB_ITEM),
        ("Thành tiền", Meaning.AMOUNT),
        ("KP", Meaning.AMOUNT),
        ("Tổng cộng", Meaning.AMOUNT),
        ("Nguồn kinh phí", Meaning.SOURCE),
        ("NS tỉnh", Meaning.SOURCE_AMOUNT),
        ("Quý", Meaning.QUARTER),
        ("Quỹ bảo trì", Meaning.SOURCE_AMOUNT),
        ("Thuế VAT", Meaning.VAT),
        ("Căn cứ pháp lý", Meaning.BASIS),
        ("Ghi chú", Meaning.NOTE),
        ("Mức độ ưu tiên", Meaning.PRIORITY),
        ("Đã chi đến 30/6", Meaning.THIS_YEAR_SPENT),
        ("Dự toán đã giao", Meaning.THIS_YEAR_ALLOTTED),
        ("Thực hiện năm 2023", Meaning.LAST_YEAR_OUTTURN),
        ("Chênh lệch", Meaning.IGNORED),
        ("Chương", Meaning.IGNORED),
    ],
)
def test_headings(heading: str, meaning: Meaning) -> None:
    said = say_heading(heading)
    assert said is not None
    assert said.meaning is meaning


def test_what_no_rule_knows_says_nothing() -> None:
    assert say_heading("Phương án 1") is None
    assert say_heading("") is None


def test_brackets_and_signs_are_not_read() -> None:
    assert plain_heading("Thành tiền (3=1x2):") == "thanh tien"
