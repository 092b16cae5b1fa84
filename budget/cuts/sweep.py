"""One evaluation of the priced question: the exact bound at given prices of the coupling rows, and the choices that attain it.

The bound is the Lagrangian one: limits times prices, and the least cost of every block within its cap (block_search.py); it is far closer
than the linear relaxation's wherever caps bind.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budget.cuts.block_search import FULL, Cap, Effort, Found, search_block
from budget.cuts.cap_prices import find_cap_prices, find_critical
from budget.cuts.classes import UNCAPPED, Floats, Table
from budget.cuts.instance import Flags, Ints
from budget.cuts.minima import Minima, find_minima, priced

Pulse = Callable[[], None]
"""Called between pieces of work; raises to stop it."""
DEAREST = 1e12
NEAR_STATES = 3_000


@dataclass(frozen=True)
class Block:
    """The part of the table that shares a cap: its place among the caps, its rows (from `low` to `high`) as a table of their own."""

    cap: int
    low: int
    high: int
    table: Table


@dataclass(frozen=True)
class Sweep:
    """What came of it: `bound`, the free classes' `minima`, the choices of capped blocks (`found`), sums of coupling rows (`amount`)."""

    price: Floats
    bound: float
    minima: Minima
    found: dict[int, Found]
    cap_price: Floats
    amount: Ints
    loose: Flags
    """Whether a class is free of every cap at these prices."""

    @property
    def impossible(self) -> bool:
        """Whether some block cannot stay within its cap whatever it does."""
        return any(not len(found.weight) for found in self.found.values())


class Pool:
    """The choices of a block known so far, with what they weigh and their harm (only where the target weighs as the cap does)."""

    def __init__(self) -> None:
        """None yet."""
        self.weight = np.zeros(0, np.int64)
        self.harm = np.zeros(0)

    def add(self, found: Found, price: Floats) -> None:
        """Take in the choices found at a price."""
        self.weight = np.append(self.weight, found.weight)
        self.harm = np.append(self.harm, found.cost + price[0] * found.weight)

    def least(self, price: Floats) -> float:
        """What the cheapest of them costs at a price."""
        return float((self.harm - price[0] * self.weight).min(initial=np.inf))


class Sweeper:
    """Evaluates a table at prices; `over` is what a đồng above a cap costs (inf = may not be)."""

    def __init__(self, table: Table, over: float = np.inf, pulse: Pulse = lambda: None) -> None:
        """Cut the table into its blocks."""
        self.table, self.limit, self.over, self._pulse = table, table.limit, over, pulse
        self.plain = _is_plain(table)
        """Whether there is one coupling row that weighs every capped row just as its cap does."""
        self._critical = find_critical(table) if self.plain else None
        self.pools: dict[int, Pool] = {}
        self._blocks: dict[int, Block] = {}
        self._spans = {cap: span for cap, span in table.spans().items() if cap != UNCAPPED}

    def block(self, cap: int) -> Block:
        """The block of a cap."""
        if cap not in self._blocks:
            first, last = self._spans[cap]
            low, high = int(self.table.start[first]), int(self.table.end[last - 1])
            wanted = np.zeros(self.table.rows, np.bool_)
            wanted[low:high] = True
            self._blocks[cap] = Block(cap, low, high, self.table.restricted(wanted))
        return self._blocks[cap]

    def cap_prices(self, price: Floats, cost: Floats) -> Floats:
        """The price of each cap at prices of the coupling rows; `cost` of the rows at these."""
        if self._critical is None:
            return find_cap_prices(self.table, cost, min(self.over, DEAREST))
        clipped: Floats = np.clip(price[0] - self._critical, 0.0, min(self.over, DEAREST))
        return clipped

    def relax(self, price: Floats) -> tuple[float, Floats]:
        """The bound of the linear relaxation at these prices, and how the coupling rows then stand (sum less limit)."""
        cost = priced(self.table, price)
        cap_price = self.cap_prices(price, cost)
        held = np.append(cap_price, 0.0)[self.table.block_of_row]
        minima = find_minima(self.table, cost + held * self.table.weight)
        rows = minima.taken()
        amount = self.table.amount[rows].sum(axis=0).astype(np.float64)
        bound = float(self.limit @ price + minima.cost[minima.active].sum() - cap_price @ self.table.caps)
        if self.plain:
            # at a capped block's price the relaxed choice fills the cap exactly, where the rows taken here leave some of it
            used = np.bincount(self.table.block_of_row[rows] + 1, self.table.weight[rows], len(cap_price) + 1)[1:]
            amount = amount + np.where((cap_price > 0) & (cap_price < min(self.over, DEAREST)), self.table.caps - used, 0.0).sum()
        return bound, amount - self.limit

    def sweep(self, price: Floats, effort: Effort = FULL) -> Sweep:
        """The exact bound at these prices with the choices that attain it, or come near with less effort."""
        cost = priced(self.table, price)
        cap_price = self.cap_prices(price, cost)
        minima = find_minima(self.table, cost)
        capped = np.append(cap_price > 0, False)
        loose = ~capped[self.table.block]
        free = loose & minima.active
        bound = float(self.limit @ price) + float(minima.cost[free].sum())
        amount = self.table.amount[minima.row[free]].sum(axis=0)
        found = {}
        for cap in np.flatnonzero(cap_price > 0).tolist():
            self._pulse()
            block = self.block(cap)
            near = found[cap] = self._search(cap, cost, float(cap_price[cap]), price, effort)
            if self.plain and len(near.weight) and np.isinf(self.over):
                self.pools.setdefault(cap, Pool()).add(near, price)
            bound += near.bound
            if len(near.weight):
                amount = amount + (near.weight[0] if self.plain else block.table.amount[near.rows(0)].sum(axis=0))
        return Sweep(price, bound, minima, found, cap_price, amount, loose)

    def near(self, sweep: Sweep, slack: float) -> dict[int, Found]:
        """The choices of the capped blocks of a sweep that cost up to so much more than the best."""
        cost = priced(self.table, sweep.price)
        effort = Effort(states=NEAR_STATES, slack=slack)
        return {cap: self._search(cap, cost, float(sweep.cap_price[cap]), sweep.price, effort) for cap in sweep.found}

    def _search(self, cap: int, cost: Floats, own: float, price: Floats, effort: Effort) -> Found:
        block = self.block(cap)
        known = self.pools[cap].least(price) if cap in self.pools else np.inf
        return search_block(block.table, cost[block.low : block.high], Cap(int(self.table.caps[cap]), own, self.over), effort, known)


def _is_plain(table: Table) -> bool:
    capped = table.block_of_row != UNCAPPED
    return table.amount.shape[1] == 1 and bool((table.amount[capped, 0] == table.weight[capped]).all())
