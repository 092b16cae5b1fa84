"""The door to the solvers, which are loaded when the first question is asked: nobody who only looks at a plan waits for them."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from budget.cuts.answer import Answer
from budget.cuts.instance import Instance

if TYPE_CHECKING:
    from budget.cuts.search.frontier import Point

Progress = Callable[[float, str], bool]
"""Told the share done (0 to 1) and in Vietnamese what is being done; False stops the search."""


def find(instance: Instance, gap: float, time_limit: float, progress: Progress | None = None) -> Answer:
    """The answer with the least harm (see `solving.solve`)."""
    from budget.cuts.search.solving import solve

    return solve(instance, gap=gap, time_limit=time_limit, progress=progress)


def find_points(instance: Instance, points: int, gap: float, time_limit: float, progress: Progress | None = None) -> Iterator["Point"]:
    """The frontier, point by point (see `frontier.trace`)."""
    from budget.cuts.search.frontier import trace

    return trace(instance, points, gap=gap, time_limit=time_limit, progress=progress)
