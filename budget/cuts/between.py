"""What is different between two answers to one question: lines that one cuts and the other keeps, and lines cut in both but otherwise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.cuts.answer import KEPT
from budget.cuts.outcome import Outcome
from budget.cuts.telling import LineTold, Telling


@dataclass(frozen=True)
class Between:
    """Lines that only the second cuts, that only the first cuts, and that both cut in another way, by their places, in order of number.

    The lines themselves are told only when asked for: on a large plan thousands of sentences differ, and a screen shows a hundred.
    """

    first: Outcome
    second: Outcome
    entering_at: tuple[int, ...]
    leaving_at: tuple[int, ...]
    otherwise_at: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.entering_at or self.leaving_at or self.otherwise_at)

    def first_lines(self, most: int) -> tuple[list[LineTold], list[LineTold], list[LineTold]]:
        """The first of each part, `most` of each at the most: entering, leaving, otherwise."""
        before, after = Telling(self.first), Telling(self.second)
        return after.lines(self.entering_at[:most]), before.lines(self.leaving_at[:most]), after.lines(self.otherwise_at[:most])


def compare_answers(first: Outcome, second: Outcome) -> Between:
    """The difference, each part in the order of lines' numbers; ValueError when the two answer different questions."""
    if first.drawn.instance.lines.ids != second.drawn.instance.lines.ids:
        raise ValueError("answers to different questions")
    was, now = first.answer.chosen, second.answer.chosen
    numbers = first.drawn.need.number

    def ordered(which: NDArray[np.bool_]) -> tuple[int, ...]:
        places = np.flatnonzero(which)
        return tuple(places[np.argsort(numbers[places], kind="stable")].tolist())

    moved = (first.kind != second.kind) | (first.saved != second.saved) | (first.deferred != second.deferred)
    return Between(
        first,
        second,
        ordered((was == KEPT) & (now != KEPT)),
        ordered((was != KEPT) & (now == KEPT)),
        ordered((was != KEPT) & (now != KEPT) & moved),
    )
