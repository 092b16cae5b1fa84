"""Columns and rows of what is left stand block by block: units without a tie between them are blocks of their own."""

from dataclasses import replace

import numpy as np

from budget.cuts.certificate.priced import price_out
from budget.cuts.certificate.program import Rules, write_rules
from budget.cuts.instance import plain_instance

LINES = [
    ("a", "xã 1", 10, False, [], [("percent", 5, 1), ("drop", 10, 2)]),
    ("b", "xã 2", 10, False, [], [("drop", 10, 2)]),
    ("c", "xã 1", 10, False, ["b"], [("defer", 10, 1), ("drop", 10, 2)]),
    ("d", "xã 3", 10, False, [], [("drop", 10, 2)]),
    ("e", "xã 3", 10, False, [], [("drop", 10, 2)]),
]


def _rules() -> Rules:
    instance = plain_instance(LINES, 0, {"xã 1": 15})
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([True, False, False, False, False])), bundles=((3, 4),))
    return write_rules(price_out(pinned, (0.0, 0.0), [0, 0], 0, spare=1e9))


def test_what_rules_dependencies_and_bundles_tie_together_is_one_block() -> None:
    rules = _rules()
    together = {tuple(rules.line[rules.block == block].tolist()) for block in range(rules.blocks)}
    assert together == {(0, 0, 1, 2, 2), (3, 4)}
    assert [len(rules.line[rules.places(block)[0]]) for block in range(rules.blocks)] == [5, 2]


def test_each_sort_of_rule_is_a_row_of_size_one() -> None:
    rules = _rules()
    columns, rows = rules.places(int(rules.block[np.flatnonzero(rules.line == 0)[0]]))
    told = {tuple(row) for row in np.column_stack([rules.matrix[rows, columns].toarray(), rules.low[rows], rules.high[rows]]).tolist()}
    assert told == {
        (1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0),
        (0.0, 0.0, 0.0, 1.0, 1.0, -np.inf, 1.0),
        (0.5, 1.0, 0.0, 0.0, 1.0, -np.inf, 1.5),
        (0.0, 0.0, 1.0, 0.0, -1.0, -np.inf, 0.0),
    }
    assert rules.line_row[rows].tolist() == [True, True, False, False]
    other, tied = rules.places(int(rules.block[np.flatnonzero(rules.line == 3)[0]]))
    assert rules.matrix[tied, other].toarray().tolist() == [[1.0, -1.0]]
    assert (rules.low[tied].tolist(), rules.high[tied].tolist()) == ([0.0], [0.0])
