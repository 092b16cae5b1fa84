"""One line's money by quarter, reckoned by the rules the plan file's view follows (budget/store/phase_views.py).

Law: the phases of a line add up to its amount to the đồng, whatever became of the amount since it was split.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """A stored row of a split: where it stands, its amount (đồng; only a weight while nothing is spent), whether it is spent."""

    id: str
    year: int
    quarter: int
    amount: int
    spent: bool = False

    @property
    def period(self) -> int:
        """The quarters since year 0."""
        return to_period(self.year, self.quarter)


@dataclass(frozen=True, slots=True)
class Phase:
    """A line's money in one quarter (đồng); spent money is paid out and moves no more."""

    year: int
    quarter: int
    amount: int
    spent: bool = False


def to_period(year: int, quarter: int) -> int:
    """The quarters from year 0 to a quarter."""
    return year * 4 + quarter - 1


def from_period(period: int) -> tuple[int, int]:
    """The (year, quarter) of a period."""
    return period // 4, period % 4 + 1


def reckon_phases(amount: int, year: int | None, quarter: int | None, split: Sequence[Share]) -> list[Phase]:
    """The phases of a line that comes to `amount` đồng and starts in a quarter, from its stored split, in order of time.

    Spent phases keep amount and place; the others share what is left by their weights and follow the line's own quarter.
    What exceeds phases that are all spent stays in the quarter of the last one; a line cut below what is spent of it keeps the
    earliest spent đồng only.
    """
    ordered = sorted(split, key=lambda share: (share.period, share.id))
    paid, coming = [share for share in ordered if share.spent], [share for share in ordered if not share.spent]
    first = (coming or paid)[0].period
    shift = (first // 4 if year is None else year) * 4 + (first % 4 if quarter is None else quarter - 1) - first
    phases = _take(amount, paid)
    left, weights = max(amount - sum(share.amount for share in paid), 0), sum(share.amount for share in coming)
    if weights:
        phases += _portion(left, weights, coming, shift)
    elif coming:
        phases += [Phase(*from_period(share.period + shift), left if share is coming[-1] else 0) for share in coming]
    elif left:
        phases.append(Phase(*from_period(ordered[-1].period), left))
    return sorted(phases, key=lambda phase: (phase.year, phase.quarter))


def overspent(amount: int, split: Sequence[Share]) -> int:
    """How many đồng more are spent than the line comes to now; 0 while the line covers what is spent."""
    return max(0, sum(share.amount for share in split if share.spent) - amount)


def _take(amount: int, paid: Sequence[Share]) -> list[Phase]:
    phases, left = [], amount
    for share in paid:
        taken = min(share.amount, left)
        left -= taken
        phases.append(Phase(share.year, share.quarter, taken, True))
    return phases


def _portion(left: int, weights: int, coming: Sequence[Share], shift: int) -> list[Phase]:
    """Cumulative sums rounded half up: the last of them is the whole, so nothing is lost on the way."""
    phases, reached, before = [], 0, 0
    for share in coming:
        reached += share.amount
        upto = (2 * left * reached + weights) // (2 * weights)
        phases.append(Phase(*from_period(share.period + shift), upto - before))
        before = upto
    return phases
