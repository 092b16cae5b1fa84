"""The whole question given to a general solver at once (HiGHS through SciPy): small questions, and those with rules of many shapes.

Money goes in scaled so that the largest figure is a million: the solver's tolerances are then near a đồng of what matters, and what comes
back is judged in whole đồng.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from budget.cuts.answer import KEPT, ContradictionError, broken_lines, broken_rows, harm_of
from budget.cuts.instance import CODE_OF, Instance, Ints, Relaxation, Row, RowKind
from budget.model.states import CutAction

Floats = NDArray[np.float64]
LARGEST = 1e6
MARGIN = 2e-6
"""Added to a limit (scaled, times the try) when rounding leaves a rule unkept by some đồng."""
TRIES = 4
SPARE = 0.25
"""What one stage may lose, in đồng, to what the next betters: less than a whole one."""


@dataclass(frozen=True)
class Model:
    """The constraints every answer keeps: matrix rows between `low` and `high`, and which options may be taken at all."""

    matrix: sparse.csr_matrix
    low: Floats
    high: Floats
    most: Floats


@dataclass(frozen=True)
class Solved:
    """What the general solver found: the choice (None when it has none), a bound on the harm, and whether it is proved to be the least."""

    chosen: Ints | None
    bound: float
    proved: bool
    impossible: bool = False


def solve_whole(instance: Instance, gap: float, seconds: float) -> Solved:
    """The least harm under all rules as they stand; `impossible` when nothing keeps them."""
    model = _model(instance)
    scale, harms = _scale(instance.lines.amount), _scale(instance.options.harm)
    best: Ints | None = None
    bound = 0.0
    for attempt in range(TRIES):
        rows = [_line_of(row, len(instance.options), attempt * MARGIN, scale) for row in instance.rows]
        matrix, low, high = _stacked(model, rows)
        whole = np.ones(len(instance.options))
        found = _minimise(instance.options.harm / harms, (matrix, low, high), whole, model.most, (seconds, max(gap, 0.0)))
        if found.x is None:
            return Solved(None, bound, False, impossible=found.status == 2 and attempt == 0)
        if attempt == 0:
            bound = float(found.mip_dual_bound if found.mip_dual_bound is not None else 0.0) * harms
        chosen = _chosen(instance, found.x)
        if not broken_rows(instance, chosen) and not broken_lines(instance, chosen):
            best = chosen
            return Solved(best, min(bound, harm_of(instance, best)), found.status == 0)
    return Solved(best, bound, False)


def least_relaxed(instance: Instance, seconds: float) -> list[tuple[int, int]]:
    """The rules that give way, and by how much, in the cheapest way out of a question with no answer: (row, đồng or pieces).

    First the targets lack as little as can be, then the other rules give way by as little as can be in all, then the least harm is done.
    The choice itself is not kept: the question is asked anew with these limits. ContradictionError when what never gives way leaves none.
    """
    model, money = _model(instance), _scale(instance.lines.amount)
    count, rules = len(instance.options), len(instance.rows)
    matrix, low, high = _stacked(model, [_line_of(row, count, 0.0, money) for row in instance.rows])
    fixed = matrix.shape[0] - rules
    signs = sparse.diags([1.0 if row.at_least else -1.0 for row in instance.rows])
    slack = sparse.vstack([sparse.csr_matrix((fixed, rules)), signs]) if fixed else signs
    whole = np.concatenate([np.ones(count), np.zeros(rules)])
    may = [np.inf if row.relaxation is Relaxation.MAY else 0.0 for row in instance.rows]
    bounded = np.concatenate([model.most, may])
    matrix = sparse.hstack([matrix, slack]).tocsr()
    each = np.array([1.0 / money if row.kind is RowKind.AT_LEAST else 1.0 for row in instance.rows])
    goal = np.array([row.kind in (RowKind.TARGET, RowKind.CEILING) for row in instance.rows])
    nothing = np.zeros(count)
    stages = [np.concatenate([nothing, np.where(goal, each, 0.0)]), np.concatenate([nothing, np.where(goal, 0.0, each)])]
    stages.append(np.concatenate([instance.options.harm / _scale(instance.options.harm), np.zeros(rules)]))
    off: list[tuple[int, int]] = []
    for stage, cost in enumerate(stages):
        found = _minimise(cost, (matrix, low, high), whole, bounded, (seconds / len(stages), 0.0))
        if found.x is None:
            if stage:
                return off
            raise ContradictionError(found.message)
        off = broken_rows(instance, _chosen(instance, found.x[:count]))
        spent = sum(by * float(cost[count + row]) for row, by in off if instance.rows[row].kind is not RowKind.AT_LEAST) / money
        spent += sum(by * float(cost[count + row]) for row, by in off if instance.rows[row].kind is RowKind.AT_LEAST)
        # what this stage has reached binds the next
        matrix = sparse.vstack([matrix, sparse.csr_matrix(cost)]).tocsr()
        low, high = np.append(low, -np.inf), np.append(high, spent + SPARE / money)
    return off


def _minimise(
    cost: Floats, rules: tuple[sparse.csr_matrix, Floats, Floats], whole: Floats, most: Floats, asked: tuple[float, float]
) -> OptimizeResult:
    """HiGHS on variables from 0 to `most`, whole ones where `whole` is 1; `asked` = seconds, gap."""
    constraints = LinearConstraint(*rules) if rules[0].shape[0] else ()
    options = {"time_limit": asked[0], "mip_rel_gap": asked[1]}
    with _silent():
        return milp(cost, constraints=constraints, integrality=whole, bounds=Bounds(np.zeros(len(cost)), most), options=options)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what the solver prints by itself off the standard output, where a command's answer goes."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def minimise_choices(harm: Ints, rules: Sequence[tuple[sparse.csr_matrix, Floats]], gap: float, seconds: float) -> Ints | None:
    """The places taken with the least harm: exactly one of each class, at most the caps, at least the targets (`rules` in that order).

    None when nothing keeps them in the time there is; what comes back keeps them to the đồng.
    """
    scale = max(1.0, max(float(abs(rules[at][0]).max()) if rules[at][0].nnz else 1.0 for at in (1, 2)) / LARGEST)
    for attempt in range(TRIES):
        margin = attempt * MARGIN
        low = [rules[0][1], np.full(len(rules[1][1]), -np.inf), rules[2][1] / scale + margin]
        high = [rules[0][1], rules[1][1] / scale - margin, np.full(len(rules[2][1]), np.inf)]
        matrix = sparse.vstack([rules[0][0], rules[1][0] / scale, rules[2][0] / scale]).tocsr()
        every = np.ones(len(harm))
        found = _minimise(harm / _scale(harm), (matrix, np.concatenate(low), np.concatenate(high)), every, every, (seconds, gap))
        if found.x is None:
            return None
        taken: Ints = np.flatnonzero(found.x > 0.5)
        sums = [np.asarray(part[0][:, taken].sum(axis=1)).ravel() for part in rules]
        if (sums[1] <= rules[1][1]).all() and (sums[2] >= rules[2][1]).all():
            return taken
    return None


def _scale(money: Ints) -> float:
    return max(1.0, float(money.max(initial=1)) / LARGEST)


def _line_of(row: Row, options: int, margin: float, money: float) -> tuple[sparse.csr_matrix, float, float]:
    """A rule as a matrix row with its limits, scaled (pieces where it counts pieces)."""
    scale = 1.0 if row.kind is RowKind.AT_LEAST else money
    line = sparse.csr_matrix((row.weight / scale, (np.zeros(len(row.option), np.int64), row.option)), shape=(1, options))
    limit = row.limit / scale
    return (line, limit + margin, np.inf) if row.at_least else (line, -np.inf, limit - margin)


def _stacked(model: Model, rows: list[tuple[sparse.csr_matrix, float, float]]) -> tuple[sparse.csr_matrix, Floats, Floats]:
    matrix = sparse.vstack([model.matrix, *(row[0] for row in rows)]).tocsr() if rows else model.matrix
    low = np.concatenate([model.low, [row[1] for row in rows]])
    high = np.concatenate([model.high, [row[2] for row in rows]])
    return matrix, low, high


def _chosen(instance: Instance, taken: Floats) -> Ints:
    chosen = np.full(len(instance.lines), KEPT, np.int64)
    options = np.flatnonzero(taken > 0.5)
    chosen[instance.options.line[options]] = options
    return chosen


def _model(instance: Instance) -> Model:
    lines, options = instance.lines, instance.options
    count = len(options)
    entries: list[tuple[Ints, Ints, Floats]] = []
    low: list[float] = []
    high: list[float] = []

    def add(columns: Ints, values: Floats, least: float, most: float) -> None:
        entries.append((np.full(len(columns), len(low), np.int64), columns, values))
        low.append(least)
        high.append(most)

    first = instance.first()
    several = np.flatnonzero((np.diff(first) > 1) | lines.forced)
    for line in several.tolist():
        held = np.arange(first[line], first[line + 1])
        add(held, np.ones(len(held)), 1.0 if lines.forced[line] else 0.0, 1.0)
    for parent, child in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        for kinds in ((CutAction.DROP,), (CutAction.DEFER, CutAction.DROP)):
            above, below = _of_kinds(instance, parent, kinds[:1]), _of_kinds(instance, child, kinds)
            if len(above):
                add(np.concatenate([above, below]), np.concatenate([np.ones(len(above)), -np.ones(len(below))]), -np.inf, 0.0)
    for bundle in instance.bundles:
        parts = [_of_kinds(instance, line, (CutAction.DROP,)) for line in bundle]
        for part in parts[1:]:
            add(np.concatenate([parts[0], part]), np.concatenate([np.ones(len(parts[0])), -np.ones(len(part))]), 0.0, 0.0)
    matrix = sparse.csr_matrix((len(low), count))
    if entries:
        rows, columns, values = (np.concatenate([entry[at] for entry in entries]) for at in range(3))
        matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(low), count))
    return Model(matrix, np.array(low), np.array(high), np.where(lines.locked[options.line], 0.0, 1.0))


def _of_kinds(instance: Instance, line: int, kinds: tuple[CutAction, ...]) -> Ints:
    first = instance.first_options
    held = np.arange(first[line], first[line + 1])
    return held[np.isin(instance.options.kind[held], [CODE_OF[kind] for kind in kinds])]
