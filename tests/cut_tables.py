"""Questions with one target and their tables for tests of the search: with more forks than life has, and every way to choose from one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st

from budget.cuts.answer import ContradictionError
from budget.cuts.instance import Instance, Ints, checked, plain_instance, target_row
from budget.cuts.search import components
from budget.cuts.search.classes import NO_FORK, UNCAPPED, Table, lay_out
from budget.cuts.search.components import TooWideError

UNITS = ("xã 0", "xã 1", "thị xã")
"""The last has no cap."""


@st.composite
def one_target(draw: st.DrawFn, most_lines: int = 7, *, deferral: bool = False, pins: bool = True) -> Instance:
    """A target, two units with a cap and one without; lines are tied within their unit; `deferral`: some may wait, which counts too."""
    kinds = ["percent", "fewer", *(["defer"] if deferral else []), "drop"]
    count = draw(st.integers(1, most_lines))
    rows, units = [], [draw(st.sampled_from(UNITS)) for _ in range(count)]
    for at, unit in enumerate(units):
        amount = draw(st.integers(1, 60))
        open_to = [kind for kind in kinds if draw(st.booleans())]
        taken = {"percent": amount // 4, "fewer": draw(st.integers(0, amount)), "defer": amount, "drop": amount}
        before = [f"k{other}" for other in range(at) if units[other] == unit]
        needs = draw(st.lists(st.sampled_from(before), max_size=2, unique=True)) if before else []
        locked = draw(st.integers(0, 5)) == 0
        rows.append((f"k{at}", unit, amount, locked, needs, [(kind, taken[kind], draw(st.integers(0, 40))) for kind in open_to]))
    caps = {unit: draw(st.integers(0, 90)) for unit in UNITS[:-1]}
    instance = plain_instance(rows, draw(st.integers(0, 150)), caps)
    asked = target_row(instance.options, instance.rows[0].limit, deferral=deferral)
    wanted = np.array([pins and draw(st.integers(0, 4)) == 0 for _ in range(count)]) & ~instance.lines.locked
    lines = replace(instance.lines, forced=wanted)
    return checked(replace(instance, lines=lines, rows=(asked, *instance.rows[1:])))


@contextmanager
def few_choices(most: int = 3) -> Iterator[None]:
    """Groups of lines are split by pivots as soon as they have more joint choices than `most`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "MOST_CHOICES", most)
        yield


def laid_out(instance: Instance, most: int) -> Table | None:
    """The table of an instance whose groups are split when they have more joint choices than `most`; None where it has none."""
    with few_choices(most):
        try:
            return lay_out(instance)
        except (TooWideError, ContradictionError):
            return None


@st.composite
def tables(draw: st.DrawFn, most_lines: int = 7, *, deferral: bool = False, pins: bool = True) -> Table:
    """The tables of such questions, many with forks, each with some row."""
    instance = draw(one_target(most_lines, deferral=deferral, pins=pins))
    table = laid_out(instance, draw(st.sampled_from([2, 3, 160])))
    assume(table is not None and table.rows)
    assert table is not None
    return table


@st.composite
def reachable_tables(draw: st.DrawFn, most_lines: int = 6, *, deferral: bool = False) -> Table:
    """Tables whose target some choice within the caps reaches, often to the đồng."""
    table = draw(tables(most_lines, deferral=deferral))
    reached = {int(table.amount[rows, 0].sum()) for rows in every_pick(table) if within_caps(table, rows)}
    assume(reached)
    limit = draw(st.sampled_from(sorted(reached))) - draw(st.sampled_from([0, 0, 1, 5]))
    return replace(table, limit=np.array([limit], np.int64))


def least_harm(table: Table) -> int:
    """The least harm of any choice within the caps that reaches the target."""
    lawful = [rows for rows in every_pick(table) if within_caps(table, rows) and table.amount[rows, 0].sum() >= table.limit[0]]
    return min(int(table.harm[rows].sum()) for rows in lawful)


def every_pick(table: Table) -> Iterator[Ints]:
    """Each way to choose from a table: one row of each class that is of no case or of the one case its fork takes."""
    forks: dict[int, list[int]] = {}
    for case in sorted(set(table.case.tolist()) - {NO_FORK}):
        forks.setdefault(int(table.fork_of_case[case]), []).append(case)
    for cases in product(*forks.values()):
        active = [klass for klass, case in enumerate(table.case.tolist()) if case == NO_FORK or case in cases]
        spans = [range(int(table.start[klass]), int(table.end[klass])) for klass in active]
        yield from (np.array(rows, np.int64) for rows in product(*spans))


def weights(table: Table, rows: Ints) -> Ints:
    """What chosen rows weigh towards each cap."""
    capped = rows[table.block_of_row[rows] != UNCAPPED]
    return np.bincount(table.block_of_row[capped], table.weight[capped], len(table.caps)).astype(np.int64)


def within_caps(table: Table, rows: Ints) -> bool:
    """Whether chosen rows keep every cap."""
    return bool((weights(table, rows) <= table.caps).all())
