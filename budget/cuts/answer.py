"""The answer to a question of a cut, with what proves it. Money in whole đồng."""

from dataclasses import dataclass, field

import numpy as np

from budget.cuts.instance import CODE_OF, KINDS, Instance, Ints
from budget.model.states import CutAction

KEPT = -1
"""In `Answer.chosen`: the line is kept as it is."""
EXACT = 0.0
HALF = 0.5


class ContradictionError(Exception):
    """Locks, pins, dependencies, bundles and rules that never give way leave no answer: a pin must be taken back."""


class StoppedError(Exception):
    """The person who asked does not want the answer any more, or the time is up before there is any."""


@dataclass(frozen=True)
class Relaxed:
    """A rule that had to give way: its row in the instance and by how much (đồng, or pieces for AT_LEAST)."""

    row: int
    by: int


@dataclass(frozen=True)
class Answer:
    """What is done to each line (`chosen`: place of the option, KEPT = none), and how near to the best that can be it is proved to be.

    `bound`: no answer that keeps the rules (as relaxed) does less harm. `price` is the multiplier of each row: harm for one đồng more of
    its limit, 0 where the row does not bind. `status`: optimal (gap within what was asked), feasible (stopped before), relaxed (some rule
    gave way), stopped (cancelled). `gap` = (harm - bound) / max(1, harm).
    """

    chosen: Ints
    harm: int
    bound: float
    status: str
    price: tuple[float, ...]
    relaxed: tuple[Relaxed, ...] = ()
    seconds: float = 0.0
    notes: dict[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """How far the harm may be above the least, as a share."""
        return max(EXACT, (self.harm - self.bound) / max(1, self.harm))

    def options(self) -> Ints:
        """The places of the chosen options."""
        taken: Ints = self.chosen[self.chosen != KEPT]
        return taken


def proved(harm: int, bound: float) -> float:
    """What a bound says of an answer's harm: harms are whole, so an answer no more than half a đồng above it is the least."""
    return float(harm) if harm - bound <= HALF else bound


def saved_by(instance: Instance, chosen: Ints) -> int:
    """What an answer no longer asks for, in đồng."""
    return int(instance.options.saved[chosen[chosen != KEPT]].sum())


def deferred_by(instance: Instance, chosen: Ints) -> int:
    """What an answer puts off, in đồng."""
    return int(instance.options.deferred[chosen[chosen != KEPT]].sum())


def harm_of(instance: Instance, chosen: Ints) -> int:
    """The harm of an answer."""
    return int(instance.options.harm[chosen[chosen != KEPT]].sum())


def broken_rows(instance: Instance, chosen: Ints) -> list[tuple[int, int]]:
    """The rows an answer does not keep, each with how much it lacks or exceeds."""
    taken = np.zeros(len(instance.options), np.bool_)
    taken[chosen[chosen != KEPT]] = True
    found = []
    for place, row in enumerate(instance.rows):
        total = int(row.weight[taken[row.option]].sum())
        off = row.limit - total if row.at_least else total - row.limit
        if off > 0:
            found.append((place, off))
    return found


def broken_lines(instance: Instance, chosen: Ints) -> list[str]:
    """What an answer breaks that never gives way, in engineers' words: locks, pins, dependencies, bundles."""
    lines, kinds = instance.lines, instance.options.kind
    found = [f"locked line {lines.ids[at]} is touched" for at in np.flatnonzero(lines.locked & (chosen != KEPT)).tolist()]
    found += [f"line {lines.ids[at]} is kept against its pin" for at in np.flatnonzero(lines.forced & (chosen == KEPT)).tolist()]
    drop, defer = CODE_OF[CutAction.DROP], CODE_OF[CutAction.DEFER]
    kind = np.where(chosen == KEPT, CODE_OF[CutAction.KEEP], kinds[np.maximum(chosen, 0)] if len(kinds) else 0)
    for above, below in zip(instance.parent.tolist(), instance.child.tolist(), strict=True):
        if kind[above] == drop and kind[below] != drop:
            found.append(f"line {lines.ids[below]} stays although {lines.ids[above]} is dropped")
        if kind[above] == defer and kind[below] not in (drop, defer):
            found.append(f"line {lines.ids[below]} goes on although {lines.ids[above]} waits")
    for bundle in instance.bundles:
        if len({int(kind[at]) == drop for at in bundle}) > 1:
            found.append(f"bundle of {lines.ids[bundle[0]]} is dropped in part")
    return found


def kind_of(instance: Instance, chosen: Ints, line: int) -> CutAction:
    """What is done to one line."""
    return CutAction.KEEP if chosen[line] == KEPT else KINDS[int(instance.options.kind[chosen[line]])]
