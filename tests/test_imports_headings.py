"""Whole headings from merged, blank-filled and broken heading cells."""

from budget.imports.headings import read_headings
from budget.imports.sheet import Span
from budget.imports.table_finding import find_table
from tests.sheets import sheet


def headings(text: str, *spans: Span) -> list[str]:
    made = sheet(text, spans=spans)
    table = find_table(made)
    assert table is not None
    return [heading.text for heading in read_headings(made, table)]


def test_words_broken_over_rows_are_one_heading_and_merged_cells_are_groups() -> None:
    assert headings(
        """
TT | Nội dung | Kế hoạch (dự toán) được | | | Giá trị
 | | chi cả năm | | | thực hiện
 | | Từ quỹ | Từ N. | Tổng số | đã nghiệm
 | | bảo trì | sách | | thu A-B
A | B | 1 | 2 | 3=1+2 | 4
1 | Cầu | 1 | 2 | 3 | 4
""",
        Span(0, 2, 0, 4),
        Span(1, 2, 1, 4),
    ) == [
        "TT",
        "Nội dung",
        "Kế hoạch (dự toán) được chi cả năm › Từ quỹ bảo trì",
        "Kế hoạch (dự toán) được chi cả năm › Từ N. sách",
        "Kế hoạch (dự toán) được chi cả năm › Tổng số",
        "Giá trị thực hiện đã nghiệm thu A-B",
    ]


def test_groups_over_blanks_without_merged_cells() -> None:
    assert headings("""
STT | Nội dung | Đề nghị | | Thẩm định | | Ghi chú
 | | Số lượng | Thành tiền | Số lượng | Thành tiền |
1 | Máy in | 1 | 2 | 3 | 4 |
""") == [
        "STT",
        "Nội dung",
        "Đề nghị › Số lượng",
        "Đề nghị › Thành tiền",
        "Thẩm định › Số lượng",
        "Thẩm định › Thành tiền",
        "Ghi chú",
    ]  # fmt: skip


def test_three_levels_deep_with_cells_merged_downwards() -> None:
    assert headings(
        """
STT | Nội dung | Kinh phí | | |
 | | Tổng số | Trong đó | |
 | | | NS tỉnh | NS huyện | Khác
1 | Máy in | 10 | 5 | 4 | 1
""",
        Span(0, 0, 2, 0),
        Span(0, 1, 2, 1),
        Span(0, 2, 0, 5),
        Span(1, 2, 2, 2),
        Span(1, 3, 1, 5),
    ) == [
        "STT",
        "Nội dung",
        "Kinh phí › Tổng số",
        "Kinh phí › Trong đó › NS tỉnh",
        "Kinh phí › Trong đó › NS huyện",
        "Kinh phí › Trong đó › Khác",
    ]
