"""The plain order lines would be cut in, and how firm it is: who changes sides of a cut when one weight moves.

Law: first the lower level, then the lower score, then the larger amount, then the smaller number; locked lines stand in no order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.instance import Flags, Ints
from budget.cuts.necessity.needed import NeededTable
from budget.cuts.necessity.scoring import Weights, score_lines
from budget.exact import take_share
from budget.model.states import Criterion

SWING_BP = 2_000
"""By how much of itself a weight is moved to see how firm the order is."""
_WHOLE_BP = 10_000
MILLI = 1_000


@dataclass(frozen=True)
class Order:
    """`places` of the lines that may be cut, the first to be cut first; `rank` of every line, 1 = first, 0 = never or not asked about."""

    places: Ints
    rank: Ints


@dataclass(frozen=True)
class Swing:
    """What one weight moved by `change_bp` of itself to `weight_milli` thousandths does to a cut: the lines that come in, that go out."""

    criterion: Criterion
    change_bp: int
    weight_milli: int
    coming_in: tuple[int, ...]
    going_out: tuple[int, ...]

    @property
    def moved(self) -> int:
        """How many lines change sides."""
        return len(self.coming_in) + len(self.going_out)


@dataclass(frozen=True)
class Stability:
    """A cut in plain order: its target and what the lines before it come to (đồng), their places, and what each swing does to it."""

    target: int
    amount: int
    inside: tuple[int, ...]
    swings: tuple[Swing, ...]

    @property
    def unsure(self) -> tuple[int, ...]:
        """The places of the lines that change sides in some swing."""
        return tuple(sorted({place for swing in self.swings for place in (*swing.coming_in, *swing.going_out)}))


@dataclass(frozen=True)
class Moves:
    """What other weights do to the order: how many ranks differ, the widest moves first as (place, rank before, rank after)."""

    ranks: int
    widest: tuple[tuple[int, int, int], ...]
    coming_in: tuple[int, ...]
    going_out: tuple[int, ...]


def rank_lines(table: NeededTable, listing: str, score: Ints | None = None) -> Order:
    """The order of the lines of a list that may be cut; `score` in the place of the table's own."""
    asked = listed(table, listing) & ~table.locked
    return _order(table, asked, table.score if score is None else score)


def listed(table: NeededTable, listing: str) -> Flags:
    """The lines of a list."""
    found: Flags = np.array([own == listing for own in table.listing], np.bool_)
    return found


def cut_in_order(table: NeededTable, order: Order, target: int) -> Ints:
    """The places of the first lines of an order that come to at least `target` đồng; all of them where they do not."""
    reached = np.cumsum(table.amount[order.places])
    count = 0 if target <= 0 else int(np.searchsorted(reached, target)) + 1
    first: Ints = order.places[:count]
    return first


def target_of(table: NeededTable, listing: str, share_bp: int) -> int:
    """A share of what a list asks for, locked lines included, in đồng rounded half up."""
    return take_share(int(table.amount[listed(table, listing)].sum()), share_bp)


def find_stability(table: NeededTable, listing: str, weights: Weights, share_bp: int) -> Stability:
    """Which lines change sides of a cut of a share when one weight after the other is moved up or down by a fifth."""
    asked = listed(table, listing) & ~table.locked
    target = target_of(table, listing, share_bp)
    inside = cut_in_order(table, _order(table, asked, table.score), target)
    swings = []
    for criterion in Criterion:
        for change in (SWING_BP, -SWING_BP):
            if weights[criterion]:
                swung = swing_weights(weights, criterion, change)
                other = cut_in_order(table, _order(table, asked, score_lines(table.points, swung)[0]), target)
                moved = weights[criterion] * (_WHOLE_BP + change) * MILLI // _WHOLE_BP
                swings.append(Swing(criterion, change, moved, _only(other, inside), _only(inside, other)))
    return Stability(target, int(table.amount[inside].sum()), tuple(inside.tolist()), tuple(swings))


def swing_weights(weights: Weights, criterion: Criterion, change_bp: int) -> dict[Criterion, int]:
    """The weights, in ten-thousandths of themselves so that a part of a point is not lost, with one moved."""
    return {name: weight * (_WHOLE_BP + (change_bp if name is criterion else 0)) for name, weight in weights.items()}


def compare_orders(before: NeededTable, after: NeededTable, listing: str, share_bp: int, shown: int = 20) -> Moves:
    """What moves from one set of weights to another; both tables hold the same lines."""
    old, new = rank_lines(before, listing), rank_lines(after, listing)
    target = target_of(before, listing, share_bp)
    inside, other = cut_in_order(before, old, target), cut_in_order(after, new, target)
    distance = np.abs(old.rank - new.rank)
    widest = np.lexsort((before.number, -distance))[:shown]
    rows = tuple((place, int(old.rank[place]), int(new.rank[place])) for place in widest.tolist() if distance[place])
    return Moves(int((distance > 0).sum()), rows, _only(other, inside), _only(inside, other))


def _order(table: NeededTable, asked: Flags, score: Ints) -> Order:
    places = np.flatnonzero(asked)
    keys: Sequence[Ints] = (table.number[places], -table.amount[places], score[places], table.level[places])
    ordered: Ints = places[np.lexsort(keys)].astype(np.int64)
    rank = np.zeros(len(table), np.int64)
    rank[ordered] = np.arange(1, len(ordered) + 1)
    return Order(ordered, rank)


def _only(one: Ints, other: Ints) -> tuple[int, ...]:
    return tuple(one[~np.isin(one, other)].tolist())
