"""Checking an answer without trusting who made it: the rules one by one, then a proof that nothing better exists.

Shares no code with the solver. Two proofs by weak duality: a cut for each priority, and pot prices for the order of sources.
Plain sums only, so that anyone can repeat them (docs/allocation.md, "The certificate").
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Checked:
    """What is wrong (empty = nothing), and what is proved.

    `funded` and `cuts`: for each priority the đồng funded up to it and the most any plan could fund up to it (minimums set aside).
    `value` and `bound`: the plan's worth and what no plan passes, when prices were given; None otherwise.
    """

    wrong: tuple[str, ...]
    funded: tuple[int, ...]
    cuts: tuple[int, ...]
    value: int | None
    bound: int | None

    @property
    def lawful(self) -> bool:
        """Whether every rule holds."""
        return not self.wrong

    @property
    def most(self) -> bool:
        """Whether each priority is proved to be funded as much as possible."""
        return self.funded == self.cuts

    @property
    def proved(self) -> bool:
        """Whether the whole plan is proved: lawful, the most for each priority, and sources in their order."""
        return self.lawful and self.most and self.value is not None and self.value == self.bound


def check_allocation(
    lines: tuple[Numbers, Numbers, Numbers],
    ceiling: Numbers,
    pairs: tuple[Numbers, Numbers, Numbers],
    paid: Numbers,
    prices: Numbers | None = None,
) -> Checked:
    """Check `paid` (đồng for each pair) for lines (demand, priority, minimum), pots in order, and pairs (line, pot, cap)."""
    demand, priority, _ = lines
    wrong = tuple(_broken(lines, ceiling, pairs, paid))
    if wrong:
        return Checked(wrong, (), (), None, None)
    got = _sum_at(pairs[0], paid, len(demand))
    levels = (1, 2, 3, 4)
    funded = tuple(int(got[priority <= level].sum()) for level in levels)
    cuts = tuple(_cut(demand, ceiling, pairs, paid, priority <= level) for level in levels)
    if prices is None:
        return Checked((), funded, cuts, None, None)
    worth = _worth(priority, len(ceiling))
    value = sum(int(got[priority == level].sum()) * steps for level, steps in worth.items())
    used = _sum_at(pairs[1], paid, len(ceiling))
    value += sum(int(amount) * rest for amount, rest in zip(used, range(len(ceiling) - 1, -1, -1), strict=True))
    return Checked((), funded, cuts, value, _price_bound(demand, priority, ceiling, pairs, prices))


def _broken(lines: tuple[Numbers, Numbers, Numbers], ceiling: Numbers, pairs: tuple[Numbers, ...], paid: Numbers) -> Iterator[str]:
    demand, _, minimum = lines
    if len(paid) != len(pairs[0]):
        yield "an amount is missing or stands outside the lawful pairs"
        return
    for pair in np.flatnonzero(paid < 0)[:5]:
        yield f"pair {pair} carries less than nothing"
    for pair in np.flatnonzero(paid > pairs[2])[:5]:
        yield f"pair {pair} carries more than its cap"
    got, used = _sum_at(pairs[0], paid, len(demand)), _sum_at(pairs[1], paid, len(ceiling))
    for line in np.flatnonzero(got > demand)[:5]:
        yield f"line {line} gets more than it asks"
    for line in np.flatnonzero((got > 0) & (got < minimum))[:5]:
        yield f"line {line} gets something below its minimum"
    for pot in np.flatnonzero(used > ceiling)[:5]:
        yield f"pot {pot} pays more than it has"


def _cut(demand: Numbers, ceiling: Numbers, pairs: tuple[Numbers, ...], paid: Numbers, chosen: NDArray[np.bool_]) -> int:
    """The most that the chosen lines could get: what is behind the pots and pairs that stand in the way of the unfunded ones.

    Everything reachable from a chosen line that wants more is on the near side; the capacity across is a bound whatever is there.
    """
    line, pot, cap = (part[chosen[pairs[0]]] for part in pairs)
    own = paid[chosen[pairs[0]]]
    near_line = chosen & (_sum_at(line, own, len(demand)) < demand)
    near_pot = np.zeros(len(ceiling), bool)
    while True:
        before = int(near_line.sum()) + int(near_pot.sum())
        near_pot[pot[near_line[line] & (own < cap)]] = True
        near_line[line[near_pot[pot] & (own > 0)]] = True
        if int(near_line.sum()) + int(near_pot.sum()) == before:
            break
    across = near_line[line] & ~near_pot[pot]
    return int(demand[chosen & ~near_line].sum()) + int(ceiling[near_pot].sum()) + int(cap[across].sum())


def _worth(priority: Numbers, pots: int) -> dict[int, int]:
    """What a đồng of each priority is worth: whole steps, a step being more than any difference between two pots."""
    return {level: (5 - level) * max(pots, 1) for level in sorted({int(one) for one in np.unique(priority)})}


def _price_bound(demand: Numbers, priority: Numbers, ceiling: Numbers, pairs: tuple[Numbers, ...], prices: Numbers) -> int:
    """What no plan passes at these prices: the pots' money at their price, and each line's best gain on top.

    A line takes its best pairs first, each up to its cap, as long as they gain and until it has what it asks.
    """
    if bool((prices < 0).any()):
        raise ValueError("prices are never negative")
    line, pot, cap = pairs
    worth = np.zeros(6, np.int64)
    for level, steps in _worth(priority, len(ceiling)).items():
        worth[level] = steps
    gain = worth[priority[line]] + (len(ceiling) - 1 - pot) - prices[pot]
    order = np.lexsort((-gain, line))
    line, gain, cap = line[order], gain[order], cap[order]
    ends = np.cumsum(cap)
    start = ends - cap
    own_start = start[np.searchsorted(line, line)]
    room = np.clip(demand[line] - (start - own_start), 0, cap)
    taken = gain > 0
    bound = sum(int(price) * int(most) for price, most in zip(prices, ceiling, strict=True))
    for level in np.unique(gain[taken]):
        bound += int(level) * int(room[gain == level].sum())
    return bound


def _sum_at(places: Numbers, amounts: Numbers, size: int) -> Numbers:
    found = np.zeros(size, np.int64)
    np.add.at(found, places, amounts)
    return found
