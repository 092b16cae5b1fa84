"""The least cost of what is left once coupling rules are priced, block by block and from below: every figure is rounded outwards.

A block is what rules, dependencies and bundles hold together. Most blocks are answered by taking each line's best option, which is exact
when that breaks no rule; HiGHS answers the others through scipy, and only its proved bound counts. Shares no code with the search.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from budget.cuts.certificate.priced import Floats, Priced
from budget.cuts.certificate.program import Rules, write_rules
from budget.cuts.instance import Ints

LARGEST_COST = 1e5
"""Costs are brought to this size, so that the solver's absolute tolerances are small beside them."""
SOLVER_ERROR = 1e-7 / LARGEST_COST
"""Its dual tolerance, as a share of the largest cost, for each variable."""

GAP = 1e-9
"""The search of a block ends there; it is the proved bound that counts, whatever the gap."""


@dataclass(frozen=True)
class Bounded:
    """The rules with what each block costs at least (`value`, by block), and which blocks HiGHS had to be asked about (`asked`)."""

    rules: Rules
    value: Floats
    asked: Ints

    @property
    def total(self) -> float:
        """What all blocks cost at least."""
        return math.fsum(self.value.tolist())


def bound_blocks(priced: Priced, *, exact: bool, seconds: float = 20.0) -> Bounded:
    """What each block costs at least (`priced.constant` not counted). `seconds` is what a single block may take.

    `exact` False: parts of options may be taken, which is quicker and weaker.
    """
    rules = write_rules(priced)
    best = best_by_line(rules)
    value: Floats = np.bincount(rules.block, rules.cost * best, rules.blocks).astype(np.float64)
    asked = broken_blocks(rules, best)
    for block in asked.tolist():
        columns, rows = rules.places(block)
        value[block] = _bound_block(rules, columns, rows, best, exact=exact, seconds=seconds)
    return Bounded(rules, value, asked)


def broken_blocks(rules: Rules, taken: Floats) -> Ints:
    """The blocks in which what is taken breaks a rule."""
    total = rules.matrix @ taken
    slack = 1e-9 * np.maximum(1.0, abs(rules.matrix) @ taken)
    found: Ints = np.unique(rules.row_block[(total < rules.low - slack) | (total > rules.high + slack)])
    return found


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


def best_by_line(rules: Rules) -> Floats:
    """The best option of each line taken alone: none where none lowers the cost, unless the line is forced."""
    order = np.lexsort((rules.cost, rules.line))
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(rules.line[order]) != 0
    chosen = order[first]
    chosen = chosen[(rules.cost[chosen] < 0) | rules.forced[chosen]]
    taken = np.zeros(len(order))
    taken[chosen] = 1.0
    return taken
