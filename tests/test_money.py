"""Money as people see it."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.money import LARGEST_AMOUNT, MoneyUnit, format_money, format_share, format_short, parse_money, take_share

amounts = st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT)


@pytest.mark.parametrize(
    ("amount", "unit", "decimals", "text"),
    [
        (None, MoneyUnit.DONG, 0, ""),
        (0, MoneyUnit.DONG, 0, "0"),
        (0, MoneyUnit.TRIEU, 1, "0,0"),
        (-1234, MoneyUnit.DONG, 0, "-1.234"),
        (23_600_000_000_000, MoneyUnit.DONG, 0, "23.600.000.000.000"),
        (1234, MoneyUnit.DONG, 2, "1.234"),
        (2_500, MoneyUnit.NGHIN, 0, "3"),
        (1_400, MoneyUnit.NGHIN, 0, "1"),
        (-2_500, MoneyUnit.NGHIN, 0, "-3"),
        (-400, MoneyUnit.NGHIN, 0, "0"),
        (1_234_567_890, MoneyUnit.TRIEU, 0, "1.235"),
        (1_234_567_890, MoneyUnit.TRIEU, 2, "1.234,57"),
        (1_234_567_890, MoneyUnit.TRIEU, 9, "1.234,567890"),
        (-1_050_000, MoneyUnit.TRIEU, 1, "-1,1"),
        (1_005_000, MoneyUnit.TRIEU, 3, "1,005"),
    ],
)
def test_amounts_are_printed_the_vietnamese_way(amount: int | None, unit: MoneyUnit, decimals: int, text: str) -> None:
    assert format_money(amount, unit, decimals) == text


@given(amounts)
def test_what_is_printed_reads_back(amount: int) -> None:
    assert parse_money(format_money(amount)) == (amount, [])


@given(amounts, st.sampled_from(MoneyUnit), st.integers(0, 6))
def test_shown_amounts_are_rounded_half_up(amount: int, unit: MoneyUnit, decimals: int) -> None:
    places = min(decimals, unit.exponent)
    shown = Decimal(format_money(amount, unit, decimals).replace(".", "").replace(",", "."))
    assert shown == (Decimal(amount) / unit.size).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(amounts, st.sampled_from(["nghin", "trieu"]))
def test_all_decimals_of_a_unit_lose_nothing(amount: int, name: str) -> None:
    unit = MoneyUnit(name)
    shown = format_money(amount, unit, unit.exponent)
    assert int(shown.replace(".", "").replace(",", "")) == amount


@pytest.mark.parametrize("amount", [1.0, True, "5"])
def test_printing_refuses_what_is_no_money(amount: object) -> None:
    for show in (format_money, format_short):
        with pytest.raises(TypeError):
            show(amount)  # type: ignore[arg-type]  # the very mistake under test


def test_printing_refuses_decimals_below_zero() -> None:
    with pytest.raises(ValueError, match="decimals"):
        format_money(1, MoneyUnit.TRIEU, -1)


def test_units_have_names_and_sizes() -> None:
    assert [(unit.value, unit.size, unit.label) for unit in MoneyUnit] == [
        ("dong", 1, "đồng"),
        ("nghin", 1_000, "nghìn đồng"),
        ("trieu", 1_000_000, "triệu đồng"),
    ]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, ""),
        (0, "0 đ"),
        (450_000, "450.000 đ"),
        (999_999, "999.999 đ"),
        (1_000_000, "1 triệu"),
        (15_000_000, "15 triệu"),
        (15_450_000, "15,5 triệu"),
        (999_949_999, "999,9 triệu"),
        (999_950_000, "1 tỷ"),
        (3_249_999_999, "3,2 tỷ"),
        (-3_250_000_000, "-3,3 tỷ"),
        (23_600_000_000_000, "23.600 tỷ"),
    ],
)
def test_short_amounts(amount: int | None, text: str) -> None:
    assert format_short(amount) == text


@given(amounts)
def test_a_short_amount_is_readable_and_near(amount: int) -> None:
    near, problems = parse_money(format_short(amount))
    assert problems == []
    assert near is not None
    assert abs(near - amount) * 20 <= max(abs(amount), 1)


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "text"),
    [
        (1, 8, 1, "12,5 %"),
        (1, 10, 1, "10,0 %"),
        (1, 3, 2, "33,33 %"),
        (2, 3, 0, "67 %"),
        (-1, 8, 0, "-13 %"),
        (1, -8, 1, "-12,5 %"),
        (3, 2, 1, "150,0 %"),
        (12_345, 100, 0, "12.345 %"),
        (0, 5, 1, "0,0 %"),
        (5, 0, 1, ""),
        (None, 5, 1, ""),
        (5, None, 1, ""),
    ],
)
def test_shares(part: int | None, whole: int | None, decimals: int, text: str) -> None:
    assert format_share(part, whole, decimals) == text


def test_three_lines_rounded_apart_need_not_make_the_rounded_total() -> None:
    lines = [1_400, 1_400, 1_400]
    assert [format_money(line, MoneyUnit.NGHIN) for line in lines] == ["1", "1", "1"]
    assert format_money(sum(lines), MoneyUnit.NGHIN) == "4"
    assert take_share(sum(lines), 10_000) == 4_200
