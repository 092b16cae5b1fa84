"""The top line's figures and names."""

from hypothesis import given
from hypothesis import strategies as st

from budget.money import MoneyUnit, format_money
from pages.parts.header import signed


@given(st.integers(-(10**15), 10**15), st.sampled_from(MoneyUnit))
def test_a_difference_always_shows_its_sign(amount: int, unit: MoneyUnit) -> None:
    text = signed(amount, unit)
    assert text.lstrip("+") == format_money(amount, unit)
    assert text.startswith("+") == (amount > 0)
