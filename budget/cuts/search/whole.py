"""The whole question given to the general solver at once: small questions, and those with rules of many shapes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from budget.cuts.answer import KEPT, ContradictionError, StoppedError, broken_lines, broken_rows, harm_of
from budget.cuts.instance import CODE_OF, Instance, Ints, Relaxation, Row, RowKind
from budget.cuts.search.general_solver import Floats, Linear, minimise, must_change, scale_of
from budget.model.states import CutAction

TRIES = 12
"""How often a choice that misses a rule by some đồng is ruled out and another asked for."""
LEAST_SECONDS = 0.1
OPTIMAL, IMPOSSIBLE = 0, 2
"""What the solver says of how it ended."""
SPARE = 0.25
"""What one stage may lose, in đồng, to what the next betters: less than a whole one."""


@dataclass(frozen=True)
class Solved:
    """What the general solver found: the choice (None when it has none), a bound on the harm, and whether it is proved to be the least."""

    chosen: Ints | None
    bound: float
    proved: bool
    impossible: bool = False


def solve_whole(instance: Instance, gap: float, seconds: float) -> Solved:
    """The least harm under all rules as they stand; `impossible` when nothing keeps them."""
    until, count = time.monotonic() + seconds, len(instance.options)
    money, harms = scale_of(instance.lines.amount), scale_of(instance.options.harm)
    rules = _of_lines(instance).beside([_line_of(row, count, money) for row in instance.rows])
    every, most = np.ones(count), _may_be_taken(instance)
    bound = 0.0
    for _ in range(TRIES):
        left = max(LEAST_SECONDS, until - time.monotonic())
        found = minimise(instance.options.harm / harms, rules, every, most, (left, max(gap, 0.0)))
        bound = max(bound, float(found.mip_dual_bound or 0.0) * harms)
        if found.x is None:
            return Solved(None, bound, False, impossible=found.status == IMPOSSIBLE)
        chosen = _chosen(instance, found.x)
        off = [instance.rows[row] for row, _ in broken_rows(instance, chosen)]
        if not off and not broken_lines(instance, chosen):
            return Solved(chosen, min(bound, harm_of(instance, chosen)), found.status == OPTIMAL)
        rules = rules.beside([_mended(row, chosen, count) for row in off])
    return Solved(None, bound, False)


def _mended(row: Row, chosen: Ints, count: int) -> Linear:
    """What every choice that keeps a rule does otherwise than this one, which misses it."""
    return must_change(row.option, row.weight if row.at_least else -row.weight, np.isin(row.option, chosen), count)


def least_relaxed(instance: Instance, seconds: float) -> Ints:
    """The choice for which rules give way in the cheapest way, where nothing keeps all of them.

    First the targets lack as little as can be, then the other rules give way by as little as can be in all, then the least harm is done.
    ContradictionError when what never gives way leaves none,
    StoppedError when the time is up before there is any.
    """
    money, count = scale_of(instance.lines.amount), len(instance.options)
    whole = np.concatenate([np.ones(count), np.zeros(len(instance.rows))])
    give = [np.inf if row.relaxation is Relaxation.MAY else 0.0 for row in instance.rows]
    most = np.concatenate([_may_be_taken(instance), give])
    rules, stages = _with_slack(instance, money), _stages(instance, money)
    chosen: Ints | None = None
    for cost in stages:
        found = minimise(cost, rules, whole, most, (seconds / len(stages), 0.0))
        if found.x is None:
            break
        chosen = _chosen(instance, found.x[:count])
        off = broken_rows(instance, chosen)
        spent = sum(by / _unit(instance.rows[row], money) * float(cost[count + row]) for row, by in off)
        # what this stage has reached binds the next
        reached = Linear(sparse.csr_matrix(cost), np.array([-np.inf]), np.array([spent + SPARE / money]))
        rules = rules.beside([reached])
    if chosen is None:
        raise ContradictionError if found.status == IMPOSSIBLE else StoppedError
    return chosen


def _with_slack(instance: Instance, money: float) -> Linear:
    """All rules over the options, and over what each row may give way by."""
    lines, count = _of_lines(instance), len(instance.rows)
    rules = lines.beside([_line_of(row, len(instance.options), money) for row in instance.rows])
    signs = sparse.diags([1.0 if row.at_least else -1.0 for row in instance.rows], shape=(count, count))
    slack = sparse.vstack([sparse.csr_matrix((lines.matrix.shape[0], count)), signs])
    return Linear(sparse.hstack([rules.matrix, slack]).tocsr(), rules.low, rules.high)


def _stages(instance: Instance, money: float) -> list[Floats]:
    """What is made least, one after the other: what targets lack, what other rules give way by (a piece counts as a đồng), the harm."""
    each = np.array([_unit(row, money) for row in instance.rows]) / money
    goal = np.array([row.kind in (RowKind.TARGET, RowKind.CEILING) for row in instance.rows])
    harm, nothing = instance.options.harm / scale_of(instance.options.harm), np.zeros(len(instance.options))
    parts = ((nothing, np.where(goal, each, 0.0)), (nothing, np.where(goal, 0.0, each)), (harm, np.zeros(len(each))))
    return [np.concatenate(part) for part in parts]


def minimise_choices(harm: Ints, rules: Sequence[tuple[sparse.csr_matrix, Floats]], gap: float, seconds: float) -> Ints | None:
    """The places taken with the least harm: exactly one of each class, at most the caps, at least the targets (`rules` in that order).

    None when nothing keeps them in the time there is; what comes back keeps them to the đồng.
    """
    (classes, ones), (weights, caps), (amounts, targets) = rules
    scale = scale_of(np.concatenate([weights.data, amounts.data]))
    bounds = (np.full(len(caps), -np.inf), caps / scale), (targets / scale, np.full(len(targets), np.inf))
    linear = Linear(classes.tocsr(), ones, ones).beside([Linear(weights / scale, *bounds[0]), Linear(amounts / scale, *bounds[1])])
    # as rows that a sum must reach, with their own signs
    asked, limits = sparse.vstack([-weights, amounts]).tocsr(), np.concatenate([-caps, targets])
    every, until = np.ones(len(harm)), time.monotonic() + seconds
    for _ in range(TRIES):
        found = minimise(harm / scale_of(harm), linear, every, every, (max(LEAST_SECONDS, until - time.monotonic()), gap))
        if found.x is None:
            return None
        taken = found.x > 0.5
        missed = np.flatnonzero(asked @ taken.astype(np.float64) < limits)
        if not len(missed):
            return np.flatnonzero(taken)
        held = (asked[row] for row in missed.tolist())
        linear = linear.beside([must_change(row.indices, row.data, taken[row.indices], len(harm)) for row in held])
    return None


def _unit(row: Row, money: float) -> float:
    """What the figures of a row are divided by: money is scaled, pieces are not."""
    return 1.0 if row.kind is RowKind.AT_LEAST else money


def _line_of(row: Row, options: int, money: float) -> Linear:
    """A rule as a matrix row with its limits."""
    unit = _unit(row, money)
    line = sparse.csr_matrix((row.weight / unit, (np.zeros(len(row.option), np.int64), row.option)), shape=(1, options))
    limit = np.array([row.limit / unit])
    return Linear(line, limit, np.array([np.inf])) if row.at_least else Linear(line, np.array([-np.inf]), limit)


def _chosen(instance: Instance, taken: Floats) -> Ints:
    chosen = np.full(len(instance.lines), KEPT, np.int64)
    options = np.flatnonzero(taken > 0.5)
    chosen[instance.options.line[options]] = options
    return chosen


def _may_be_taken(instance: Instance) -> Floats:
    """1 for each option of a line that is not locked."""
    return np.where(instance.lines.locked[instance.options.line], 0.0, 1.0)


def _of_lines(instance: Instance) -> Linear:
    """What every answer keeps: one option a line at most (of a pinned one just one), dependencies and bundles."""
    lines, options = instance.lines, instance.options
    count = len(options)
    entries: list[tuple[Ints, Ints, Floats]] = []
    low: list[float] = []
    high: list[float] = []

    def add(columns: Ints, values: Floats, least: float, most: float) -> None:
        entries.append((np.full(len(columns), len(low), np.int64), columns, values))
        low.append(least)
        high.append(most)

    first = instance.first_options
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
    return Linear(matrix, np.array(low), np.array(high))


def _of_kinds(instance: Instance, line: int, kinds: tuple[CutAction, ...]) -> Ints:
    first = instance.first_options
    held = np.arange(first[line], first[line + 1])
    return held[np.isin(instance.options.kind[held], [CODE_OF[kind] for kind in kinds])]
