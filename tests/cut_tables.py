"""Tables of classes for tests of the search: laid out with more forks than life has, and every way to choose from one."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import numpy as np
import pytest

from budget.cuts import components
from budget.cuts.classes import NO_FORK, UNCAPPED, Table
from budget.cuts.instance import Ints


@contextmanager
def few_choices(most: int = 3) -> Iterator[None]:
    """Groups of lines are split by pivots as soon as they have more joint choices than `most`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "MOST_CHOICES", most)
        yield


def every_pick(table: Table) -> Iterator[Ints]:
    """Each way to choose from a table: one row of each class that is of no case or of the one case its fork takes."""
    forks: dict[int, list[int]] = {}
    for case in sorted(set(table.case.tolist()) - {NO_FORK}):
        forks.setdefault(int(table.fork_of_case[case]), []).append(case)
    for cases in product(*forks.values()):
        active = [klass for klass, case in enumerate(table.case.tolist()) if case == NO_FORK or case in cases]
        spans = [range(int(table.start[klass]), int(table.end[klass])) for klass in active]
        yield from (np.array(rows, np.int64) for rows in product(*spans))


def within_caps(table: Table, rows: Ints) -> bool:
    """Whether chosen rows keep every cap."""
    held = table.block_of_row[rows]
    weight = np.bincount(held[held != UNCAPPED], table.weight[rows][held != UNCAPPED], len(table.caps))
    return bool((weight <= table.caps).all())
