"""From the choices at the best price to an answer that reaches the target with the least harm on top.

At the price of the target every class and every capped block has its best choice; what departs from it costs an excess. The target is
reached by the departures that cost least a đồng, and what is saved too much is given back by those that cost least; then the few owners
with the smallest excesses are settled anew, all of them at once and exactly, so that the target is met to within a few đồng (the search
is that of a block, with the target as its cap).
"""

from dataclasses import dataclass

import numpy as np

from budget.cuts.block_search import Cap, search_block
from budget.cuts.classes import NO_FORK, UNCAPPED, Floats, Table
from budget.cuts.instance import Ints
from budget.cuts.sweep import Sweep, Sweeper

CORES = (10, 14, 18)
"""How many owners are settled at once, one attempt after the other."""
MOST_OF_BLOCK = 300
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


def close(sweeper: Sweeper, sweep: Sweep, enough: float = 0.0) -> Ints | None:
    """Rows of the table that keep every cap and reach the one coupling row's limit; None when nothing here reaches it.

    It is content with an answer whose harm is above the sweep's bound by no more than `enough`.
    """
    if sweep.impossible:
        return None
    moves = _moves(sweeper, sweep)
    choice = _Choice(moves, sweeper.table.caps, int(sweeper.limit[0]))
    choice.reach()
    if choice.short > 0:
        return None
    choice.give_back(float(sweep.price[0]))
    for size in CORES:
        if choice.above(float(sweep.price[0])) <= enough:
            break
        choice.settle(float(sweep.price[0]), size)
    return _to_rows(sweeper, sweep, moves, choice.chosen)


def _moves(sweeper: Sweeper, sweep: Sweep) -> Moves:
    table = sweeper.table
    rows = np.flatnonzero((sweep.loose & sweep.minima.active)[table.klass])
    klass = table.klass[rows]
    cost = table.harm[rows] - table.amount[rows, 0] * sweep.price[0]
    excess = cost - sweep.minima.cost[klass]
    parts = [(klass, rows, table.harm[rows], table.amount[rows, 0], excess, table.weight[rows], table.block[klass])]
    for cap, found in sweep.found.items():
        count = min(len(found.weight), MOST_OF_BLOCK)
        harm, amount = _sums(sweeper, sweep, cap, count)
        nothing, outside = np.zeros(count, np.int64), np.full(count, UNCAPPED, np.int64)
        owner = np.full(count, -1 - cap, np.int64)
        parts.append((owner, np.arange(count), harm, amount, found.cost[:count] - found.cost[0], nothing, outside))
    columns = [np.concatenate([part[at] for part in parts]) for at in range(7)]
    order = np.lexsort((columns[1], columns[0]))
    owner, row, harm, amount, excess, weight, block = (column[order] for column in columns)
    new = np.append(True, np.diff(owner) != 0)
    return Moves(owner, row, harm, amount, np.maximum(excess, 0.0), weight, block, np.flatnonzero(new), np.cumsum(new) - 1)


def _sums(sweeper: Sweeper, sweep: Sweep, cap: int, count: int) -> tuple[Ints, Ints]:
    """Harm and amount of a block's first choices, exact."""
    found, block = sweep.found[cap], sweeper.block(cap).table
    if sweeper.plain:
        weight = found.weight[:count]
        return np.rint(found.cost[:count] + float(sweep.price[0]) * weight).astype(np.int64), weight
    held = [found.rows(place) for place in range(count)]
    pairs = [(int(block.harm[one].sum()), int(block.amount[one, 0].sum())) for one in held]
    return np.array([pair[0] for pair in pairs], np.int64), np.array([pair[1] for pair in pairs], np.int64)


class _Choice:
    """One choice of each owner, moved about; `room` is what each cap that does not bind has left."""

    def __init__(self, moves: Moves, caps: Ints, limit: int) -> None:
        self.moves, self.limit = moves, limit
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

    def settle(self, price: float, size: int) -> None:
        """Settle the `size` owners whose departures cost least anew, all others as they are."""
        moves = self.moves
        core = self._core(size)
        if not len(core):
            return
        inside = np.zeros(len(moves.start), np.bool_)
        inside[core] = True
        fixed = int(moves.amount[self.chosen[~inside]].sum())
        rows = np.flatnonzero(inside[moves.group])
        table = _as_table(moves.group[rows], moves.harm[rows], -moves.amount[rows])
        found = search_block(table, moves.harm[rows].astype(np.float64), Cap(fixed - self.limit, price))
        if not len(found.weight):
            return
        taken = rows[found.rows(0)]
        if int(moves.harm[taken].sum()) < int(moves.harm[self.chosen[inside]].sum()):
            self._replace(taken)

    def _replace(self, taken: Ints) -> None:
        moves = self.moves
        for move in taken.tolist():
            owner = int(moves.group[move])
            self.room[moves.block[move]] -= int(moves.weight[move] - moves.weight[self.chosen[owner]])
            self.chosen[owner] = move

    def _core(self, size: int) -> Ints:
        """The owners with the smallest excess to depart, as many as the caps that do not bind have room for whatever they do."""
        moves = self.moves
        departing = moves.excess.copy()
        departing[self.chosen] = np.inf
        # what is chosen and not the best departs too: going back gains
        least = np.minimum(np.minimum.reduceat(departing, moves.start), np.where(moves.excess[self.chosen] > 0, 0.0, np.inf))
        useful = np.minimum.reduceat(moves.amount, moves.start) < np.maximum.reduceat(moves.amount, moves.start)
        order = np.argsort(np.where(useful, least, np.inf), kind="stable")
        heaviest = np.maximum.reduceat(moves.weight, moves.start)
        room, core = self.room.copy(), list[int]()
        for owner in order[: 4 * size].tolist():
            if len(core) == size or not np.isfinite(least[owner]) or not useful[owner]:
                break
            chosen = self.chosen[owner]
            heavier = int(heaviest[owner] - moves.weight[chosen])
            block = int(moves.block[chosen])
            if heavier <= room[block]:
                room[block] -= heavier
                core.append(owner)
        return np.array(sorted(core), np.int64)


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


def _to_rows(sweeper: Sweeper, sweep: Sweep, moves: Moves, chosen: Ints) -> Ints:
    """The table's rows of the choices."""
    parts = [moves.row[chosen[moves.owner[chosen] >= 0]]]
    for move in chosen[moves.owner[chosen] < 0].tolist():
        cap = -1 - int(moves.owner[move])
        parts.append(sweep.found[cap].rows(int(moves.row[move])) + sweeper.block(cap).low)
    return np.concatenate(parts)
