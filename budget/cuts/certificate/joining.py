"""Choices of many owners put together: every combination whose excess stays within a gap and that keeps the priced rules.

The owners are parted in two halves, the combinations of each half written out, and of both those are paired whose sums meet the dearest
rule: more than its limit by no more than the gap pays for. Sums are whole numbers. Shares no code with the search.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.cuts.certificate.priced import Floats
from budget.cuts.instance import Ints

MOST_STATES = 250_000
MOST_PAIRS = 4_000_000
"""So many combinations of a half, so many pairs: with more there is no answer."""


@dataclass(frozen=True)
class Choices:
    """What one owner may choose: `excess` over its best, `harm`, `amount` (a column a priced rule), the options taken (-1 = none)."""

    excess: Floats
    harm: Ints
    amount: Ints
    options: Ints


@dataclass(frozen=True)
class Limit:
    """A priced rule: the sum of amounts is at least (or at most) `limit`; its price counts by its size."""

    at_least: bool
    limit: int
    price: float


def join(owners: Sequence[Choices], limits: Sequence[Limit], gap: float, claim: int) -> list[tuple[int, Ints]] | None:
    """The combinations that keep the limits with less harm than `claim`, by rising harm: (harm, options). None when they are too many.

    Every owner has a choice; `gap` is how much excess, and price of what goes beyond the limits, an answer below the claim can have.
    """
    least = np.array([float(owner.excess.min()) for owner in owners])
    room = gap - float(least.sum())
    cut = [_within(owner, room + own) for owner, own in zip(owners, least.tolist(), strict=True)]
    if any(not len(owner.excess) for owner in cut):
        return []
    cut.sort(key=lambda owner: -len(owner.excess))
    left, right = (_combine(half, len(limits), gap) for half in (cut[::2], cut[1::2]))
    if left is None or right is None:
        return None
    pairs = _pair(left, right, limits, gap)
    if pairs is None:
        return None
    one, other = pairs
    harm = left.harm[one] + right.harm[other]
    kept = (harm < claim) & (left.excess[one] + right.excess[other] <= gap)
    for at, rule in enumerate(limits):
        total = left.amount[one, at] + right.amount[other, at]
        kept &= (total >= rule.limit) if rule.at_least else (total <= rule.limit)
    places = np.flatnonzero(kept)
    places = places[np.argsort(harm[places], kind="stable")]
    return [(int(harm[at]), _options(left, int(one[at]), right, int(other[at]))) for at in places.tolist()]


def _within(owner: Choices, room: float) -> Choices:
    kept = owner.excess <= room
    return Choices(owner.excess[kept], owner.harm[kept], owner.amount[kept], owner.options[kept])


@dataclass(frozen=True)
class _Half:
    """The combinations of a half: sums, and which choice each owner has in them."""

    owners: Sequence[Choices]
    excess: Floats
    harm: Ints
    amount: Ints
    picks: NDArray[np.int32]


def _combine(owners: Sequence[Choices], columns: int, gap: float) -> _Half | None:
    """Every combination of some owners within the gap; None when they are too many."""
    rest = np.append(np.cumsum([float(owner.excess.min()) for owner in owners][::-1])[::-1], 0.0)[1:]
    excess, harm, amount = np.zeros(1), np.zeros(1, np.int64), np.zeros((1, columns), np.int64)
    picks = np.zeros((1, 0), np.int32)
    for step, owner in enumerate(owners):
        state, choice = np.nonzero(excess[:, None] + owner.excess[None, :] <= gap - rest[step])
        if len(state) > MOST_STATES:
            return None
        excess, harm = excess[state] + owner.excess[choice], harm[state] + owner.harm[choice]
        amount = amount[state] + owner.amount[choice]
        picks = np.hstack([picks[state], choice[:, None].astype(np.int32)])
    return _Half(owners, excess, harm, amount, picks)


def _pair(left: _Half, right: _Half, limits: Sequence[Limit], gap: float) -> tuple[Ints, Ints] | None:
    """Pairs of combinations that meet the rule that leaves the fewest; None when they are too many."""
    low, high, order = np.zeros(len(left.harm), np.int64), np.full(len(left.harm), len(right.harm)), np.arange(len(right.harm))
    for at, rule in enumerate(limits):
        beyond = gap / rule.price if rule.price > 0 else np.inf
        sorted_by = np.argsort(right.amount[:, at], kind="stable")
        amounts = right.amount[sorted_by, at].astype(np.float64)
        wanted = rule.limit - left.amount[:, at].astype(np.float64)
        least, most = (wanted, wanted + beyond) if rule.at_least else (wanted - beyond, wanted)
        start, end = np.searchsorted(amounts, least - 1, "left"), np.searchsorted(amounts, most + 1, "right")
        if (end - start).sum() < (high - low).sum():
            low, high, order = start, end, sorted_by
    count = np.maximum(0, high - low)
    if int(count.sum()) > MOST_PAIRS:
        return None
    one = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    return one, order[place]


def _options(left: _Half, one: int, right: _Half, other: int) -> Ints:
    """The options of a combination."""
    parts = [owner.options[half.picks[at, step]] for half, at in ((left, one), (right, other)) for step, owner in enumerate(half.owners)]
    options = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    return options[options >= 0]
