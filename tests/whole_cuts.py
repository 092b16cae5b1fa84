"""The question of a cut as one plain 0/1 program, built row by row from its words: what tests and bench hold the search against."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array

from budget.cuts.instance import CODE_OF, Instance
from budget.model.states import CutAction

DROP, DEFER = CODE_OF[CutAction.DROP], CODE_OF[CutAction.DEFER]


@dataclass(frozen=True)
class Whole:
    """One 0/1 variable an option: low <= matrix @ taken <= high, taken <= most, least harm @ taken; the instance's own rows first."""

    harm: NDArray[np.int64]
    matrix: csr_array
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    most: NDArray[np.float64]
    own_rows: int


def write_whole(instance: Instance) -> Whole:
    """The program of an instance; every number a whole one."""
    options, lines, written = instance.options, instance.lines, _Rows()
    for row in instance.rows:
        low, high = (row.limit, np.inf) if row.at_least else (-np.inf, row.limit)
        written.add(row.option, row.weight, low, high)
    _write_lines(instance, written)
    _write_ties(instance, written)
    most = np.where(lines.locked[options.line], 0.0, 1.0) if len(options) else np.zeros(0)
    return Whole(options.harm, written.matrix(len(options)), np.array(written.low), np.array(written.high), most, len(instance.rows))


def solve_whole(instance: Instance, *, gap: float = 0.0, time_limit: float = 60.0, relaxed: bool = False) -> OptimizeResult:
    """HiGHS on the whole program, money and harm in shares of the largest figure; `relaxed`: parts of options may be taken."""
    whole = write_whole(instance)
    harm_unit = float(max(1, whole.harm.max(initial=1)))
    size = np.maximum(1.0, abs(whole.matrix).max(axis=1).toarray().ravel()) if whole.matrix.nnz else np.ones(len(whole.low))
    scaled = csr_array(whole.matrix.multiply((1.0 / size)[:, None]))
    rules = LinearConstraint(scaled, whole.low / size, whole.high / size)
    kind = np.zeros(len(whole.harm)) if relaxed else np.ones(len(whole.harm))
    asked = {"mip_rel_gap": gap, "time_limit": time_limit}
    found = milp(whole.harm / harm_unit, integrality=kind, bounds=Bounds(0, whole.most), constraints=rules, options=asked)
    found.harm = None if found.x is None else found.fun * harm_unit
    found.bound = None if getattr(found, "mip_dual_bound", None) is None else found.mip_dual_bound * harm_unit
    return found


def _write_lines(instance: Instance, written: "_Rows") -> None:
    """One option a line at most; one for certain where the line is forced."""
    of_line = _by_line(instance)
    for line, held in sorted(of_line.items()):
        written.add(held, [1] * len(held), 1 if instance.lines.forced[line] else -np.inf, 1)
    if any(line not in of_line for line in np.flatnonzero(instance.lines.forced).tolist()):
        written.add([], [], 1, 1)


def _write_ties(instance: Instance, written: "_Rows") -> None:
    """Children follow their parents, bundles stay together."""
    drops, waits = _by_line(instance, DROP), _by_line(instance, DEFER)
    for above, below in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        fallen, waiting = drops.get(above, []), waits.get(above, [])
        written.compare(fallen, drops.get(below, []))
        written.compare(fallen + waiting, drops.get(below, []) + waits.get(below, []))
    for bundle in instance.bundles:
        for first, second in pairwise(bundle):
            one, other = drops.get(first, []), drops.get(second, [])
            written.add(one + other, [1] * len(one) + [-1] * len(other), 0, 0)


def _by_line(instance: Instance, kind: int | None = None) -> dict[int, list[int]]:
    """The options of each line, all or those of one kind."""
    found: dict[int, list[int]] = {}
    for place, (line, own) in enumerate(zip(instance.options.line.tolist(), instance.options.kind.tolist(), strict=True)):
        if kind is None or own == kind:
            found.setdefault(line, []).append(place)
    return found


class _Rows:
    """The rows of a program as they are written."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self._columns: list[NDArray[np.int64]] = []
        self._weights: list[NDArray[np.int64]] = []

    def add(self, columns: object, weights: object, low: float, high: float) -> None:
        """Low <= sum of weights of the taken columns <= high."""
        self._columns.append(np.asarray(columns, np.int64))
        self._weights.append(np.asarray(weights, np.int64))
        self.low.append(low)
        self.high.append(high)

    def compare(self, fewer: list[int], more: list[int]) -> None:
        """As many of `more` are taken as of `fewer`, or more."""
        if fewer:
            self.add(fewer + more, [1] * len(fewer) + [-1] * len(more), -np.inf, 0)

    def matrix(self, columns: int) -> csr_array:
        """What was written, one row after the other."""
        if not self._columns:
            return csr_array((0, columns))
        row = np.repeat(np.arange(len(self._columns)), [len(part) for part in self._columns])
        column, weight = np.concatenate(self._columns), np.concatenate(self._weights)
        return csr_array(coo_array((weight.astype(float), (row, column)), shape=(len(self._columns), columns)))
