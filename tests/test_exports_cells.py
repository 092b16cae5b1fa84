"""Live formulas: written only where binary floating point gives our đồng, and never longer than an office program takes."""

import math
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from budget.exact import scale_amount
from budget.exports.cells import Live, amount_cell, is_safe_product, money_width, name_cell, sum_cells, sum_range
from budget.exports.reading import Figures

MILLI = st.one_of(st.integers(0, 10**6).map(lambda whole: whole * 1000), st.integers(0, 10**7))
PRICES = st.integers(0, 10**10)


def figures(quantity: int, price: int, times: int, adjustment: int = 0) -> Figures:
    return Figures(quantity, price, times, adjustment, scale_amount(quantity, price, times, adjustment))


def office_round(quantity: int, price: int, times: int) -> int:
    """ROUND(a*b*c,0) as an office program does it: doubles from left to right, then half away from zero."""
    return math.floor(Fraction((quantity / 1000) * price * (times / 1000)) + Fraction(1, 2))


@given(MILLI, PRICES, MILLI)
@example(500, 3, 1000)
@example(1_005, 1_000, 100)
@example(333, 10**10, 333)
def test_a_safe_product_rounds_to_our_amount(quantity: int, price: int, times: int) -> None:
    item = figures(quantity, price, times)
    if is_safe_product(item):
        assert office_round(quantity, price, times) == item.amount


@given(st.integers(0, 10**6), st.integers(0, 10**8), st.integers(1, 12))
def test_whole_quantities_always_get_a_formula(quantity: int, price: int, times: int) -> None:
    item = figures(quantity * 1000, price, times * 1000)
    if item.amount < 10**13:
        assert isinstance(amount_cell(item, "E1", "F1", "G1", None), Live)


def test_a_half_of_a_dong_is_left_to_us() -> None:
    assert amount_cell(figures(500, 3, 1000), "E1", "F1", "G1", None) == 2


def test_the_reduction_is_a_cell_or_a_number() -> None:
    item = figures(12_000, 1_000, 1000, -1200)
    assert amount_cell(item, "E1", "F1", "G1", "H1") == Live("=ROUND(E1*F1*G1,0)+H1", 10_800)
    assert amount_cell(item, "E1", "F1", "G1", None) == Live("=ROUND(E1*F1*G1,0)-1200", 10_800)


def test_without_a_column_of_times_only_once_is_a_product() -> None:
    assert amount_cell(figures(2000, 5, 1000), "E1", "F1", None, None) == Live("=ROUND(E1*F1,0)", 10)
    assert amount_cell(figures(2000, 5, 2000), "E1", "F1", None, None) == 20


def test_addresses_and_sums() -> None:
    assert name_cell(11, 7) == "H12"
    assert name_cell(11, 7, "PL II Dự toán chi tiết") == "'PL II Dự toán chi tiết'!H12"
    assert sum_range(7, 2, 4) == "=SUM(H3:H5)"
    assert sum_cells(7, [2, 8]) == "=H3+H9"


@given(st.integers(1, 900))
def test_a_long_sum_stays_within_what_a_formula_may_be(count: int) -> None:
    formula = sum_cells(7, range(100_000, 100_000 + count))
    assert len(formula) <= 8192
    assert formula.count("H") == count
    assert all(part.count(",") < 255 for part in formula.split("SUM"))


def test_a_column_has_room_for_its_largest_amount() -> None:
    assert money_width(0) == 11
    assert money_width(10**15) > money_width(10**9)
