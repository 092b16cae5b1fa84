"""How much room is aimed at: what can be freed and lawfully moved at the most, bounded by the targets a person sets.

A share is of what the other spending comes to after the reductions of the appraisal, in the scope of the target.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from budget.cuts.drawing import Drawn
from budget.cuts.instance import Flags, Ints
from budget.cuts.settings import Scope, Target
from budget.cuts.transfers.flow import PotKey, Routes, served_first, share_out
from budget.cuts.transfers.needs import Needs
from budget.cuts.transfers.pools import Pools


def let_in(needs: Needs, targets: Sequence[Target]) -> Needs:
    """The needs that targets of natures and years let in; a target of the whole or of a source lets in all."""
    if not targets or any(target.scope in (Scope.WHOLE, Scope.SOURCE) for target in targets):
        return needs
    inside = np.zeros(len(needs), np.bool_)
    for target in targets:
        inside |= _needs_of(target, needs)
    return needs.only(inside)


def most_freed(drawn: Drawn, pools: Pools, years: Iterable[int]) -> dict[PotKey, int]:
    """The most each pot can free, whatever else is cut: the largest option of each of its lines."""
    line, found = drawn.choices.options.line, dict[PotKey, int]()
    for year in years:
        largest = np.zeros(len(drawn.figures), np.int64)
        np.maximum.at(largest, line, drawn.counted[year].gone)
        for place in range(len(pools.pools)):
            found[place, year] = int(largest[pools.of_line == place].sum())
    return found


def let_out(capacity: Mapping[PotKey, int], pools: Pools, targets: Sequence[Target]) -> dict[PotKey, int]:
    """The pots of the sources that targets name, where all targets name sources; else every pot."""
    own = {target.subject for target in targets if target.scope is Scope.SOURCE}
    if not own or any(target.scope is not Scope.SOURCE for target in targets):
        return dict(capacity)
    return {pot: amount for pot, amount in capacity.items() if pools.pools[pot[0]].source in own}


def aim(needs: Needs, routes: Routes, capacity: Mapping[PotKey, int], targets: Sequence[Target], drawn: Drawn) -> Ints:
    """What each need is to get: the most that can be freed, no more in all than targets say; nothing where less than its least is left."""
    shared = share_out(needs, routes, capacity)
    paid, source = shared.paid, np.array([routes.pools[routes.pots[pot][0]].source for pot in routes.pot.tolist()], dtype=object)
    for target in targets:
        if target.scope is Scope.SOURCE:
            paid = _at_most(paid, source == target.subject, target.quota.of(_held(target, drawn)))
    aimed = replace(shared, paid=paid).by_need(len(needs))
    for target in targets:
        if target.scope is not Scope.SOURCE:
            aimed = _at_most(aimed, _needs_of(target, needs), target.quota.of(_held(target, drawn)))
    return needs.wanting(aimed).wanted


def _at_most(amounts: Ints, inside: Flags, most: int) -> Ints:
    """The same with no more than so much in all where `inside` is true, the first served first."""
    found: Ints = np.where(inside, served_first(np.where(inside, amounts, 0), most), amounts)
    return found


def _needs_of(target: Target, needs: Needs) -> Flags:
    if target.scope is Scope.NATURE:
        return np.array([nature == target.subject for nature in needs.texts("nature")], np.bool_)
    if target.scope is Scope.YEAR:
        found: Flags = needs.year == int(target.subject)
        return found
    return np.ones(len(needs), np.bool_)


def _held(target: Target, drawn: Drawn) -> int:
    """What the other spending comes to in the scope of a target."""
    if target.scope is Scope.YEAR:
        counted = drawn.counted.get(int(target.subject))
        return 0 if counted is None else int(counted.held.sum())
    held = drawn.here.held
    if target.scope is Scope.WHOLE:
        return int(held.sum())
    return int(held[np.array([text == target.subject for text in drawn.figures.texts(target.scope.value)], np.bool_)].sum())
