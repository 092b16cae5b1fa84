"""The search of one block against every choice tried: its optimum, its bound, and that each choice it tells is what it says."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.instance import Ints, plain_instance
from budget.cuts.search.block_search import FULL, Cap, Effort, Found, search_block
from budget.cuts.search.classes import Floats, Table, lay_out
from budget.cuts.search.minima import priced
from tests.cut_tables import every_pick, few_choices, tables

TARGET = st.sampled_from([0.0, 0.5, 1.0, 2.0]) | st.floats(0, 5)
CAP = st.builds(Cap, st.integers(0, 120), st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 6))
SOFT = st.builds(lambda limit, price, more: Cap(limit, price, price + more), st.integers(0, 120), st.floats(0, 6), st.floats(0.1, 50))
EFFORT = st.builds(Effort, st.integers(1, 4), st.none() | st.integers(0, 3))


def near(value: float) -> object:
    """A figure that sums of decimals come to."""
    return pytest.approx(value, rel=1e-9, abs=1e-6)


def cost_of(table: Table, cost: Floats, cap: Cap, rows: Ints) -> float:
    """What chosen rows cost, what lies above the cap included; inf where it may not be."""
    above = max(0, int(table.weight[rows].sum()) - cap.limit)
    return float(cost[rows].sum()) + (above * cap.over if above else 0.0)


def expect_as_told(table: Table, cost: Floats, cap: Cap, found: Found) -> None:
    """Each choice a search tells is one there is, with the weight and the cost it says; the best stands first."""
    lawful = {tuple(rows.tolist()) for rows in every_pick(table)}
    for place in range(len(found.weight)):
        rows = found.rows(place)
        assert tuple(rows.tolist()) in lawful
        assert int(table.weight[rows].sum()) == found.weight[place]
        assert cost_of(table, cost, cap, rows) == near(found.cost[place])
    assert (np.diff(found.cost) >= 0).all()


@given(tables(most_lines=6), TARGET, CAP | SOFT)
def test_best_and_bound_are_those_of_every_choice_tried_whatever_the_price_of_the_cap(table: Table, target: float, cap: Cap) -> None:
    cost = priced(table, np.array([target]))
    least = min(cost_of(table, cost, cap, rows) for rows in every_pick(table))
    found = search_block(table, cost, cap)
    if np.isinf(least):
        assert (len(found.weight), found.bound) == (0, np.inf)
        return
    assert (found.cost[0], found.bound) == (near(least), near(least))
    expect_as_told(table, cost, cap, found)


@given(tables(most_lines=6), TARGET, CAP | SOFT, EFFORT, st.data())
def test_with_little_effort_the_bound_stays_true_and_a_choice_is_found_where_there_is_one(
    table: Table, target: float, cap: Cap, effort: Effort, data: st.DataObject
) -> None:
    cost = priced(table, np.array([target]))
    costs = [cost_of(table, cost, cap, rows) for rows in every_pick(table)]
    known = data.draw(st.sampled_from([np.inf, *costs]))
    found = search_block(table, cost, cap, effort, known)
    assert bool(len(found.weight)) == bool(np.isfinite(min(costs)))
    assert found.bound <= min(costs) + 1e-6
    expect_as_told(table, cost, cap, found)


@given(tables(most_lines=6), TARGET, CAP | SOFT, st.data())
def test_what_is_known_to_be_possible_hides_nothing_better(table: Table, target: float, cap: Cap, data: st.DataObject) -> None:
    cost = priced(table, np.array([target]))
    costs = [cost_of(table, cost, cap, rows) for rows in every_pick(table)]
    assume(np.isfinite(min(costs)))
    found = search_block(table, cost, cap, FULL, data.draw(st.sampled_from(costs)))
    assert (found.cost[0], found.bound) == (near(min(costs)), near(min(costs)))


@given(tables(most_lines=6), TARGET, CAP | SOFT, st.floats(0, 60))
def test_what_is_not_found_within_an_excess_is_not_there(table: Table, target: float, cap: Cap, within: float) -> None:
    cost = priced(table, np.array([target]))
    charged = cost + cap.price * table.weight
    floor = min(float(charged[rows].sum()) for rows in every_pick(table)) - cap.price * cap.limit
    least = min(cost_of(table, cost, cap, rows) for rows in every_pick(table))
    found = search_block(table, cost, cap, Effort(within=within))
    assert found.bound <= least + 1e-6
    if len(found.weight):
        assert found.cost[0] == near(least)
    else:
        assert least >= floor + within - 1e-6
        assert found.bound >= floor + within - 1e-6


@given(tables(most_lines=6), TARGET, CAP | SOFT, st.floats(0, 40))
def test_with_slack_every_weight_that_can_be_had_for_so_much_more_is_told_at_its_least_cost(
    table: Table, target: float, cap: Cap, slack: float
) -> None:
    cost = priced(table, np.array([target]))
    least: dict[int, float] = {}
    for rows in every_pick(table):
        weight = int(table.weight[rows].sum())
        least[weight] = min(least.get(weight, np.inf), cost_of(table, cost, cap, rows))
    best = min(least.values())
    assume(np.isfinite(best))
    found = search_block(table, cost, cap, Effort(slack=slack))
    assert (found.cost[0], found.complete, found.whole) == (near(best), slack, True)
    assert (found.cost <= best + slack + 0.01).all()
    told = dict(zip(found.weight.tolist()[::-1], found.cost.tolist()[::-1], strict=True))
    for weight, own in least.items():
        if own <= best + slack - 1e-6:
            assert told[weight] == near(own)
    expect_as_told(table, cost, cap, found)


@given(tables(most_lines=6), TARGET, CAP | SOFT, st.floats(0, 40), st.integers(1, 4))
def test_with_few_states_it_says_up_to_where_every_weight_is_told(table: Table, target: float, cap: Cap, slack: float, states: int) -> None:
    cost = priced(table, np.array([target]))
    found = search_block(table, cost, cap, Effort(states=states, slack=slack))
    assume(len(found.weight))
    costs = [(cost_of(table, cost, cap, rows), int(table.weight[rows].sum())) for rows in every_pick(table)]
    best = min(costs)[0]
    assert 0 <= found.complete <= slack
    if found.complete > 0:
        assert {weight for own, weight in costs if own < best + found.complete - 1e-6} <= set(found.weight.tolist())
    assert not found.whole or found.cost[0] == near(best)


def knapsack(cap: int) -> Table:
    """Three lines of 30, 50 and 60 đồng in a commune; at a harm a đồng they are worth 20, 35 and 41."""
    lines = [
        ("a", "xã", 30, False, [], [("drop", 30, 10)]),
        ("b", "xã", 50, False, [], [("drop", 50, 15)]),
        ("c", "xã", 60, False, [], [("drop", 60, 19)]),
    ]
    return lay_out(plain_instance(lines, 0, {"xã": cap}))


def test_a_cap_is_filled_with_what_is_worth_most() -> None:
    table = knapsack(90)
    found = search_block(table, priced(table, np.array([1.0])), Cap(90, 0.66))
    assert (found.weight[0], found.cost[0], found.bound) == (90, near(-61), near(-61))
    assert found.rows(0).tolist() == [1, 2, 5]


def test_a_soft_cap_is_passed_where_the_fine_is_less_than_what_is_gained() -> None:
    table = knapsack(90)
    cost = priced(table, np.array([1.0]))
    passed = search_block(table, cost, Cap(90, 0.3, over=0.3))
    assert (passed.weight[0], passed.cost[0]) == (140, near(-96 + 50 * 0.3))
    kept = search_block(table, cost, Cap(90, 0.66, over=0.9))
    assert (kept.weight[0], kept.cost[0]) == (90, near(-61))


def test_a_fork_turns_where_the_cap_has_no_room_for_its_cheapest_case() -> None:
    """A server with three programs is worth dropping (100 đồng for 40) but a cap of 70 lets only programs fall: 60 for 33."""
    server = ("a", "xã", 40, False, [], [("drop", 40, 7)])
    programs = [(name, "xã", 20, False, ["a"], [("drop", 20, 11)]) for name in "bcd"]
    with few_choices(4):
        table = lay_out(plain_instance([server, *programs], 0, {"xã": 70}))
    assert sorted(set(table.case.tolist())) == [0, 1]
    found = search_block(table, priced(table, np.array([1.0])), Cap(70, 0.5))
    assert (found.weight[0], found.cost[0], found.bound) == (60, near(33 - 60), near(33 - 60))
    whole = search_block(table, priced(table, np.array([1.0])), Cap(100, 0.0))
    assert (whole.weight[0], whole.cost[0]) == (100, near(40 - 100))


def test_where_even_the_lightest_is_too_heavy_there_is_nothing_and_no_bound() -> None:
    table = knapsack(90)
    found = search_block(table, priced(table, np.array([1.0])), Cap(-1, 5.0), Effort(states=1, classes=0))
    assert (len(found.weight), found.bound) == (0, np.inf)


def test_a_hundred_lines_of_the_same_kind_are_searched_as_exactly_as_a_table_of_sums_does() -> None:
    """Against the plain dynamic programme over every sum there is, which needs no prices."""
    dice = np.random.default_rng(7)
    amount, harm = dice.integers(20, 60, 100), dice.integers(5, 60, 100)
    lines = [(f"k{at:02d}", "xã", int(amount[at]), False, [], [("drop", int(amount[at]), int(harm[at]))]) for at in range(100)]
    table = lay_out(plain_instance(lines, 0, {"xã": 900}))
    best = np.zeros(901)
    for at in range(100):
        gain = float(1.5 * amount[at] - harm[at])
        best[amount[at] :] = np.maximum(best[amount[at] :], best[: 901 - amount[at]] + gain)
    for price in (0.2, 0.7):
        found = search_block(table, priced(table, np.array([1.5])), Cap(900, price))
        assert (found.cost[0], found.bound) == (near(-best.max()), near(-best.max()))
