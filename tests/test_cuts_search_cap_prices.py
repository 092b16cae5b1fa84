"""The price of a cap is the least at which its block, left to itself, stays within it; forks, pins and ties included."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.instance import plain_instance
from budget.cuts.search.cap_prices import find_cap_prices, find_critical
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.minima import find_minima, priced, sums_by_block
from tests.cut_tables import every_pick, few_choices, tables, weights

TARGET = st.sampled_from([0.0, 0.5, 1.0, 2.0]) | st.floats(0, 6)
MOST = 1e6


def left_to_itself(table: Table, cost: np.ndarray, price: np.ndarray) -> list[int]:
    """What each block weighs when a đồng of weight costs so much."""
    minima = find_minima(table, cost + np.append(price, 0.0)[table.block_of_row] * table.weight)
    return sums_by_block(table, table.weight[minima.row], minima.active)[:-1].astype(int).tolist()


def lightest(table: Table) -> np.ndarray:
    """The least each block can weigh."""
    return np.min([weights(table, rows) for rows in every_pick(table)], axis=0)


def alone(actions: list[tuple[str, int, int]], cap: int) -> Table:
    """One line of 100 đồng in a unit with a cap."""
    return lay_out(plain_instance([("a", "xã", 100, False, [], actions)], 0, {"xã": cap}))


@given(tables(deferral=True), TARGET)
def test_at_its_price_a_block_stays_within_its_cap_and_just_below_it_does_not(table: Table, target: float) -> None:
    cost = priced(table, np.array([target]))
    price = find_cap_prices(table, cost, MOST)
    for cap, own in enumerate(price.tolist()):
        if lightest(table)[cap] > table.caps[cap]:
            assert own == MOST
            continue
        assert left_to_itself(table, cost, price)[cap] <= table.caps[cap]
        less = price.copy()
        less[cap] = own * (1 - 1e-6) - 1e-9
        assert own == 0 or left_to_itself(table, cost, less)[cap] > table.caps[cap]


@given(tables(), TARGET, st.lists(st.floats(0, 20), min_size=3, max_size=3))
def test_no_other_price_of_the_caps_bounds_the_cost_better(table: Table, target: float, others: list[float]) -> None:
    assume((lightest(table) <= table.caps).all())
    cost = priced(table, np.array([target]))

    def bound(price: np.ndarray) -> float:
        charged = cost + np.append(price, 0.0)[table.block_of_row] * table.weight
        minima = find_minima(table, charged)
        return float(minima.cost[minima.active].sum() - price @ table.caps)

    best = bound(find_cap_prices(table, cost, MOST))
    for other in others:
        assert bound(np.full(len(table.caps), other)) <= best + 1e-6


@given(tables(), TARGET)
def test_above_the_critical_price_of_weight_the_cap_costs_the_difference(table: Table, target: float) -> None:
    critical = find_critical(table)
    expected = np.clip(target - critical, 0.0, MOST)
    assert find_cap_prices(table, table.harm - target * table.weight, MOST) == pytest.approx(expected, abs=1e-6)


@given(tables())
def test_a_cap_that_never_binds_has_no_critical_price_and_one_that_cannot_be_kept_has_none_low_enough(table: Table) -> None:
    critical = find_critical(table)
    heaviest = np.max([weights(table, rows) for rows in every_pick(table)], axis=0)
    assert np.isposinf(critical).tolist() == (heaviest <= table.caps).tolist()
    assert np.isneginf(critical).tolist() == (lightest(table) > table.caps).tolist()


def test_a_single_line_shows_what_the_prices_mean() -> None:
    """Half the line for 20 (0,4 a đồng), all of it for 80 (the second half at 1,2): within a cap of 60 only the half."""
    table = alone([("percent", 50, 20), ("drop", 100, 80)], 60)
    assert find_critical(table) == pytest.approx([1.2])
    assert find_cap_prices(table, table.harm - 2.0 * table.weight, MOST) == pytest.approx([0.8])
    assert find_cap_prices(table, table.harm - 1.0 * table.weight, MOST).tolist() == [0.0]
    assert find_cap_prices(table, table.harm - 9.0 * table.weight, 3.0).tolist() == [3.0]


def test_a_fork_that_turns_at_a_dearer_price_than_any_line_has_its_price_too() -> None:
    """A server (10 đồng, harm 300) over two programs worth 0,6 and 1 a đồng: it falls, and 100 pass the cap of 95, at 30 a đồng."""
    lines = [("a", "xã", 10, False, [], [("drop", 10, 300)]), ("b", "xã", 50, False, ["a"], [("drop", 50, 30)])]
    with few_choices(2):
        table = lay_out(plain_instance([*lines, ("c", "xã", 40, False, ["a"], [("drop", 40, 40)])], 0, {"xã": 95}))
    assert sorted(set(table.case.tolist())) == [0, 1]
    assert find_critical(table) == pytest.approx([30.0])
    assert find_cap_prices(table, table.harm - 31.0 * table.weight, MOST) == pytest.approx([1.0])


def test_a_pin_whose_gentlest_action_is_too_heavy_makes_lightness_worth_some_harm() -> None:
    """Pinned: 60 đồng for 10 or 20 đồng for 30; a cap of 40 is kept only where a đồng of lightness is worth half a harm."""
    instance = plain_instance([("a", "xã", 100, False, [], [("fewer", 20, 30), ("percent", 60, 10)])], 0, {"xã": 40})
    pinned = lay_out(replace(instance, lines=replace(instance.lines, forced=np.array([True]))))
    assert find_critical(pinned) == pytest.approx([-0.5])
    assert find_cap_prices(pinned, pinned.harm.astype(float), MOST) == pytest.approx([0.5])


def test_no_caps_have_no_prices() -> None:
    table = lay_out(plain_instance([("a", "xã", 10, False, [], [("drop", 10, 3)])], 0, {}))
    assert find_critical(table).tolist() == []
    assert find_cap_prices(table, table.harm.astype(float), MOST).tolist() == []
