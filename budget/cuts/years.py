"""What of an option counts in a budget year: the part of its money that stands there, by the same phases as everywhere else.

Of all years what is saved counts and what is put off does not; of one year both leave it, and are told apart. Rounding between phases
may bring a đồng into a year that loses money as a whole; such an option counts below nought there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.acting import Choices
from budget.cuts.figures import NO_YEAR, Figures
from budget.cuts.instance import CODE_OF, Flags, Ints
from budget.model.states import CutAction
from budget.phases import Share, reckon_phases


@dataclass(frozen=True)
class Counted:
    """The money of a year, or of all: `held` by each line, and of it what each option cuts and what leaves (cut or put off), in đồng."""

    year: int | None
    held: Ints
    saved: Ints
    gone: Ints

    def kept(self, which: Flags) -> "Counted":
        """The same for only the options where `which` is true."""
        return Counted(self.year, self.held, self.saved[which], self.gone[which])


def count_in(figures: Figures, choices: Choices, year: int | None) -> Counted:
    """What the lines hold in a year (None = all years) and what each option takes of it."""
    options = choices.options
    if year is None:
        return Counted(None, figures.amount, options.saved, options.saved)
    inside = figures.year == year
    held = np.where(inside, figures.amount, 0)
    saved = np.where(inside[options.line], options.saved, 0)
    late = options.kind == CODE_OF[CutAction.DEFER]
    away = late & inside[options.line] & (options.value // 4 != year)
    gone = saved + np.where(away, options.deferred, 0)
    if figures.shares:
        _count_split(figures, choices, year, (held, saved, gone))
    return Counted(year, held, saved, gone)


def _count_split(figures: Figures, choices: Choices, year: int, columns: tuple[Ints, Ints, Ints]) -> None:
    """The same for lines whose money is split, one by one by the rules of their phases."""
    held, saved, gone = columns
    options, first = choices.options, np.searchsorted(choices.options.line, np.arange(len(figures) + 1))
    quarters = figures.rows.column("quarter").to_pylist()
    for place, split in figures.shares.items():
        when = None if figures.year[place] == NO_YEAR else int(figures.year[place])
        amount = int(figures.amount[place])
        before = held[place] = _in_year(amount, when, quarters[place], split, year)
        for option in range(int(first[place]), int(first[place + 1])):
            if options.kind[option] == CODE_OF[CutAction.DEFER]:
                period = int(options.value[option])
                after, cut = _in_year(amount, period // 4, period % 4 + 1, split, year), 0
            else:
                after = _in_year(amount - int(options.saved[option]), when, quarters[place], split, year)
                cut = before - after
            saved[option], gone[option] = cut, before - after


def _in_year(amount: int, when: int | None, quarter: int | None, split: Sequence[Share], year: int) -> int:
    return sum(phase.amount for phase in reckon_phases(amount, when, quarter, split) if phase.year == year)
