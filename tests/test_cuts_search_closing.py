"""Closing: what it gives keeps every cap and reaches the target, and a bound it tells is true."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.instance import Ints, plain_instance
from budget.cuts.search.classes import UNCAPPED, Table, lay_out
from budget.cuts.search.closing import Closed, close
from budget.cuts.search.one_price import climb, relaxed_price
from budget.cuts.search.sweep import Sweeper
from tests.cut_tables import every_pick, few_choices, least_harm, reachable_tables, weights, within_caps

TABLES = reachable_tables() | reachable_tables(deferral=True)
DROP = [("drop", 10, 5)]


def at_the_best_price(table: Table) -> Closed | None:
    """What closing gives at the best price of a climb, the bound of that price counted."""
    sweeper = Sweeper(table)
    start = relaxed_price(sweeper, 1e9)
    assert start is not None
    sweep = max((climbed.sweep for climbed in climb(sweeper, start)), key=lambda sweep: sweep.bound)
    closed = close(sweeper, sweep)
    return closed and replace(closed, bound=max(closed.bound, sweep.bound))


def is_a_pick(table: Table, rows: Ints) -> bool:
    """Whether rows are one choice of each class that there is to choose from."""
    return sorted(rows.tolist()) in [pick.tolist() for pick in every_pick(table)]


@given(TABLES, st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 6), st.sampled_from([0.0, 3.0]))
def test_what_is_closed_at_any_price_is_a_choice_within_the_caps_that_reaches_the_target(table: Table, price: float, enough: float) -> None:
    sweeper = Sweeper(table)
    closed = close(sweeper, sweeper.sweep(np.array([price])), enough)
    if closed is None:
        return
    assert is_a_pick(table, closed.rows)
    assert within_caps(table, closed.rows)
    assert table.amount[closed.rows, 0].sum() >= table.limit[0]
    assert closed.harm == table.harm[closed.rows].sum()
    assert closed.bound <= least_harm(table) + 1e-6


@given(TABLES)
def test_at_the_best_price_the_bound_and_the_harm_enclose_the_least(table: Table) -> None:
    closed = at_the_best_price(table)
    if closed is not None:
        assert closed.bound - 1e-6 <= least_harm(table) <= closed.harm


@given(reachable_tables())
def test_where_no_cap_binds_the_least_harm_is_found_and_proved(table: Table) -> None:
    free = replace(table, caps=np.full(len(table.caps), 10_000))
    closed = at_the_best_price(free)
    assert closed is not None
    assert closed.harm == least_harm(free)
    assert closed.bound == pytest.approx(closed.harm, abs=0.01)


@given(TABLES, st.sampled_from([0.5, 40.0]))
def test_soft_caps_are_passed_by_searched_blocks_alone_and_their_fines_count(table: Table, over: float) -> None:
    sweeper = Sweeper(table, over=over)
    start = relaxed_price(sweeper, 1e9)
    for climbed in climb(sweeper, start) if start is not None else ():
        closed = close(sweeper, climbed.sweep)
        if closed is not None:
            above = np.maximum(weights(table, closed.rows) - table.caps, 0)
            assert closed.harm == pytest.approx(table.harm[closed.rows].sum() + over * above.sum(), abs=1.0)
            assert set(np.flatnonzero(above).tolist()) <= set(climbed.sweep.found)
            assert table.amount[closed.rows, 0].sum() >= table.limit[0]


def free_lines(target: int) -> Table:
    """Six lines without a cap: 10 to 60 đồng, each a little dearer a đồng than the one before."""
    lines = [(f"k{at}", "xã", 10 * at, False, [], [("drop", 10 * at, at * at)]) for at in range(1, 7)]
    return lay_out(plain_instance(lines, target, {}))


@pytest.mark.parametrize(("target", "least"), [(0, 0), (1, 1), (10, 1), (40, 10), (100, 30), (101, 39), (210, 91)])
def test_a_target_is_met_by_the_set_of_lines_that_costs_least(target: int, least: int) -> None:
    table = free_lines(target)
    closed = at_the_best_price(table)
    assert closed is not None
    assert (closed.harm, closed.bound) == (least_harm(table), pytest.approx(least_harm(table), abs=0.01))
    assert closed.harm == least


def test_a_cap_that_does_not_bind_at_the_price_is_still_kept_when_the_target_is_closed() -> None:
    """A commune (cap 55) whose two lines come next in price, and a dearer line outside: only one of the two may be taken."""
    lines = [
        ("a", "xã", 50, False, [], [("drop", 50, 50)]),
        ("b", "xã", 50, False, [], [("drop", 50, 51)]),
        ("c", "thị xã", 100, False, [], [("drop", 100, 10)]),
        ("d", "thị xã", 50, False, [], [("drop", 50, 90)]),
    ]
    table = lay_out(plain_instance(lines, 200, {"xã": 55}))
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([0.9]))
    assert sweep.found == {}
    closed = close(sweeper, sweep)
    assert closed is not None
    assert weights(table, closed.rows).tolist() == [50]
    assert closed.harm == 150


@pytest.mark.parametrize(("target", "least"), [(25, 24), (35, 24), (10, 8)])
def test_a_fork_turns_where_that_is_the_cheapest_way_to_the_target(target: int, least: int) -> None:
    """A server with three programs (10 đồng and 8 of harm each; its own 10 đồng harm nobody), none of which falls at the price."""
    lines = [("a", "xã", 10, False, [], [("drop", 10, 0)]), *((name, "xã", 10, False, ["a"], [("drop", 10, 8)]) for name in "bcd")]
    with few_choices(4):
        table = lay_out(plain_instance(lines, target, {}))
    assert sorted(set(table.case.tolist())) == [0, 1]
    sweeper = Sweeper(table)
    closed = close(sweeper, sweeper.sweep(np.array([0.1])))
    assert closed is not None
    assert (closed.harm, closed.bound) == (least, pytest.approx(least, abs=0.01))


def test_what_nothing_here_reaches_is_not_closed() -> None:
    lines = [(name, "xã", 30, False, [], [("drop", 30, 5)]) for name in "abc"]
    table = lay_out(plain_instance(lines, 80, {"xã": 70}))
    sweeper = Sweeper(table)
    assert close(sweeper, sweeper.sweep(np.array([1.0]))) is None


def test_without_anything_to_choose_only_a_target_of_nothing_is_closed() -> None:
    for target, expected in ((0, ([], 0)), (5, None)):
        table = lay_out(plain_instance([("a", "xã", 30, True, [], [("drop", 30, 5)])], target, {"xã": 7}))
        sweeper = Sweeper(table)
        closed = close(sweeper, sweeper.sweep(np.array([0.0])))
        assert (closed and (closed.rows.tolist(), closed.harm)) == expected


def test_what_is_left_of_a_cap_is_that_of_the_lines_under_it() -> None:
    table = free_lines(10)
    assert set(table.block.tolist()) == {UNCAPPED}
    sweeper = Sweeper(table)
    closed = close(sweeper, sweeper.sweep(np.array([0.35])), enough=1e9)
    assert closed is not None
    assert table.amount[closed.rows, 0].sum() >= 10
