"""The cheapest way out of a question that nothing can answer: which rules give way, and by how much.

Small questions go to the general solver with a slack on every rule. Large ones have one target: what is out of reach even without caps is
taken off the target; for the rest the caps give way, by the fewest đồng in all and, among the units, where it does the least harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from budget.cuts.answer import KEPT, ContradictionError, Relaxed, broken_rows
from budget.cuts.instance import Instance, Ints, Relaxation, Row
from budget.cuts.search.classes import Table
from budget.cuts.search.closing import close
from budget.cuts.search.minima import find_minima
from budget.cuts.search.one_price import climb, relaxed_price
from budget.cuts.search.sweep import Sweep, Sweeper
from budget.cuts.search.whole import least_relaxed

SMALL = 4_000
"""Up to so many options the general solver finds the relaxations, exactly."""
OVER = 1_000.0
"""What a đồng above a cap counts for beside the harm of a đồng cut (10 at the most): more than any cut it could spare."""
SWEEPS = 8


@dataclass(frozen=True)
class Eased:
    """A question with its limits eased, what was eased, and a choice that keeps them: there is an answer, though it may not be the best."""

    instance: Instance
    relaxed: tuple[Relaxed, ...]
    chosen: Ints


def relax(instance: Instance, table: Table | None, seconds: float) -> Eased:
    """The instance with its limits eased so that it has an answer, and what was eased."""
    if instance.idle:
        chosen = _without_options(instance)
    elif table is None or len(table.coupling) != 1 or len(instance.options) <= SMALL or not _may_all(instance):
        chosen = least_relaxed(instance, seconds)
    else:
        chosen = table.chosen_options(instance, _soften(table))
    relaxed = tuple(Relaxed(row, by) for row, by in broken_rows(instance, chosen))
    return Eased(replace(instance, rows=_eased(instance, relaxed)), relaxed, chosen)


def _may_all(instance: Instance) -> bool:
    return all(row.relaxation is Relaxation.MAY for row in instance.rows)


def _without_options(instance: Instance) -> Ints:
    """Every line kept; ContradictionError where that may not be."""
    kept = np.full(len(instance.lines), KEPT, np.int64)
    off = broken_rows(instance, kept)
    if instance.lines.forced.any() or any(instance.rows[row].relaxation is Relaxation.NEVER for row, _ in off):
        raise ContradictionError
    return kept


def _eased(instance: Instance, relaxed: Sequence[Relaxed]) -> tuple[Row, ...]:
    rows = list(instance.rows)
    for one in relaxed:
        row = rows[one.row]
        rows[one.row] = replace(row, limit=row.limit - one.by if row.at_least else row.limit + one.by)
    return tuple(rows)


def _soften(table: Table) -> Ints:
    """The rows of a large question that lack of the target only what no cut can reach, and pass the caps by what is still needed."""
    short = max(0, int(table.limit[0]) - _most_without_caps(table))
    eased = replace(table, limit=table.limit - short)
    sweeper = Sweeper(eased, over=OVER)
    price = relaxed_price(sweeper, OVER * 1e3)
    if price is None:
        raise RuntimeError("a target within reach without caps is out of reach with soft ones")
    best: Sweep | None = None
    for step, climbed in enumerate(climb(sweeper, price)):
        best = climbed.sweep if best is None or climbed.sweep.bound > best.bound else best
        if step + 1 >= SWEEPS or climbed.height - best.bound <= OVER:
            break
    closed = close(sweeper, best, OVER) if best else None
    if closed is None:
        raise RuntimeError("soft caps leave no answer")
    return closed.rows


def _most_without_caps(table: Table) -> int:
    """The most that can be saved when no cap binds."""
    minima = find_minima(table, -table.amount[:, 0].astype(np.float64))
    return int(table.amount[minima.taken(), 0].sum())
