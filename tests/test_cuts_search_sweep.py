"""A sweep at any price: its bound is the exact one of Lagrange, its choices attain it, and nothing it calls loose passes a cap."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.instance import Instance, Ints, Row, RowKind, plain_instance, target_row
from budget.cuts.search.block_search import Effort
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.sweep import Pool, Sweep, Sweeper
from tests.cut_tables import every_pick, least_harm, reachable_tables, tables, weights, within_caps

PRICE = st.sampled_from([0.0, 0.5, 1.0, 2.0]) | st.floats(0, 8)
LITTLE = st.builds(Effort, st.integers(1, 3), st.none() | st.integers(0, 2))
SOFT = st.lists(st.sampled_from([0.5, 20.0, np.inf]), min_size=2, max_size=2)


def near(value: float) -> object:
    """A figure that sums of decimals come to."""
    return pytest.approx(value, rel=1e-9, abs=1e-5)


def bound_of_all(table: Table, price: float, over: Ints | float = np.inf) -> float:
    """The bound of Lagrange from every choice tried; inf where no choice keeps the caps that must be kept."""

    def cost(rows: Ints) -> float:
        above = np.maximum(weights(table, rows) - table.caps, 0)
        charged = np.broadcast_to(over, above.shape)[above > 0]
        fines = float((above[above > 0] * charged).sum())
        return float(table.harm[rows].sum() - price * table.amount[rows, 0].sum() + fines)

    return price * float(table.limit[0]) + min(cost(rows) for rows in every_pick(table))


def best_rows(sweeper: Sweeper, sweep: Sweep) -> Ints:
    """The rows that a sweep says attain its bound."""
    parts = [sweep.minima.row[sweep.loose & sweep.minima.active]]
    parts += [found.rows(0) + sweeper.block(cap).low for cap, found in sweep.found.items()]
    return np.sort(np.concatenate(parts))


@given(tables(most_lines=6) | tables(most_lines=6, deferral=True), PRICE)
def test_the_bound_is_the_exact_one_and_the_choices_of_the_sweep_attain_it(table: Table, price: float) -> None:
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([price]))
    exact = bound_of_all(table, price, np.inf)
    assert sweep.impossible == bool(np.isinf(exact))
    assume(not sweep.impossible)
    assert sweep.bound == near(exact)
    rows = best_rows(sweeper, sweep)
    assert within_caps(table, rows)
    assert sweep.amount.tolist() == table.amount[rows].sum(axis=0).tolist()
    assert table.harm[rows].sum() + price * (table.limit[0] - sweep.amount[0]) == near(exact)


@given(tables(most_lines=6) | tables(most_lines=6, deferral=True), PRICE, SOFT)
def test_caps_may_be_soft_each_at_its_own_fine(table: Table, price: float, over: list[float]) -> None:
    fines = np.array(over[: len(table.caps)])
    sweep = Sweeper(table, over=fines).sweep(np.array([price]))
    exact = bound_of_all(table, price, fines)
    assert sweep.impossible == bool(np.isinf(exact))
    assert sweep.impossible or sweep.bound == near(exact)


@given(tables(most_lines=6) | tables(most_lines=6, deferral=True), st.lists(PRICE, min_size=2, max_size=4))
def test_what_one_sweep_teaches_hides_nothing_from_the_next(table: Table, prices: list[float]) -> None:
    sweeper = Sweeper(table)
    assume(not sweeper.sweep(np.array([0.0])).impossible)
    for price in prices:
        assert sweeper.sweep(np.array([price])).bound == near(bound_of_all(table, price))


@given(reachable_tables() | reachable_tables(deferral=True), PRICE, LITTLE)
def test_no_bound_is_above_the_least_harm_that_reaches_the_target(table: Table, price: float, effort: Effort) -> None:
    sweeper, at = Sweeper(table), np.array([price])
    assert sweeper.sweep(at, effort).bound <= least_harm(table) + 1e-6
    assert sweeper.relax(at)[0] <= min(least_harm(table), sweeper.sweep(at).bound) + 1e-6


@given(tables() | tables(deferral=True), PRICE, PRICE)
def test_more_is_saved_at_a_dearer_price(table: Table, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assume(low < high)
    sweeper = Sweeper(table)
    cheap, dear = sweeper.sweep(np.array([low])), sweeper.sweep(np.array([high]))
    assume(not cheap.impossible)
    assert cheap.amount[0] <= dear.amount[0]
    assert sweeper.relax(np.array([low]))[1] <= sweeper.relax(np.array([high]))[1] + 1e-4


@given(tables(most_lines=6) | tables(most_lines=6, deferral=True), PRICE, PRICE)
def test_what_the_relaxed_choices_save_is_a_slope_of_their_bound(table: Table, price: float, other: float) -> None:
    sweeper = Sweeper(table)
    assume(not sweeper.sweep(np.array([price])).impossible)
    here, beyond = sweeper.relax(np.array([price]))
    there, _ = sweeper.relax(np.array([other]))
    assert there <= here - beyond * (other - price) + 1e-3


@given(tables(most_lines=6) | tables(most_lines=6, deferral=True), PRICE, st.floats(0, 30))
def test_near_choices_are_lawful_ones_of_their_block_within_the_slack(table: Table, price: float, slack: float) -> None:
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([price]))
    assume(not sweep.impossible)
    picks = list(every_pick(table))
    for cap, found in sweeper.near(sweep, slack).items():
        block = sweeper.block(cap)
        own = {tuple(rows[(rows >= block.low) & (rows < block.high)].tolist()) for rows in picks}
        assert (found.cost <= found.cost[0] + slack + 0.01).all()
        assert found.cost[0] == near(sweep.found[cap].cost[0])
        assert all(tuple((found.rows(place) + block.low).tolist()) in own for place in range(len(found.weight)))
        assert (found.weight <= table.caps[cap]).all()


def commune(cap: int = 90) -> Instance:
    """Lines of 30, 50 and 60 đồng in a commune (0,3 a đồng and a little more), and one of 40 in a town without a cap at 0,5."""
    lines = [
        ("a", "xã", 30, False, [], [("drop", 30, 9)]),
        ("b", "xã", 50, False, [], [("drop", 50, 16)]),
        ("c", "xã", 60, False, [], [("drop", 60, 20)]),
        ("d", "thị xã", 40, False, [], [("drop", 40, 20)]),
    ]
    return plain_instance(lines, 100, {"xã": cap})


def test_a_cap_that_binds_makes_its_block_searched_and_one_that_does_not_leaves_it_loose() -> None:
    sweeper = Sweeper(lay_out(commune()))
    cheap = sweeper.sweep(np.array([0.31]))
    assert (cheap.found, cheap.amount.tolist(), cheap.loose.all()) == ({}, [30], True)
    dear = sweeper.sweep(np.array([0.6]))
    assert (list(dear.found), dear.amount.tolist()) == ([0], [90 + 40])
    assert dear.loose.tolist() == [True, False, False, False]
    assert dear.bound == near(0.6 * 100 + (29 - 54) + (20 - 24))
    assert dear.cap_price[0] == pytest.approx(0.6 - 20 / 60)


def test_the_choices_of_a_sweep_are_remembered_with_their_harm() -> None:
    sweeper = Sweeper(lay_out(commune()))
    sweeper.sweep(np.array([0.6]))
    assert sweeper.pools[0].least(0.6) == (near(29 - 54), 90.0)
    assert sweeper.pools[0].least(0.0) == (near(29), 90.0)
    assert Pool().least(1.0) == (np.inf, 0.0)


def test_a_target_weighs_as_its_caps_do_only_when_it_counts_the_same_money() -> None:
    lines = [("a", "xã", 30, False, [], [("defer", 30, 4), ("drop", 30, 9)]), ("b", "thị xã", 30, False, [], [("defer", 30, 4)])]
    instance = plain_instance(lines, 20, {"xã": 30})
    assert Sweeper(lay_out(instance)).plain
    waits = target_row(instance.options, 20, deferral=True)
    assert not Sweeper(lay_out(replace(instance, rows=(waits, instance.rows[1])))).plain
    outside = target_row(instance.options, 20, deferral=True, held=np.array([2]))
    assert not Sweeper(lay_out(replace(instance, rows=(outside, instance.rows[1])))).plain
    floor = Row(RowKind.FLOOR, "đào tạo", False, 20, np.array([1]), np.array([30]))
    assert not Sweeper(lay_out(replace(instance, rows=(*instance.rows, floor)))).plain


def test_with_two_coupling_rows_each_has_its_price_in_the_bound() -> None:
    instance = commune()
    floor = Row(RowKind.FLOOR, "đào tạo", False, 45, np.array([1]), np.array([50]))
    sweep = Sweeper(lay_out(replace(instance, rows=(*instance.rows, floor)))).sweep(np.array([0.6, 0.4]))
    assert sweep.bound == near(0.6 * 100 - 0.4 * 45 + (29 - 54) + (20 - 24))
    assert sweep.amount.tolist() == [130, 0]


def test_a_block_that_cannot_stay_within_its_cap_makes_the_question_impossible() -> None:
    instance = commune(cap=20)
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([True, False, False, False])))
    assert Sweeper(lay_out(pinned)).sweep(np.array([0.0])).impossible
    assert not Sweeper(lay_out(instance)).sweep(np.array([0.0])).impossible


def test_a_cap_without_anything_that_may_be_cut_is_never_in_the_way() -> None:
    lines = [("a", "xã", 30, True, [], [("drop", 30, 9)]), ("b", "thị xã", 30, False, [], [("drop", 30, 4)])]
    sweep = Sweeper(lay_out(plain_instance(lines, 20, {"xã": 0}))).sweep(np.array([5.0]))
    assert (sweep.found, sweep.amount.tolist(), sweep.bound) == ({}, [30], near(5 * 20 + 4 - 5 * 30))


def test_each_searched_block_gives_a_pulse_that_may_stop_it() -> None:
    beats: list[int] = []

    def pulse() -> None:
        beats.append(1)
        if len(beats) == 3:
            raise TimeoutError

    lines = [(f"k{at}", f"xã {at // 2}", 30, False, [], [("drop", 30, 3)]) for at in range(4)]
    sweeper = Sweeper(lay_out(plain_instance(lines, 20, {"xã 0": 40, "xã 1": 40})), pulse=pulse)
    sweep = sweeper.sweep(np.array([1.0]))
    assert len(beats) == len(sweep.found) == 2
    with pytest.raises(TimeoutError):
        sweeper.near(sweep, 1.0)
