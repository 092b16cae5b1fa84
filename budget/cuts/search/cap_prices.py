"""The price of each cap at given prices of the coupling rows: how much cheaper a block would be with one đồng more of cap (relaxed)."""

from collections.abc import Callable

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.classes import Floats, Table
from budget.cuts.search.minima import find_minima, sums_by_block

HALVINGS = 40
RAISES = 60
"""How often a price is made four times dearer, at most, until a block does what is wanted."""


def find_cap_prices(table: Table, cost: Floats, most: float | Floats) -> Floats:
    """For each block the least price (0 to `most`, of all or of each) at which its classes, left to themselves, stay within the cap.

    `cost` is of rows, caps apart. A block that stays above its cap even at `most` has that price.
    """
    price = np.zeros(len(table.caps))
    over = _weights(table, cost, price) > table.caps
    if not over.any():
        return price
    wanted = np.append(over, False)[table.block_of_row]
    part, cost = table.restricted(wanted), cost[wanted]
    start = np.where(over, np.minimum(_steepest(part, cost, len(price)), most), 0.0)
    high = _raised(start, lambda high: (_weights(part, cost, high) <= table.caps) | ~over | (high >= most), most)
    low = np.zeros_like(high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _weights(part, cost, middle) > table.caps
        low, high = np.where(above & over, middle, low), np.where(above & over, high, middle)
        if ((high - low) <= 1e-12 * high).all():
            break
    return np.where(over, high, 0.0)


def find_critical(table: Table) -> Floats:
    """For each block the greatest price of what it weighs (harm saved for a đồng of weight) at which it stays within its cap.

    Inf where any price does, -inf where none does; below nothing where pins make it weigh more than the cap unless less is worth some harm.
    Where a target weighs rows as the cap does, this is all there is to know of a cap: at a price of the target above it the cap's own
    price is the difference.
    """
    caps, harm = table.caps, table.harm.astype(np.float64)
    never, always = _least(table, table.weight) > caps, -_least(table, -table.weight) <= caps
    settled = never | always
    high = _raised(_dearest(table, harm, len(caps)), lambda price: (_weights(table, harm, -price) > caps) | settled)
    low = np.zeros_like(high)
    heavy = (_weights(table, harm, low) > caps) & ~settled
    if heavy.any():
        low = -_raised(np.where(heavy, high, 0.0), lambda price: (_weights(table, harm, price) <= caps) | ~heavy)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _weights(table, harm, -middle) > caps
        low, high = np.where(above, low, middle), np.where(above, middle, high)
        if ((high - low) <= 1e-11 * np.abs(high))[~settled].all():
            break
    return np.where(never, -np.inf, np.where(always, np.inf, low))


def _raised(price: Floats, reached: Callable[[Floats], Flags], most: float | Floats = np.inf) -> Floats:
    """The prices, each made dearer until it reaches what is wanted: what suffices for every class may not yet turn a fork."""
    for _ in range(RAISES):
        there = reached(price)
        if there.all():
            break
        price = np.where(there, price, np.minimum(4 * price, most))
    return price


def _weights(table: Table, cost: Floats, price: Floats) -> Floats:
    held = table.block_of_row
    charged = cost + np.append(price, 0.0)[held] * table.weight
    minima = find_minima(table, charged)
    return sums_by_block(table, table.weight[minima.row], minima.active)[:-1]


def _least(table: Table, figure: Ints) -> Floats:
    """The least that a figure of rows can come to in each block."""
    minima = find_minima(table, figure.astype(np.float64))
    return sums_by_block(table, figure[minima.row], minima.active)[:-1]


def _dearest(table: Table, harm: Floats, blocks: int) -> Floats:
    """A price of weight at which every class takes its heaviest row, by block."""
    heaviest = np.maximum.reduceat(table.weight, table.start)[table.klass]
    base = np.minimum.reduceat(np.where(table.weight == heaviest, harm, np.inf), table.start)[table.klass]
    rest = (table.weight < heaviest) & (table.block_of_row >= 0)
    best = np.zeros(blocks)
    np.maximum.at(best, table.block_of_row[rest], (base[rest] - harm[rest]) / (heaviest[rest] - table.weight[rest]))
    return best * (1 + 1e-9) + 1e-9


def _steepest(table: Table, cost: Floats, blocks: int) -> Floats:
    """A price at which every class takes its lightest row, by block."""
    lightest = np.minimum.reduceat(table.weight, table.start)[table.klass]
    light = table.weight == lightest
    base = np.minimum.reduceat(np.where(light, cost, np.inf), table.start)[table.klass]
    best = np.zeros(blocks)
    rest = ~light
    gain = (base[rest] - cost[rest]) / (table.weight[rest] - lightest[rest])
    np.maximum.at(best, table.block_of_row[rest], gain)
    return best * (1 + 1e-9) + 1e-9
