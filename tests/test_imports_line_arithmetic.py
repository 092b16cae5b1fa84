"""What one row's figures make: amount, drivers, differences told."""

from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning, ReadRow
from budget.model.states import Severity
from tests.sheets import kinds, row_of, sheet


def line(row: str, heading: str = "STT | Nội dung | SL | Đơn giá | Thành tiền", unit: str = "đồng") -> ReadRow:
    return row_of(understand_sheet(sheet(f"ĐVT: {unit}\n{heading}\n{row}\n9 | Tủ | 1 | 1 | 1")), 3)


def code(row: ReadRow) -> str:
    return row.problem.code if row.problem else ""


def test_a_blank_amount_is_computed_with_a_note() -> None:
    row = line("1 | Máy in | 2 | 7500000 | ")
    assert (row.amount, row.drivers, code(row)) == (15_000_000, (2000, 7_500_000, 1000), "amount_computed")
    assert row.problem is not None
    assert row.problem.severity is Severity.NOTE


def test_a_stated_amount_is_taken_and_the_difference_told_with_both_numbers() -> None:
    row = line("1 | Máy in | 2 | 7500000 | 16000000")
    assert (row.amount, row.drivers, code(row)) == (16_000_000, (1000, 16_000_000, 1000), "amount_not_product")
    assert row.problem is not None
    assert "15.000.000" in row.problem.sentence
    assert "16.000.000" in row.problem.sentence


def test_an_amount_alone_is_once_itself() -> None:
    row = line("1 | Máy in | | | 16000000")
    assert (row.amount, row.drivers, code(row)) == (16_000_000, (1000, 16_000_000, 1000), "")


def test_multipliers_take_part_and_two_of_them_become_one() -> None:
    heading = "STT | Nội dung | Số người | Số ngày | Số lần | Mức chi | Thành tiền"
    row = line("1 | Công tác phí | 6 | 18 | 2 | 200000 | 43200000", heading)
    assert (row.amount, row.drivers, code(row)) == (43_200_000, (6000, 200_000, 36_000), "")
    assert row.texts[Meaning.TIMES] == "18 x 2"


def test_rounding_to_the_unit_is_a_note_not_an_error() -> None:
    row = line("1 | Máy in | 3 | 4.115226 | 12.35", unit="triệu đồng")
    assert (row.amount, code(row)) == (12_350_000, "amount_rounded_off")
    assert row.drivers == (1000, 12_350_000, 1000)


def test_drivers_finer_than_the_plan_keeps_give_way_to_the_amount() -> None:
    row = line("1 | Máy in | 0.3333 | 30000 | 9999")
    assert (row.amount, row.drivers) == (9_999, (1000, 9_999, 1000))


def test_parts_of_a_dong_are_rounded_with_a_note() -> None:
    row = line("1 | Máy in | | | 10.5")
    assert (row.amount, code(row)) == (11, "money_rounded")


def test_texts_are_what_a_person_would_type() -> None:
    row = line("1 | Máy in | 0.5 | 7500000 | '3.750.000 đ")
    assert row.texts[Meaning.QUANTITY] == "0,5"
    assert row.texts[Meaning.UNIT_PRICE] == "7500000"
    assert row.texts[Meaning.AMOUNT] == "3.750.000 đ"
    assert row.amount == 3_750_000


def test_the_past_is_kept_in_dong_beside_the_request() -> None:
    row = line("1 | Máy in | 1 | 2 | 4 | 5", "STT | Nội dung | TH năm 2022 | Đã giao năm 2023 | Đã chi | Đề nghị năm 2024", "nghìn đồng")
    assert row.amount == 5_000
    assert row.money == {Meaning.LAST_YEAR_OUTTURN: 1_000, Meaning.THIS_YEAR_ALLOTTED: 2_000, Meaning.THIS_YEAR_SPENT: 4_000}


def test_an_amount_beyond_every_estimate_is_rejected() -> None:
    assert code(line("1 | Máy in | | | 15000000000", unit="triệu đồng")) == "money_too_large"


def test_figures_without_a_name_are_rejected() -> None:
    assert code(line("1 | | 2 | 3 | 6")) == "row_without_name"


def test_without_a_column_of_amounts_the_columns_of_sources_are_the_amount_and_a_different_product_is_told() -> None:
    row = line("1 | Máy in | 2 | 5 | 8 | 4", "STT | Nội dung | SL | Đơn giá | NS tỉnh | NS huyện")
    assert (row.amount, code(row), row.drivers) == (12, "amount_not_product", (1000, 12, 1000))
    same = line("1 | Máy in | 2 | 6 | 8 | 4", "STT | Nội dung | SL | Đơn giá | NS tỉnh | NS huyện")
    assert (same.amount, code(same), same.drivers) == (12, "", (2000, 6, 1000))


def test_dong_written_in_a_column_of_thousands_is_refused_unless_the_product_tells() -> None:
    reading = understand_sheet(
        sheet("""
ĐVT: nghìn đồng
STT | Nội dung | Số lượng | Đơn giá | Thành tiền
1 | Máy in | 2 | 5000 | '10.000.000 đ
2 | Tập huấn | | | '26.600 đ
3 | Máy quét | 2 | 5000 | '10.000 đ
""")
    )
    assert kinds(reading, 3) == "Lxx"
    assert row_of(reading, 4).problem is not None
    assert row_of(reading, 4).problem.code == "figure_two_units"  # type: ignore[union-attr]
