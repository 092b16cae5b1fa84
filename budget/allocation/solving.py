"""From question to answer: classes, one flow, ties by line number; minimums decided only where the flow broke one."""

from dataclasses import replace

import numpy as np

from budget.allocation.answer import Answer, by_priority, funded_lines
from budget.allocation.classes import group_lines
from budget.allocation.filling import fill, split, undecided
from budget.allocation.instance import Instance, sums_by
from budget.allocation.whole import Question, broken_lines, search_whole
from budget.allocation.worth import weigh

EFFORT = 2.0


def solve(instance: Instance, effort: float = EFFORT) -> Answer:
    """Who pays for what: lexicographically the most for each priority, then sources in their order, then lower line numbers.

    `effort` bounds the work that all-or-nothing lines may take (not seconds: the same question gets the same answer everywhere);
    an answer cut short says so: `optimal` is False and `bound` above it.
    """
    reachable = sums_by(instance.pair_line, np.minimum(instance.pair_cap, instance.ceiling[instance.pair_pot]), instance.lines)
    kept = (reachable >= instance.minimum)[instance.pair_line]
    if bool(kept.all()):
        return _solve(instance, effort)
    # a line whose pots and caps together stay below its minimum gets nothing in any plan: no pair of it is looked at
    answer = _solve(replace(instance, **{name: getattr(instance, name)[kept] for name in ("pair_line", "pair_pot", "pair_cap")}), effort)
    paid = np.zeros(len(kept), np.int64)
    paid[kept] = answer.paid
    return replace(answer, paid=paid, prices=None)


def _solve(instance: Instance, effort: float) -> Answer:
    classes, worth = group_lines(instance), weigh(instance)
    filling = fill(instance, undecided(classes), worth)
    if filling is None:
        raise RuntimeError("nothing is promised, yet it cannot be funded")
    paid = split(instance, filling)
    if not len(broken_lines(instance, paid)):
        return Answer(paid, by_priority(instance, funded_lines(instance, paid)), True, filling.prices)
    found = search_whole(Question(instance, classes, worth), paid, effort)
    return Answer(found.best.paid, found.bound, found.bound == found.best.funded, None, found.tried)
