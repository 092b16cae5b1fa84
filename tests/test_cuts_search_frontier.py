"""The frontier: every point reaches its target within the rules, its bound is true, harm never falls, the last saves the most."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from budget.cuts.answer import broken_lines, broken_rows, harm_of, saved_by
from budget.cuts.instance import Instance, plain_instance
from budget.cuts.narrowing import with_target
from budget.cuts.search import frontier, target_search
from budget.cuts.search.frontier import Point, across_the_board, trace
from tests.cut_questions import least_harm_of_all
from tests.cut_tables import one_target

POINTS = 5


def expect_true(instance: Instance, points: list[Point]) -> None:
    """What the points tell holds, each by itself and beside the one before it."""
    for point in points:
        asked = with_target(instance, point.target)
        assert broken_rows(asked, point.chosen) == []
        assert broken_lines(asked, point.chosen) == []
        assert point.harm == harm_of(asked, point.chosen)
        least = least_harm_of_all(asked)
        assert least is not None
        assert point.bound - 1e-6 <= least <= point.harm
    assert all(before.target <= after.target for before, after in pairwise(points))


@given(one_target(most_lines=5, pins=False))
def test_every_point_reaches_its_target_within_the_rules_and_its_bound_is_true(instance: Instance) -> None:
    expect_true(instance, list(trace(instance, POINTS, gap=0.0)))


@given(one_target(most_lines=5, pins=False))
def test_the_points_of_a_large_question_are_as_true(instance: Instance) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontier, "LARGE", 0)
        expect_true(instance, list(trace(instance, POINTS, gap=0.0)))


def of_two_communes(lines: int) -> Instance:
    """Lines of uneven size and need in two communes that may lose a third each."""
    dice = np.random.default_rng(lines)
    sizes = (dice.integers(1, 400, lines) * 7_919).tolist()
    rows = [
        (f"k{at:03d}", f"xã {at % 2}", size, False, [], [("drop", size, size * int(dice.integers(1, 9))), ("fewer", size // 2, size)])
        for at, size in enumerate(sizes)
    ]
    own = [sum(sizes[unit::2]) for unit in (0, 1)]
    return plain_instance(rows, 0, {f"xã {unit}": own[unit] // 3 for unit in (0, 1)})


@pytest.mark.parametrize("large", [False, True])
def test_harm_rises_with_saving_to_the_most_that_caps_allow(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(frontier, "LARGE", 0)
    instance = of_two_communes(120)
    points = list(trace(instance, 9))
    assert len(points) == 9
    assert (points[0].target, points[0].harm) == (0, 0)
    for before, after in pairwise(points):
        assert before.saved < after.saved
        assert before.harm < after.harm
    assert all(point.gap <= 1e-4 for point in points)
    assert 0.999 <= points[-1].saved / sum(instance.unit_caps.values()) <= 1.0


def test_a_point_that_is_polished_still_reaches_its_target(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a closing leaves open is bettered under the target of the point, not under that of the question."""
    monkeypatch.setattr(target_search, "WIDE", 0.0)
    monkeypatch.setattr(target_search, "CLOSINGS", 0)
    instance = of_two_communes(40)
    for point in trace(instance, POINTS, gap=0.0):
        assert point.saved >= point.target


def test_the_same_share_off_every_line_is_told_beside() -> None:
    instance = plain_instance([("a", "xã", 30, False, [], [("drop", 30, 60)]), ("b", "xã", 10, True, [], [("drop", 10, 1)])], 0, {})
    assert [across_the_board(instance, saved) for saved in (0, 15, 30)] == [0, 30, 60]
    points = list(trace(instance, 3))
    assert [(point.saved, point.across_the_board) for point in points][-1] == (30, 60)
    assert saved_by(instance, points[-1].chosen) == 30
