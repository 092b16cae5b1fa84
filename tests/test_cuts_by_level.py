"""By level: later levels stay whole while the earlier ones suffice, and every answer is the best within its levels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.answer import KEPT
from budget.cuts.by_level import solve_by_level
from budget.cuts.instance import Instance
from budget.cuts.narrowing import holding
from tests.cut_arrays import question, try_all, whole

LEVELS = np.array([0, 0, 1, 2])


def lines(amounts: list[int]) -> Instance:
    """Four lines of levels 0, 0, 1, 2, the later ones far less needed than they should be."""
    return question([whole(name, amount, weight) for name, amount, weight in zip("abcd", amounts, (400, 400, 50, 1), strict=True)], 0)


@given(st.lists(st.integers(1, 20), min_size=4, max_size=4), st.integers(0, 90))
def test_a_later_level_is_touched_only_when_the_earlier_ones_do_not_suffice(amounts: list[int], target: int) -> None:
    instance = question([whole(n, a, w) for n, a, w in zip("abcd", amounts, (400, 400, 50, 1), strict=True)], target)
    answer = solve_by_level(instance, LEVELS, try_all)
    touched = LEVELS[answer.chosen != KEPT]
    suffices = [level for level in (0, 1, 2) if sum(a for a, own in zip(amounts, LEVELS, strict=True) if own <= level) >= target]
    if suffices:
        assert answer.status == "optimal"
        assert all(level <= suffices[0] for level in touched)
        later = np.flatnonzero(suffices[0] < LEVELS).tolist()
        assert answer.harm == try_all(holding(instance, kept=later)).harm
    else:
        assert (answer.status, answer.harm) == ("relaxed", try_all(instance).harm)


def test_levels_that_can_never_suffice_are_not_tried() -> None:
    asked: list[int] = []

    def solve(instance: Instance) -> object:
        asked.append(int(instance.lines.locked.sum()))
        return try_all(instance)

    instance = question([whole("a", 1), whole("b", 1), whole("c", 1), whole("d", 50)], 40)
    solve_by_level(instance, LEVELS, solve)  # type: ignore[arg-type]  # gives an Answer
    assert asked == [0]


def test_a_line_surely_cut_counts_whatever_its_level() -> None:
    instance = holding(lines([10, 10, 10, 30]), cut=[3])
    answer = solve_by_level(instance, LEVELS, try_all)
    assert np.flatnonzero(answer.chosen != KEPT).tolist() == [3]
