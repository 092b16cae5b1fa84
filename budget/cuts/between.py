"""What is different between two answers to one question: lines that one cuts and the other keeps, and lines cut in both but otherwise."""

from dataclasses import dataclass

import numpy as np

from budget.cuts.answer import KEPT
from budget.cuts.outcome import Outcome
from budget.cuts.telling import LineTold, Telling


@dataclass(frozen=True)
class Between:
    """Lines that only the second cuts, that only the first cuts, and that both cut in another way (as the second does)."""

    entering: tuple[LineTold, ...]
    leaving: tuple[LineTold, ...]
    otherwise: tuple[LineTold, ...]


def compare_answers(first: Outcome, second: Outcome) -> Between:
    """The difference, each part in the order of lines' numbers; ValueError when the two answer different questions."""
    if first.drawn.instance.lines.ids != second.drawn.instance.lines.ids:
        raise ValueError("answers to different questions")
    was, now = first.answer.chosen, second.answer.chosen
    numbers = first.drawn.need.number

    def told(telling: Telling, which: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> tuple[LineTold, ...]:
        places = np.flatnonzero(which)
        return tuple(telling.lines(places[np.argsort(numbers[places], kind="stable")].tolist()))

    before, after = Telling(first), Telling(second)
    entering = told(after, (was == KEPT) & (now != KEPT))
    leaving = told(before, (was != KEPT) & (now == KEPT))
    moved = (first.kind != second.kind) | (first.saved != second.saved) | (first.deferred != second.deferred)
    return Between(entering, leaving, told(after, (was != KEPT) & (now != KEPT) & moved))
