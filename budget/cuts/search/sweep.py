"""One evaluation of the priced question: the exact bound at given prices of the coupling rows, and the choices that attain it.

The bound is the Lagrangian one: limits times prices, and the least cost of every block within its cap (block_search.py); it is far closer
than the linear relaxation's wherever caps bind.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.block_search import Cap, Effort, Found, search_block
from budget.cuts.search.cap_prices import find_cap_prices, find_critical
from budget.cuts.search.classes import UNCAPPED, Floats, Table
from budget.cuts.search.minima import Minima, find_minima, priced, sums_by_block

Pulse = Callable[[], None]
"""Called between pieces of work; raises to stop it."""
DEAREST = 1e12
NUDGE = 1e-9
"""How much below its price a cap is passed, as a share."""
FEW = 4
"""Choices of a block that join its pool at each sweep where what they save must be added up row by row."""
NEAR_STATES = 3_000
BLOCKS_SHARE = 4
"""One part in so many of the gap asked for is left to what blocks may lie above their relaxed bounds."""


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
    """The choices of a block known so far: what they add to the target, and their harm with what lies above a soft cap."""

    def __init__(self) -> None:
        """None yet."""
        self.amount = np.zeros(0, np.int64)
        self.harm = np.zeros(0)

    def add(self, amount: Ints, harm: Floats) -> None:
        """Take in some choices."""
        self.amount = np.append(self.amount, amount)
        self.harm = np.append(self.harm, harm)

    def least(self, price: float) -> tuple[float, float]:
        """What the cheapest of them costs at a price of the target, and adds to it; infinite where none is known."""
        cost = self.harm - price * self.amount
        at = int(cost.argmin()) if len(cost) else None
        return (np.inf, 0.0) if at is None else (float(cost[at]), float(self.amount[at]))


class Sweeper:
    """Evaluates a table at prices; `over` is what a đồng above a cap costs, of all caps or of each (inf = may not be)."""

    def __init__(self, table: Table, over: float | Floats = np.inf, pulse: Pulse = lambda: None) -> None:
        """Cut the table into its blocks."""
        self.table, self.limit, self.pulse = table, table.limit, pulse
        self.over: Floats = np.broadcast_to(np.asarray(over, np.float64), table.caps.shape)
        self.dearest = np.minimum(self.over, DEAREST)
        """The price of a cap that cannot be kept, or is not worth keeping."""
        self.plain = _is_plain(table)
        """Whether there is one coupling row that weighs every capped row just as its cap does."""
        self.hard = bool(np.isinf(self.over).all())
        """Whether no cap may be passed."""
        self.enough = 0.0
        """How far above its relaxed bound a choice of a block may lie to be taken for the best."""
        self._critical = find_critical(table) if self.plain else None
        self.pools: dict[int, Pool] = {}
        self._blocks: dict[int, Block] = {}
        self._spans = {cap: span for cap, span in table.spans().items() if cap != UNCAPPED}

    def spare(self, price: float, gap: float) -> None:
        """Let each block that a cap binds at a price of the target lie above its relaxed bound by its part of a share of the gap."""
        at = np.array([price])
        cost = priced(self.table, at)
        cap_price = self.cap_prices(at, cost)
        least, amount = self.relaxed(cost, cap_price)
        harm = max(0.0, float(least.sum() + price * amount.sum()))
        self.enough = gap * harm / (BLOCKS_SHARE * max(1, int((cap_price > 0).sum())))

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
            return find_cap_prices(self.table, cost, self.dearest)
        clipped: Floats = np.clip(price[0] - self._critical, 0.0, self.dearest)
        return clipped

    def relax(self, price: Floats) -> tuple[float, float]:
        """The bound of the linear relaxation at a price of the target, and how much the relaxed choices then save beyond it."""
        cost = priced(self.table, price)
        least, amount = self.relaxed(cost, self.cap_prices(price, cost))
        return float(self.limit @ price + least.sum()), float(amount.sum() - self.limit[0])

    def relaxed(self, cost: Floats, cap_price: Floats) -> tuple[Floats, Floats]:
        """What the relaxed choices of each block cost (the price of its cap counted) and add to the target; last what has no cap."""
        least, amount, light = self._sums(cost, cap_price)
        filled = (cap_price > 0) & (cap_price < self.dearest)
        least[:-1] -= cap_price * self.table.caps
        if self.plain:
            # the rows taken at the price of a cap leave some of it, a relaxed choice fills it exactly
            amount[:-1][filled] = self.table.caps[filled]
        elif filled.any():
            _, more, heavy = self._sums(cost, np.where(filled, cap_price * (1 - NUDGE), cap_price))
            share = np.clip((self.table.caps - light[:-1]) / np.maximum(heavy - light, 1.0)[:-1], 0.0, 1.0)
            amount[:-1] += np.where(filled, share * (more - amount)[:-1], 0.0)
        return least, amount

    def light(self, cost: Floats, cap_price: Floats) -> tuple[Floats, Floats]:
        """What each block's choices that its cap's price makes light enough cost, and add to the target; last what has no cap.

        They keep the cap where anything does, so no block has to cost more.
        """
        least, amount, weight = self._sums(cost, cap_price)
        least[:-1] -= cap_price * np.minimum(weight[:-1], self.table.caps)
        return least, amount

    def _sums(self, cost: Floats, cap_price: Floats) -> tuple[Floats, Floats, Floats]:
        """What the cheapest choices cost by block at prices of the caps, add to the target, and weigh; last what has no cap."""
        table = self.table
        minima = find_minima(table, cost + np.append(cap_price, 0.0)[table.block_of_row] * table.weight)
        figures = (minima.cost, table.amount[minima.row, 0], table.weight[minima.row])
        least, amount, weight = (sums_by_block(table, figure, minima.active) for figure in figures)
        return least, amount, weight

    def sweep(self, price: Floats, effort: Effort | None = None) -> Sweep:
        """The exact bound at these prices (less `enough` for each block) with the choices that attain it, or come near with less effort."""
        effort = effort or Effort(enough=self.enough)
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
            self.pulse()
            block = self.block(cap)
            found[cap] = near = self._search(block, price, cost, float(cap_price[cap]), effort)
            bound += near.bound
            if len(near.weight):
                amount = amount + self.amounts(block, near, np.zeros(1, np.int64))[0]
        if len(price) == 1:
            self._remember(minima, found, float(price[0]))
        return Sweep(price, bound, minima, found, cap_price, amount, loose)

    def near(self, sweep: Sweep, slack: float, *, thin: bool = False) -> dict[int, Found]:
        """The choices of the capped blocks of a sweep that cost up to so much more than the best; `thin`: those no lighter one betters."""
        cost = priced(self.table, sweep.price)
        effort = Effort(states=NEAR_STATES, slack=slack, thin=thin)
        found = {}
        for cap in sweep.found:
            self.pulse()
            found[cap] = self._search(self.block(cap), sweep.price, cost, float(sweep.cap_price[cap]), effort)
        return found

    def _search(self, block: Block, price: Floats, cost: Floats, cap_price: float, effort: Effort) -> Found:
        known = self.pools[block.cap].least(float(price[0]))[0] if block.cap in self.pools else np.inf
        cap = Cap(int(self.table.caps[block.cap]), cap_price, float(self.over[block.cap]))
        return search_block(block.table, cost[block.low : block.high], cap, effort, known)

    def _remember(self, minima: Minima, found: dict[int, Found], price: float) -> None:
        """Take what each block does at a price into its pool: the choices found, or the minima where the cap does not bind."""
        free_amount, free_harm = (
            sums_by_block(self.table, figure[minima.row], minima.active) for figure in (self.table.amount[:, 0], self.table.harm)
        )
        for cap in self._spans:
            pool = self.pools.setdefault(cap, Pool())
            if cap in found:
                near = found[cap]
                places = np.arange(len(near.weight) if self.plain else min(FEW, len(near.weight)))
                amount = self.amounts(self.block(cap), near, places)[:, 0]
                pool.add(amount, near.cost[: len(amount)] + price * amount)
            else:
                pool.add(free_amount[cap : cap + 1].astype(np.int64), free_harm[cap : cap + 1])

    def amounts(self, block: Block, near: Found, places: Ints) -> Ints:
        """What choices of a block add to the coupling rows: one row a choice."""
        if self.plain:
            return near.weight[places, None]
        sums = [block.table.amount[near.rows(place)].sum(axis=0) for place in places.tolist()]
        return np.array(sums, np.int64).reshape(len(sums), block.table.amount.shape[1])


def _is_plain(table: Table) -> bool:
    capped = table.block_of_row != UNCAPPED
    return table.amount.shape[1] == 1 and bool((table.amount[capped, 0] == table.weight[capped]).all())
