"""Freed money shared among needs: the most that may lawfully go, for the highest priorities first, by the exact flow that places funding.

Law: no pot gives more than is freed, no need gets more than it looks for, nor a part below its least; a rule's cap holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.allocation.instance import Flags, Instance, Ints, checked
from budget.allocation.solving import solve
from budget.cuts.transfers.needs import Funding, Needs
from budget.cuts.transfers.pools import Judge, Pool

PotKey = tuple[int, int]
"""A pool (its place) in a budget year."""
_LEVEL_OF_PRIORITY = {9: 1, 8: 2, 7: 3}
"""Levels as the priorities of the flow; all that would be cut before them is served last."""


@dataclass(frozen=True)
class Routes:
    """Which pot may pay which need, and how much at most: pairs sorted by need, then pot; `pots` = (pool, year)."""

    pools: tuple[Pool, ...]
    pots: tuple[PotKey, ...]
    need: Ints
    pot: Ints
    most: Ints

    def table(self, count: int) -> Flags:
        """Which pot (column) may pay which need (row)."""
        may = np.zeros((count, len(self.pots)), np.bool_)
        may[self.need, self.pot] = True
        return may


@dataclass(frozen=True)
class Shared:
    """What goes from each pot to each need, in đồng, by the pairs of the routes."""

    routes: Routes
    paid: Ints

    def by_pot(self) -> dict[PotKey, int]:
        """What each pot gives."""
        found = np.zeros(len(self.routes.pots), np.int64)
        np.add.at(found, self.routes.pot, self.paid)
        return dict(zip(self.routes.pots, found.tolist(), strict=True))

    def by_need(self, count: int) -> Ints:
        """What each need gets."""
        found = np.zeros(count, np.int64)
        np.add.at(found, self.routes.need, self.paid)
        return found


def find_routes(needs: Needs, pools: tuple[Pool, ...], years: Mapping[PotKey, int], judge: Judge, funding: Funding) -> Routes:
    """The lawful routes from the pots of `years` (with what may be freed of each at most, in đồng) to needs of the same year."""
    pots = tuple(sorted(key for key, amount in years.items() if amount > 0))
    may = judge.reach(pools, needs)
    pool_of, year_of = (np.array([key[side] for key in pots], np.int64) for side in (0, 1))
    open_to = may[:, pool_of] & (needs.year[:, None] == year_of[None, :]) if pots else np.zeros((len(needs), 0), np.bool_)
    need, pot = (part.astype(np.int64) for part in np.nonzero(open_to))
    return Routes(pools, pots, need, pot, _most(needs, pools, pot, need, pots, judge, funding))


def share_out(needs: Needs, routes: Routes, capacity: Mapping[PotKey, int]) -> Shared:
    """The most that `capacity` (đồng by pot) can do for needs by the routes, the highest priorities first, equals by the order of needs."""
    ceiling = np.array([max(0, capacity.get(pot, 0)) for pot in routes.pots], np.int64)
    priority = np.array([_LEVEL_OF_PRIORITY.get(level, 4) for level in needs.level.tolist()], np.int64)
    most = np.minimum(routes.most, needs.wanted[routes.need])
    least = np.minimum(needs.least, needs.wanted)
    open_pairs = most > 0
    pairs = (routes.need[open_pairs], routes.pot[open_pairs], most[open_pairs])
    paid = np.zeros(len(routes.need), np.int64)
    if len(pairs[0]):
        paid[open_pairs] = solve(checked(Instance(needs.wanted, priority, least, ceiling, *pairs))).paid
    return Shared(routes, paid)


def served_first(wanted: Ints, most: int) -> Ints:
    """What each need is to get of `most` đồng in all, in the order of being served."""
    before = np.cumsum(wanted) - wanted
    found: Ints = np.clip(most - before, 0, wanted)
    return found


def _most(needs: Needs, pools: tuple[Pool, ...], pot: Ints, need: Ints, pots: tuple[PotKey, ...], judge: Judge, funding: Funding) -> Ints:
    """What a pair may carry: all that lacks, or the year's part of a rule's cap less what the source pays of the line already."""
    most, units = needs.lacking[need], needs.texts("unit")
    paid: dict[str, Ints] = {}
    for at, (place, row) in enumerate(zip(pot.tolist(), need.tolist(), strict=True)):
        pool, whole = pools[pots[place][0]], max(1, int(needs.whole[row]))
        limit = judge.ruling(pool, int(needs.case[row]), units[row]).limit(whole)
        if limit is not None:
            if pool.source not in paid:
                paid[pool.source] = funding.paid_by(pool.source)
            asked = int(funding.laid.instance.demand[needs.row[row]])
            most[at] = max(0, min(int(most[at]), limit * asked // whole - int(paid[pool.source][needs.row[row]])))
    return most
