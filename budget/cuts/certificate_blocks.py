"""The least cost of what is left once coupling rules are priced, block by block and from below: every figure is rounded outwards.

A block is what rules, dependencies and bundles hold together. Most blocks are answered by taking each line's best option, which is exact
when that breaks no rule; HiGHS answers the others through scipy, and only its proved bound counts. Shares no code with the search.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from budget.cuts.certificate_priced import Floats, Priced
from budget.cuts.instance import KINDS, Flags, Ints
from budget.model.states import CutAction

LARGEST_COST = 1e5
"""Costs are brought to this size, so that the solver's absolute tolerances are small beside them."""
SOLVER_ERROR = 1e-7 / LARGEST_COST
"""Its dual tolerance, as a share of the largest cost, for each variable."""

GAP = 1e-9
"""The search of a block ends there; it is the proved bound that counts, whatever the gap."""


@dataclass(frozen=True)
class Rules:
    """The live options in the order of their blocks with the rules between them, a row a rule: low <= matrix @ taken <= high."""

    cost: Floats
    line: Ints
    forced: Flags
    block: Ints
    matrix: csr_array
    low: Floats
    high: Floats
    row_block: Ints


def bound_from_below(priced: Priced, *, exact: bool, seconds: float = 20.0) -> float:
    """A number that the least cost is not under (`priced.constant` not counted). `seconds` is what a single block may take.

    `exact` False: parts of options may be taken, which is quicker and weaker.
    """
    rules = _write_rules(priced)
    best = _best_by_line(rules)
    total = rules.matrix @ best
    slack = 1e-9 * np.maximum(1.0, abs(rules.matrix) @ best)
    broken = np.unique(rules.row_block[(total < rules.low - slack) | (total > rules.high + slack)])
    settled = ~np.isin(rules.block, broken)
    parts = (rules.cost[settled] * best[settled]).tolist()
    edges, row_edges = (np.searchsorted(of, np.stack([broken, broken + 1])) for of in (rules.block, rules.row_block))
    for place in range(len(broken)):
        columns, rows = slice(*edges[:, place].tolist()), slice(*row_edges[:, place].tolist())
        parts.append(_bound_block(rules, columns, rows, best, exact=exact, seconds=seconds))
    return math.fsum(parts)


def _bound_block(rules: Rules, columns: slice, rows: slice, best: Floats, *, exact: bool, seconds: float) -> float:
    """The least cost of one block, from below; what each line would do alone where the solver proves nothing."""
    cost = rules.cost[columns]
    alone = math.fsum((cost * best[columns]).tolist())
    largest = float(np.abs(cost).max())
    if largest == 0:
        return 0.0
    size = largest / LARGEST_COST
    matrix = rules.matrix[rows, columns]
    limits = LinearConstraint(matrix, rules.low[rows], rules.high[rows])
    kind = np.full(len(cost), int(exact))
    found = milp(
        cost / size, integrality=kind, bounds=Bounds(0, 1), constraints=limits, options={"mip_rel_gap": GAP, "time_limit": seconds}
    )
    told = found.get("mip_dual_bound") if exact else found.fun if found.status == 0 else None
    if told is None or not math.isfinite(told):
        return alone
    return max(alone, float(told) * size - SOLVER_ERROR * largest * (len(cost) + 10))


def _best_by_line(rules: Rules) -> Floats:
    """The best option of each line taken alone: none where none lowers the cost, unless the line is forced."""
    order = np.lexsort((rules.cost, rules.line))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(rules.line[order]) != 0
    chosen = order[first]
    chosen = chosen[(rules.cost[chosen] < 0) | rules.forced[chosen]]
    taken = np.zeros(len(order))
    taken[chosen] = 1.0
    return taken


class _Writer:
    """The rows of the rules as they are written, over the places of live options."""

    def __init__(self, place: Ints) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self._place = place
        self._columns: list[Ints] = []
        self._weights: list[Floats] = []

    def add(self, option: Ints, weight: Ints, low: float, high: float) -> None:
        """A rule over options; those that are not live count as not taken. The row is brought to size 1."""
        held = self._place[option] >= 0
        size = float(max(1, np.abs(weight[held]).max(initial=0)))
        self._columns.append(self._place[option[held]])
        self._weights.append(weight[held] / size)
        self.low.append(low / size)
        self.high.append(high / size)

    def matrix(self, columns: int) -> csr_array:
        """All rows, one after another."""
        if not self._columns:
            return csr_array((0, columns))
        row = np.repeat(np.arange(len(self._columns)), [len(part) for part in self._columns])
        entries = (np.concatenate(self._weights), (row, np.concatenate(self._columns)))
        return csr_array(coo_array(entries, shape=(len(self._columns), columns)))


def _write_rules(priced: Priced) -> Rules:
    """Every rule between live options, columns and rows sorted by block."""
    options = priced.instance.options
    kept = np.flatnonzero(priced.live)
    place = np.full(len(options), -1, np.int64)
    place[kept] = np.arange(len(kept))
    written = _Writer(place)
    for rule in priced.inner:
        written.add(rule.option, rule.weight, rule.low, rule.high)
    _write_lines(priced, kept, written)
    _write_dependencies(priced, kept, written)
    _write_bundles(priced, kept, written)
    matrix = written.matrix(len(kept))
    return _sorted_by_block(priced, kept, matrix, np.array(written.low), np.array(written.high))


def _sorted_by_block(priced: Priced, kept: Ints, matrix: csr_array, low: Floats, high: Floats) -> Rules:
    line, columns = priced.instance.options.line[kept], matrix.shape[1]
    rows = np.flatnonzero(np.diff(matrix.indptr) > 0)
    matrix, low, high = matrix[rows], low[rows], high[rows]
    both = csr_array(coo_array((np.ones(matrix.nnz), _row_and_column(matrix)), shape=(matrix.shape[0], columns)))
    graph = coo_array((np.ones(both.nnz), (_row_and_column(both)[0] + columns, both.indices)), shape=(columns + len(rows),) * 2)
    _, found = connected_components(graph, directed=False)
    order = np.argsort(found[:columns], kind="stable")
    row_order = np.argsort(found[columns:], kind="stable")
    forced = priced.instance.lines.forced[line[order]]
    blocks = (found[:columns][order].astype(np.int64), found[columns:][row_order].astype(np.int64))
    return Rules(
        priced.cost[kept][order], line[order], forced, blocks[0], matrix[row_order][:, order], low[row_order], high[row_order], blocks[1]
    )


def _row_and_column(matrix: csr_array) -> tuple[Ints, Ints]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), matrix.indices


def _write_lines(priced: Priced, kept: Ints, written: _Writer) -> None:
    """One option a line at most; exactly one of a forced line."""
    line = priced.instance.options.line[kept]
    for of, start, count in zip(*np.unique(line, return_index=True, return_counts=True), strict=True):
        forced = bool(priced.instance.lines.forced[of])
        if count > 1 or forced:
            held = kept[start : start + count]
            written.add(held, np.ones(len(held), np.int64), 1.0 if forced else -np.inf, 1.0)


def _write_dependencies(priced: Priced, kept: Ints, written: _Writer) -> None:
    """A child falls when its parent does, and falls or waits when its parent waits."""
    drops, waits = (_by_line(priced, kept, action) for action in (CutAction.DROP, CutAction.DEFER))
    for above, below in zip(priced.instance.parent.tolist(), priced.instance.child.tolist(), strict=True):
        fallen, waiting = drops.get(above, []), waits.get(above, [])
        if fallen:
            _write_follows(written, fallen, drops.get(below, []))
        if waiting:
            _write_follows(written, fallen + waiting, drops.get(below, []) + waits.get(below, []))


def _write_follows(written: _Writer, lead: list[int], follow: list[int]) -> None:
    weight = np.array([1] * len(lead) + [-1] * len(follow), dtype=np.int64)
    written.add(np.array(lead + follow, dtype=np.int64), weight, -np.inf, 0.0)


def _write_bundles(priced: Priced, kept: Ints, written: _Writer) -> None:
    """What is bundled is dropped together."""
    drops = _by_line(priced, kept, CutAction.DROP) if priced.instance.bundles else {}
    for bundle in priced.instance.bundles:
        for one, other in pairwise(bundle):
            weight = np.array([1] * len(drops.get(one, [])) + [-1] * len(drops.get(other, [])), dtype=np.int64)
            written.add(np.array(drops.get(one, []) + drops.get(other, []), dtype=np.int64), weight, 0.0, 0.0)


def _by_line(priced: Priced, kept: Ints, action: CutAction) -> dict[int, list[int]]:
    """The live options of an action, by line."""
    options = priced.instance.options
    found: dict[int, list[int]] = {}
    for option in kept[options.kind[kept] == KINDS.index(action)].tolist():
        found.setdefault(int(options.line[option]), []).append(option)
    return found
