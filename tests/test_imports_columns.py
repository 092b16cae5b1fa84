"""What columns mean: from abbreviations, groups, years, the index row's formulas and the cells themselves."""

from dataclasses import replace

from budget.imports.columns import propose_columns
from budget.imports.sheet import Span
from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning
from budget.model.states import Severity
from tests.sheets import codes, lines, meanings, row_of, sheet


def proposed(text: str, *spans: Span) -> str:
    return " ".join(column.meaning.value for column in propose_columns(sheet(text, spans=spans)))


def test_abbreviations_and_other_names_of_the_same_columns() -> None:
    assert (
        proposed("""
TT | Tên thiết bị | ĐVT | SL | ĐG | TT | Căn cứ | GC
1 | Máy in | cái | 2 | 5 | 10 | QĐ 50 |
2 | Tủ | cái | 3 | 5 | 15 | |
""")
        == "numbering name measure quantity unit_price amount basis note"
    )
    assert (
        proposed("""
Số TT | Danh mục | Đơn vị tính | Khối lượng | Mức chi | Số ngày | Kinh phí | Ghi chú
1 | Lưu trú | người | 2 | 5 | 3 | 30 |
""")
        == "numbering name measure quantity unit_price times amount note"
    )


def test_don_vi_is_a_measure_or_an_organisation_by_what_stands_below() -> None:
    assert (
        proposed("""
STT | Nội dung | Đơn vị | Thành tiền
1 | Máy in | Sở Tư pháp | 10
2 | Máy in | UBND huyện Nam Giang | 20
""")
        == "numbering name unit amount"
    )
    assert (
        proposed("""
STT | Nội dung | Đơn vị | Thành tiền
1 | Máy in | bộ | 10
2 | Máy in | cái | 20
""")
        == "numbering name measure amount"
    )


def test_request_and_appraisal_under_merged_groups() -> None:
    text = """
STT | Nội dung | Đề nghị | | | Thẩm định của Sở Tài chính | | | Chênh lệch
 | | Số lượng | Đơn giá | Thành tiền | Số lượng | Đơn giá | Thành tiền |
1 | Máy in | 3 | 5 | 15 | 2 | 5 | 10 | -5
"""
    spans = (Span(0, 2, 0, 4), Span(0, 5, 0, 7), Span(0, 0, 1, 0), Span(0, 1, 1, 1), Span(0, 8, 1, 8))
    wanted = "numbering name quantity unit_price amount finance_quantity finance_unit_price finance_amount ignored"
    assert proposed(text, *spans) == wanted
    assert proposed(text) == wanted  # the same without merged cells
    row = row_of(understand_sheet(sheet(text, spans=spans)), 3)
    assert row.amount == 15
    assert row.finance_drivers == (2000, 5, 1000)
    assert row.money is not None
    assert row.money[Meaning.FINANCE_AMOUNT] == 10


def test_the_other_appraiser_is_not_the_finance_department() -> None:
    assert (
        proposed("""
STT | Nội dung | Đề nghị | | Ý kiến Sở TT&TT | | Thẩm định |
 | | SL | TT | SL | TT | SL | TT
1 | Máy in | 3 | 15 | 2 | 10 | 1 | 5
""")
        == "numbering name quantity amount ignored ignored finance_quantity finance_amount"
    )


def test_past_years_beside_the_request() -> None:
    assert (
        proposed("""
STT | Nội dung | Thực hiện năm 2022 | Dự toán năm 2023 đã giao | Đã chi đến 30/6 | Dự toán năm 2024 đề nghị
1 | Máy in | 3 | 15 | 2 | 10
""")
        == "numbering name last_year_outturn this_year_allotted this_year_spent amount"
    )


def test_of_two_years_with_the_same_columns_the_later_is_the_request() -> None:
    text = """
STT | Nội dung | Năm 2023 | | | Năm 2024 | |
 | | SL | Đơn giá | Thành tiền | SL | Đơn giá | Thành tiền
1 | Máy in | 3 | 5 | 15 | 2 | 6 | 12
2 | Tủ | 1 | 5 | 5 | 4 | 6 | 24
"""
    assert proposed(text) == "numbering name ignored ignored this_year_allotted quantity unit_price amount"
    assert lines(understand_sheet(sheet(text))) == [("Máy in", 12), ("Tủ", 24)]


def test_sources_as_columns() -> None:
    text = """
STT | Nội dung | Thành tiền | Nguồn kinh phí | |
 | | | NS tỉnh | NS huyện | Khác
1 | Máy in | 15 | 10 | 5 |
2 | Tủ | 9 | | | 9
3 | Bàn | 9 | 1 | | 7
"""
    spans = (Span(0, 3, 0, 5), Span(0, 0, 1, 0), Span(0, 1, 1, 1), Span(0, 2, 1, 2))
    reading = understand_sheet(sheet(text, spans=spans))
    assert meanings(reading) == "numbering name amount source_amount source_amount source_amount"
    assert row_of(reading, 3).sources == {3: "10", 4: "5"}
    assert row_of(reading, 3).source_money == {3: 10, 4: 5}
    problem = row_of(reading, 5).problem
    assert problem is not None
    assert problem.code == "sources_not_amount"


def test_sources_alone_add_up_to_the_amount() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | NS tỉnh | NS huyện
1 | Máy in | 10 | 5
""")
    )
    assert lines(reading) == [("Máy in", 15)]


def test_budget_codes_in_their_columns_or_in_one() -> None:
    assert (
        proposed("""
STT | Chương | Loại | Khoản | Mục | Tiểu mục | Nội dung | Số tiền
1 | 411 | 340 | 341 | 6950 | 6956 | Máy in | 10
""")
        == "numbering ignored ignored ignored budget_item budget_sub_item name amount"
    )
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Mục - Tiểu mục | Số tiền
1 | Máy in | 6950-6956 | 10
2 | Tủ | 6955 | 10
3 | Lớp học | 7000 | 10
""")
    )
    found = [(row.texts.get(Meaning.BUDGET_ITEM), row.texts.get(Meaning.BUDGET_SUB_ITEM)) for row in reading.rows[1:]]
    assert found == [("6950", "6956"), (None, "6955"), ("7000", None)]


def test_numbers_that_multiply_name_columns_without_headings() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | | |
1 | Máy in | 3 | 5000 | 15000
2 | Tủ | 4 | 7000 | 28000
""")
    )
    assert meanings(reading) == "numbering name quantity unit_price amount"
    assert all(column.confidence <= 0.6 for column in reading.columns[2:])


def test_formulas_of_the_index_row_name_columns_too() -> None:
    assert (
        proposed("""
STT | Nội dung | Chỉ số a | Chỉ số b | Cộng lại
A | B | 1 | 2 | 3=1x2
1 | Máy in | 3 | 5000 | 15000
""")
        == "numbering name quantity unit_price amount"
    )


def test_the_amount_after_tax_is_the_amount() -> None:
    assert (
        proposed("""
STT | Nội dung | Thành tiền trước thuế | Thuế VAT | Thành tiền sau thuế
1 | Máy in | 100 | 10 | 110
""")
        == "numbering name ignored vat amount"
    )


def test_without_a_column_of_amounts_one_stands_in_and_says_so() -> None:
    reading = understand_sheet(
        sheet("""
STT | Công trình | Kinh phí đã giao | Kinh phí còn lại
1 | Cầu | 100 | 10
""")
    )
    assert reading.columns[2].meaning is Meaning.AMOUNT
    assert reading.columns[2].confidence == 0.3
    assert "amount_column_doubtful" in codes(reading)


def test_a_persons_mapping_is_taken_and_the_rest_found_anew() -> None:
    text = """
STT | Nội dung | Phương án 1 | Phương án 2
1 | Máy in | 100 | 10
"""
    first = understand_sheet(sheet(text))
    corrected = [
        replace(column, meaning={2: Meaning.IGNORED, 3: Meaning.AMOUNT}.get(column.position, column.meaning), confidence=1.0)
        for column in first.columns
    ]
    reading = understand_sheet(sheet(text), columns=corrected)
    assert lines(reading) == [("Máy in", 10)]
    assert "amount_column_doubtful" not in codes(reading)


def test_years_of_one_request_beside_their_total_are_not_the_past() -> None:
    assert (
        proposed("""
STT | Nội dung | Tổng kinh phí | Năm 2024 | Năm 2025
1 | Máy in | 30 | 10 | 20
""")
        == "numbering name amount ignored ignored"
    )


def test_of_several_quantities_the_one_that_multiplies_is_the_quantity() -> None:
    assert (
        proposed("""
STT | Nội dung | Số lượng hiện có | Số lượng cần mua | Đơn giá | Thành tiền
1 | Máy in | 9 | 3 | 5000 | 15000
2 | Tủ | 8 | 4 | 7000 | 28000
""")
        == "numbering name ignored quantity unit_price amount"
    )


def test_parts_of_the_amount_are_its_sources() -> None:
    assert (
        proposed("""
STT | Đơn vị / Nội dung | Nhu cầu kinh phí | | |
 | | Tổng số | Trong đó | |
 | | | QĐ 334 | NQ 36 | Phần thêm
1 | Sở Tư pháp | 30 | 10 | 15 | 5
""")
        == "numbering name amount source_amount source_amount source_amount"
    )


def test_a_time_in_words_is_no_year() -> None:
    assert (
        proposed("""
STT | Nội dung | Kinh phí | Thời gian thực hiện
1 | Nâng cấp cổng | 30 | Quý II/2024
""")
        == "numbering name amount ignored"
    )


def test_parts_of_an_amount_without_the_whole_are_added_never_one_of_them_taken() -> None:
    reading = understand_sheet(
        sheet("""
STT | Tên công việc | Khối lượng | Đơn giá | | Thành tiền |
 | | | Vật liệu | Nhân công | Vật liệu | Nhân công
1 | Đào đất | 10 | 5000 | 3000 | 50000 | 30000
2 | Đắp đất | 20 | 5000 | 3000 | 100000 | 60000
""")
    )
    assert lines(reading) == [("Đào đất", 80_000), ("Đắp đất", 160_000)]


def test_of_two_bare_years_the_later_is_the_request() -> None:
    assert (
        proposed("""
STT | Nội dung | Năm 2023 | Năm 2024 | So sánh
1 | Mua máy | 100 | 150 | 150%
""")
        == "numbering name this_year_allotted amount ignored"
    )


def test_what_is_paid_in_the_end_is_the_amount_even_where_quantity_and_price_give_another() -> None:
    taxed = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền | Thuế GTGT 10% | Thành tiền sau thuế
A | B | 1 | 2 | 3=1x2 | 4 | 5=3+4
1 | Máy in | 2 | 50 | 100 | 10 | 110
2 | Máy quét | 1 | 200 | 200 | 20 | 220
""")
    )
    assert lines(taxed) == [("Máy in", 110), ("Máy quét", 220)]
    assert "amount_of_several" in codes(taxed)
    reduced = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng | Đơn giá | Thành tiền trước giảm giá | Giảm giá | Thành tiền sau giảm giá
1 | Máy in | 2 | 50 | 100 | 5 | 95
2 | Máy quét | 1 | 200 | 200 | 10 | 190
""")
    )
    assert lines(reduced) == [("Máy in", 95), ("Máy quét", 190)]
    assert (
        proposed("""
STT | Nội dung | Thành tiền (chưa VAT) | VAT | Tổng cộng
1 | Máy in | 100 | 10 | 110
""")
        == "numbering name ignored vat amount"
    )


def test_the_year_of_the_title_is_the_planned_one_where_the_amount_names_no_year() -> None:
    reading = understand_sheet(
        sheet("""
DỰ TOÁN CHI TIẾT NĂM 2024
(Kèm theo Công văn ngày 15 tháng 3 năm 2025)
STT | Nội dung | Thực hiện năm 2022 | Dự toán năm 2023 | Kinh phí
1 | Máy in | 70 | 80 | 100
2 | Máy quét | 0 | 90 | 200
""")
    )
    assert lines(reading) == [("Máy in", 100), ("Máy quét", 200)]
    assert meanings(reading) == "numbering name last_year_outturn this_year_allotted amount"


def test_a_unit_that_asks_over_a_column_of_money_is_an_amount() -> None:
    assert (
        proposed("""
STT | Nội dung | Đơn vị đề nghị: kinh phí | Sở Tài chính thẩm định: kinh phí
1 | Máy in | 100 | 90
""")
        == "numbering name amount finance_amount"
    )


def test_quarters_are_parts_of_the_whole_year() -> None:
    assert (
        proposed("""
STT | Nội dung | Quý I | Quý II | Cả năm
1 | Máy in | 10000 | 0 | 10000
2 | Máy quét | 0 | 20000 | 20000
""")
        == "numbering name ignored ignored amount"
    )


def test_one_of_several_columns_of_money_is_not_taken_without_a_person() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Chi thường xuyên | Chi đầu tư
1 | Máy in | 10000 |
2 | Máy chủ | | 20000
""")
    )
    assert [problem.severity for problem in reading.problems if problem.code == "amount_column_doubtful"] == [Severity.ERROR]


def test_what_there_is_already_does_not_stand_in_for_the_amount() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Số lượng hiện có | Số lượng đề nghị | Đơn giá
1 | Máy in | 5 | 2 | 5000
2 | Máy quét | 3 | 1 | 20000
""")
    )
    assert lines(reading) == [("Máy in", 10_000), ("Máy quét", 20_000)]
