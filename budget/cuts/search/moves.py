"""What each owner of a choice may depart to at a price, side by side: classes that no cap binds, and whole blocks that search found for."""

from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.block_search import Found
from budget.cuts.search.classes import NO_FORK, UNCAPPED, Floats, Table
from budget.cuts.search.sweep import Sweep, Sweeper

CHEAPEST, SPREAD = 24, 40
"""Of a block's choices the cheapest are offered, and of those beyond the cheapest of each part of their weights."""


@dataclass(frozen=True)
class Moves:
    """Choices by owner: a class that no cap binds, or a whole block; one row each, sorted by owner.

    Of a choice: `row` (of the table, or the place of a block's choice), `group` (the place of its owner), `harm`, `amount` (towards the
    target), `excess` (its cost above the owner's best), and its `weight` towards `block`, a cap that does not bind but may not be passed.
    Of an owner: its number `owner` (a class, or -1 - cap), `start` (its first choice), `best` (its cheapest choice), `case`, and whether it
    is `active` (in no case, or in the cheapest of its fork). Every choice of a block with an excess up to `complete` stands here.
    """

    row: Ints
    group: Ints
    harm: Ints
    amount: Ints
    excess: Floats
    weight: Ints
    block: Ints
    owner: Ints
    start: Ints
    best: Ints
    case: Ints
    active: Flags
    fork_of_case: Ints
    complete: float

    def to_rows(self, sweeper: Sweeper, found: dict[int, Found], taken: Ints) -> Ints:
        """The table's rows of some choices."""
        owner = self.owner[self.group[taken]]
        parts = [self.row[taken[owner >= 0]]]
        for move, number in zip(taken[owner < 0].tolist(), owner[owner < 0].tolist(), strict=True):
            cap = -1 - number
            parts.append(found[cap].rows(int(self.row[move])) + sweeper.block(cap).low)
        return np.concatenate(parts)

    def within(self, price: float, excess: float) -> Flags:
        """The owners that may depart for so much excess; those of a fork all together, for it may turn."""
        departing = self.excess.copy()
        departing[self.best] = np.inf
        least = np.minimum.reduceat(departing, self.start)
        near: Flags = (self.case == NO_FORK) & (least <= excess)
        forked = np.flatnonzero(self.case != NO_FORK)
        if len(forked):
            case = self.case[forked]
            cost = self.harm[self.best[forked]] - price * self.amount[self.best[forked]]
            total = np.bincount(case, cost, len(self.fork_of_case))
            held = np.unique(case[self.active[forked]])
            cheapest = np.full(len(self.fork_of_case), np.inf)
            cheapest[self.fork_of_case[held]] = total[held]
            turning = total - cheapest[self.fork_of_case]
            turning[held] = np.inf
            fork = self.fork_of_case[case]
            may = (turning[case] <= excess) | (self.active[forked] & (least[forked] <= excess))
            near[forked] = np.isin(fork, fork[may])
        return near

    def as_table(self, inside: Flags) -> Table:
        """The choices of some owners as a table of one block whose cap is the target: what they add to it weighs less than nothing."""
        rows = np.flatnonzero(inside[self.group])
        owner = self.group[rows]
        new = np.append(True, np.diff(owner) != 0)
        nothing = np.zeros(0, np.int64)
        return Table(
            klass=np.cumsum(new) - 1,
            start=np.flatnonzero(new),
            block=np.zeros(int(new.sum()), np.int64),
            case=self.case[inside],
            fork_of_case=self.fork_of_case,
            harm=self.harm[rows],
            weight=-self.amount[rows],
            amount=np.zeros((len(rows), 0), np.int64),
            first=np.zeros(len(rows) + 1, np.int64),
            options=nothing,
            caps=np.zeros(1, np.int64),
            cap_rows=nothing,
            coupling=nothing,
            limit=nothing,
        )


def find_moves(sweeper: Sweeper, sweep: Sweep, found_in: dict[int, Found]) -> Moves:
    """The moves at the price of a sweep; `found_in` has the choices of each block that a cap binds."""
    table, price = sweeper.table, float(sweep.price[0])
    rows = np.flatnonzero(sweep.loose[table.klass])
    klass = table.klass[rows]
    harm, amount = table.harm[rows], table.amount[rows, 0]
    parts = [(klass, rows, harm, amount, harm - amount * price - sweep.minima.cost[klass], table.weight[rows], table.block[klass])]
    for cap, found in found_in.items():
        places = _offered(found)
        count = len(places)
        amount = sweeper.amounts(sweeper.block(cap), found, places)[:, 0]
        harm = np.rint(found.cost[places] + price * amount).astype(np.int64)
        nothing, outside = np.zeros(count, np.int64), np.full(count, UNCAPPED, np.int64)
        excess = found.cost[places] - found.cost[0]
        parts.append((np.full(count, -1 - cap, np.int64), places, harm, amount, excess, nothing, outside))
    columns = [np.concatenate([part[at] for part in parts]) for at in range(7)]
    order = np.lexsort((columns[1], columns[0]))
    owner, row, harm, amount, excess, weight, block = (column[order] for column in columns)
    new = np.append(True, np.diff(owner) != 0)[: len(owner)]
    start, group, owner = np.flatnonzero(new), np.cumsum(new) - 1, owner[new]
    # a block is no class, stands in no case and is always there
    single = np.maximum(owner, 0)
    case = np.where(owner >= 0, table.case[single], NO_FORK)
    active = (owner < 0) | sweep.minima.active[single]
    excess = np.maximum(excess, 0.0)
    best = _first_best(excess, weight, start, group)
    complete = _completeness(sweeper, found_in)
    return Moves(row, group, harm, amount, excess, weight, block, owner, start, best, case, active, table.fork_of_case, complete)


def _completeness(sweeper: Sweeper, found_in: dict[int, Found]) -> float:
    """Up to which excess every choice of the blocks is offered; what weighs the same must save the same, else one stands for many."""
    within = np.inf
    for found in found_in.values():
        cut = found.cost[CHEAPEST] - found.cost[0] if len(found.cost) > CHEAPEST + SPREAD else np.inf
        within = min(within, found.complete if sweeper.plain else 0.0, float(cut))
    return within


def _offered(found: Found) -> Ints:
    """The places of a block's choices that are offered, the cheapest first."""
    count = len(found.weight)
    if count <= CHEAPEST + SPREAD:
        return np.arange(count)
    rest = np.arange(CHEAPEST, count)
    low, high = int(found.weight.min()), int(found.weight.max())
    part = (found.weight[rest] - low) * SPREAD // (high - low + 1)
    _, first = np.unique(part, return_index=True)
    return np.concatenate([np.arange(CHEAPEST), np.sort(rest[first])])


def _first_best(excess: Floats, weight: Ints, start: Ints, group: Ints) -> Ints:
    """The best choice of each owner; of equals the lightest, so that no cap is passed, then the first."""
    best = excess <= np.minimum.reduceat(excess, start)[group]
    lightest = np.minimum.reduceat(np.where(best, weight, np.iinfo(np.int64).max), start)
    best &= weight == lightest[group]
    found: Ints = np.minimum.reduceat(np.where(best, np.arange(len(best)), len(best)), start)
    return found
