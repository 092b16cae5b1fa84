"""The rows below the headings, each read once."""

from budget.imports.sheet import Sheet, Span
from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning
from budget.money import MoneyUnit
from tests.sheets import kinds, lines, row_of, sheet


def test_codes_read_as_floats_are_codes_again() -> None:
    rows: list[list[object]] = [["STT", "Nội dung", "Mục", "Tiểu mục", "Số tiền"], [1.0, "Lương", 6000.0, 6001.0, 5.0]]
    reading = understand_sheet(Sheet("x", False, rows))  # type: ignore[arg-type]
    assert row_of(reading, 2).texts[Meaning.BUDGET_ITEM] == "6000"
    assert row_of(reading, 2).texts[Meaning.BUDGET_SUB_ITEM] == "6001"


def test_cells_merged_downwards_say_the_same_of_every_line() -> None:
    reading = understand_sheet(sheet(
        """
STT | Đơn vị thực hiện | Nội dung | Thành tiền
1 | Sở Tư pháp | Máy in | 10
2 | | Máy quét | 20
3 | Sở Y tế | Tủ | 30
""",
        spans=(Span(1, 1, 2, 1),),
    ))  # fmt: skip
    assert [row.texts.get(Meaning.UNIT) for row in reading.rows[1:]] == ["Sở Tư pháp", "Sở Tư pháp", "Sở Y tế"]


def test_numbers_alone_and_dots_are_blank_rows() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 10
2 | … |
3 | |
 | ... |
 | Tổng cộng | 10
""")
    )
    assert kinds(reading, 2) == "L...T"


def test_a_row_with_only_a_note_goes_on_with_the_row_above() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền | Ghi chú
1 | Máy in | 10 | mua
 | | | năm 2024
2 | Tủ | 20 |
""")
    )
    assert kinds(reading, 2) == "LcL"
    assert row_of(reading, 2).texts[Meaning.NOTE] == "mua năm 2024"


def test_a_list_of_organisations_is_named_by_them() -> None:
    reading = understand_sheet(
        sheet("""
STT | Đơn vị | Kinh phí
1 | Sở Tư pháp | 10
2 | Sở Y tế | 20
""")
    )
    assert lines(reading) == [("Sở Tư pháp", 10), ("Sở Y tế", 20)]


def test_a_line_called_total_with_quantity_and_price_is_a_line() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | SL | Đơn giá | Thành tiền
1 | Tổng số máy tính | 2 | 5 | 10
2 | Tủ | 1 | 5 | 5
""")
    )
    assert kinds(reading, 2) == "LL"


def test_a_table_not_at_column_a_and_blank_rows_between() -> None:
    reading = understand_sheet(
        sheet("""
 | | STT | Nội dung | Thành tiền
 | | | |
 | | 1 | Máy in | 10
 | | | |
 | | 2 | Tủ | 5
""")
    )
    assert kinds(reading) == "h.L.L"


def test_the_second_row_of_headings_that_come_again_under_merged_cells_is_no_line() -> None:
    spans = tuple(Span(top, column, top + 1, column) for top in (0, 3) for column in (0, 1))
    reading = understand_sheet(
        sheet(
            """
STT | Nội dung | Năm 2024
 | | Số tiền
1 | Máy in | 100
STT | Nội dung | Năm 2024
 | | Số tiền
2 | Máy quét | 200
""",
            spans=spans,
        )
    )
    assert kinds(reading) == "hhLhhL"


def test_a_row_that_names_another_money_unit_as_its_measure_is_refused() -> None:
    text = """
STT | Nội dung | ĐVT | Kinh phí
1 | Máy in | triệu đồng | 10
2 | Máy quét | đồng | 20000000
"""
    assert kinds(understand_sheet(sheet(text)), 2) == "xL"
    assert kinds(understand_sheet(sheet(text), money_unit=MoneyUnit.TRIEU), 2) == "Lx"
