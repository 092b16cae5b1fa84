"""What a đồng is worth: one step of priority outweighs every difference between pots, so one flow answers in the order of the law.

Why small whole weights are exact, not approximate: docs/allocation.md, "One flow is enough".
"""

from dataclasses import dataclass

import numpy as np

from budget.allocation.instance import Instance, Ints

LOWEST = 5
"""One below the lowest priority: the lowest priority itself is worth one step."""
MUST = 0
"""The priority of money that a decided line cannot do without: above all priorities."""


@dataclass(frozen=True)
class Worth:
    """The scale of one instance: a priority is worth whole steps, a pot less than one step, the first pot most."""

    step: int
    pot: Ints

    def of(self, priority: Ints) -> Ints:
        """What a đồng for a line of a priority is worth."""
        return self.step * (LOWEST - priority)

    def reads(self, gain: int) -> int | None:
        """The priority that one more đồng, worth `gain`, would fund; None when it would fund no line."""
        steps = gain // self.step
        return LOWEST - steps if steps > 0 else None


def weigh(instance: Instance) -> Worth:
    """The scale for as many pots as there are."""
    step = max(instance.pots, 1)
    return Worth(step, np.arange(step - 1, step - 1 - instance.pots, -1, dtype=np.int64))
