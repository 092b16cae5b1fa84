"""Totals as one immutable value per revision: moved by each change's difference, never recomputed for an edit.

Keys start with (listing, year) so that the budget year chosen on screen needs no new query. The year is that of the money: a line
whose phases reach over years is counted in each of them, and once when all years are asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

_K = TypeVar("_K")
DIMENSIONS = ("source", "unit", "category", "nature", "priority", "task")
Key = tuple[str, int, str]
Sum = tuple[int, int]
Asked = tuple[str, str, str]
ZERO: Sum = (0, 0)
WHOLE, UNAPPRAISED, POT = "whole", "unappraised", "pot"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one line adds to every total of a year: its place in each dimension, its amount (đồng), and +1 or -1 lines.

    `again` are those of the lines, `unappraised_again` those of the unappraised, that an earlier year counts already.
    """

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
    again: int = 0
    unappraised_again: int = 0

    def negated(self) -> "Contribution":
        """The same contribution taken away."""
        return Contribution(
            *(self.listing, self.year, self.source, self.unit, self.category, self.nature, self.priority, self.task),
            *(-self.amount, -self.lines, -self.unappraised, -self.again, -self.unappraised_again),
        )


@dataclass(frozen=True)
class Totals:
    """Amounts (đồng) and line counts by dimension and by pot at one journal seq.

    `by[dimension][(listing, year, value)]` = (amount, lines); `pots[(listing, year, (source, unit, nature))]` likewise, with the line's
    own unit; `whole[(listing, year)]` = (amount, lines); `unappraised[(listing, year)]` = lines without finance appraisal;
    `again[(listing, dimension, value)]` = lines that more than one year counts, once for each further year (dimension WHOLE,
    UNAPPRAISED or POT beside DIMENSIONS).
    """

    seq: int
    by: Mapping[str, Mapping[Key, Sum]]
    pots: Mapping[tuple[str, int, tuple[str, str, str]], Sum]
    whole: Mapping[tuple[str, int], Sum]
    unappraised: Mapping[tuple[str, int], int]
    again: Mapping[tuple[str, str, str | Asked], int] = field(default_factory=dict)

    def amount(self, listing: str = "estimate", year: int | None = None) -> int:
        """The whole amount of a listing, in đồng; `year` None = all years."""
        return sum(total for (where, when), (total, _) in self.whole.items() if where == listing and year in (None, when))

    def lines(self, listing: str = "estimate", year: int | None = None) -> int:
        """How many lines that amount stands on."""
        counted = sum(count for (where, when), (_, count) in self.whole.items() if where == listing and year in (None, when))
        return counted - self._repeated(year, listing, WHOLE)

    def not_appraised(self, listing: str = "estimate", year: int | None = None) -> int:
        """How many lines still count with their requested figures."""
        counted = sum(count for (where, when), count in self.unappraised.items() if where == listing and year in (None, when))
        return counted - self._repeated(year, listing, UNAPPRAISED)

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
        return {value: (amount, count - self._repeated(year, listing, dimension, value)) for value, (amount, count) in found.items()}

    def asked(self, listing: str = "estimate", year: int | None = None) -> dict[Asked, Sum]:
        """(source, unit that asks, nature) -> (amount in đồng, lines); `year` None = all years."""
        found: dict[Asked, Sum] = {}
        for (where, when, key), (amount, count) in self.pots.items():
            if where == listing and year in (None, when):
                before = found.get(key, ZERO)
                found[key] = (before[0] + amount, before[1] + count)
        return {key: (amount, count - self._repeated(year, listing, POT, key)) for key, (amount, count) in found.items()}

    def _repeated(self, year: int | None, listing: str, dimension: str, value: str | Asked = "") -> int:
        """What counting every year counts too often; nothing within one year."""
        return self.again.get((listing, dimension, value), 0) if year is None else 0

    def moved(self, seq: int, contributions: Iterable[Contribution]) -> "Totals":
        """The totals after these contributions are added; this value stays as it was."""
        by = {dimension: dict(sums) for dimension, sums in self.by.items()}
        pots, whole, unappraised, again = dict(self.pots), dict(self.whole), dict(self.unappraised), dict(self.again)
        for item in contributions:
            where = (item.listing, item.year)
            for dimension in DIMENSIONS:
                _add(by[dimension], (*where, str(getattr(item, dimension))), item)
            _add(pots, (*where, (item.source, item.unit, item.nature)), item)
            _add(whole, where, item)
            unappraised[where] = unappraised.get(where, 0) + item.unappraised
            if item.again or item.unappraised_again:
                _count_again(again, item)
        unappraised = {where: count for where, count in unappraised.items() if count}
        return Totals(seq, by, pots, whole, unappraised, again)


def _add(sums: dict[_K, Sum], key: _K, item: Contribution) -> None:
    amount, count = sums.get(key, ZERO)
    moved = (amount + item.amount, count + item.lines)
    if moved == ZERO:
        sums.pop(key, None)
    else:
        sums[key] = moved


def _count_again(again: dict[tuple[str, str, str | Asked], int], item: Contribution) -> None:
    keys: list[tuple[str, str | Asked]] = [(dimension, str(getattr(item, dimension))) for dimension in DIMENSIONS]
    keys += [(WHOLE, ""), (POT, (item.source, item.unit, item.nature))]
    moves = [(key, item.again) for key in keys] + [((UNAPPRAISED, ""), item.unappraised_again)]
    for (dimension, value), count in moves:
        key = (item.listing, dimension, value)
        again[key] = again.get(key, 0) + count
        if not again[key]:
            del again[key]


EMPTY = Totals(0, {dimension: {} for dimension in DIMENSIONS}, {}, {}, {})
