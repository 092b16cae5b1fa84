"""How needed lines are, kept for the few views people look at: worked out again once something was written."""

from collections.abc import Callable
from datetime import date

from budget.cuts.necessity.needed import Needed

KEPT = 2
View = tuple[str, int | None, date]
"""Scenario id, year (None = all), the day it is seen on."""


class NeededCache:
    """The last few views, each of one journal seq."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self._held: dict[View, tuple[int, Needed]] = {}

    def read(self, view: View, seq: int, find: Callable[[], Needed]) -> Needed:
        """A view at a seq: as known, else found now."""
        known = self._held.get(view)
        if known is not None and known[0] == seq:
            return known[1]
        fresh = find()
        others = {name: held for name, held in self._held.items() if name != view}
        self._held = {**dict(list(others.items())[-(KEPT - 1) :]), view: (seq, fresh)}
        return fresh
