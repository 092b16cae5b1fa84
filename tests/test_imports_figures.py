"""Cells read as exact numbers, and amounts brought to whole đồng."""

import pytest

from budget.imports.cells import CellValue
from budget.imports.figures import MICRO, read_figure, whole_dong
from budget.model.problem import Problem
from budget.money import MoneyUnit


@pytest.mark.parametrize(
    ("value", "unit", "dong"),
    [
        (69661830000.00003, MoneyUnit.DONG, 69_661_830_000),
        (12.345678, MoneyUnit.TRIEU, 12_345_678),
        (0.1 + 0.2, MoneyUnit.TRIEU, 300_000),
        (2.675, MoneyUnit.NGHIN, 2_675),
        (8_028, MoneyUnit.TRIEU, 8_028_000_000),
        (-1.5, MoneyUnit.TRIEU, -1_500_000),
        ("12.500.000", MoneyUnit.DONG, 12_500_000),
        ("12,500,000", MoneyUnit.DONG, 12_500_000),
        ("12 500 000", MoneyUnit.DONG, 12_500_000),
        ("7.000.000 đ", MoneyUnit.DONG, 7_000_000),
        ("(1.500.000)", MoneyUnit.DONG, -1_500_000),
        ("15 triệu", MoneyUnit.DONG, 15_000_000),
        ("15 triệu", MoneyUnit.TRIEU, 15_000_000),
        ("7.000.000 đ", MoneyUnit.TRIEU, 7_000_000),
        ("7.000.000", MoneyUnit.NGHIN, 7_000_000_000),
        ("1,5", MoneyUnit.TRIEU, 1_500_000),
        ("1.250,75", MoneyUnit.TRIEU, 1_250_750_000),
        ("-1,5", MoneyUnit.TRIEU, -1_500_000),
    ],
)
def test_money_is_exact_to_the_dong(value: CellValue, unit: MoneyUnit, dong: int) -> None:
    micro = read_figure(value, unit)
    assert isinstance(micro, int)
    assert whole_dong(micro, unit) == (dong, False)


@pytest.mark.parametrize(("value", "dong"), [(0.5, 1), (1.4, 1), (-0.5, -1), (33.333333, 33)])
def test_real_parts_of_a_dong_are_rounded_half_up_and_noticed(value: float, dong: int) -> None:
    micro = read_figure(value, MoneyUnit.DONG)
    assert isinstance(micro, int)
    assert whole_dong(micro, MoneyUnit.DONG) == (dong, True)


@pytest.mark.parametrize("value", ["", "  ", "-", "–", "--", "."])
def test_dashes_and_blanks_are_no_number(value: str) -> None:
    assert read_figure(value, MoneyUnit.DONG) is None


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("#REF!", MoneyUnit.DONG),
        ("1,500", MoneyUnit.TRIEU),
        ("1,500", None),
        ("1,5", MoneyUnit.DONG),
        ("1.5", MoneyUnit.TRIEU),
        ("10%", MoneyUnit.DONG),
        ("hai mươi", None),
        ("5 đ", None),
        ("100 USD", MoneyUnit.DONG),
        (float("nan"), MoneyUnit.DONG),
        (True, None),
    ],
)
def test_what_could_be_two_numbers_or_none_is_refused_with_a_sentence(value: CellValue, unit: MoneyUnit | None) -> None:
    found = read_figure(value, unit)
    assert isinstance(found, Problem)
    assert found.sentence.endswith(".")
    assert found.fix


def test_quantities_keep_their_decimals() -> None:
    assert read_figure("0,5") == MICRO // 2
    assert read_figure(2.25) == 2_250_000
    assert read_figure("1.500") == 1500 * MICRO
