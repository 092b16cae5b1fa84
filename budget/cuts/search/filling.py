"""A cap filled to within a few đồng by choices that cost about the same.

Where many lines are equally needed prices cannot tell them apart. First the departures that cost least a đồng are taken while there is
room; then some cheap classes are settled anew, every choice of one half of them with every choice of the other (Horowitz and Sahni,
Journal of the ACM 21, 1974). What comes of it is a choice, no bound.
"""

from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.search.classes import Floats

HALVES = (400, 20_000)
"""How many choices each half has, one attempt after the other."""
ROUNDS = 4
"""How often classes are settled anew at the most with halves of one size."""
MOST_IDLE = 2
"""After so many rounds that bettered nothing there are none of that size any more."""
OTHERS = 3
"""Other rows of a class that are tried, the cheapest."""
UNDONE = 4
"""So many of the dearest departures may be taken back at a time."""
EQUAL = 6
"""Decimals of harm a đồng to which departures cost the same."""
LEAST = 1e-6
"""What is bettered by less is left as it is: sums of floating numbers are no nearer."""


@dataclass(frozen=True)
class Ways:
    """What classes may do instead: one row a choice, with its class, what it weighs towards the cap to be filled, and its excess.

    `open`: whether a row may be taken. Its `burden` counts towards `block`, a cap that does not bind but may not be passed either.
    """

    klass: Ints
    weight: Ints
    excess: Floats
    open: Flags
    burden: Ints
    block: Ints


class Filler:
    """A choice that is moved about: `row` of each class, what is `left` of the cap, and the excess `spent`."""

    def __init__(self, ways: Ways, row: Ints, left: int, price: float, room: Ints, *, turned: bool = False) -> None:
        """Begin with the rows as they are; `price`: what each đồng left is worth; `room`: what is left of the other caps, by block.

        `turned`: what is saved weighs with its sign turned. Of equals the first in order are cut, and the last given back.
        """
        self._turned = turned
        self.ways, self.row, self.left, self.price = ways, row.copy(), left, price
        self.room = room.copy()
        self.spent = float(ways.excess[row].sum())

    @property
    def above(self) -> float:
        """How far the choice lies above the relaxed bound; inf where it passes the cap."""
        return self.spent + self.price * self.left if self.left >= 0 else np.inf

    def fill(self, enough: float) -> None:
        """Come as near to the relaxed bound as can be done quickly; what lies no more than `enough` above it will do."""
        if self.left < 0:
            self._take_cheapest()
        if self.left < 0:
            return
        self._take_cheapest()
        for size in HALVES:
            idle = 0
            for turn in range(ROUNDS):
                before = self.above
                if before <= enough or idle == MOST_IDLE or not self._settle(size, turn):
                    break
                idle = 0 if self.above < before else idle + 1

    def _take_cheapest(self) -> None:
        """Take departures by what they cost a đồng: heavier ones while there is room and it pays, lighter ones while there is none."""
        lighter = self.left < 0
        change, more = self._changes()
        wanted = self.ways.open & ((change < 0) if lighter else (change > 0) & (more < self.price * change))
        rows = np.flatnonzero(wanted)
        touched = set[int]()
        size = np.abs(change[rows])
        in_order = rows if lighter == self._turned else -rows
        # of equals the largest first: the small ones then fill what is left
        for row in rows[np.lexsort((in_order, -size, np.round(more[rows] / size, EQUAL)))].tolist():
            if self.left >= 0 and (lighter or self.left == 0):
                return
            klass = int(self.ways.klass[row])
            if klass not in touched and (lighter or change[row] <= self.left) and self._fits(row):
                touched.add(klass)
                self._take(row)

    def _settle(self, size: int, turn: int) -> bool:
        """Choose some cheap classes anew so that the cap is filled at the least cost; False when there are no such classes.

        `turn`: which ones, from the cheapest on.
        """
        change, more = self._changes()
        rows = np.flatnonzero(self.ways.open & (change != 0) & (more < self.above) & self._fitting())
        dear = rows[np.argsort(more[rows], kind="stable")][:UNDONE]
        smallest = np.abs(change[rows]) * (1 if turn % 2 == 0 else -1)
        like = rows[np.lexsort((rows, smallest, np.round(np.abs(more[rows]))))]
        halves = self._halves(np.concatenate([dear[more[dear] < 0], _interleaved(like, change[like] > 0)]), size, turn // 2)
        if not halves[1].rows:
            return False
        one, two = (half.choices(change, more) for half in halves)
        found = _meet(one, two, self.left, self.price)
        if found is not None and found[2] + self.spent < self.above - LEAST:
            for half, at in zip(halves, found[:2], strict=True):
                for row in half.rows_of(at):
                    self._take(row)
        return True

    def _halves(self, order: Ints, size: int, turn: int) -> tuple["_Half", "_Half"]:
        """Classes in the order of their other rows, dealt out in turns until each half has its number of choices."""
        by_class: dict[int, list[int]] = {}
        for row in order.tolist():
            held = by_class.setdefault(int(self.ways.klass[row]), [])
            if len(held) < OTHERS and row not in held:
                held.append(row)
        halves, room = (_Half([], 1), _Half([], 1)), self.room.copy()
        for rows in list(by_class.values())[turn :: turn + 1]:
            half = halves[0] if halves[0].size <= halves[1].size else halves[1]
            if half.size * (len(rows) + 1) > size:
                break
            if self._reserve(rows, room):
                half.rows.append(rows)
                half.size *= len(rows) + 1
        return halves

    def _reserve(self, rows: list[int], room: Ints) -> bool:
        """Take the room that a class may come to need from its other cap, where there is so much."""
        block = int(self.ways.block[rows[0]])
        burden = self.ways.burden[rows] - self.ways.burden[self.row[self.ways.klass[rows[0]]]]
        most = max(0, int(burden.max()))
        if most > room[block]:
            return False
        room[block] -= most
        return True

    def _changes(self) -> tuple[Ints, Floats]:
        """How much heavier and dearer each row is than the one its class has now."""
        held = self.row[self.ways.klass]
        return self.ways.weight - self.ways.weight[held], self.ways.excess - self.ways.excess[held]

    def _fitting(self) -> Flags:
        """Which rows there is room for under their other cap."""
        ways = self.ways
        fitting: Flags = ways.burden - ways.burden[self.row[ways.klass]] <= self.room[ways.block]
        return fitting

    def _fits(self, row: int) -> bool:
        return self._burden(row) <= int(self.room[self.ways.block[row]])

    def _burden(self, row: int) -> int:
        return int(self.ways.burden[row] - self.ways.burden[self.row[self.ways.klass[row]]])

    def _take(self, row: int) -> None:
        held = self.row[self.ways.klass[row]]
        self.room[self.ways.block[row]] -= self._burden(row)
        self.left -= int(self.ways.weight[row] - self.ways.weight[held])
        self.spent += float(self.ways.excess[row] - self.ways.excess[held])
        self.row[self.ways.klass[row]] = row


@dataclass
class _Half:
    """Classes that are settled together: the other rows of each, and how many choices there are with keeping."""

    rows: list[list[int]]
    size: int

    def choices(self, change: Ints, more: Floats) -> tuple[Ints, Floats]:
        """What every choice changes in weight and cost; the last class turns fastest."""
        weight, cost = np.zeros(1, np.int64), np.zeros(1)
        for rows in self.rows:
            steps = np.append(0, change[rows]), np.append(0.0, more[rows])
            weight, cost = ((part[:, None] + step).reshape(-1) for part, step in ((weight, steps[0]), (cost, steps[1])))
        return weight, cost

    def rows_of(self, choice: int) -> list[int]:
        """The other rows that a choice takes."""
        taken = []
        for rows in reversed(self.rows):
            choice, at = divmod(choice, len(rows) + 1)
            if at:
                taken.append(rows[at - 1])
        return taken


def _interleaved(rows: Ints, first: Flags) -> Ints:
    """Those of the one sort and those of the other in turns, each in their order."""
    rank = np.where(first, np.cumsum(first), np.cumsum(~first))
    found: Ints = rows[np.lexsort((~first, rank))]
    return found


def _meet(one: tuple[Ints, Floats], two: tuple[Ints, Floats], left: int, price: float) -> tuple[int, int, float] | None:
    """The choice of each half that together fit and cost least, the price of what stays unused included; None when nothing fits."""
    order = np.argsort(two[0], kind="stable")
    weight, worth = two[0][order], two[1][order] - price * two[0][order]
    least = np.minimum.accumulate(worth)
    reached = np.searchsorted(weight, left - one[0], side="right") - 1
    fitting = np.flatnonzero(reached >= 0)
    if not len(fitting):
        return None
    cost = one[1][fitting] + price * (left - one[0][fitting]) + least[reached[fitting]]
    best = int(cost.argmin())
    first, end = int(fitting[best]), int(reached[fitting[best]]) + 1
    return first, int(order[int(worth[:end].argmin())]), float(cost[best])
