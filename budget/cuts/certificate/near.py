"""Whether any answer does less harm than is claimed, asked where prices alone leave a gap: all that lies in the gap is looked at.

An answer below the claim departs from every block's best by less than the gap. So the choices of each block within the gap are listed, and
of their combinations those that reach the priced rules within what the gap allows; each is judged in whole đồng. When none is left the
claim is proved. Shares no code with the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from budget.cuts.certificate.blocks import Bounded, best_by_line, broken_blocks
from budget.cuts.certificate.joining import Choices, Limit, join
from budget.cuts.certificate.lists import list_choices
from budget.cuts.certificate.priced import Floats, Priced
from budget.cuts.certificate.program import Rules, write_rules
from budget.cuts.certificate.rules import find_broken
from budget.cuts.instance import Instance, Ints, Row

MOST_LOOKED_AT = 2_000
"""So many combinations are judged one by one; with more nothing is proved."""


@dataclass(frozen=True)
class Near:
    """A question with each block's bound and what options count for in the priced rules: what has to be known to look into a gap."""

    instance: Instance
    wide: Priced
    rules: Rules
    value: Floats
    gap: float
    weight: Ints


def least_near(
    instance: Instance, price: Sequence[float], allowed: Sequence[int], wide: Priced, bounded: Bounded, claim: int
) -> int | None:
    """`claim`, if no answer does less harm; else the least harm found below it; None when there is too much to look at.

    `wide` has every option that costs less than the gap between the bound and the claim; `bounded` is of the question without them.
    """
    gap = claim - (bounded.total + wide.constant - 2 * wide.slack)
    if gap <= 0:
        return claim
    rules = write_rules(wide)
    near = Near(instance, wide, rules, _values(rules, bounded, len(instance.lines)), gap, _weights(wide))
    owners = _owners(near)
    if owners is None:
        return None
    if any(not len(owner.excess) for owner in owners):
        return claim
    limits = [_limit(instance.rows[place], allowed[place], price[place]) for place in wide.away]
    found = join(owners, limits, gap, claim)
    if found is None or len(found) > MOST_LOOKED_AT:
        return None
    for harm, options in found:
        if not list(find_broken(instance, _chosen(instance, options), allowed)):
            return harm
    return claim


def _values(rules: Rules, bounded: Bounded, lines: int) -> Floats:
    """What each block of the wider question costs at least: the sum of the blocks it is made of, for what came in lowers nothing."""
    block_of_line = np.full(lines, -1, np.int64)
    block_of_line[rules.line] = rules.block
    value = np.zeros(rules.blocks)
    _, first = np.unique(bounded.rules.block, return_index=True)
    np.add.at(value, block_of_line[bounded.rules.line[first]], bounded.value[bounded.rules.block[first]])
    return value


def _owners(near: Near) -> list[Choices] | None:
    """Who has to choose: each block that HiGHS was asked about, each line of the other blocks."""
    best = best_by_line(near.rules)
    asked = broken_blocks(near.rules, best)
    owners = []
    for block in asked.tolist():
        listed = list_choices(near.rules, block, float(near.value[block]) + near.gap)
        if listed is None:
            return None
        cost = np.append(near.rules.cost, 0.0)[listed].sum(axis=1)
        owners.append(_choices(near, listed, cost - near.value[block]))
    return owners + _lines(near, best, ~np.isin(near.rules.block, asked))


def _lines(near: Near, best: Floats, free: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[Choices]:
    """The lines of blocks that break no rule, each by itself: their choices within the gap; all that have but one are one owner."""
    rules = near.rules
    kept = np.flatnonzero(free)
    new = np.append(True, np.diff(rules.line[kept]) != 0) if len(kept) else np.zeros(0, np.bool_)
    start = np.flatnonzero(new)
    spans = list(pairwise([*start.tolist(), len(kept)]))
    least = np.bincount(rules.line[kept], (rules.cost * best)[kept], len(near.instance.lines))[rules.line[kept][start]]
    owners, settled = [], list[int]()
    for (low, high), own in zip(spans, least.tolist(), strict=True):
        columns = kept[low:high]
        listed = np.array([*([] if rules.forced[columns[0]] else [-1]), *columns[rules.cost[columns] - own <= near.gap].tolist()])
        cost = np.append(rules.cost, 0.0)[listed] - own
        listed, cost = listed[cost <= near.gap], cost[cost <= near.gap]
        if len(listed) == 1:
            settled += listed[listed >= 0].tolist()
        else:
            owners.append(_choices(near, listed[:, None], cost))
    return [*owners, _choices(near, np.array([settled], dtype=np.int64).reshape(1, -1), np.zeros(1))]


def _choices(near: Near, listed: Ints, excess: Floats) -> Choices:
    options = np.append(near.rules.option, -1)[listed]
    harm = np.append(near.instance.options.harm, 0)[options].sum(axis=1)
    return Choices(excess, harm, near.weight[options].sum(axis=1), options)


def _weights(wide: Priced) -> Ints:
    """What each option counts for in each priced rule; the last row is of no option."""
    found = np.zeros((len(wide.cost) + 1, len(wide.away)), np.int64)
    for at, place in enumerate(wide.away):
        row = wide.instance.rows[place]
        found[row.option, at] = row.weight
    return found


def _limit(row: Row, leave: int, price: float) -> Limit:
    """A priced rule with its limit as relaxed."""
    return Limit(row.at_least, row.limit - leave if row.at_least else row.limit + leave, abs(price))


def _chosen(instance: Instance, options: Ints) -> Ints:
    chosen = np.full(len(instance.lines), -1, np.int64)
    chosen[instance.options.line[options]] = options
    return chosen
