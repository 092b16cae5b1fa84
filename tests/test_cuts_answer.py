"""What an answer comes to, and every rule it may break, by name."""

from dataclasses import replace

import numpy as np

from budget.cuts.answer import KEPT, Answer, broken_lines, broken_rows, deferred_by, harm_of, kind_of, saved_by
from budget.cuts.instance import plain_instance
from budget.model.states import CutAction

INSTANCE = plain_instance(
    [
        ("a", "xã", 80, False, [], [("defer", 80, 5), ("drop", 80, 10)]),
        ("b", "xã", 100, False, ["a"], [("percent", 50, 40), ("drop", 100, 90)]),
        ("c", "huyện", 60, True, [], [("drop", 60, 50)]),
    ],
    120,
    {"xã": 150},
)


def test_sums_of_an_answer_are_those_of_its_options() -> None:
    chosen = np.array([1, 3, KEPT])
    assert (saved_by(INSTANCE, chosen), deferred_by(INSTANCE, chosen), harm_of(INSTANCE, chosen)) == (180, 0, 100)
    assert (saved_by(INSTANCE, np.array([0, 2, KEPT])), deferred_by(INSTANCE, np.array([0, 2, KEPT]))) == (50, 80)
    assert [kind_of(INSTANCE, chosen, line) for line in range(3)] == [CutAction.DROP, CutAction.DROP, CutAction.KEEP]


def test_rows_that_are_not_kept_are_named_with_how_much_is_off() -> None:
    assert broken_rows(INSTANCE, np.array([1, 3, KEPT])) == [(1, 30)]
    assert broken_rows(INSTANCE, np.array([1, KEPT, KEPT])) == [(0, 40)]
    assert broken_rows(INSTANCE, np.array([1, 2, KEPT])) == []


def test_locks_pins_dependencies_and_bundles_are_told_when_broken() -> None:
    assert broken_lines(INSTANCE, np.array([1, 3, KEPT])) == []
    assert broken_lines(INSTANCE, np.array([1, 2, KEPT])) == ["line b stays although a is dropped"]
    assert broken_lines(INSTANCE, np.array([0, 2, KEPT])) == ["line b goes on although a waits"]
    assert broken_lines(INSTANCE, np.array([KEPT, KEPT, 4])) == ["locked line c is touched"]
    pinned = replace(INSTANCE, lines=replace(INSTANCE.lines, forced=np.array([True, False, False])), bundles=((1, 2),))
    assert broken_lines(pinned, np.array([KEPT, 3, KEPT])) == ["line a is kept against its pin", "bundle of b is dropped in part"]


def test_the_gap_is_a_share_of_the_harm_and_never_below_nothing() -> None:
    assert Answer(np.array([KEPT]), 200, 150.0, "feasible", ()).gap == 0.25
    assert Answer(np.array([KEPT]), 200, 200.5, "optimal", ()).gap == 0.0
