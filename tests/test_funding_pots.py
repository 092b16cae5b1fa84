"""Pots: whose purse pays, shortage and surplus as two sums, an unknown ceiling counted and never taken as 0."""

from hypothesis import given
from hypothesis import strategies as st

from budget.funding.pots import Ceiling, Owner, Pot, collect_pots, owning_unit, pot_id, sum_pots
from budget.totals.cube import EMPTY, Contribution, Totals

OWNERS = {
    "S": Owner("S", "Sở", "province", "S", "49"),
    "502": Owner("502", "Tam Kỳ", "district", "502", "49"),
    "20335": Owner("20335", "Tân Thạnh", "commune", "502", "49"),
    "20338": Owner("20338", "Phước Hòa", "commune", "502", "49"),
}
PURSES = {"P": "province", "D": "district", "U": "unit"}
money = st.none() | st.integers(0, 10**15)


def _totals(*lines: tuple[str, str, int], year: int = 2024, listing: str = "estimate") -> Totals:
    return EMPTY.moved(
        1, [Contribution(listing, year, source, unit, "other", "recurrent", 3, "", amount) for source, unit, amount in lines]
    )


def _ceiling(source: str, unit: str, granted: int | None, spent: int | None = None, committed: int | None = None) -> Ceiling:
    return Ceiling(pot_id(source, unit, 2024, "recurrent"), source, unit, 2024, "recurrent", granted, spent, committed)


def _pots(totals: Totals, *ceilings: Ceiling) -> dict[str, Pot]:
    return {pot.id: pot for pot in collect_pots(totals, {ceiling.id: ceiling for ceiling in ceilings}, OWNERS, PURSES, 2024)}


def test_each_purse_has_its_owner() -> None:
    assert [owning_unit(purse, OWNERS["20335"]) for purse in ("province", "district", "unit")] == ["49", "502", "20335"]
    assert [owning_unit(purse, OWNERS["S"]) for purse in ("province", "district", "unit")] == ["49", "S", "S"]


def test_commune_lines_of_a_district_purse_land_in_the_districts_pot() -> None:
    pots = _pots(_totals(("D", "20335", 5), ("D", "20338", 7), ("D", "502", 1)))
    assert {identity: (pot.need, pot.lines, pot.unit_name) for identity, pot in pots.items()} == {"D|502|2024|recurrent": (13, 3, "Tam Kỳ")}


def test_all_lines_of_a_provincial_source_share_the_provinces_pot() -> None:
    pots = _pots(_totals(("P", "20335", 5), ("P", "S", 7)), _ceiling("P", "49", 10))
    (pot,) = pots.values()
    assert (pot.id, pot.need, pot.level, pot.shortage) == ("P|49|2024|recurrent", 12, "province", 2)


def test_own_purses_stay_apart() -> None:
    assert set(_pots(_totals(("U", "20335", 5), ("U", "502", 7)))) == {"U|20335|2024|recurrent", "U|502|2024|recurrent"}


def test_one_towns_surplus_does_not_hide_anothers_shortage() -> None:
    pots = _pots(_totals(("U", "502", 100), ("U", "20335", 10)), _ceiling("U", "502", 60), _ceiling("U", "20335", 90))
    sums = sum_pots(list(pots.values()))
    assert (sums.need, sums.left, sums.shortage, sums.surplus) == (110, 150, 40, 80)
    assert (sums.short_pots, sums.covered) == (1, 70)


def test_an_unknown_ceiling_is_counted_and_never_zero() -> None:
    pots = _pots(_totals(("U", "502", 100), ("U", "20335", 10), ("U", "S", 3)), _ceiling("U", "502", None, 5), _ceiling("U", "20335", 0))
    assert pots["U|502|2024|recurrent"].left is None
    assert pots["U|20335|2024|recurrent"].left == 0
    sums = sum_pots(list(pots.values()))
    assert (sums.unknown_pots, sums.unknown_need, sums.shortage, sums.surplus) == (2, 103, 10, 0)


def test_what_is_left_is_granted_less_spent_and_committed() -> None:
    assert _ceiling("U", "S", 100, 30, 20).left == 50
    assert _ceiling("U", "S", 100).left == 100
    assert _ceiling("U", "S", None, 30, 20).left is None
    assert [_ceiling("U", "S", *figures).spent_unknown for figures in ((100, None), (100, 0), (None, None))] == [True, False, False]


def test_a_pot_nobody_asks_of_is_there_with_its_surplus() -> None:
    (pot,) = _pots(EMPTY, _ceiling("U", "S", 100, 30)).values()
    assert (pot.need, pot.lines, pot.surplus) == (0, 0, 70)
    assert sum_pots([pot]).unknown_pots == 0


def test_other_years_and_other_spending_ask_nothing_of_a_pot() -> None:
    assert _pots(_totals(("U", "S", 5), year=2025)) == {}
    assert _pots(_totals(("U", "S", 5), listing="other")) == {}
    later = _totals(("U", "S", 5), year=2025)
    assert [pot.year for pot in collect_pots(later, {}, OWNERS, PURSES)] == [2025]


@given(st.lists(st.tuples(st.sampled_from(["S", "502", "20335"]), st.sampled_from("PDU"), st.integers(0, 10**15)), max_size=12), st.data())
def test_sums_over_pots_hold_together(lines: list[tuple[str, str, int]], data: st.DataObject) -> None:
    totals = _totals(*((source, unit, amount) for unit, source, amount in lines))
    bare = collect_pots(totals, {}, OWNERS, PURSES, 2024)
    ceilings = {pot.id: _ceiling(pot.source, pot.unit, data.draw(money), data.draw(money), data.draw(money)) for pot in bare}
    pots = collect_pots(totals, ceilings, OWNERS, PURSES, 2024)
    sums = sum_pots(pots)
    assert sums.need == sum(amount for _, _, amount in lines)
    assert sums.lines == len(lines)
    known = [pot for pot in pots if pot.left is not None]
    assert sums.shortage - sums.surplus == sum(pot.need for pot in known) - sums.left
    assert sums.need == sums.covered + sums.shortage + sums.unknown_need
    assert min(sums.shortage, sums.surplus) >= 0
