"""The pots of one scenario and year with their sums, moved by what changed in the totals instead of being worked out again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from budget.funding.pots import Ceiling, Owner, Pot, PotSums, collect_pots, make_pot, owning_unit, sum_pots
from budget.totals.cube import Totals

PotKey = tuple[str, str, int, str]
TotalsKey = tuple[str, int, tuple[str, str, str]]
LISTING = "estimate"


@dataclass(frozen=True)
class Purses:
    """What was entered and whose purse is whose: ceilings by pot id, owners by unit, purse by source."""

    ceilings: Mapping[str, Ceiling]
    owners: Mapping[str, Owner]
    purses: Mapping[str, str]


@dataclass(frozen=True)
class PotBook:
    """Every pot at one revision of the totals, in id order, and the sums over all of them (đồng)."""

    totals: Totals
    year: int | None
    pots: Mapping[PotKey, Pot]
    sums: PotSums

    def moved(self, totals: Totals, purses: Purses) -> "PotBook":
        """The book at later totals; equal to one opened anew, at a cost that grows with what changed."""
        shifts = self._shifts(totals, purses)
        if not shifts:
            return PotBook(totals, self.year, self.pots, self.sums)
        pots = dict(self.pots)
        before = [pots[key] for key in shifts if key in pots]
        for key, (amount, lines) in shifts.items():
            standing = pots.get(key)
            need = (amount + (standing.need if standing else 0), lines + (standing.lines if standing else 0))
            pot = make_pot(key, need, purses.ceilings, purses.owners)
            if need == (0, 0) and pot.ceiling is None:
                pots.pop(key, None)
            else:
                pots[key] = pot
        after = [pots[key] for key in shifts if key in pots]
        ordered = pots if pots.keys() == self.pots.keys() else dict(sorted(pots.items()))
        return PotBook(totals, self.year, ordered, _add(_add(self.sums, sum_pots(before), -1), sum_pots(after), 1))

    def _shifts(self, totals: Totals, purses: Purses) -> dict[PotKey, tuple[int, int]]:
        """What each pot gains or loses (đồng, lines) between the two totals."""
        shifts: dict[PotKey, tuple[int, int]] = {}
        for key in _differing(self.totals.pots, totals.pots):
            listing, when, (source, unit, nature) = key
            if listing != LISTING or self.year not in (None, when):
                continue
            owner = purses.owners.get(unit) or Owner(unit, unit, "", unit, "")
            pot = (source, owning_unit(purses.purses.get(source, "unit"), owner), when, nature)
            was, now = self.totals.pots.get(key, (0, 0)), totals.pots.get(key, (0, 0))
            amount, lines = shifts.get(pot, (0, 0))
            shifts[pot] = (amount + now[0] - was[0], lines + now[1] - was[1])
        return shifts


def open_book(totals: Totals, purses: Purses, year: int | None) -> PotBook:
    """The pots of some totals, worked out from nothing; `year` None = all years."""
    pots = collect_pots(totals, purses.ceilings, purses.owners, purses.purses, year, LISTING)
    return PotBook(totals, year, {(pot.source, pot.unit, pot.year, pot.nature): pot for pot in pots}, sum_pots(pots))


def _differing(first: Mapping[TotalsKey, tuple[int, int]], second: Mapping[TotalsKey, tuple[int, int]]) -> Iterable[TotalsKey]:
    if first is second:
        return ()
    changed = [key for key, value in second.items() if first.get(key) != value]
    return [*changed, *(key for key in first if key not in second)]


def _add(sums: PotSums, others: PotSums, sign: int) -> PotSums:
    return PotSums(*(getattr(sums, item.name) + sign * getattr(others, item.name) for item in fields(PotSums)))
