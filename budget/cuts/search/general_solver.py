"""The door to the general solver (HiGHS through SciPy): silent, and its answers brought to keep every rule to the đồng.

It works with floating numbers and calls a rule kept that is missed by less than a millionth of its largest figure. A choice that misses
one in whole đồng is ruled out by what must change for that rule to be kept, and the solver asked again: nothing lawful is lost by that.
"""

import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from budget.cuts.instance import Flags, Ints

Floats = NDArray[np.float64]
LARGEST = 1e6
"""Money goes in scaled so that no figure is larger."""


@dataclass(frozen=True)
class Linear:
    """Matrix rows between `low` and `high`."""

    matrix: sparse.csr_matrix
    low: Floats
    high: Floats

    def beside(self, others: Sequence["Linear"]) -> "Linear":
        """These rows and others."""
        parts = [self, *others]
        matrix = sparse.vstack([part.matrix for part in parts]).tocsr()
        return Linear(matrix, np.concatenate([part.low for part in parts]), np.concatenate([part.high for part in parts]))


def minimise(cost: Floats, rules: Linear, whole: Floats, most: Floats, asked: tuple[float, float]) -> OptimizeResult:
    """The least cost of variables from 0 to `most`, whole ones where `whole` is 1; `asked` = seconds, gap."""
    constraints = LinearConstraint(rules.matrix, rules.low, rules.high) if rules.matrix.shape[0] else ()
    options = {"time_limit": asked[0], "mip_rel_gap": asked[1]}
    with SILENCE:
        return milp(cost, constraints=constraints, integrality=whole, bounds=Bounds(np.zeros(len(cost)), most), options=options)


def scale_of(money: Ints) -> float:
    """What to divide figures by so that none is larger than LARGEST."""
    return max(1.0, float(np.abs(money).max(initial=1)) / LARGEST)


def must_change(option: Ints, weight: Ints, taken: Flags, count: int) -> Linear:
    """What choices whose sum of `weight` is more than that of what is `taken` (by option) have in common: something comes in or goes out.

    Of `count` variables those at `option` have a weight: one that is not taken and adds comes in, or one that is taken and lessens goes.
    """
    comes, goes = ~taken & (weight > 0), taken & (weight < 0)
    sign = comes.astype(np.float64) - goes.astype(np.float64)
    line = sparse.csr_matrix((sign, (np.zeros(len(option), np.int64), option)), shape=(1, count))
    return Linear(line, np.array([1.0 - float(goes.sum())]), np.array([np.inf]))


class _Silence:
    """Keeps what the solver prints by itself off the standard output, where a command's answer goes.

    The output is the whole program's: the first search to come in closes it and the last to leave opens it, in whatever order they end.
    """

    def __init__(self) -> None:
        self._lock, self._inside, self._kept = threading.Lock(), 0, -1

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                sys.stdout.flush()
                self._kept = os.dup(1)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.close(nowhere)
            self._inside += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                os.dup2(self._kept, 1)
                os.close(self._kept)


SILENCE = _Silence()
