"""The question as arrays: lines that ask, pots that have, pairs that the law allows. Money in whole đồng, order is the law's order.

Lines stand in number order, pots in the order in which they are to be used (the earmarked source first). See docs/allocation.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
PRIORITIES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Instance:
    """Lines (`demand`, `priority`, `minimum`), pots (`ceiling`), pairs (`pair_line`, `pair_pot`, `pair_cap`) sorted by line, then pot.

    A line gets nothing, or at least `minimum` and at most `demand`. A pair may carry at most `pair_cap` <= the line's demand.
    """

    demand: Ints
    priority: Ints
    minimum: Ints
    ceiling: Ints
    pair_line: Ints
    pair_pot: Ints
    pair_cap: Ints

    @property
    def lines(self) -> int:
        """How many lines ask."""
        return len(self.demand)

    @property
    def pots(self) -> int:
        """How many pots there are."""
        return len(self.ceiling)

    def with_more(self, pot: int, amount: int) -> "Instance":
        """The same question with `amount` đồng more (or less) in one pot; never below nothing."""
        ceiling = self.ceiling.copy()
        ceiling[pot] = max(0, int(ceiling[pot]) + amount)
        return replace(self, ceiling=ceiling)


def make_instance(
    demand: Iterable[int],
    priority: Iterable[int],
    ceiling: Iterable[int],
    pairs: Iterable[tuple[int, int, int | None]],
    minimum: Iterable[int] | None = None,
) -> Instance:
    """An instance from plain numbers; `pairs` are (line, pot, most or None). ValueError when it is no sensible question."""
    asked = _ints(demand)
    rows = sorted((line, pot, int(asked[line]) if most is None else min(most, int(asked[line]))) for line, pot, most in pairs)
    columns = _ints([value for row in rows for value in row]).reshape(-1, 3).T
    least = np.zeros(len(asked), np.int64) if minimum is None else _ints(minimum)
    return checked(Instance(asked, _ints(priority), least, _ints(ceiling), columns[0].copy(), columns[1].copy(), columns[2].copy()))


def checked(instance: Instance) -> Instance:
    """The same instance; ValueError naming what is not as the arrays promise (our own mistake, never a person's)."""
    lines, pots = instance.lines, instance.pots
    wrong = {
        "lengths": not (len(instance.priority) == len(instance.minimum) == lines),
        "pair lengths": not (len(instance.pair_line) == len(instance.pair_pot) == len(instance.pair_cap)),
        "negative amounts": any(
            bool((part < 0).any()) for part in (instance.demand, instance.minimum, instance.ceiling, instance.pair_cap)
        ),
        "priorities": not bool(np.isin(instance.priority, PRIORITIES).all()),
        "minimum above demand": bool((instance.minimum > instance.demand).any()),
    }
    if not any(wrong.values()) and len(instance.pair_line):
        wrong["pair places"] = not (instance.pair_line.min() >= 0 and instance.pair_line.max() < lines) or not (
            instance.pair_pot.min() >= 0 and instance.pair_pot.max() < pots
        )
        steps = np.diff(instance.pair_line * pots + instance.pair_pot)
        wrong["pair order"] = bool((steps <= 0).any())
        wrong["caps"] = not wrong["pair places"] and bool((instance.pair_cap > instance.demand[instance.pair_line]).any())
    named = [name for name, found in wrong.items() if found]
    if named:
        raise ValueError(f"not an allocation instance: {', '.join(named)}")
    return instance


def sums_by(places: Ints, amounts: Ints, size: int) -> Ints:
    """The sum of `amounts` at each of `size` places, in whole numbers."""
    found = np.zeros(size, np.int64)
    np.add.at(found, places, amounts)
    return found


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)
