"""The cheapest way out of a question that nothing can answer: which rules give way, and by how much.

Small questions go to the general solver with a slack on every rule. Large ones have one target: what is out of reach even without caps is
taken off the target; for the rest the caps give way, by the fewest đồng in all and, among the units, where it does the least harm.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from budget.cuts.answer import KEPT, ContradictionError, Relaxed, broken_rows
from budget.cuts.instance import Instance, Relaxation, Row
from budget.cuts.search.classes import Table
from budget.cuts.search.closing import Closed, close
from budget.cuts.search.minima import find_minima
from budget.cuts.search.one_price import climb, relaxed_price
from budget.cuts.search.sweep import Sweeper
from budget.cuts.search.whole import least_relaxed

SMALL = 4_000
"""Up to so many options the general solver finds the relaxations, exactly."""
OVER = 1_000.0
"""What a đồng above a cap counts for beside the harm of a đồng cut (10 at the most): more than any cut it could spare."""
SWEEPS = 8


def relax(instance: Instance, table: Table | None, seconds: float) -> tuple[Instance, list[Relaxed]]:
    """The instance with its limits eased so that it has an answer, and what was eased."""
    off: Sequence[tuple[int, int]]
    if instance.idle:
        off = _without_options(instance)
    elif table is None or len(table.coupling) != 1 or len(instance.options) <= SMALL or not _may_all(instance):
        off = least_relaxed(instance, seconds)
    else:
        off = _soften(table)
    relaxed = [Relaxed(row, by) for row, by in sorted(off)]
    return replace(instance, rows=_eased(instance, relaxed)), relaxed


def _may_all(instance: Instance) -> bool:
    return all(row.relaxation is Relaxation.MAY for row in instance.rows)


def _without_options(instance: Instance) -> list[tuple[int, int]]:
    """What keeping every line lacks; ContradictionError where that may not be."""
    off = broken_rows(instance, np.full(len(instance.lines), KEPT, np.int64))
    if instance.lines.forced.any() or any(instance.rows[row].relaxation is Relaxation.NEVER for row, _ in off):
        raise ContradictionError
    return off


def _eased(instance: Instance, relaxed: Sequence[Relaxed]) -> tuple[Row, ...]:
    rows = list(instance.rows)
    for one in relaxed:
        row = rows[one.row]
        rows[one.row] = replace(row, limit=row.limit - one.by if row.at_least else row.limit + one.by)
    return tuple(rows)


def _soften(table: Table) -> list[tuple[int, int]]:
    """Relaxations of a large question: of the target what no cut can reach, then of the caps what is still needed."""
    target = int(table.coupling[0])
    most = _most_without_caps(table)
    short = max(0, int(table.limit[0]) - most)
    off = [(target, short)] if short else []
    eased = replace(table, limit=table.limit - short)
    sweeper = Sweeper(eased, over=OVER)
    price = relaxed_price(sweeper, OVER * 1e3)
    if price is None:
        raise RuntimeError("a target within reach without caps is out of reach with soft ones")
    closed: Closed | None = None
    for step, climbed in enumerate(climb(sweeper, price)):
        closed = close(sweeper, climbed.sweep)
        if closed is not None and step + 1 >= SWEEPS:
            break
    if closed is None:
        raise RuntimeError("soft caps leave no answer")
    rows = closed.rows
    blocks = eased.block_of_row[rows]
    weight = np.bincount(blocks + 1, eased.weight[rows], len(eased.caps) + 1)[1:].astype(np.int64)
    over = np.flatnonzero(weight > eased.caps)
    return [*off, *((int(eased.cap_rows[cap]), int(weight[cap] - eased.caps[cap])) for cap in over.tolist())]


def _most_without_caps(table: Table) -> int:
    """The most that can be saved when no cap binds."""
    minima = find_minima(table, -table.amount[:, 0].astype(np.float64))
    return int(table.amount[minima.taken(), 0].sum())
