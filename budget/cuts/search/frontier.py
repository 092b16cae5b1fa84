"""Harm against saving, from nothing to the most that can be saved: each point the least harm for its saving, with its gap.

A question of ordinary size is asked anew at evenly spaced targets, standing on what the points before it taught. Of a large one the points
are those where the exact bound is attained (at a price of saving every block's best choice): as many sweeps as points, no gap at all, and
savings that lie near the even ones. Rules of many shapes go to the general solver point by point.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from budget.cuts.answer import KEPT, harm_of, proved, saved_by
from budget.cuts.instance import Instance, Ints, RowKind
from budget.cuts.search.classes import lay_out
from budget.cuts.search.components import TooWideError
from budget.cuts.search.reaching import chosen_at
from budget.cuts.search.solving import Progress, StoppedError, solve
from budget.cuts.search.sweep import Sweep, Sweeper
from budget.cuts.search.target_search import search_again

LARGE = 30_000
"""Above so many options the points are where the bound is attained."""
SMALL, WIDE, BETTERING, SPARED = 5_000, 1e-4, 4.0, 60.0
"""Up to so many options a point that prices leave so wide open is solved whole, for so many seconds at the most, while so many are left."""
STEEP = 2.0
"""How many times the dearest đồng the last price is: every đồng that can be saved is worth saving there."""
SAMPLES = 48
ALIKE = 1e-6
"""Prices that lie no further apart, as a share, are the same."""


@dataclass(frozen=True)
class Point:
    """A point of the frontier: what was asked for and what is saved (đồng towards the target), its harm, the bound, and the choice."""

    target: int
    saved: int
    harm: int
    bound: float
    chosen: Ints
    across_the_board: int

    @property
    def gap(self) -> float:
        """How far the harm may be above the least, as a share."""
        return max(0.0, (self.harm - self.bound) / max(1, self.harm))


def trace(
    instance: Instance, points: int = 25, *, gap: float = 1e-6, time_limit: float = 120.0, progress: Progress | None = None
) -> Iterator[Point]:
    """The points by rising saving, each as soon as it is there; the first saves nothing, the last the most that can be saved.

    The instance has one row of kind TARGET, whose limit is of no account. StoppedError when `progress` answers no.
    """
    until = time.monotonic() + time_limit
    target = next(at for at, row in enumerate(instance.rows) if row.kind is RowKind.TARGET)
    tell = progress or (lambda _share, _words: True)
    try:
        table = lay_out(_with_limit(instance, target, 0))
    except TooWideError:
        table = None
    if table is not None and len(table.coupling) == 1 and int(table.coupling[0]) == target:
        ask = _attained if len(instance.options) > LARGE else _asked
        found = ask(instance, Sweeper(table), points, (gap, until))
    else:
        found = _one_by_one(instance, target, points, gap, until)
    for count, point in enumerate(found):
        yield point
        if not tell(min(1.0, (count + 1) / points), f"Đã giải {count + 1}/{points} điểm"):
            raise StoppedError


def _with_limit(instance: Instance, row: int, limit: int) -> Instance:
    rows = list(instance.rows)
    rows[row] = replace(rows[row], limit=limit)
    return replace(instance, rows=tuple(rows))


def across_the_board(instance: Instance, saved: int) -> int:
    """The harm of saving so much by cutting the same share of every line that may be cut, rules of units apart; rounded half up."""
    options = instance.options
    most = _largest(instance)
    amount, harm = int(options.saved[most].sum()), int(options.harm[most].sum())
    return (2 * saved * harm + amount) // (2 * amount) if amount else 0


def _largest(instance: Instance) -> Ints:
    """The option of each line that may be cut which saves most; of equals the first."""
    options = instance.options
    usable = np.flatnonzero(~instance.lines.locked[options.line] & (options.saved > 0))
    order = usable[np.lexsort((usable, -options.saved[usable], options.line[usable]))]
    return order[np.append(True, np.diff(options.line[order]) != 0)] if len(order) else order


def _point(instance: Instance, asked: int, chosen: Ints, target: int, bound: float) -> Point:
    row = instance.rows[asked]
    taken = np.zeros(len(instance.options), np.bool_)
    taken[chosen[chosen != KEPT]] = True
    harm, towards = harm_of(instance, chosen), int(row.weight[taken[row.option]].sum())
    if towards < target:
        raise RuntimeError(f"a point of the frontier saves {towards} where {target} was asked for")
    return Point(target, towards, harm, proved(harm, bound), chosen, across_the_board(instance, saved_by(instance, chosen)))


def _asked(instance: Instance, sweeper: Sweeper, points: int, asked: tuple[float, float]) -> Iterator[Point]:
    """Even targets, each asked for; the last is the most that can be saved."""
    last = _sweep_for_savings(sweeper, asked[0])
    for step in range(points - 1):
        if time.monotonic() >= asked[1]:
            return
        yield from _searched(instance, sweeper, int(last.amount[0]) * step // (points - 1), asked)
    sweeper.limit = sweeper.table.limit
    yield _of_sweep(instance, sweeper, last)


def _attained(instance: Instance, sweeper: Sweeper, points: int, asked: tuple[float, float]) -> Iterator[Point]:
    """Where the bound is attained near an even saving; where nothing near it is (many lines cost alike), that saving is asked for."""
    last = _sweep_for_savings(sweeper, asked[0])
    most, saved, before = int(last.amount[0]), -1, -1.0
    even = [most * step // max(1, points - 1) for step in range(points - 1)]
    for target, price in zip(even, [0.0, *_prices_for(sweeper, even[1:])], strict=True):
        if time.monotonic() >= asked[1]:
            return
        sweeper.limit = sweeper.table.limit
        sweep = _swept(sweeper, price, asked[0]) if price > before * (1 + ALIKE) else None
        before = price
        if sweep and saved < int(sweep.amount[0]) < most and abs(int(sweep.amount[0]) - target) <= most // (2 * points):
            saved = int(sweep.amount[0])
            yield _of_sweep(instance, sweeper, sweep)
        elif target > saved:
            saved = target
            yield from _searched(instance, sweeper, target, asked)
    sweeper.limit = sweeper.table.limit
    yield _of_sweep(instance, sweeper, last)


def _searched(instance: Instance, sweeper: Sweeper, limit: int, asked: tuple[float, float]) -> Iterator[Point]:
    """The least harm for a saving, standing on the points before; none where rules that need not be kept leave none."""
    gap, until = asked
    row = int(sweeper.table.coupling[0])
    sweeper.limit = np.array([limit], np.int64)
    search = search_again(instance, sweeper, gap, lambda: max(0.1, until - time.monotonic()))
    point = None if search.chosen is None else _point(instance, row, search.chosen, limit, search.bound)
    left = max(1.0, until - time.monotonic())
    if point is None or (point.gap > WIDE and len(instance.options) <= SMALL and left > SPARED):
        answer = solve(_with_limit(instance, row, limit), gap=gap, time_limit=left if point is None else min(left, BETTERING))
        if not answer.relaxed and (point is None or answer.gap < point.gap):
            point = _point(instance, row, answer.chosen, limit, answer.bound)
    if point is not None:
        yield point


def _swept(sweeper: Sweeper, price: float, gap: float) -> Sweep:
    """The sweep at a price, its blocks settled to within a part of the gap of what is then done."""
    sweeper.spare(price, gap)
    return sweeper.sweep(np.array([price]))


def _of_sweep(instance: Instance, sweeper: Sweeper, sweep: Sweep) -> Point:
    chosen = sweeper.table.chosen_options(instance, chosen_at(sweeper, sweep))
    saved = int(sweep.amount[0])
    bound = sweep.bound + float(sweep.price[0]) * (saved - float(sweeper.limit[0]))
    return _point(instance, int(sweeper.table.coupling[0]), chosen, saved, bound)


def _sweep_for_savings(sweeper: Sweeper, gap: float) -> Sweep:
    """The sweep at a price so steep that it saves the most there is, but for what a few đồng more would cost beyond all measure."""
    table = sweeper.table
    some = table.amount[:, 0] > 0
    return _swept(sweeper, float((table.harm[some] / table.amount[some, 0]).max(initial=1.0)) * STEEP, gap)


def _prices_for(sweeper: Sweeper, savings: Sequence[float]) -> list[float]:
    """Prices at which the relaxed choices save about so much, from a sample of prices."""
    table = sweeper.table
    some = np.flatnonzero(table.amount[:, 0] > 0)
    if not len(some):
        return [0.0] * len(savings)
    ratios = np.sort(table.harm[some] / table.amount[some, 0])
    prices = np.unique(ratios[np.linspace(0, len(ratios) - 1, SAMPLES).astype(np.int64)] * (1 + 1e-9))
    limit = float(sweeper.limit[0])
    saved = np.array([sweeper.relax(np.array([price]))[1] + limit for price in prices])
    return [float(price) for price in np.interp(savings, np.maximum.accumulate(saved), prices)]


def _one_by_one(instance: Instance, target: int, points: int, gap: float, until: float) -> Iterator[Point]:
    row = instance.rows[target]
    most = int(row.weight[np.isin(row.option, _largest(instance))].sum())
    for step in range(points):
        limit = most * step // max(1, points - 1)
        left = (until - time.monotonic()) / (points - step)
        answer = solve(_with_limit(instance, target, limit), gap=gap, time_limit=max(1.0, left))
        if answer.relaxed:
            # past what the other rules let be saved there is no frontier
            return
        yield _point(instance, target, answer.chosen, limit, answer.bound)
