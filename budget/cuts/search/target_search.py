"""A question with one target solved by prices: the exact bound climbs, and near its summit the target is closed to within a few đồng."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np

from budget.cuts.answer import harm_of
from budget.cuts.instance import Instance
from budget.cuts.search.classes import Table
from budget.cuts.search.closing import Closed, close, close_quickly
from budget.cuts.search.found import OutOfTimeError, Search
from budget.cuts.search.one_price import Climbed, climb, out_of_reach, relaxed_price
from budget.cuts.search.reaching import chosen_at
from budget.cuts.search.several_targets import polish
from budget.cuts.search.sweep import Sweep, Sweeper

MOST_PRICE = 1e9
"""No đồng of saving is worth more harm than this: past it a target is out of reach."""
NEAR = 0.7
"""How much of the gap asked for the model may still leave when closing begins to pay."""
CLOSED = 0.7
"""An answer that lies above the bound by this part of the gap asked for is near enough."""
CLOSINGS = 2
MANY, ALMOST = 5_000, 5.0
"""Of a table with more rows than this an answer within so many times the gap asked for is not bettered after a thorough closing."""
LEAST_LEFT = 0.1
WIDE = 1e-4
"""A gap that is worth polishing, in tables of up to MOST_POLISHED rows."""
MOST_POLISHED = 60_000


def search_target(instance: Instance, table: Table, gap: float, left: Callable[[], float], pulse: Callable[[], None]) -> Search:
    """The answer by prices where one rule couples the blocks, or none."""
    sweeper = Sweeper(table, pulse=pulse)
    return search_again(instance, sweeper, gap, left) if len(table.coupling) else _without_target(instance, sweeper)


def search_again(instance: Instance, sweeper: Sweeper, gap: float, left: Callable[[], float]) -> Search:
    """The answer to a question with one target, standing on what the sweeper learned from other limits of it."""
    first = relaxed_price(sweeper, MOST_PRICE)
    if first is None:
        return Search(None, 0.0, np.zeros(len(instance.rows)), impossible=out_of_reach(sweeper))
    sweeper.spare(first, gap)
    return _climbed(instance, sweeper, first, (gap, left))


def _climbed(instance: Instance, sweeper: Sweeper, first: float, asked: tuple[float, Callable[[], float]]) -> Search:
    gap, left = asked
    best = Search(None, 0.0, np.zeros(len(instance.rows)))
    closings, worst = 0, _worst(sweeper)
    last: Climbed | None = None
    with suppress(OutOfTimeError):
        for climbed in climb(sweeper, first):
            last = climbed
            if climbed.sweep.impossible or climbed.sweep.bound > worst:
                return replace(best, impossible=True)
            best = _with_bound(best, sweeper, climbed.sweep, len(instance.rows))
            enough = CLOSED * gap * abs(climbed.sweep.bound)
            quick = close_quickly(sweeper, climbed.sweep, enough)
            best = _with_choice(best, instance, sweeper, quick)
            if not best.is_near(gap) and _pays(climbed, best, gap) and closings < CLOSINGS:
                closings += 1
                best = _with_choice(best, instance, sweeper, close(sweeper, climbed.sweep, enough, quick))
                if sweeper.table.rows > MANY and best.is_near(ALMOST * gap):
                    return best
            if best.is_near(gap):
                return best
            if left() <= LEAST_LEFT:
                break
    if last is None:
        # not even one sweep was in time: it is made nevertheless, so that there is an answer
        sweeper.pulse = lambda: None
        last = next(climb(sweeper, first))
        best = _with_bound(best, sweeper, last.sweep, len(instance.rows))
    if best.chosen is None:
        best = _with_choice(best, instance, sweeper, close(sweeper, last.sweep, CLOSED * gap * abs(last.sweep.bound)))
    return best if left() <= LEAST_LEFT else _polished(best, instance, sweeper, last.sweep, asked)


def _polished(best: Search, instance: Instance, sweeper: Sweeper, sweep: Sweep, asked: tuple[float, Callable[[], float]]) -> Search:
    """An answer that closing left wide open, bettered near the prices of the last sweep."""
    gap, left = asked
    if best.rows is None or best.harm - best.bound <= WIDE * best.harm or sweeper.table.rows > MOST_POLISHED:
        return best
    rows = best.rows
    with suppress(OutOfTimeError):
        asked_now = replace(sweeper.table, limit=sweeper.limit)
        rows = polish(asked_now, sweep, best.rows, max(gap, WIDE / 10), left, sweeper.pulse)
    chosen = sweeper.table.chosen_options(instance, rows)
    return replace(best, chosen=chosen, harm=harm_of(instance, chosen), rows=rows)


def _worst(sweeper: Sweeper) -> float:
    """More harm than any choice does: a bound above it says that no choice reaches the target."""
    table = sweeper.table
    most = float(np.maximum.reduceat(table.harm, table.start).sum()) if table.rows else 0.0
    return most * (1 + 1e-9) + 1.0


def _pays(climbed: Climbed, best: Search, gap: float) -> bool:
    return climbed.height - best.bound <= NEAR * max(gap, 1e-9) * max(1.0, abs(best.bound))


def _with_bound(best: Search, sweeper: Sweeper, sweep: Sweep, rows: int) -> Search:
    if sweep.bound <= best.bound and best.price.any():
        return best
    price = np.zeros(rows)
    price[sweeper.table.cap_rows] = sweep.cap_price
    price[sweeper.table.coupling] = sweep.price
    return replace(best, bound=max(best.bound, sweep.bound), price=price)


def _with_choice(best: Search, instance: Instance, sweeper: Sweeper, closed: Closed | None) -> Search:
    """With an answer that closing gave, if it is better than what is known."""
    if closed is None:
        return best
    best = replace(best, bound=max(best.bound, min(closed.bound, closed.harm)))
    if best.chosen is not None and best.harm <= closed.harm:
        return best
    return replace(best, chosen=sweeper.table.chosen_options(instance, closed.rows), harm=closed.harm, rows=closed.rows)


def _without_target(instance: Instance, sweeper: Sweeper) -> Search:
    """Where nothing is asked for, each block by itself does the least harm it can."""
    sweep = sweeper.sweep(np.zeros(0))
    price = np.zeros(len(instance.rows))
    if sweep.impossible:
        return Search(None, 0.0, price, impossible=True)
    price[sweeper.table.cap_rows] = sweep.cap_price
    chosen = sweeper.table.chosen_options(instance, chosen_at(sweeper, sweep))
    return Search(chosen, sweep.bound, price, harm_of(instance, chosen))
