"""Units confirmed or contradicted by quantity x price."""

from budget.imports.understand import understand_sheet
from budget.imports.understanding import Meaning
from budget.model.states import Severity
from budget.money import MoneyUnit
from tests.sheets import codes, lines, row_of, sheet


def test_amounts_in_trieu_become_exact_dong() -> None:
    reading = understand_sheet(
        sheet("""
Đơn vị tính: triệu đồng
STT | Nội dung | Thành tiền
1 | Máy in | 12.345678
""")
    )
    assert reading.money_unit is MoneyUnit.TRIEU
    assert reading.money_unit_stated
    assert lines(reading) == [("Máy in", 12_345_678)]
    assert row_of(reading, 3).problem is None


def test_without_a_unit_the_amounts_are_dong_and_a_note_says_so() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 15000000
""")
    )
    assert (reading.money_unit, reading.money_unit_stated) == (MoneyUnit.DONG, False)
    assert [problem.severity for problem in reading.problems] == [Severity.NOTE]
    small = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền
1 | Máy in | 15
""")
    )
    assert [(problem.code, problem.severity) for problem in small.problems] == [("money_unit_not_stated", Severity.WARNING)]


def test_prices_in_dong_beside_amounts_in_trieu_each_by_its_heading() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | SL | Đơn giá (đồng) | Thành tiền (triệu đồng)
1 | Máy in | 2 | 7500000 | 15
""")
    )
    assert lines(reading) == [("Máy in", 15_000_000)]
    assert row_of(reading, 2).drivers == (2000, 7_500_000, 1000)
    assert row_of(reading, 2).problem is None


def test_a_price_in_dong_under_a_stated_unit_of_trieu_is_inferred_and_said() -> None:
    reading = understand_sheet(
        sheet("""
ĐVT: triệu đồng
STT | Nội dung | ĐVT | SL | Đơn giá | Thành tiền
1 | Máy in | cái | 2 | 7500000 | 15
2 | Tủ | cái | 3 | 1000000 | 3
""")
    )
    assert lines(reading) == [("Máy in", 15_000_000), ("Tủ", 3_000_000)]
    assert "price_unit_inferred" in codes(reading)
    assert row_of(reading, 3).drivers == (2000, 7_500_000, 1000)
    assert row_of(reading, 3).texts[Meaning.MEASURE] == "cái"
    price = next(column for column in reading.columns if column.meaning is Meaning.UNIT_PRICE)
    assert price.unit is MoneyUnit.DONG


def test_an_unstated_unit_that_the_arithmetic_contradicts_must_be_stated_by_a_person() -> None:
    text = """
STT | Nội dung | SL | Đơn giá | Thành tiền
1 | Máy in | 2 | 7500000 | 15000
2 | Tủ | 3 | 1000000 | 3000
"""
    reading = understand_sheet(sheet(text))
    problem = next(problem for problem in reading.problems if problem.code == "money_unit_contradicted")
    assert problem.severity is Severity.ERROR
    assert "1.000 lần" in problem.sentence
    corrected = understand_sheet(sheet(text), money_unit=MoneyUnit.NGHIN)
    assert lines(corrected) == [("Máy in", 15_000_000), ("Tủ", 3_000_000)]
    assert not [problem for problem in corrected.problems if problem.severity is Severity.ERROR]


def test_a_stated_unit_that_the_arithmetic_contradicts_is_an_error_naming_it() -> None:
    reading = understand_sheet(
        sheet("""
Đơn vị tính: đồng
STT | Nội dung | SL | Đơn giá | Thành tiền
1 | Máy in | 2 | 7500000 | 15000
2 | Tủ | 3 | 1000000 | 3000
""")
    )
    problem = next(problem for problem in reading.problems if problem.code == "money_unit_contradicted")
    assert "đồng" in problem.sentence
    assert problem.severity is Severity.ERROR


def test_amounts_in_dong_under_the_word_trieu_are_doubted() -> None:
    reading = understand_sheet(
        sheet("""
Đơn vị tính: triệu đồng
STT | Nội dung | Thành tiền
1 | Máy in | 15000000
""")
    )
    assert "money_unit_doubtful" in codes(reading)


def test_ty_is_a_unit_the_plan_has_no_name_for() -> None:
    reading = understand_sheet(
        sheet("""
Đơn vị tính: tỷ đồng
STT | Nội dung | Thành tiền
1 | Dự án | 15
""")
    )
    assert "money_unit_unknown" in codes(reading)


def test_a_persons_unit_outranks_what_the_sheet_says() -> None:
    reading = understand_sheet(
        sheet("""
STT | Nội dung | Thành tiền (triệu đồng)
1 | Máy in | 15000000
"""),
        money_unit=MoneyUnit.DONG,
    )
    assert reading.amount == 15_000_000
    assert reading.money_unit is MoneyUnit.DONG
