"""From the choices at the best price to an answer that reaches the target with the least harm on top.

At the price of the target every class and every capped block has its best choice; what departs from it costs an excess. The target is
reached by the departures that cost least a đồng, and what is saved too much is given back by those that cost least. That is a first
answer; a better one is a set of departures with less excess in all, looked for within a small excess first, then within larger ones (the
search is that of a block, with the target as its cap, so what it does not find within an excess is not there).
"""

import itertools
from dataclasses import dataclass

import numpy as np

from budget.cuts.block_search import Cap, Effort, Found, search_block
from budget.cuts.classes import NO_FORK, UNCAPPED, Floats, Table
from budget.cuts.instance import Flags, Ints
from budget.cuts.sweep import Sweep, Sweeper

FIRST = 1e-9
"""The excess within which is looked first, as a share of the harm (LEAST = in any case); each time after WIDER times as far."""
WIDER = 8.0
LEAST = 1e-3
ATTEMPTS = 9
"""So often is looked in any case; beyond that only while everything within the excess can be looked at."""
STATES = 12_000
OWNERS = 220
REPAIRS = 4
MOST_OF_BLOCK = 300
SLACKS = (3e-6, 1e-3)
"""How much more than its best a block's choice may cost to be offered, as a share of the harm; the second only where the first is short."""
ALL_ROOM = np.int64(1) << 61


@dataclass(frozen=True)
class Moves:
    """Choices by owner: a class that no cap binds, or a whole block (`owner` -1 - cap); `row` is a row, or the place of a block's choice.

    Sorted by owner; `start` is the first choice of each owner, `group` numbers the owners. `harm` and `amount` (towards the target) are the
    choice's own, `excess` its cost above the owner's best. `weight` counts towards `block`, a cap that does not bind but may not be passed.
    """

    owner: Ints
    row: Ints
    harm: Ints
    amount: Ints
    excess: Floats
    weight: Ints
    block: Ints
    start: Ints
    group: Ints


@dataclass(frozen=True)
class Closed:
    """Rows of the table that keep every cap and reach the target, their harm, and a bound on the harm that came of the looking."""

    rows: Ints
    harm: int
    bound: float


def close(sweeper: Sweeper, sweep: Sweep, enough: float = 0.0) -> Closed | None:
    """An answer that reaches the one coupling row's limit; None when nothing here reaches it.

    It is content with an answer whose harm is above the sweep's bound by no more than `enough`.
    """
    if sweep.impossible:
        return None
    if not sweeper.table.rows:
        return Closed(np.zeros(0, np.int64), 0, 0.0) if sweeper.limit[0] <= 0 else None
    price = float(sweep.price[0])
    best: Closed | None = None
    # what a fork might turn to is not looked at, nor is every choice of a capped block: without them everything is
    everything = not sweep.found and not (sweeper.table.case != NO_FORK).any()
    for share in SLACKS:
        slack = share * abs(sweep.bound)
        found = sweeper.near(sweep, slack) if sweep.found else {}
        moves = _moves(sweeper, sweep, found)
        choice = _Choice(moves, sweeper.table.caps, int(sweeper.limit[0]))
        choice.reach()
        if choice.short > 0:
            continue
        choice.give_back(price)
        choice.improve(price, enough, sweep.bound)
        harm = int(moves.harm[choice.chosen].sum())
        if best is None or harm < best.harm:
            best = Closed(_to_rows(sweeper, found, moves, choice.chosen), harm, choice.bound if everything else -np.inf)
        if choice.above(price) <= max(enough, slack) or not found:
            break
    return best


def _moves(sweeper: Sweeper, sweep: Sweep, found_in: dict[int, Found]) -> Moves:
    table = sweeper.table
    rows = np.flatnonzero((sweep.loose & sweep.minima.active)[table.klass])
    klass = table.klass[rows]
    cost = table.harm[rows] - table.amount[rows, 0] * sweep.price[0]
    excess = cost - sweep.minima.cost[klass]
    parts = [(klass, rows, table.harm[rows], table.amount[rows, 0], excess, table.weight[rows], table.block[klass])]
    for cap, found in found_in.items():
        count = min(len(found.weight), MOST_OF_BLOCK)
        harm, amount = _sums(sweeper, float(sweep.price[0]), cap, found, count)
        nothing, outside = np.zeros(count, np.int64), np.full(count, UNCAPPED, np.int64)
        owner = np.full(count, -1 - cap, np.int64)
        parts.append((owner, np.arange(count), harm, amount, found.cost[:count] - found.cost[0], nothing, outside))
    columns = [np.concatenate([part[at] for part in parts]) for at in range(7)]
    order = np.lexsort((columns[1], columns[0]))
    owner, row, harm, amount, excess, weight, block = (column[order] for column in columns)
    new = np.append(True, np.diff(owner) != 0)
    return Moves(owner, row, harm, amount, np.maximum(excess, 0.0), weight, block, np.flatnonzero(new), np.cumsum(new) - 1)


def _sums(sweeper: Sweeper, price: float, cap: int, found: Found, count: int) -> tuple[Ints, Ints]:
    """Harm, with what lies above a soft cap, and amount of a block's first choices."""
    amount = sweeper.amounts(sweeper.block(cap), found, count)[:, 0]
    return np.rint(found.cost[:count] + price * amount).astype(np.int64), amount


class _Choice:
    """One choice of each owner, moved about; `room` is what each cap that does not bind has left."""

    def __init__(self, moves: Moves, caps: Ints, limit: int) -> None:
        self.moves, self.limit, self.bound = moves, limit, -np.inf
        self.chosen = _first_best(moves)
        held = np.bincount(moves.block[self.chosen] + 1, moves.weight[self.chosen], len(caps) + 1)[1:].astype(np.int64)
        self.room = np.append(caps - held, ALL_ROOM)

    @property
    def short(self) -> int:
        """What is still lacking of the target; negative = saved too much."""
        return self.limit - int(self.moves.amount[self.chosen].sum())

    def above(self, price: float) -> float:
        """How far the harm lies above the bound: the excesses, and the price of what is saved too much."""
        return float(self.moves.excess[self.chosen].sum()) - price * self.short

    def reach(self) -> None:
        """Take the departures that save more, the least excess a đồng first, until the target is reached."""
        moves = self.moves
        more = moves.amount - moves.amount[self.chosen][moves.group]
        useful = np.flatnonzero(more > 0)
        short = self.short
        for move in useful[np.lexsort((useful, moves.excess[useful] / more[useful]))].tolist() if short > 0 else []:
            gain = int(moves.amount[move] - moves.amount[self.chosen[moves.group[move]]])
            if gain > 0 and self._take(move):
                short -= gain
                if short <= 0:
                    return

    def give_back(self, price: float) -> None:
        """Take the departures that save less for as long as the target stays reached and the price of what is given back outweighs them."""
        moves = self.moves
        less = moves.amount[self.chosen][moves.group] - moves.amount
        dearer = moves.excess - moves.excess[self.chosen][moves.group]
        useful = np.flatnonzero((less > 0) & (less <= -self.short) & (dearer < price * less))
        spare, touched = -self.short, set[int]()
        for move in useful[np.lexsort((useful, dearer[useful] / less[useful]))].tolist():
            owner = int(moves.group[move])
            if owner not in touched and less[move] <= spare and self._take(move):
                touched.add(owner)
                spare -= int(less[move])

    def _take(self, move: int) -> bool:
        """Change an owner's choice, if the cap it stands under has the room."""
        moves, owner = self.moves, int(self.moves.group[move])
        heavier = int(moves.weight[move] - moves.weight[self.chosen[owner]])
        block = int(moves.block[move])
        if heavier > self.room[block]:
            return False
        self.room[block] -= heavier
        self.chosen[owner] = move
        return True

    def improve(self, price: float, enough: float, bound: float) -> None:
        """Look for departures with less excess in all, within more and more of it, until there can be none better or it is `enough`."""
        within = max(enough, FIRST * abs(bound), LEAST)
        for attempt in itertools.count():
            above = self.above(price)
            if above <= enough:
                return
            complete = self._look(price, min(within, above), bound)
            if within >= self.above(price) or (attempt >= ATTEMPTS and not complete):
                return
            within *= WIDER

    def _look(self, price: float, within: float, floor: float) -> bool:
        """Take the best departures from the owners' best choices that lie within so much excess, if they are better than what is chosen.

        What does not lie within it costs more than `floor` by so much, so both together bound the harm from below. False when there was
        too much to look at.
        """
        moves = self.moves
        base = _first_best(moves)
        departing = moves.excess.copy()
        departing[base] = np.inf
        inside = np.minimum.reduceat(departing, moves.start) <= within
        found, least, complete = self._search(base, inside, price, within)
        self.bound = max(self.bound, min(least, floor + within))
        for _ in range(REPAIRS):
            over = self._over(found) if found is not None else ()
            if not len(over):
                break
            # what stands under a cap that would be passed stays as it is
            inside &= ~np.isin(moves.block[base], over)
            found, _, _ = self._search(base, inside, price, within)
        if found is not None and not len(self._over(found)) and int(moves.harm[found].sum()) < int(moves.harm[self.chosen].sum()):
            self._replace(found)
        return complete

    def _search(self, base: Ints, inside: Flags, price: float, within: float) -> tuple[Ints | None, float, bool]:
        """The best departures of the owners inside (None = none within so much), a bound on their harm, and whether all were seen."""
        moves = self.moves
        rows = np.flatnonzero(inside[moves.group])
        if not len(rows):
            return None, np.inf if int(moves.amount[base].sum()) < self.limit else float(moves.harm[base].sum()), True
        fixed = int(moves.amount[base[~inside]].sum())
        table = _as_table(moves.group[rows], moves.harm[rows], -moves.amount[rows])
        effort = Effort(states=STATES, classes=OWNERS, within=within)
        found = search_block(table, moves.harm[rows].astype(np.float64), Cap(fixed - self.limit, price), effort)
        least = found.bound + float(moves.harm[base[~inside]].sum())
        if not len(found.weight):
            return None, least, found.complete
        settled = base.copy()
        taken = rows[found.rows(0)]
        settled[moves.group[taken]] = taken
        return settled, least, found.complete

    def _over(self, chosen: Ints) -> Ints:
        """The caps that a choice would pass."""
        moves = self.moves
        heavier = moves.weight[chosen] - moves.weight[self.chosen]
        more = np.bincount(moves.block[chosen] + 1, heavier, len(self.room))[1:]
        return np.flatnonzero(more > self.room[:-1])

    def _replace(self, chosen: Ints) -> None:
        moves = self.moves
        np.subtract.at(self.room, moves.block[chosen], moves.weight[chosen] - moves.weight[self.chosen])
        self.chosen = chosen


def _first_best(moves: Moves) -> Ints:
    """The best choice of each owner; of equals the lightest, so that no cap is passed, then the first."""
    least = np.minimum.reduceat(moves.excess, moves.start)
    best = moves.excess <= least[moves.group]
    lightest = np.minimum.reduceat(np.where(best, moves.weight, np.iinfo(np.int64).max), moves.start)
    best &= moves.weight == lightest[moves.group]
    found: Ints = np.minimum.reduceat(np.where(best, np.arange(len(best)), len(best)), moves.start)
    return found


def _as_table(owner: Ints, harm: Ints, weight: Ints) -> Table:
    """A table of one block whose cap is the target."""
    new = np.append(True, np.diff(owner) != 0)
    count, classes = len(owner), int(new.sum())
    nothing = np.zeros(0, np.int64)
    return Table(
        klass=np.cumsum(new) - 1,
        start=np.flatnonzero(new),
        block=np.zeros(classes, np.int64),
        case=np.full(classes, NO_FORK, np.int64),
        fork_of_case=nothing,
        harm=harm,
        weight=weight,
        amount=np.zeros((count, 0), np.int64),
        first=np.zeros(count + 1, np.int64),
        options=nothing,
        caps=np.zeros(1, np.int64),
        cap_rows=nothing,
        coupling=nothing,
        limit=nothing,
    )


def _to_rows(sweeper: Sweeper, found: dict[int, Found], moves: Moves, chosen: Ints) -> Ints:
    """The table's rows of the choices."""
    parts = [moves.row[chosen[moves.owner[chosen] >= 0]]]
    for move in chosen[moves.owner[chosen] < 0].tolist():
        cap = -1 - int(moves.owner[move])
        parts.append(found[cap].rows(int(moves.row[move])) + sweeper.block(cap).low)
    return np.concatenate(parts)
