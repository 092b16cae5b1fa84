"""What can pay: the pots of a plan in the order in which they are to be used, and which pot of a source answers for a line."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.allocation.demands import Demands
from budget.allocation.instance import Ints
from budget.funding.pots import Ceiling, Owner, owning_unit, pot_id, read_ceilings, read_owners
from budget.model.ids import PROVINCE_POT
from budget.store.database import Cursor

NO_POT, NOT_ENTERED = -1, -2
"""No ceiling stands for this purse at all; one stands there without a granted amount."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source in its order; `ours` = the province places it, else its owner does and a placement is only a proposal."""

    code: str
    name: str
    nature: str
    purse: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Purse:
    """A pot as the allocation sees it: the ceiling that was entered, its names, and whether the province places it."""

    ceiling: Ceiling
    source_name: str
    unit_name: str
    ours: bool

    @property
    def id(self) -> str:
        """The pot's id."""
        return self.ceiling.id

    @property
    def source(self) -> str:
        """The code of its source."""
        return self.ceiling.source

    @property
    def unit(self) -> str:
        """The code of who owns it."""
        return self.ceiling.unit

    @property
    def year(self) -> int:
        """Its budget year."""
        return self.ceiling.year

    @property
    def name(self) -> str:
        """The purse as people call it."""
        return self.source_name if self.ceiling.unit == PROVINCE_POT else f"{self.source_name} của {self.unit_name}"


@dataclass(frozen=True)
class Purses:
    """Sources in their order; pots that can pay, in theirs; pots without a granted amount; who owns what; the place of each unit."""

    sources: tuple[Source, ...]
    pots: tuple[Purse, ...]
    unknown: tuple[Purse, ...]
    owners: Mapping[str, Owner]
    places: Mapping[str, int]

    def name(self, source: str, unit: str) -> str:
        """What the purse of a source that answers for a unit is called, entered or not."""
        found = next(one for one in self.sources if one.code == source)
        owner = owning_unit(found.purse, self._owner(unit))
        return found.name if owner == PROVINCE_POT else f"{found.name} của {self._owner(owner).name}"

    def pot_of(self, source: Source, unit: str, year: int, nature: str) -> str:
        """The id of the pot of a source that answers for a unit's lines."""
        return pot_id(source.code, owning_unit(source.purse, self._owner(unit)), year, nature)

    def _owner(self, unit: str) -> Owner:
        return self.owners.get(unit) or Owner(unit, unit, "", unit, "")


def read_purses_in_order(cursor: Cursor, year: int | None) -> Purses:
    """Every pot of a year (None = all): by the position of its source, then of its unit, then year."""
    sql = "SELECT code, COALESCE(short_name, name), nature, purse, allocator FROM source ORDER BY position, code"
    rows = [tuple(str(value or "") for value in row) for row in cursor.rows(sql)]
    sources = tuple(Source(code, name, nature, purse, allocator == "province") for code, name, nature, purse, allocator in rows)
    owners = read_owners(cursor)
    units = {str(code): place for place, (code,) in enumerate(cursor.rows("SELECT code FROM unit ORDER BY position, code"))}
    places = {source.code: place for place, source in enumerate(sources)}
    found = [one for one in read_ceilings(cursor).values() if one.source in places and year in (None, one.year)]
    ordered = sorted(found, key=lambda one: (places[one.source], units.get(one.unit, -1), one.year, one.nature))
    purses = [_purse(one, sources[places[one.source]], owners) for one in ordered]
    known = tuple(purse for purse in purses if purse.ceiling.left is not None)
    return Purses(sources, known, tuple(purse for purse in purses if purse.ceiling.left is None), owners, units)


def reach(purses: Purses, demands: Demands) -> Ints:
    """For each row and source the place of the pot that answers for it, else NO_POT or NOT_ENTERED; whatever the rules say."""
    places = {purse.id: place for place, purse in enumerate(purses.pots)}
    places.update(dict.fromkeys((purse.id for purse in purses.unknown), NOT_ENTERED))
    rows = demands.rows
    codes = [rows.column(name).combine_chunks().dictionary_encode() for name in ("unit", "nature")]
    units, natures = (code.dictionary.to_pylist() for code in codes)
    years = np.unique(demands.year)
    spots = [code.indices.to_numpy().astype(np.int64) for code in codes]
    key = (spots[0] * len(natures) + spots[1]) * len(years) + np.searchsorted(years, demands.year)
    kinds, of_row = np.unique(key, return_inverse=True)
    table = np.full((len(kinds), len(purses.sources)), NO_POT, np.int64)
    for place, kind in enumerate(kinds.tolist()):
        rest, when = divmod(kind, len(years))
        unit, nature = divmod(rest, len(natures))
        for column, source in enumerate(purses.sources):
            table[place, column] = places.get(purses.pot_of(source, units[unit], int(years[when]), natures[nature]), NO_POT)
    found: Ints = table[of_row]
    return found


def _purse(one: Ceiling, source: Source, owners: Mapping[str, Owner]) -> Purse:
    owner = owners.get(one.unit)
    return Purse(one, source.name, owner.name if owner else "", source.ours)
