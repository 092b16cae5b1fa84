"""Solving a question in the program's slot while somebody waits for it: not in this process, and given up when they go away."""

from collections.abc import Callable

from budget.cuts.answer import Answer
from budget.cuts.instance import Instance, Ints
from budget.cuts.process.running import SLOT, Running
from budget.cuts.process.wire import Asked, Request
from budget.model.problem import PlanError

Tell = Callable[[float, str], None]
"""Told the share done (0..1) and what is being done; what it raises gives the search up."""
_PULSE = 0.2


def solve_beside(instance: Instance, tell: Tell, level: Ints | None = None, slot: Running | None = None) -> Answer:
    """The least harmful answer, strictly by `level` where that is told; PlanError with the sentence why there is none."""
    search = (slot or SLOT).start(Request(Asked.SOLVE, instance, level=level))
    try:
        while not search.is_over(_PULSE):
            standing = search.look()
            tell(standing.share, standing.doing)
    finally:
        search.cancel()
    standing = search.look()
    if standing.problem is not None:
        raise PlanError(standing.problem)
    return standing.found[-1].answer
