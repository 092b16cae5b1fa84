"""What is left once coupling rules are priced, as one 0/1 program whose columns and rows stand block by block.

A block is what rules, dependencies and bundles hold together. Shares no code with the search.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from budget.cuts.certificate.priced import Floats, Priced
from budget.cuts.instance import KINDS, Flags, Ints
from budget.model.states import CutAction


@dataclass(frozen=True)
class Rules:
    """The live options in the order of their blocks with the rules between them, a row a rule: low <= matrix @ taken <= high.

    `line_row` marks the rows that only say that a line takes one option at most (exactly one where it is forced).
    """

    option: Ints
    cost: Floats
    line: Ints
    forced: Flags
    block: Ints
    matrix: csr_array
    low: Floats
    high: Floats
    row_block: Ints
    line_row: Flags
    blocks: int

    def places(self, block: int) -> tuple[slice, slice]:
        """The columns and the rows of a block."""
        columns, rows = (np.searchsorted(of, [block, block + 1]).tolist() for of in (self.block, self.row_block))
        return slice(*columns), slice(*rows)


def write_rules(priced: Priced) -> Rules:
    """Every rule between live options, columns and rows sorted by block."""
    options = priced.instance.options
    kept = np.flatnonzero(priced.live)
    place = np.full(len(options), -1, np.int64)
    place[kept] = np.arange(len(kept))
    written = _Writer(place)
    _write_lines(priced, kept, written)
    lines = len(written.low)
    for rule in priced.inner:
        written.add(rule.option, rule.weight, rule.low, rule.high)
    _write_dependencies(priced, kept, written)
    _write_bundles(priced, kept, written)
    return _sorted_by_block(priced, kept, written, np.arange(len(written.low)) < lines)


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


def _sorted_by_block(priced: Priced, kept: Ints, written: _Writer, of_line: Flags) -> Rules:
    line, columns = priced.instance.options.line[kept], len(kept)
    matrix = written.matrix(columns)
    rows = np.flatnonzero(np.diff(matrix.indptr) > 0)
    matrix = matrix[rows]
    row, column = _row_and_column(matrix)
    graph = coo_array((np.ones(len(row)), (row + columns, column)), shape=(columns + len(rows),) * 2)
    blocks, found = connected_components(graph, directed=False)
    order, row_order = np.argsort(found[:columns], kind="stable"), np.argsort(found[columns:], kind="stable")
    return Rules(
        option=kept[order],
        cost=priced.cost[kept][order],
        line=line[order],
        forced=priced.instance.lines.forced[line[order]],
        block=found[:columns][order].astype(np.int64),
        matrix=matrix[row_order][:, order],
        low=np.array(written.low)[rows][row_order],
        high=np.array(written.high)[rows][row_order],
        row_block=found[columns:][row_order].astype(np.int64),
        line_row=of_line[rows][row_order],
        blocks=int(blocks),
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
