"""The cheapest choice of every class at given prices, for all classes at once: what the bound and every first answer are made of.

At prices `row_price` of the coupling rows and `cap_price` of the caps a row of the table costs harm - row_price . amount +
cap_price * weight; each class takes its cheapest row, each fork its cheapest case (of equals the lightest, then the first).
"""

from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.classes import NO_FORK, Floats, Table

HEAVIEST = np.int64(1) << 62


@dataclass(frozen=True)
class Minima:
    """For each class its cheapest `row`, its `cost` (at the prices, caps included) and whether it is `active` (its case is the best)."""

    row: Ints
    cost: Floats
    active: Flags

    def taken(self) -> Ints:
        """The rows of the active classes."""
        return self.row[self.active]


def priced(table: Table, row_price: Floats) -> Floats:
    """What each row costs at prices of the coupling rows, caps apart."""
    return table.harm - table.amount @ row_price


def find_minima(table: Table, cost: Floats) -> Minima:
    """The cheapest row of each class at the costs of rows, and which cases are the cheapest of their forks."""
    least = np.minimum.reduceat(cost, table.start)
    best = cost <= least[table.klass]
    lightest = np.minimum.reduceat(np.where(best, table.weight, HEAVIEST), table.start)
    best &= table.weight == lightest[table.klass]
    row = np.minimum.reduceat(np.where(best, np.arange(table.rows), table.rows), table.start)
    return Minima(row, least, _active(table, least, table.weight[row]))


def _active(table: Table, least: Floats, weight: Ints) -> Flags:
    active = np.ones(len(table.start), np.bool_)
    forked = np.flatnonzero(table.case != NO_FORK)
    if len(forked):
        forks = table.fork_of_case
        total, heavy = (np.bincount(table.case[forked], part[forked], len(forks)) for part in (least, weight))
        order = np.lexsort((np.arange(len(forks)), heavy, total, forks))
        best = np.zeros(len(forks), np.bool_)
        best[order[np.flatnonzero(np.append(True, np.diff(forks[order]) != 0))]] = True
        active[forked] = best[table.case[forked]]
    return active


def sums_by_block(table: Table, values: Floats | Ints, active: Flags) -> Floats:
    """The sum of a figure of the active classes in each block, by its cap; last the sum of those without a cap."""
    blocks = len(table.caps) + 1
    return np.bincount(table.block[active] % blocks, values[active], blocks).astype(np.float64)
