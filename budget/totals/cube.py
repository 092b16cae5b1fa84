"""Totals as one immutable value per revision: moved by each change's difference, never recomputed for an edit.

Keys start with (listing, year) so that the budget year chosen on screen needs no new query.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

_K = TypeVar("_K")
DIMENSIONS = ("source", "unit", "category", "nature", "priority", "task")
Key = tuple[str, int, str]
Sum = tuple[int, int]
ZERO: Sum = (0, 0)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one line adds to every total: its place in each dimension, its amount (đồng), and +1 or -1 lines."""

    listing: str
    year: int
    source: str
    unit: str
    category: str
    nature: str
    priority: int
    task: str
    amount: int
    lines: int = 1
    unappraised: int = 0

    def negated(self) -> "Contribution":
        """The same contribution taken away."""
        return Contribution(
            *(self.listing, self.year, self.source, self.unit, self.category, self.nature, self.priority, self.task),
            *(-self.amount, -self.lines, -self.unappraised),
        )


@dataclass(frozen=True)
class Totals:
    """Amounts (đồng) and line counts by dimension and by pot at one journal seq.

    `by[dimension][(listing, year, value)]` = (amount, lines); `pots[(listing, year, (source, unit, nature))]` likewise, with the line's
    own unit; `whole[(listing, year)]` = (amount, lines); `unappraised[(listing, year)]` = lines without finance appraisal.
    """

    seq: int
    by: Mapping[str, Mapping[Key, Sum]]
    pots: Mapping[tuple[str, int, tuple[str, str, str]], Sum]
    whole: Mapping[tuple[str, int], Sum]
    unappraised: Mapping[tuple[str, int], int]

    def amount(self, listing: str = "estimate", year: int | None = None) -> int:
        """The whole amount of a listing, in đồng; `year` None = all years."""
        return sum(total for (where, when), (total, _) in self.whole.items() if where == listing and year in (None, when))

    def lines(self, listing: str = "estimate", year: int | None = None) -> int:
        """How many lines that amount stands on."""
        return sum(count for (where, when), (_, count) in self.whole.items() if where == listing and year in (None, when))

    def not_appraised(self, listing: str = "estimate", year: int | None = None) -> int:
        """How many lines still count with their requested figures."""
        return sum(count for (where, when), count in self.unappraised.items() if where == listing and year in (None, when))

    def years(self) -> list[int]:
        """The years that hold any line, ascending."""
        return sorted({year for (_, year), (_, count) in self.whole.items() if count})

    def group(self, dimension: str, listing: str = "estimate", year: int | None = None) -> dict[str, Sum]:
        """Value -> (amount in đồng, lines) of one dimension; empty groups are left out."""
        found: dict[str, Sum] = {}
        for (where, when, value), (amount, count) in self.by[dimension].items():
            if where == listing and year in (None, when) and (amount or count):
                before = found.get(value, ZERO)
                found[value] = (before[0] + amount, before[1] + count)
        return found

    def moved(self, seq: int, contributions: Iterable[Contribution]) -> "Totals":
        """The totals after these contributions are added; this value stays as it was."""
        by = {dimension: dict(sums) for dimension, sums in self.by.items()}
        pots, whole, unappraised = dict(self.pots), dict(self.whole), dict(self.unappraised)
        for item in contributions:
            where = (item.listing, item.year)
            for dimension in DIMENSIONS:
                _add(by[dimension], (*where, str(getattr(item, dimension))), item)
            _add(pots, (*where, (item.source, item.unit, item.nature)), item)
            _add(whole, where, item)
            unappraised[where] = unappraised.get(where, 0) + item.unappraised
        unappraised = {where: count for where, count in unappraised.items() if count}
        return Totals(seq, by, pots, whole, unappraised)


def _add(sums: dict[_K, Sum], key: _K, item: Contribution) -> None:
    amount, count = sums.get(key, ZERO)
    moved = (amount + item.amount, count + item.lines)
    if moved == ZERO:
        sums.pop(key, None)
    else:
        sums[key] = moved


EMPTY = Totals(0, {dimension: {} for dimension in DIMENSIONS}, {}, {}, {})
