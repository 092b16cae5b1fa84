"""The price of each cap at given prices of the coupling rows: how much cheaper a block would be with one đồng more of cap (relaxed)."""

import numpy as np

from budget.cuts.classes import Floats, Table
from budget.cuts.minima import find_minima, sums_by_block

HALVINGS = 40


def find_cap_prices(table: Table, cost: Floats, most: float) -> Floats:
    """For each block the least price (0 to `most`) at which its classes, left to themselves, stay within the cap.

    `cost` is of rows, caps apart. A block that stays above its cap even at `most` has that price.
    """
    blocks = len(table.caps)
    price = np.zeros(blocks)
    if not blocks:
        return price
    over = _weights(table, cost, price) > table.caps
    if not over.any():
        return price
    wanted = np.append(over, False)[table.block_of_row]
    part, cost = table.restricted(wanted), cost[wanted]
    low, high = np.zeros(blocks), np.where(over, _steepest(part, cost, blocks), 0.0)
    high = np.minimum(high, most)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _weights(part, cost, middle) > table.caps
        low, high = np.where(above & over, middle, low), np.where(above & over, high, middle)
        if ((high - low) <= 1e-12 * high).all():
            break
    return np.where(over, high, 0.0)


def find_critical(table: Table) -> Floats:
    """For each block the greatest price of what it weighs (harm saved for a đồng of weight) at which it stays within its cap; inf = any.

    Where a target weighs rows as the cap does, this is all there is to know of a cap: at a price of the target above it the cap's own
    price is the difference.
    """
    blocks = len(table.caps)
    harm = table.harm.astype(np.float64)
    high = _dearest(table, harm, blocks)
    low = np.zeros(blocks)
    never = _weights(table, harm, -high) <= table.caps
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _weights(table, harm, -middle) > table.caps
        low, high = np.where(above, low, middle), np.where(above, middle, high)
        if ((high - low) <= 1e-11 * high).all():
            break
    return np.where(_lightest(table) > table.caps, -np.inf, np.where(never, np.inf, low))


def _weights(table: Table, cost: Floats, price: Floats) -> Floats:
    held = table.block_of_row
    charged = cost + np.append(price, 0.0)[held] * table.weight
    minima = find_minima(table, charged)
    return sums_by_block(table, table.weight[minima.row], minima.active)


def _lightest(table: Table) -> Floats:
    """The least each block can weigh."""
    weight = table.weight.astype(np.float64)
    minima = find_minima(table, weight)
    return sums_by_block(table, table.weight[minima.row], minima.active)


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
