"""The choices of a sweep brought to the target class by class, under all caps: enough where many lines cost about the same.

Where many lines are equally needed the best price is theirs, and at it nearly everything up to the caps costs the same: no list of whole
choices of a block shows what may be done there, its classes do.
"""

import numpy as np

from budget.cuts.instance import Ints
from budget.cuts.search.filling import Filler, Ways
from budget.cuts.search.minima import priced
from budget.cuts.search.sweep import Sweep, Sweeper

ALL_ROOM = np.int64(1) << 61
"""The room under no cap."""


def chosen_at(sweeper: Sweeper, sweep: Sweep) -> Ints:
    """The rows of the table that a sweep takes."""
    parts = [sweep.minima.row[sweep.loose & sweep.minima.active]]
    parts += [found.rows(0) + sweeper.block(cap).low for cap, found in sweep.found.items()]
    return np.concatenate(parts)


def reach(sweeper: Sweeper, sweep: Sweep, rows: Ints, enough: float) -> Ints | None:
    """Rows that reach the one coupling row's limit, from `rows` on, if that can be done quickly; None when they do not reach it.

    Never more harm than before where those reach it already. What lies no more than `enough` above the sweep's bound will do.
    """
    table, price = sweeper.table, float(sweep.price[0])
    row, taken = sweep.minima.row.copy(), np.zeros(len(table.start), np.bool_)
    row[table.klass[rows]], taken[table.klass[rows]] = rows, True
    excess = priced(table, sweep.price) - sweep.minima.cost[table.klass]
    ways = Ways(table.klass, -table.amount[:, 0], excess, taken[table.klass], table.weight, table.block_of_row)
    spare = int(table.amount[rows, 0].sum()) - int(sweeper.limit[0])
    filler = Filler(ways, row, spare, price, _room(sweeper, rows), turned=True)
    # counted from the bound of the sweep, not from the classes' own best
    filler.spent = float(table.harm[rows].sum()) - sweep.bound - price * spare
    filler.fill(enough)
    return filler.row[taken] if filler.left >= 0 else None


def _room(sweeper: Sweeper, rows: Ints) -> Ints:
    """What the rows leave of each cap; last, of none, as much as anybody may want."""
    table = sweeper.table
    held = np.bincount(table.block_of_row[rows] % (len(table.caps) + 1), table.weight[rows], len(table.caps) + 1)
    return np.append(table.caps, ALL_ROOM) - held.astype(np.int64)
