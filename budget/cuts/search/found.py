"""What a search by prices came to, whichever way it went."""

from dataclasses import dataclass

from budget.cuts.answer import proved
from budget.cuts.instance import Ints
from budget.cuts.search.classes import Floats


class OutOfTimeError(Exception):
    """The time there was for a search is up: what was found so far is the answer."""


@dataclass(frozen=True)
class Search:
    """The choice (None = none) and the table's `rows` that make it, a bound on the harm, the price of each row of the instance."""

    chosen: Ints | None
    bound: float
    price: Floats
    harm: int = 0
    impossible: bool = False
    rows: Ints | None = None

    def is_near(self, gap: float) -> bool:
        """Whether the choice is proved to lie no more than a gap (a share) above the least harm."""
        return self.chosen is not None and self.harm - proved(self.harm, self.bound) <= gap * self.harm
