"""Cutting strictly by level: a line of a later level is not touched while the earlier levels suffice.

Solved over growing prefixes of levels; whether a prefix suffices only grows with it, so the shortest is found by halving.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from budget.cuts.answer import Answer
from budget.cuts.instance import Instance, Ints
from budget.cuts.narrowing import holding

Solve = Callable[[Instance], Answer]
RELAXED = "relaxed"


def solve_by_level(instance: Instance, level: Ints, solve: Solve) -> Answer:
    """The answer on the shortest prefix of levels that keeps every rule; where none does, the answer on all of them."""
    free = ~instance.lines.locked & ~instance.lines.forced
    levels = sorted({int(one) for one in level[free].tolist()})
    low, high, found = _least(instance, level, levels), len(levels) - 1, None
    seconds = 0.0
    while low <= high:
        middle = (low + high) // 2
        answer = solve(_up_to(instance, level, levels[middle]))
        seconds += answer.seconds
        if answer.status == RELAXED:
            low = middle + 1
            continue
        found, high = answer, middle - 1
    if found is None:
        found = solve(instance)
        seconds += found.seconds
    return replace(found, seconds=seconds)


def _up_to(instance: Instance, level: Ints, last: int) -> Instance:
    """The same question with every line of a later level held."""
    return holding(instance, kept=np.flatnonzero((level > last) & ~instance.lines.forced).tolist())


def _least(instance: Instance, level: Ints, levels: list[int]) -> int:
    """How many levels cannot suffice whatever is done to them, by what their lines could give at most."""
    for at, last in enumerate(levels):
        inside = ((level <= last) | instance.lines.forced)[instance.options.line]
        if all(_most(instance, row.option, row.weight, inside) >= row.limit for row in instance.rows if row.at_least):
            return at
    return len(levels)


def _most(instance: Instance, option: Ints, weight: Ints, inside: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> int:
    """The most that the lines inside can give a rule: for each line its best option."""
    best = np.zeros(len(instance.lines), np.int64)
    held = inside[option]
    np.maximum.at(best, instance.options.line[option[held]], weight[held])
    return int(best.sum())
