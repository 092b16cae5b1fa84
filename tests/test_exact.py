"""Exact arithmetic on whole đồng."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.exact import divide_half_up, require_money, round_half_up, scale_amount, spread, take_share

amounts = st.integers(-(10**15), 10**15)


def half_up(value: Decimal) -> int:
    with localcontext(prec=80):
        return int(value.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    "value", [1.0, 0.5, True, False, "5", None, Decimal(5), Fraction(5), float("nan"), np.float64(3), np.bool_(True), pd.NA]
)
def test_what_is_not_a_whole_number_is_no_money(value: object) -> None:
    with pytest.raises(TypeError):
        require_money(value)


def test_numpy_integers_become_plain_ints() -> None:
    assert require_money(np.int64(2**53 + 1)) == 2**53 + 1
    assert type(require_money(np.int64(5))) is int


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        (Decimal("2500"), 1000, 3000),
        (Decimal("2499.99"), 1000, 2000),
        (Decimal("0.5"), 1, 1),
        (Decimal("1.5"), 1, 2),
        (Decimal("2.5"), 1, 3),
        (Decimal("-2.5"), 1, -3),
        (Fraction(-1, 3), 1, 0),
        (Fraction(5, 2), 1, 3),
        (1499, 1000, 1000),
        (-1500, 1000, -2000),
    ],
)
def test_halves_round_away_from_zero(value: Decimal | Fraction | int, step: int, rounded: int) -> None:
    assert round_half_up(value, step) == rounded


@pytest.mark.parametrize("value", [2.5, True, "2"])
def test_rounding_refuses_what_is_not_exact(value: object) -> None:
    with pytest.raises(TypeError):
        round_half_up(value)  # type: ignore[arg-type]  # the very mistake under test


def test_rounding_refuses_no_number_and_no_step() -> None:
    with pytest.raises(ValueError, match="NaN"):
        round_half_up(Decimal("NaN"))
    with pytest.raises(OverflowError):
        round_half_up(Decimal("Infinity"))
    with pytest.raises(ValueError, match="step"):
        round_half_up(5, 0)
    with pytest.raises(ValueError, match="denominator"):
        divide_half_up(1, 0)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_rounding_agrees_with_decimal(value: Decimal) -> None:
    assert round_half_up(value) == half_up(value)
    assert round_half_up(-value) == -round_half_up(value)


def test_an_amount_is_quantity_times_price_times_times() -> None:
    assert scale_amount(12_000, 15_000_000, 1_000) == 180_000_000
    assert scale_amount(500, 3, 1_000) == 2
    assert scale_amount(12_000, 15_000_000, 1_000, -18_000_000) == 162_000_000
    with pytest.raises(TypeError):
        scale_amount(12_000, 1.5, 1_000)  # type: ignore[arg-type]  # the very mistake under test


@given(st.integers(0, 10**12), amounts, st.integers(0, 10**6), amounts)
def test_amounts_agree_with_decimal(quantity: int, price: int, times: int, adjustment: int) -> None:
    with localcontext(prec=80):
        exact = Decimal(quantity) / 1000 * price * (Decimal(times) / 1000)
    assert scale_amount(quantity, price, times, adjustment) == half_up(exact) + adjustment


def test_a_share_is_rounded_half_up() -> None:
    assert take_share(15, 1_000) == 2
    assert take_share(-15, 1_000) == -2
    assert take_share(24_500_000, 1_250) == 3_062_500


@given(amounts, st.integers(0, 10_000))
def test_a_share_is_within_half_a_dong(amount: int, share: int) -> None:
    assert abs(Fraction(amount * share, 10_000) - take_share(amount, share)) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [1, 0, 2], [3, 0, 7]),
        (2, [1, 1, 1], [1, 1, 0]),
        (0, [3, 4], [0, 0]),
        (10, [1, 2, 4], [1, 3, 6]),
        (1, [1, 2], [0, 1]),
    ],
)
def test_spread_gives_the_rest_to_larger_remainders_then_earlier_places(total: int, weights: list[int], parts: list[int]) -> None:
    assert spread(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_spread_refuses_weights_it_cannot_use(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        spread(10, weights)


def test_spread_refuses_floats() -> None:
    with pytest.raises(TypeError):
        spread(10, [0.5, 0.5])  # type: ignore[list-item]  # the very mistake under test


@given(amounts, st.lists(st.integers(0, 10**13), min_size=1, max_size=30).filter(any))
def test_spread_adds_up_and_stays_within_a_dong(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    assert all(abs(part - Fraction(total * weight, whole)) < 1 for part, weight in zip(parts, weights, strict=True))
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)
    assert spread(-total, weights) == [-part for part in parts]


@given(amounts, st.lists(st.integers(0, 10**9), min_size=2, max_size=10).filter(any))
def test_a_larger_weight_never_gets_less(total: int, weights: list[int]) -> None:
    parts = [abs(part) for part in spread(total, weights)]
    for weight, part in zip(weights, parts, strict=True):
        assert all(part >= other for lighter, other in zip(weights, parts, strict=True) if lighter < weight)
