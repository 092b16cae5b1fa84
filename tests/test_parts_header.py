"""The top line's figures and names."""

from hypothesis import given
from hypothesis import strategies as st

from budget.money import MoneyUnit, format_money
from budget.plan.terms import PotSums
from pages.parts.header import describe_gap, describe_unknown, signed


@given(st.integers(-(10**15), 10**15), st.sampled_from(MoneyUnit))
def test_a_difference_always_shows_its_sign(amount: int, unit: MoneyUnit) -> None:
    text = signed(amount, unit)
    assert text.lstrip("+") == format_money(amount, unit)
    assert text.startswith("+") == (amount > 0)


def test_without_any_ceiling_the_gap_is_not_known_rather_than_none() -> None:
    assert describe_gap(PotSums(need=5, unknown_pots=2), MoneyUnit.DONG) == "Thiếu / Thừa **chưa rõ**"
    assert describe_gap(PotSums(), MoneyUnit.DONG) == "Thiếu **0** / Thừa **0**"


def test_only_a_shortage_is_red() -> None:
    assert describe_gap(PotSums(known_pots=1, surplus=7_000), MoneyUnit.DONG) == "Thiếu **0** / Thừa **7.000**"
    sums = PotSums(known_pots=2, shortage=2_500, surplus=7_000)
    assert describe_gap(sums, MoneyUnit.DONG) == "Thiếu **:red[-2.500]** / Thừa **7.000**"


def test_the_figure_of_ceilings_says_what_it_leaves_out() -> None:
    assert describe_unknown(PotSums()) == ""
    assert describe_unknown(PotSums(unknown_pots=2)) == " · chưa nhập 2 hạn mức"
    assert describe_unknown(PotSums(unknown_pots=2, spent_unknown_pots=3)) == " · chưa nhập 2 hạn mức · 3 chưa rõ đã chi"
