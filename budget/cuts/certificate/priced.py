"""The question with its coupling rules priced away: what is left falls into blocks (docs/cuts.md, "The certificate").

A rule over lines of one unit, or over few lines, stays as it is; every other rule gives its price to the harm of its options. What can
not be chosen, or whose priced harm is nought or more and that nothing needs, leaves the question. Shares no code with the search.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from budget.cuts.instance import KINDS, Flags, Instance, Ints
from budget.model.states import CutAction

Floats = NDArray[np.float64]
FEW_LINES = 24
"""A rule over no more lines than that is not priced away: it joins its lines into one block."""
ROUNDING = 16 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Inner:
    """A rule that stays: low <= sum of `weight` over `option` <= high."""

    option: Ints
    weight: Ints
    low: float
    high: float


@dataclass(frozen=True)
class Priced:
    """What is left to choose: `cost` of each option (harm at the prices), `live` ones, the rules that stay.

    The least harm is at least `constant` + the least cost of live options under the inner rules and the ties between lines. `away` are the
    places of the rules priced away.
    `slack` is more than floating error can have made of it all.
    """

    instance: Instance
    cost: Floats
    live: Flags
    inner: tuple[Inner, ...]
    constant: float
    slack: float
    away: tuple[int, ...] = ()

    def alive(self, *actions: CutAction) -> Flags:
        """The lines that still have a live option of one of these actions."""
        found = np.zeros(len(self.instance.lines), np.bool_)
        codes = [KINDS.index(action) for action in actions]
        found[self.instance.options.line[self.live & np.isin(self.instance.options.kind, codes)]] = True
        return found


def price_out(instance: Instance, price: Sequence[float], allowed: Sequence[int], few: int = FEW_LINES, *, spare: float = 0.0) -> Priced:
    """The question after the coupling rules are priced; `allowed` is by how much each rule may be missed, a price counts by its size.

    Options that cost `spare` or more and that nothing needs leave: no answer within so much of the least has one of them.
    """
    options, inner, away = instance.options, list[Inner](), list[int]()
    cost = options.harm.astype(np.float64)
    size, terms, paid = cost.copy(), 3, []
    for place, (row, multiplier, leave) in enumerate(zip(instance.rows, price, allowed, strict=True)):
        limit = row.limit - leave if row.at_least else row.limit + leave
        if _stays(instance, row.option, few):
            bounds = (float(limit), np.inf) if row.at_least else (-np.inf, float(limit))
            inner.append(Inner(row.option, row.weight, *bounds))
            continue
        away.append(place)
        each = abs(float(multiplier))
        moved = row.weight * (each if not row.at_least else -each)
        np.add.at(cost, row.option, moved)
        np.add.at(size, row.option, np.abs(moved))
        paid.append(limit * (each if row.at_least else -each))
        terms += 1
    slack = ROUNDING * terms * (float(size.sum()) + sum(abs(part) for part in paid))
    begun = Priced(instance, cost, ~instance.lines.locked[options.line], tuple(inner), math.fsum(paid), slack, tuple(away))
    return _without_idle(_without_impossible(begun), spare)


def _stays(instance: Instance, option: Ints, few: int) -> bool:
    """Whether a rule is about one unit, or about few lines."""
    lines = np.unique(instance.options.line[option])
    return len(lines) <= few or len(np.unique(instance.lines.unit[lines])) == 1


def _without_impossible(priced: Priced) -> Priced:
    """Without the drops and deferrals of lines whose children, or fellows of a bundle, cannot follow."""
    instance, live = priced.instance, priced.live.copy()
    options, above, below = instance.options, instance.parent, instance.child
    is_drop, is_wait = (options.kind == KINDS.index(action) for action in (CutAction.DROP, CutAction.DEFER))
    trimmed = replace(priced, live=live)
    while True:
        can_drop, can_follow = trimmed.alive(CutAction.DROP), trimmed.alive(CutAction.DROP, CutAction.DEFER)
        no_drop, no_wait = np.zeros_like(can_drop), np.zeros_like(can_drop)
        no_drop[above[~can_drop[below]]] = True
        no_wait[above[~can_follow[below]]] = True
        for bundle in instance.bundles:
            if not can_drop[list(bundle)].all():
                no_drop[list(bundle)] = True
        dead = live & ((is_drop & no_drop[options.line]) | (is_wait & no_wait[options.line]))
        if not dead.any():
            return trimmed
        live &= ~dead


def _without_idle(priced: Priced, spare: float) -> Priced:
    """Without options that cost `spare` or more and that no rule and no line needs: leaving them out spares it."""
    instance, live = priced.instance, priced.live.copy()
    options, above, below = instance.options, instance.parent, instance.child
    needed = instance.lines.forced[options.line]
    bundled = np.zeros(len(instance.lines), np.bool_)
    for bundle in instance.bundles:
        bundled[list(bundle)] = True
    needed |= bundled[options.line]
    for rule in priced.inner:
        needed[rule.option[(rule.weight > 0) & (rule.low > -np.inf)]] = True
        needed[rule.option[(rule.weight < 0) & (rule.high < np.inf)]] = True
    idle = (priced.cost >= spare) & ~needed
    enabling = np.isin(options.kind, [KINDS.index(CutAction.DROP), KINDS.index(CutAction.DEFER)])
    trimmed = replace(priced, live=live)
    while True:
        asked_for = np.zeros(len(instance.lines), np.bool_)
        asked_for[below[trimmed.alive(CutAction.DROP, CutAction.DEFER)[above]]] = True
        dead = live & idle & ~(enabling & asked_for[options.line])
        if not dead.any():
            return trimmed
        live &= ~dead
