"""The cheapest choice of every class at once is what a plain loop over all choices finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.instance import plain_instance
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.minima import find_minima, priced, sums_by_block
from tests.cut_tables import every_pick, few_choices, tables, weights

PRICES = st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.0]) | st.floats(0, 4)


def star() -> Table:
    """A server (10 đồng, harm 1) whose two programs (20 đồng, harm 2 each) fall with it, and a loose line; split at the server."""
    lines = [
        ("a", "xã", 10, False, [], [("drop", 10, 1)]),
        ("b", "xã", 20, False, ["a"], [("drop", 20, 2)]),
        ("c", "xã", 20, False, ["a"], [("drop", 20, 2)]),
        ("d", "xã", 5, False, [], [("percent", 2, 1), ("drop", 5, 1)]),
    ]
    with few_choices(2):
        return lay_out(plain_instance(lines, 30, {"xã": 40}))


@given(tables(), PRICES, PRICES)
def test_the_minima_come_to_the_least_of_all_choices_at_any_prices(table: Table, target: float, cap: float) -> None:
    cost = priced(table, np.array([target])) + np.where(table.block_of_row >= 0, cap, 0.0) * table.weight
    minima = find_minima(table, cost)
    least = min(float(cost[rows].sum()) for rows in every_pick(table))
    assert float(minima.cost[minima.active].sum()) == float(cost[minima.taken()].sum())
    assert abs(float(cost[minima.taken()].sum()) - least) <= 1e-9 * max(1.0, abs(least))


@given(tables(), st.integers(0, 3), st.integers(0, 3))
def test_of_equally_cheap_choices_the_lightest_is_taken(table: Table, target: int, cap: int) -> None:
    cost = priced(table, np.array([float(target)])) + cap * table.weight
    minima = find_minima(table, cost)
    equal = [rows for rows in every_pick(table) if cost[rows].sum() == minima.cost[minima.active].sum()]
    least = np.min([weights(table, rows) for rows in equal], axis=0)
    assert sums_by_block(table, table.weight[minima.row], minima.active)[:-1].tolist() == least.tolist()


@given(tables(), PRICES)
def test_each_row_is_the_first_cheapest_of_the_lightest_of_its_class(table: Table, target: float) -> None:
    cost = priced(table, np.array([target]))
    found = find_minima(table, cost)
    for klass, (low, high) in enumerate(zip(table.start.tolist(), table.end.tolist(), strict=True)):
        best = min(range(low, high), key=lambda row: (cost[row], table.weight[row], row))
        assert (int(found.row[klass]), float(found.cost[klass])) == (best, float(cost[best]))


def test_a_fork_takes_its_cheapest_case_and_leaves_the_others() -> None:
    """At half a harm a đồng the server falls with its programs (-20 in all), and the loose line is dropped whole."""
    table = star()
    dear = find_minima(table, priced(table, np.array([0.5])))
    assert (table.harm[dear.taken()].sum(), table.weight[dear.taken()].sum()) == (6, 55)
    assert float(dear.cost[dear.active].sum()) == 6 - 0.5 * 55
    cheap = find_minima(table, priced(table, np.array([0.05])))
    assert (table.harm[cheap.taken()].sum(), table.weight[cheap.taken()].sum()) == (0, 0)


def test_sums_stand_by_cap_and_last_what_has_none() -> None:
    lines = [(name, unit, 8, False, [], [("drop", 8, 1)]) for name, unit in zip("abcd", ("huyện", "xã 1", "xã 1", "xã 2"), strict=True)]
    table = lay_out(plain_instance(lines, 0, {"xã 1": 9, "xã 2": 9}))
    minima = find_minima(table, priced(table, np.array([1.0])))
    assert sums_by_block(table, table.amount[minima.row, 0], minima.active).tolist() == [16, 8, 8]


def test_nothing_to_choose_has_no_minima() -> None:
    table = lay_out(plain_instance([("a", "xã", 8, True, [], [("drop", 8, 1)])], 0, {"xã": 9}))
    minima = find_minima(table, priced(table, np.array([1.0])))
    assert (minima.row.tolist(), minima.taken().tolist()) == ([], [])
    assert sums_by_block(table, minima.row, minima.active).tolist() == [0, 0]
