"""The contingency ladder: if money falls short by so much, release these steps in this order; each step holds all the ones before it.

A line that an earlier step cut is cut at least as far in every later one, so that nothing that was said has to be taken back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.answer import KEPT, Answer
from budget.cuts.drawing import Drawn
from budget.cuts.instance import Instance, Ints, RowKind
from budget.cuts.narrowing import holding, restricted, widened, with_target
from budget.money import take_share

Solve = Callable[[Instance], Answer]


@dataclass(frozen=True)
class Rung:
    """One step: money short by `share_bp`, that is `short` đồng; the answer up to it, and the lines it touches or cuts further itself."""

    share_bp: int
    short: int
    answer: Answer
    released: Ints


def climb(drawn: Drawn, shares: Sequence[int], solve: Solve) -> list[Rung]:
    """The steps for each share (bp) of what the lines ask, the smallest first; the question must have one target of the whole."""
    instance, whole = drawn.instance, int(drawn.here.held.sum())
    if [row.subject for row in instance.rows if row.kind is RowKind.TARGET] != [""]:
        raise ValueError("a ladder climbs by one target of the whole")
    before = np.full(len(instance.lines), KEPT, np.int64)
    rungs = []
    for share in sorted(set(shares)):
        short = take_share(whole, share)
        asked, places = restricted(with_target(instance, short), _no_less(instance, before))
        held = np.flatnonzero(before != KEPT).tolist()
        answer = widened(solve(holding(asked, cut=held)), places)
        rungs.append(Rung(share, short, answer, np.flatnonzero(answer.chosen != before)))
        before = answer.chosen
    return rungs


def _no_less(instance: Instance, before: Ints) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """The options that take no less than what was chosen for their line before, of the saved and of the put off."""
    options, chosen = instance.options, before[instance.options.line]
    free, was = chosen == KEPT, np.maximum(chosen, 0)
    further = (options.saved >= options.saved[was]) & (options.saved + options.deferred >= (options.saved + options.deferred)[was])
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = free | (chosen == np.arange(len(options))) | (further & ~free)
    return found
