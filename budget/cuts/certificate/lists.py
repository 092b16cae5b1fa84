"""Every choice of a block that costs no more than a given sum, so that nothing near the bound is overlooked.

Rules inside the block get multipliers from its linear relaxation; then each line's options have an excess over its best, and a choice costs
what the relaxation says, plus its excesses, plus what it leaves unused of each rule at its multiplier. Lines are decided one after another,
all partial choices at once; one that is dear enough already, or can keep a rule no more, is dropped. Shares no code with the search.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog

from budget.cuts.certificate.priced import Floats
from budget.cuts.certificate.program import Rules
from budget.cuts.instance import Ints

MOST_PARTIAL = 60_000
"""So many partial choices at once are too many: the block is not listed."""
TOLERANCE = 1e-9
"""Rules are of size 1; what exceeds one by less may be rounding, and is kept for the exact look at the end."""


@dataclass(frozen=True)
class _Block:
    """One block as rules `matrix` @ taken <= `high`, with multipliers and what each option costs on top of them."""

    matrix: Floats
    high: Floats
    multiplier: Floats
    cost: Floats
    spans: list[tuple[int, int]]
    forced: list[bool]

    @property
    def base(self) -> Floats:
        """What the best of each line costs (nothing, where keeping it is best)."""
        least = [float(self.cost[low:high].min()) for low, high in self.spans]
        return np.array([own if forced else min(0.0, own) for own, forced in zip(least, self.forced, strict=True)])


def list_choices(rules: Rules, block: int, most: float) -> Ints | None:
    """All lawful choices of a block that cost `most` at the most: one row each, the columns (places in `rules`) taken, -1 = line kept.

    None when they are too many to list. Some may be there that break a rule or cost more, by rounding.
    """
    told = _lay_out(rules, block)
    base = told.base
    relaxed = float(base.sum() - told.multiplier @ told.high)
    room = most - relaxed + 1e-10 * float(np.abs(rules.cost[rules.places(block)[0]]).sum())
    order = sorted(range(len(told.spans)), key=lambda line: -_reach(told, line))
    least, greatest = _remaining(told, order)
    first = rules.places(block)[0].start
    picks, excess, used = np.zeros((1, 0), np.int32), np.zeros(1), np.zeros((1, len(told.high)))
    for step, line in enumerate(order):
        low, high = told.spans[line]
        parts = []
        for column in ([] if told.forced[line] else [-1]) + list(range(low, high)):
            moved = (0.0 if column < 0 else float(told.cost[column])) - float(base[line])
            held = np.flatnonzero(excess + moved <= room)
            after = used[held] + (0.0 if column < 0 else told.matrix[:, column])
            spent = excess[held] + moved
            unused = np.maximum(0.0, told.high - after - greatest[step]) @ told.multiplier
            fits = (after + least[step] <= told.high + TOLERANCE).all(axis=1) & (spent + unused <= room)
            taken = np.full((int(fits.sum()), 1), column if column < 0 else column + first, np.int32)
            parts.append((np.hstack([picks[held[fits]], taken]), spent[fits], after[fits]))
        picks, excess, used = (np.concatenate([part[at] for part in parts]) for at in range(3))
        if len(picks) > MOST_PARTIAL:
            return None
    return picks.astype(np.int64)


def _lay_out(rules: Rules, block: int) -> _Block:
    columns, rows = rules.places(block)
    matrix, low, high = rules.matrix[rows, columns].toarray(), rules.low[rows], rules.high[rows]
    below, above = np.isfinite(high), np.isfinite(low)
    both = np.vstack([matrix[below], -matrix[above]])
    limits = np.concatenate([high[below], -low[above]])
    multiplier = _multipliers(rules.cost[columns], both, limits)
    kept = ~np.concatenate([rules.line_row[rows][below], rules.line_row[rows][above]])
    both, limits, multiplier = both[kept], limits[kept], multiplier[kept]
    line = rules.line[columns]
    order = np.argsort(line, kind="stable")
    if (order != np.arange(len(order))).any():
        raise RuntimeError("columns of a block stand by line")
    ends = [*np.flatnonzero(np.append(True, np.diff(line) != 0)).tolist(), len(line)]
    spans = list(pairwise(ends))
    forced = [bool(rules.forced[columns][low]) for low, _ in spans]
    return _Block(both, limits, multiplier, rules.cost[columns] + multiplier @ both, spans, forced)


def _multipliers(cost: Floats, matrix: Floats, high: Floats) -> Floats:
    """Those of the linear relaxation; any that are not negative would do, these leave the least to list."""
    size = max(1.0, float(np.abs(cost).max()))
    found = linprog(cost / size, A_ub=matrix, b_ub=high, bounds=(0, 1), method="highs")
    if found.status != 0:
        return np.zeros(len(high))
    told: Floats = np.maximum(0.0, -found.ineqlin.marginals) * size
    return told


def _reach(told: _Block, line: int) -> float:
    """How much a line can move the rules, at their multipliers: the greatest come first, so that little is open at the end."""
    low, high = told.spans[line]
    return float((np.abs(told.matrix[:, low:high]).T @ told.multiplier).max(initial=0.0))


def _remaining(told: _Block, order: list[int]) -> tuple[Floats, Floats]:
    """For each step the least and the greatest that the lines after it can add to each rule."""
    own = [told.matrix[:, slice(*told.spans[line])] for line in order]
    nothing = [0.0 if not told.forced[line] else np.inf for line in order]
    least = np.array([np.minimum(part.min(axis=1), no) for part, no in zip(own, nothing, strict=True)])
    greatest = np.array([np.maximum(part.max(axis=1), 0.0 if no == 0 else -np.inf) for part, no in zip(own, nothing, strict=True)])
    after = (np.vstack([np.cumsum(part[::-1], axis=0)[::-1][1:], np.zeros((1, part.shape[1]))]) for part in (least, greatest))
    found: tuple[Floats, Floats] = (next(after), next(after))
    return found
