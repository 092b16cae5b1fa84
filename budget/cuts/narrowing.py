"""The same question narrowed: another target, some options only, some lines held as they are or surely cut. Nothing is read again."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from budget.cuts.answer import KEPT, Answer
from budget.cuts.instance import Flags, Instance, Ints, Options, Row, RowKind


def with_target(instance: Instance, limit: int) -> Instance:
    """The same with another amount (đồng) asked by its first target; ValueError when it has none."""
    rows = list(instance.rows)
    for at, row in enumerate(rows):
        if row.kind is RowKind.TARGET:
            rows[at] = replace(row, limit=limit)
            return replace(instance, rows=tuple(rows))
    raise ValueError("a question without a target")


def holding(instance: Instance, kept: Iterable[int] = (), cut: Iterable[int] = ()) -> Instance:
    """The same with some lines locked and some that may not stay as they are."""
    locked, forced = instance.lines.locked.copy(), instance.lines.forced.copy()
    keep, away = list(kept), list(cut)
    locked[keep], forced[keep] = True, False
    forced[away], locked[away] = True, False
    return replace(instance, lines=replace(instance.lines, locked=locked, forced=forced))


def restricted(instance: Instance, which: Flags) -> tuple[Instance, Ints]:
    """Only the options where `which` is true, and their places among the old ones."""
    options = instance.options
    columns = (options.line, options.kind, options.value, options.saved, options.deferred, options.harm)
    places = np.flatnonzero(which)
    return replace(instance, options=Options(*(column[which] for column in columns)), rows=narrowed(instance.rows, which)), places


def narrowed(rows: Iterable[Row], which: Flags) -> tuple[Row, ...]:
    """Rules over only the options where `which` is true, in their new places."""
    new = np.cumsum(which) - 1
    found = []
    for row in rows:
        held = which[row.option]
        found.append(replace(row, option=new[row.option[held]], weight=row.weight[held]))
    return tuple(found)


def widened(answer: Answer, places: Ints) -> Answer:
    """An answer to a restricted question in the terms of the whole one."""
    chosen = np.where(answer.chosen == KEPT, KEPT, places[np.maximum(answer.chosen, 0)] if len(places) else KEPT)
    return replace(answer, chosen=chosen)
