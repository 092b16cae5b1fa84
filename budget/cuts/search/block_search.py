"""The cheapest choices of one block within its cap, exactly: dynamic programming over what departs from the relaxed optimum.

At the right price of the cap every class has a best row; a row that departs from it costs `excess` >= 0 more. A choice of the whole block
is the best rows and some departures, and lies above the relaxed bound by the sum of their excesses plus the price of the cap that is left
unused. So only departures with a small excess can matter: they are taken in that order, choices that cannot beat the best known are
dropped, and of two choices the one that is heavier and not cheaper (Nemhauser and Ullmann, Management Science 15, 1969; the core
idea is Balas and Zemel's, Operations Research 28, 1980).
"""

from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Ints
from budget.cuts.search.classes import NO_FORK, Floats, Table
from budget.cuts.search.filling import Filler, Ways
from budget.cuts.search.minima import find_minima

MOST_STATES = 60_000
MOST_WORK = 20_000_000
CROWDED = 2_000
"""With more choices than this at a time a good one is looked for directly."""


@dataclass(frozen=True)
class Effort:
    """How far a search goes; the bound stays true.

    `states` are kept at a time, `classes` taken in (None = all that matter), `work` choices looked at in all, and nothing that lies more
    than `within` above the relaxed bound. `slack`: choices that cost so much more than the best are told too; `thin`: of
    these only such as no lighter one betters.
    """

    states: int = MOST_STATES
    classes: int | None = None
    within: float = np.inf
    slack: float = 0.0
    work: int = MOST_WORK
    thin: bool = False
    enough: float = 0.0


FULL = Effort()
WHOLE_CASE = -2
UNBOUNDED = 1 << 61


@dataclass(frozen=True)
class Cap:
    """The most a block may weigh, its price at the relaxed optimum, and what each đồng above costs (inf = may not be)."""

    limit: int
    price: float
    over: float = np.inf


@dataclass(frozen=True)
class Found:
    """What a block can do near its optimum: choices with `weight` and `cost` (what lies above the cap included), the best first.

    `bound` is below every cost there is; `rows(place)` are the table's rows of a choice. Every weight that some choice has at a cost up to
    `complete` above the best is told, at its least cost. `whole`: nothing was left out for want of states, classes or work;
    `work` choices were looked at.
    """

    bound: float
    weight: Ints
    cost: Floats
    trail: Ints
    base: "_Base"
    complete: float
    whole: bool
    work: int

    def rows(self, place: int) -> Ints:
        """The rows (of the block's own table) of the choice at `place`."""
        return self.base.rows(int(self.trail[place]))


class _Base:
    """The best rows, and the departures of every choice as linked entries."""

    def __init__(self, table: Table, row: Ints, case_of_fork: dict[int, int]) -> None:
        self._table = table
        self._row = row
        self._case = case_of_fork
        self._parents: list[Ints] = [np.full(1, -1, np.int64)]
        self._codes: list[Ints] = [np.full(1, -1, np.int64)]
        self._size = 1

    def add(self, parents: Ints, code: int) -> Ints:
        """New entries that depart by `code` (a row, or WHOLE_CASE - case) from earlier ones; their numbers."""
        self._parents.append(parents)
        self._codes.append(np.full(len(parents), code, np.int64))
        self._size += len(parents)
        return np.arange(self._size - len(parents), self._size)

    def rows(self, entry: int) -> Ints:
        if len(self._parents) > 1:
            self._parents, self._codes = [np.concatenate(self._parents)], [np.concatenate(self._codes)]
        parents, codes = self._parents[0], self._codes[0]
        chosen, cases = {}, dict(self._case)
        while entry > 0:
            code = int(codes[entry])
            if code <= WHOLE_CASE:
                case = WHOLE_CASE - code
                cases[int(self._table.fork_of_case[case])] = case
            else:
                chosen[int(self._table.klass[code])] = code
            entry = int(parents[entry])
        held = set(cases.values())
        active = [at for at, case in enumerate(self._table.case.tolist()) if case == NO_FORK or case in held]
        return np.array([chosen.get(at, int(self._row[at])) for at in active], np.int64)


@dataclass
class _States:
    weight: Ints
    excess: Floats
    trail: Ints

    def at(self, places: Ints) -> "_States":
        return _States(self.weight[places], self.excess[places], self.trail[places])


@dataclass(frozen=True)
class _Rest:
    """What is still to come: the least excess a đồng of weight changed, and how much may come off and on in all."""

    rate: float
    lighter: int
    heavier: int


ANYTHING = _Rest(0.0, UNBOUNDED, UNBOUNDED)


def _times(rate: float, weight: Ints) -> Floats:
    """The product, 0 where there is no weight whatever the rate."""
    if np.isinf(rate):
        return np.where(weight > 0, np.inf, 0.0)
    return (rate * weight).astype(np.float64)


class _Search:
    def __init__(self, table: Table, cost: Floats, cap: Cap, effort: Effort, known: float) -> None:
        self.table, self.cost, self.cap, self.effort = table, cost, cap, effort
        self.charged = cost + cap.price * table.weight
        self.minima = find_minima(table, self.charged)
        self.excess = self.charged - self.minima.cost[table.klass]
        active = self.minima.active
        rows = self.minima.row[active]
        self.base_weight = int(table.weight[rows].sum())
        self.floor = float(self.minima.cost[active].sum()) - cap.price * cap.limit
        held = {int(table.fork_of_case[case]): int(case) for case in np.unique(table.case[active]).tolist() if case != NO_FORK}
        self.base = _Base(table, self.minima.row, held)
        self.held = held
        self.lost, self.work = np.inf, 0
        zero = np.zeros(1, np.int64)
        self.states = self.incumbent = _States(zero.copy(), np.zeros(1), zero.copy())
        self.best = min(float(self._above(self.states).min()), known - self.floor + self._doubt(), effort.within)

    def _doubt(self) -> float:
        """How far sums of floating numbers of this size may be off."""
        return 1e-3 + 1e-12 * abs(self.floor)

    def _reach(self) -> float:
        """How far above the relaxed bound a choice may lie to be of interest."""
        return self.best + self.effort.slack

    def _above(self, states: _States) -> Floats:
        """How far each choice lies above the relaxed bound; inf where it may not be."""
        left = (self.cap.limit - self.base_weight) - states.weight
        if np.isinf(self.cap.over):
            return np.where(left >= 0, states.excess + self.cap.price * left, np.inf)
        return states.excess + self.cap.price * left + np.where(left < 0, -self.cap.over * left, 0.0)

    def run(self, crowded: int = CROWDED) -> Found:
        departing = self.excess.copy()
        departing[self.minima.row] = np.inf
        least = np.minimum.reduceat(departing, self.table.start)
        for fork in sorted(self.held):
            self._branch(fork, departing, least)
        order, rest = self._by_rate(departing)
        taken, filled = 0, False
        for at, place in enumerate(order.tolist()):
            if len(self.states.weight) > crowded and not filled:
                filled = True
                self._fill()
            if self.effort.enough and self.best <= self.effort.enough and not self.effort.slack:
                self.lost = min(self.lost, float(self._at_least(self.states, rest[at]).min(initial=np.inf)))
                break
            if least[place] > self._reach():
                continue
            self.work += len(self.states.weight) * int(self.table.end[place] - self.table.start[place])
            if taken == self.effort.classes or self.work > self.effort.work:
                self.lost = min(self.lost, float(self._at_least(self.states, rest[at]).min(initial=np.inf)))
                break
            taken += 1
            self.states = self._pruned(self._merged(self.states, place, departing), rest[at + 1])
        return self._found()

    def _fill(self) -> None:
        """Look for a choice that fills the cap: where many classes cost about the same, choices grow many before one of them does."""
        left = self.cap.limit - self.base_weight
        if self.best <= self.effort.enough or not self.cap.price:
            return
        table, nothing = self.table, np.zeros_like(self.table.klass)
        ways = Ways(table.klass, table.weight, self.excess, (table.case == NO_FORK)[table.klass], nothing, nothing)
        filler = Filler(ways, self.minima.row, left, self.cap.price, np.zeros(1, np.int64))
        filler.fill(self.effort.enough)
        if filler.above >= self.best:
            return
        trail = np.zeros(1, np.int64)
        for row in filler.row[filler.row != self.minima.row].tolist():
            trail = self.base.add(trail, row)
        self._note_best(_States(np.array([left - filler.left]), np.array([filler.spent]), trail))

    def _by_rate(self, departing: Floats) -> tuple[Ints, list[_Rest]]:
        """The classes in no fork by their rate (of equals the widest first), and what is to come from each on, and after the last.

        The rate is the least excess a đồng of weight that a departure costs: in that order what is left of the cap can be filled no
        cheaper than at the rate of the next class.
        """
        table, base = self.table, self.table.weight[self.minima.row]
        change = np.abs(table.weight - base[table.klass])
        rates = np.minimum.reduceat(np.where(change > 0, departing / np.maximum(change, 1), np.inf), table.start)
        plain = np.flatnonzero((table.case == NO_FORK) & np.isfinite(rates))
        order = plain[np.lexsort((-np.maximum.reduceat(change, table.start)[plain], rates[plain]))]
        lighter = base - np.minimum.reduceat(table.weight, table.start)
        heavier = np.maximum.reduceat(table.weight, table.start) - base
        still = (np.append(np.cumsum(part[order][::-1])[::-1], 0).tolist() for part in (lighter, heavier))
        return order, [_Rest(*rest) for rest in zip([*rates[order].tolist(), np.inf], *still, strict=True)]

    def _at_least(self, states: _States, rest: "_Rest") -> Floats:
        """What each choice will lie above the relaxed bound at the least, whatever is still to come."""
        left = (self.cap.limit - self.base_weight) - states.weight
        unused, excessive = np.maximum(left, 0), np.maximum(-left, 0)
        filled, lifted = np.minimum(unused, rest.heavier), np.minimum(excessive, rest.lighter)
        beyond = excessive - lifted
        dearer = self.cap.over - self.cap.price
        over = np.where(beyond > 0, np.inf, 0.0) if np.isinf(dearer) else dearer * beyond
        filling = _times(min(rest.rate, self.cap.price), filled) + self.cap.price * (unused - filled)
        least: Floats = states.excess + filling + _times(min(rest.rate, dearer), lifted) + over
        return least

    def _branch(self, fork: int, departing: Floats, least: Floats) -> None:
        parts = []
        for case in np.flatnonzero(self.table.fork_of_case == fork).tolist():
            classes = np.flatnonzero(self.table.case == case)
            states = self.states
            if case != self.held[fork]:
                states = self._shifted(states, case, self.held[fork])
            for place in classes[np.argsort(least[classes], kind="stable")].tolist():
                if least[place] > self._reach():
                    break
                states = self._merged(states, place, departing)
                states = self._pruned(states, ANYTHING)
            parts.append(states)
        self.states = self._pruned(_joined(parts), ANYTHING)

    def _shifted(self, states: _States, case: int, held: int) -> _States:
        inside, outside = self.table.case == case, self.table.case == held
        more = float(self.minima.cost[inside].sum() - self.minima.cost[outside].sum())
        heavier = int(self.table.weight[self.minima.row[inside]].sum() - self.table.weight[self.minima.row[outside]].sum())
        kept = states.excess + more <= self._reach()
        trail = self.base.add(states.trail[kept], WHOLE_CASE - case)
        return _States(states.weight[kept] + heavier, states.excess[kept] + more, trail)

    def _merged(self, states: _States, place: int, departing: Floats) -> _States:
        table = self.table
        best = int(self.minima.row[place])
        parts = [states]
        for row in range(int(table.start[place]), int(table.end[place])):
            if row == best or departing[row] > self._reach():
                continue
            more = states.excess + departing[row]
            kept = more <= self._reach()
            heavier = int(table.weight[row] - table.weight[best])
            parts.append(_States(states.weight[kept] + heavier, more[kept], self.base.add(states.trail[kept], row)))
        return _joined(parts)

    def _pruned(self, states: _States, rest: "_Rest") -> _States:
        """The choices that may still become the best, by weight."""
        self._note_best(states)
        floor = self._at_least(states, rest)
        order = np.flatnonzero(floor <= self._reach() + self._doubt())
        # parts that come in by weight make this a merge of runs
        order = order[np.argsort(states.weight[order], kind="stable")]
        cost = states.excess[order] - self.cap.price * states.weight[order]
        before = np.minimum.accumulate(np.append(np.inf, cost[:-1]))
        # a lighter choice that is cheaper by more than the slack stays so, whatever both go on to do
        kept = order[cost < before + (0.0 if self.effort.thin else self.effort.slack)]
        if len(kept) > self.effort.states:
            ranked = kept[np.argsort(floor[kept], kind="stable")]
            self.lost = min(self.lost, float(floor[ranked[self.effort.states]]))
            # with the lightest among them something fits the cap in the end, if anything does
            kept = np.union1d(ranked[: self.effort.states], kept[:1])
            kept = kept[np.argsort(states.weight[kept], kind="stable")]
        return states.at(kept)

    def _note_best(self, states: _States) -> None:
        above = self._above(states)
        if len(above) and above.min() < self.best:
            self.best, self.incumbent = float(above.min()), states.at(np.array([above.argmin()]))

    def _found(self) -> Found:
        states = self.states
        if not (states.trail == self.incumbent.trail[0]).any():
            states = _joined([self.incumbent, states])
        above = self._above(states)
        order = np.argsort(above, kind="stable")
        order = order[np.isfinite(above[order]) & (above[order] <= min(self.effort.within, self._reach() + self._doubt()))]
        bound = self.floor + min(self.best, self.lost)
        complete = 0.0 if self.effort.thin else max(0.0, min(self.effort.slack, self.lost - self.best))
        weight, whole = states.weight[order] + self.base_weight, bool(np.isinf(self.lost))
        return Found(bound, weight, self.floor + above[order], states.trail[order], self.base, complete, whole, self.work)


def _joined(parts: list[_States]) -> _States:
    if len(parts) == 1:
        return parts[0]
    return _States(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("weight", "excess", "trail")))


def search_block(table: Table, cost: Floats, cap: Cap, effort: Effort = FULL, known: float = np.inf) -> Found:
    """The choices of one block's table (its rows' costs, caps apart) that come near the cheapest within the cap.

    `known` is what some choice is known to cost, what lies above the cap included: nothing dearer is looked at.
    Where even the lightest rows exceed a hard cap the lists are empty and the bound is infinite; else they are empty only where nothing
    lies `within` what the effort looks at.
    """
    found = _Search(table, cost, cap, effort, known).run()
    if len(found.weight) or np.isinf(found.bound) or np.isfinite(effort.within):
        return found
    return _Search(table, cost, cap, Effort(work=UNBOUNDED, enough=effort.enough), np.inf).run(crowded=0)
