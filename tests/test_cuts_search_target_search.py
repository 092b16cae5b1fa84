"""A question with one target by prices: a lawful choice with a true bound, for all kinds of actions, afresh or standing on other limits."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.cuts.answer import broken_lines, broken_rows, harm_of
from budget.cuts.instance import Instance, plain_instance, target_row
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.found import Search
from budget.cuts.search.sweep import Sweeper
from budget.cuts.search.target_search import search_again, search_target
from tests.cut_questions import least_harm_of_all
from tests.cut_tables import laid_out, one_target


def searched(instance: Instance, table: Table, gap: float = 0.0, seconds: float = 60.0) -> Search:
    """The search with so much time left, and nobody to tell."""
    return search_target(instance, table, gap, lambda: seconds, lambda: None)


def expect_true(instance: Instance, search: Search) -> None:
    """What a search tells holds: its choice is lawful, its harm and bound enclose the least, and what it calls impossible is."""
    least = least_harm_of_all(instance)
    if search.impossible or search.chosen is None:
        assert search.chosen is None
        assert least is None or not search.impossible
        return
    assert broken_rows(instance, search.chosen) == []
    assert broken_lines(instance, search.chosen) == []
    assert least is not None
    assert search.harm == harm_of(instance, search.chosen)
    assert search.bound - 1e-6 <= least <= search.harm
    assert (search.price >= 0).all()


@given(one_target() | one_target(deferral=True), st.sampled_from([2, 3, 160]), st.sampled_from([0.0, 0.01]), st.sampled_from([0.0, 60.0]))
def test_a_search_tells_the_truth_whatever_the_gap_and_the_time(instance: Instance, most: int, gap: float, seconds: float) -> None:
    table = laid_out(instance, most)
    assume(table is not None)
    expect_true(instance, searched(instance, table, gap, seconds))


@given(one_target(most_lines=5), st.lists(st.integers(0, 120), min_size=2, max_size=4))
def test_what_was_learned_from_other_limits_leaves_every_answer_true(instance: Instance, limits: list[int]) -> None:
    table = laid_out(instance, 160)
    assume(table is not None)
    sweeper = Sweeper(table)
    for limit in limits:
        sweeper.limit = np.array([limit])
        asked = replace(instance, rows=(replace(instance.rows[0], limit=limit), *instance.rows[1:]))
        expect_true(asked, search_again(asked, sweeper, 0.0, lambda: 60.0))


def all_kinds(target: int, *, deferral: bool) -> Instance:
    """Three lines of 100 đồng under a cap of 150 (each dearer than the one before), and every kind of action open to each."""
    actions = [("percent", 50, 20), ("fewer", 60, 27), ("to_norm", 30, 11), ("defer", 100, 22), ("re_source", 80, 40), ("drop", 100, 60)]
    rows = [(name, "xã", 100, False, [], [(kind, saved, harm + at) for kind, saved, harm in actions]) for at, name in enumerate("abc")]
    instance = plain_instance(rows, target, {"xã": 150})
    return replace(instance, rows=(target_row(instance.options, target, deferral=deferral), instance.rows[1]))


@pytest.mark.parametrize(
    ("target", "deferral"), [(0, False), (80, False), (150, False), (151, False), (200, True), (260, True), (301, True)]
)
def test_every_kind_of_action_is_taken_where_it_harms_least(target: int, deferral: bool) -> None:
    instance = all_kinds(target, deferral=deferral)
    search = searched(instance, lay_out(instance))
    expect_true(instance, search)
    least = least_harm_of_all(instance)
    assert search.impossible == (least is None)
    if least is not None:
        assert search.harm == least


def test_a_target_that_caps_leave_no_way_to_is_impossible_even_where_sums_would_reach_it() -> None:
    """Two units may lose 50 each, but their lines come in 40 and 30: 80 is the most, 100 the sum of the caps."""
    lines = [(f"{unit}{size}", unit, size, False, [], [("drop", size, size)]) for unit in ("xã 1", "xã 2") for size in (40, 30)]
    instance = plain_instance(lines, 81, {"xã 1": 50, "xã 2": 50})
    search = searched(instance, lay_out(instance))
    assert search.impossible
    reached = replace(instance, rows=(replace(instance.rows[0], limit=80), *instance.rows[1:]))
    assert searched(reached, lay_out(reached)).harm == 80


def test_a_target_and_a_cap_have_prices_where_they_bind() -> None:
    """At 0,1 a đồng in the commune and 0,5 outside: the target costs 0,5, one đồng more of the cap spares 0,4."""
    lines = [(f"a{at}", "xã", 10, False, [], [("drop", 10, 1)]) for at in range(5)] + [
        (f"b{at}", "thị xã", 10, False, [], [("drop", 10, 5)]) for at in range(5)
    ]
    instance = plain_instance(lines, 45, {"xã": 30})
    search = searched(instance, lay_out(instance))
    assert search.price.tolist() == [pytest.approx(0.5, rel=1e-3), pytest.approx(0.4, rel=1e-3)]
    assert search.harm == 3 + 10
    assert search.bound <= 13
    loose = plain_instance(lines, 25, {"xã": 50})
    assert searched(loose, lay_out(loose)).price.tolist() == [pytest.approx(0.1, rel=1e-3), 0.0]


def test_without_a_target_pins_are_met_within_the_caps_by_what_harms_least() -> None:
    lines = [(name, "xã", 60, False, [], [("fewer", 20, 30), ("percent", 30, 10), ("drop", 60, 5)]) for name in "ab"]
    instance = plain_instance(lines, 0, {"xã": 55})
    pinned = replace(instance, rows=instance.rows[1:], lines=replace(instance.lines, forced=np.array([True, True])))
    search = searched(pinned, lay_out(pinned))
    expect_true(pinned, search)
    assert (search.harm, search.bound) == (40, pytest.approx(40))
    assert search.price.tolist() == [pytest.approx(2.0)]
    tight = replace(pinned, rows=(replace(pinned.rows[0], limit=39),))
    assert searched(tight, lay_out(tight)).impossible


def test_a_wide_star_is_searched_through_its_cases() -> None:
    server = ("a", "xã", 50, False, [], [("drop", 50, 1)])
    programs = [(f"p{at:02d}", "xã", 10, False, ["a"], [("percent", 5, 2), ("drop", 10, 5)]) for at in range(40)]
    instance = plain_instance([server, *programs], 120, {"xã": 200})
    table = lay_out(instance)
    assert len(set(table.case.tolist())) == 2
    search = searched(instance, table)
    assert (search.harm, search.bound) == (48, pytest.approx(48, abs=0.01))


def test_the_search_stops_when_it_is_told_to() -> None:
    instance = plain_instance([(name, "xã", 30, False, [], [("drop", 30, 3)]) for name in "abc"], 30, {"xã": 40})

    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        search_target(instance, lay_out(instance), 0.0, lambda: 60.0, stop)
