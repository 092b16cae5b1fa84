"""From the choices at the best price to an answer that reaches the target with the least harm on top.

At the price of the target every class and every capped block has its best choice; what departs from it costs an excess. The target is
reached by the departures that cost least a đồng, and what is saved too much is given back by those that cost least. That is a first
answer; a better one is a set of departures with less excess in all, looked for within a small excess first, then within larger ones (the
search is that of a block, with the target as its cap, so what it does not find within an excess is not there).
"""

import itertools
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.block_search import Cap, Effort, Found, search_block
from budget.cuts.search.filling import Filler, Ways
from budget.cuts.search.found import OutOfTimeError
from budget.cuts.search.moves import Moves, find_moves
from budget.cuts.search.reaching import ALL_ROOM, chosen_at, reach
from budget.cuts.search.sweep import Pulse, Sweep, Sweeper

FIRST = 1e-9
"""The excess within which is looked first, as a share of the harm (LEAST = in any case); each time after WIDER times as far."""
WIDER = 8.0
LEAST = 1e-3
ATTEMPTS = 9
"""So often is looked in any case; beyond that only while everything within the excess can be looked at."""
STATES = 12_000
WORK, WORK_IN_ALL = 1_500_000, 4_000_000
"""How many choices one look takes in, and all looks of a closing together."""
OWNERS = 220
REPAIRS = 4
SLACKS = ((3e-6, False), (1e-3, False), (5e-2, True))
"""How much more than its best a block's choice may cost to be offered, as a share of the harm, and whether only thinned out; one after the
other while what was found lies further above the bound."""


@dataclass(frozen=True)
class Closed:
    """Rows of the table that keep every cap and reach the target, their harm, and a bound on the harm that came of the looking."""

    rows: Ints
    harm: int
    bound: float


def close_quickly(sweeper: Sweeper, sweep: Sweep, enough: float = 0.0) -> Closed | None:
    """An answer class by class from the choices of a sweep, if it reaches the target: near the bound where many lines cost alike."""
    if sweep.impossible or not sweeper.hard or not sweeper.table.rows:
        return None
    return _reached(sweeper, sweep, chosen_at(sweeper, sweep), (enough, sweep.bound))


def close(sweeper: Sweeper, sweep: Sweep, enough: float = 0.0, known: Closed | None = None) -> Closed | None:
    """An answer that reaches the one coupling row's limit; None when nothing here reaches it.

    It is content with an answer whose harm is above the sweep's bound by no more than `enough`; `known` is what was quickly found.
    """
    if sweep.impossible:
        return None
    if not sweeper.table.rows:
        return Closed(np.zeros(0, np.int64), 0, 0.0) if sweeper.limit[0] <= 0 else None
    best = known or close_quickly(sweeper, sweep, enough)
    if best is not None and best.harm - sweep.bound <= enough:
        return best
    for share, thin in SLACKS:
        slack = share * abs(sweep.bound)
        found = _near(sweeper, sweep, slack, thin=thin)
        moves = find_moves(sweeper, sweep, found)
        choice = _Choice(moves, sweeper.table.caps, int(sweeper.limit[0]), sweep)
        choice.fill(enough)
        with suppress(OutOfTimeError):
            choice.improve(enough, sweeper.pulse)
        if choice.short > 0:
            continue
        rows = moves.to_rows(sweeper, found, choice.taken)
        closed = _reached(sweeper, sweep, rows, (enough, choice.bound)) if sweeper.hard else Closed(rows, choice.harm, choice.bound)
        best = _better(best, closed)
        if choice.above <= max(enough, slack) or not found:
            break
    return best


def _better(one: Closed | None, other: Closed | None) -> Closed | None:
    """The one with less harm, under the higher bound."""
    if one is None or other is None:
        return one or other
    better = other if other.harm < one.harm else one
    return replace(better, bound=max(one.bound, other.bound))


def _reached(sweeper: Sweeper, sweep: Sweep, rows: Ints, asked: tuple[float, float]) -> Closed | None:
    """Rows brought to the target, with the bound there is."""
    enough, bound = asked
    reached = reach(sweeper, sweep, rows, enough)
    return None if reached is None else Closed(reached, int(sweeper.table.harm[reached].sum()), bound)


def _near(sweeper: Sweeper, sweep: Sweep, slack: float, *, thin: bool) -> dict[int, Found]:
    """The choices of the capped blocks that are offered: those near the best, or what the sweep found when the time is up."""
    try:
        return sweeper.near(sweep, slack, thin=thin) if sweep.found else {}
    except OutOfTimeError:
        return sweep.found


class _Choice:
    """One choice of each active owner, moved about; `room` is what caps that do not bind have left, `bound` what looking has proved."""

    def __init__(self, moves: Moves, caps: Ints, limit: int, sweep: Sweep) -> None:
        self.moves, self.limit, self.bound, self.work = moves, limit, -np.inf, 0
        self.price, self.floor = float(sweep.price[0]), sweep.bound
        self.chosen, self.active = moves.best.copy(), moves.active
        self._caps = np.append(caps, ALL_ROOM)
        self.room = self._caps - self._held(self.taken)

    @property
    def taken(self) -> Ints:
        """The choices of the active owners."""
        taken: Ints = self.chosen[self.active]
        return taken

    @property
    def short(self) -> int:
        """What is still lacking of the target; negative = saved too much."""
        return self.limit - int(self.moves.amount[self.taken].sum())

    @property
    def harm(self) -> int:
        """What is chosen does so much harm."""
        return int(self.moves.harm[self.taken].sum())

    @property
    def above(self) -> float:
        """How far that lies above the bound of the sweep; inf where it does not reach the target."""
        return self.harm - self.floor if self.short <= 0 else np.inf

    def fill(self, enough: float) -> None:
        """Bring what is saved to the target, as nearly as can be done quickly."""
        moves = self.moves
        ways = Ways(moves.group, -moves.amount, moves.excess, self.active[moves.group], moves.weight, moves.block)
        filler = Filler(ways, self.chosen, -self.short, self.price, self.room, turned=True)
        filler.fill(enough)
        if filler.above < self.above:
            self.chosen, self.room = filler.row, filler.room

    def improve(self, enough: float, pulse: Pulse) -> None:
        """Look for departures with less excess in all, within more and more of it, until there can be none better or it is `enough`."""
        within = max(enough, FIRST * abs(self.floor), LEAST)
        most = float(np.maximum.reduceat(self.moves.harm, self.moves.start).sum()) - self.floor
        for attempt in itertools.count():
            if self.above <= enough or self.work >= WORK_IN_ALL:
                return
            pulse()
            whole = self._look(min(within, self.above))
            if within >= min(self.above, most) or (attempt >= ATTEMPTS and not whole):
                return
            within *= WIDER

    def _look(self, within: float) -> bool:
        """Take the best departures from the owners' best choices that lie within so much excess, if they are better than what is chosen.

        What does not lie within it costs more than the sweep's bound by so much (and what blocks do not offer by `complete`), so both
        together bound the harm from below. False when there was too much to look at.
        """
        moves = self.moves
        inside = moves.within(self.price, within)
        found, least, whole = self._search(inside, within)
        self.bound = max(self.bound, min(least, self.floor + min(within, moves.complete)))
        for _ in range(REPAIRS):
            over = self._over(found)
            if not len(over):
                break
            # what stands under a cap that would be passed stays as it is
            inside &= ~np.isin(moves.block[moves.best], over)
            found, _, _ = self._search(inside, within)
        if found is not None and not len(self._over(found)) and int(moves.harm[found].sum()) - self.floor < self.above:
            self._replace(found)
        return whole

    def _search(self, inside: Flags, within: float) -> tuple[Ints | None, float, bool]:
        """The best departures of the owners inside (None = none within so much), a bound on their harm, and whether all were seen."""
        moves = self.moves
        outside = moves.best[moves.active & ~inside]
        reached, fixed = int(moves.amount[outside].sum()), float(moves.harm[outside].sum())
        if not inside.any():
            return None, np.inf if reached < self.limit else fixed, True
        table = moves.as_table(inside)
        effort = Effort(states=STATES, classes=OWNERS, within=within, work=WORK)
        found = search_block(table, table.harm.astype(np.float64), Cap(reached - self.limit, self.price), effort)
        self.work += found.work
        if not len(found.weight):
            return None, found.bound + fixed, found.whole
        taken = np.concatenate([outside, np.flatnonzero(inside[moves.group])[found.rows(0)]])
        return taken, found.bound + fixed, found.whole

    def _held(self, taken: Ints) -> Ints:
        """What choices weigh towards each cap that does not bind; last what stands under none."""
        caps = len(self._caps)
        return np.bincount(self.moves.block[taken] % caps, self.moves.weight[taken], caps).astype(np.int64)

    def _over(self, taken: Ints | None) -> Ints:
        """The caps that choices would pass."""
        over: Ints = np.flatnonzero(self._held(taken) > self._caps) if taken is not None else np.zeros(0, np.int64)
        return over

    def _replace(self, taken: Ints) -> None:
        self.active = np.zeros_like(self.active)
        self.active[self.moves.group[taken]] = True
        self.chosen[self.moves.group[taken]] = taken
        self.room = self._caps - self._held(taken)
