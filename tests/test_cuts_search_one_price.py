"""The climb ends at the best bound that any price gives, and its model is never below the exact bound it stands for."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.instance import plain_instance
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.one_price import _model, climb, out_of_reach, relaxed_price
from budget.cuts.search.sweep import Sweeper
from tests.cut_tables import every_pick, least_harm, reachable_tables, tables, within_caps

MOST = 1e9
TABLES = reachable_tables() | reachable_tables(deferral=True)


def best_bound(table: Table) -> float:
    """The greatest bound of Lagrange over all prices, from every choice tried: it is attained where two choices cost the same."""
    pairs = {(int(table.amount[rows, 0].sum()), int(table.harm[rows].sum())) for rows in every_pick(table) if within_caps(table, rows)}
    turns = {(two[1] - one[1]) / (two[0] - one[0]) for one, two in combinations(sorted(pairs), 2) if one[0] != two[0]}
    prices = [0.0, *(price for price in turns if price > 0)]
    return max(price * int(table.limit[0]) + min(harm - price * amount for amount, harm in pairs) for price in prices)


@given(TABLES)
def test_the_climb_ends_at_the_best_bound_that_any_price_gives(table: Table) -> None:
    sweeper = Sweeper(table)
    start = relaxed_price(sweeper, MOST)
    assert start is not None
    bounds = [climbed.sweep.bound for climbed in climb(sweeper, start)]
    assert max(bounds) == pytest.approx(best_bound(table), rel=1e-6, abs=1e-5)
    assert max(bounds) <= least_harm(table) + 1e-6


@given(TABLES, st.lists(st.floats(0, 8), min_size=1, max_size=4))
def test_the_model_is_the_exact_bound_where_it_was_swept_and_never_below_the_best_of_them(table: Table, prices: list[float]) -> None:
    sweeper = Sweeper(table)
    swept = [(price, sweeper.sweep(np.array([price]))) for price in prices]
    for price, sweep in swept:
        here = _model(sweeper, price)
        assert here.height == pytest.approx(sweep.bound, rel=1e-9, abs=1e-6)
        # the bound is concave: it lies below every slope of its own
        assert all(another.bound <= here.at(other) + 1e-4 for other, another in swept)


@given(TABLES)
def test_each_step_says_how_high_the_bound_may_still_get(table: Table) -> None:
    sweeper = Sweeper(table)
    start = relaxed_price(sweeper, MOST)
    assert start is not None
    steps = list(climb(sweeper, start))
    best = max(step.sweep.bound for step in steps)
    assert steps[-1].height == pytest.approx(best, rel=1e-6, abs=1e-5)
    for at, step in enumerate(steps):
        assert step.height >= max(one.sweep.bound for one in steps[: at + 1]) - 1e-6


@given(tables() | tables(deferral=True))
def test_the_first_price_is_where_relaxed_choices_begin_to_reach_the_target(table: Table) -> None:
    sweeper = Sweeper(table)
    assume(not sweeper.sweep(np.array([0.0])).impossible)
    price = relaxed_price(sweeper, MOST)
    if price is None:
        assert out_of_reach(sweeper)
    else:
        assert sweeper.relax(np.array([price]))[1] >= -1e-6
        assert price == 0 or sweeper.relax(np.array([price * (1 - 1e-4) - 1e-5]))[1] < 0


@given(tables() | tables(deferral=True))
def test_what_is_out_of_reach_is_reached_by_no_choice(table: Table) -> None:
    sweeper = Sweeper(table)
    assume(not sweeper.sweep(np.array([0.0])).impossible)
    reached = max((int(table.amount[rows, 0].sum()) for rows in every_pick(table) if within_caps(table, rows)), default=-1)
    if out_of_reach(sweeper):
        assert reached < table.limit[0]


def test_waiting_money_reaches_a_target_that_caps_leave_no_other_way_to() -> None:
    """A cap of 25 lets a line of 60 be cut to a quarter only, but all of it may wait: 60 reached, 61 not."""
    lines = [("a", "xã", 60, False, [], [("percent", 15, 3), ("defer", 60, 20), ("drop", 60, 30)])]
    instance = plain_instance(lines, 0, {"xã": 25})

    def asked(limit: int) -> Sweeper:
        table = lay_out(instance)
        whole = instance.options.saved + instance.options.deferred
        return Sweeper(Table(**{**vars(table), "amount": np.append(0, whole)[:, None], "limit": np.array([limit])}))

    assert relaxed_price(asked(60), MOST) == pytest.approx(17 / 45, rel=1e-3)
    assert not out_of_reach(asked(60))
    assert (relaxed_price(asked(61), MOST), out_of_reach(asked(61))) == (None, True)


def test_where_nothing_is_asked_for_the_price_is_nothing() -> None:
    sweeper = Sweeper(lay_out(plain_instance([("a", "xã", 60, False, [], [("drop", 60, 30)])], 0, {"xã": 25})))
    assert relaxed_price(sweeper, MOST) == 0.0
    assert [(one.sweep.bound, one.height) for one in climb(sweeper, 0.0)] == [(0.0, 0.0)]
