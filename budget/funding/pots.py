"""Pots: one purse each of (source, owning unit, budget year, nature), what it may still pay and what is asked of it.

Shortage and surplus are two sums over pots, never one net figure; an unknown ceiling is counted, never taken as 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.store.database import Cursor
from budget.totals.cube import Totals


@dataclass(frozen=True, slots=True)
class Owner:
    """Where a unit's money sits: its own code, its district's and its province's."""

    unit: str
    name: str
    level: str
    district: str
    province: str


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A pot's money in đồng as entered; None = not entered."""

    id: str
    source: str
    unit: str
    year: int
    nature: str
    granted: int | None
    spent: int | None
    committed: int | None
    sample: bool = False
    note: str = ""
    document: str = ""

    @property
    def left(self) -> int | None:
        """What may still be placed: granted less spent and committed; None while granted is unknown."""
        return None if self.granted is None else self.granted - (self.spent or 0) - (self.committed or 0)

    @property
    def spent_unknown(self) -> bool:
        """Whether a granted amount stands there without what was spent of it."""
        return self.granted is not None and self.spent is None


@dataclass(frozen=True, slots=True)
class Pot:
    """One purse: what is asked of it and what it may still pay, in đồng."""

    id: str
    source: str
    unit: str
    unit_name: str
    level: str
    year: int
    nature: str
    need: int
    lines: int
    ceiling: Ceiling | None

    @property
    def left(self) -> int | None:
        """What the pot may still pay; None = chưa nhập hạn mức."""
        return None if self.ceiling is None else self.ceiling.left

    @property
    def shortage(self) -> int:
        """How much more is asked than is there (>= 0); 0 while the ceiling is unknown."""
        return 0 if self.left is None else max(0, self.need - self.left)

    @property
    def surplus(self) -> int:
        """How much more is there than is asked (>= 0); 0 while the ceiling is unknown."""
        return 0 if self.left is None else max(0, self.left - self.need)


@dataclass(frozen=True, slots=True)
class PotSums:
    """Sums over pots, in đồng: shortage and surplus apart; the need that meets no known ceiling apart too."""

    need: int = 0
    granted: int = 0
    spent: int = 0
    committed: int = 0
    left: int = 0
    shortage: int = 0
    surplus: int = 0
    unknown_pots: int = 0
    unknown_need: int = 0
    spent_unknown_pots: int = 0
    pots: int = 0
    lines: int = 0
    short_pots: int = 0
    known_pots: int = 0

    @property
    def covered(self) -> int:
        """The part of the need that known ceilings can pay, pot by pot."""
        return self.need - self.shortage - self.unknown_need


def pot_id(source: str, unit: str, year: int, nature: str) -> str:
    """The readable id of a pot."""
    return f"{source}|{unit}|{year}|{nature}"


def owning_unit(purse: str, owner: Owner) -> str:
    """Whose purse pays for a unit's line: the province's, its district's, or its own."""
    return {"province": owner.province, "district": owner.district}.get(purse, owner.unit)


def read_owners(cursor: Cursor) -> dict[str, Owner]:
    """Every unit with its district and province."""
    rows = cursor.rows("SELECT unit, unit_name, level, district, province FROM purse")
    return {str(row[0]): Owner(*(str(value or "") for value in row)) for row in rows}


def read_purses(cursor: Cursor) -> dict[str, str]:
    """Source -> whose purse it is (province, district, unit)."""
    return {str(code): str(purse) for code, purse in cursor.rows("SELECT code, purse FROM source")}


def read_ceilings(cursor: Cursor) -> dict[str, Ceiling]:
    """Every ceiling that was entered, by pot id."""
    sql = "SELECT id, source, unit, year, nature, granted, spent, committed, sample, note, COALESCE(document, '') FROM ceiling ORDER BY id"
    return {str(row[0]): Ceiling(*row) for row in cursor.rows(sql)}  # type: ignore[arg-type]  # the schema's types


def collect_pots(
    totals: Totals,
    ceilings: Mapping[str, Ceiling],
    owners: Mapping[str, Owner],
    purses: Mapping[str, str],
    year: int | None = None,
    listing: str = "estimate",
) -> list[Pot]:
    """Every pot that is asked for something or has a ceiling, in id order; `year` None = all years."""
    needs: dict[tuple[str, str, int, str], tuple[int, int]] = {}
    for (where, when, (source, unit, nature)), (amount, lines) in totals.pots.items():
        if where != listing or year not in (None, when):
            continue
        owner = owners.get(unit) or Owner(unit, unit, "", unit, "")
        key = (source, owning_unit(purses.get(source, "unit"), owner), when, nature)
        before = needs.get(key, (0, 0))
        needs[key] = (before[0] + amount, before[1] + lines)
    for ceiling in ceilings.values():
        if year in (None, ceiling.year):
            needs.setdefault((ceiling.source, ceiling.unit, ceiling.year, ceiling.nature), (0, 0))
    return [make_pot(key, need, ceilings, owners) for key, need in sorted(needs.items())]


def sum_pots(pots: Sequence[Pot]) -> PotSums:
    """The sums over some pots."""
    known = [pot for pot in pots if pot.left is not None]
    unknown = [pot for pot in pots if pot.left is None]
    ceilings = [pot.ceiling for pot in known if pot.ceiling is not None]
    return PotSums(
        need=sum(pot.need for pot in pots),
        granted=sum(ceiling.granted or 0 for ceiling in ceilings),
        spent=sum(ceiling.spent or 0 for ceiling in ceilings),
        committed=sum(ceiling.committed or 0 for ceiling in ceilings),
        left=sum(pot.left or 0 for pot in known),
        shortage=sum(pot.shortage for pot in known),
        surplus=sum(pot.surplus for pot in known),
        unknown_pots=sum(1 for pot in unknown if pot.need),
        unknown_need=sum(pot.need for pot in unknown),
        spent_unknown_pots=sum(1 for ceiling in ceilings if ceiling.spent_unknown),
        pots=len(pots),
        lines=sum(pot.lines for pot in pots),
        short_pots=sum(1 for pot in known if pot.shortage),
        known_pots=len(known),
    )


def make_pot(key: tuple[str, str, int, str], need: tuple[int, int], ceilings: Mapping[str, Ceiling], owners: Mapping[str, Owner]) -> Pot:
    """The pot of (source, owning unit, year, nature) with what is asked of it: (đồng, lines)."""
    source, unit, year, nature = key
    identity = pot_id(source, unit, year, nature)
    owner = owners.get(unit)
    name, level = (owner.name, owner.level) if owner else ("Ngân sách tỉnh", "province")
    return Pot(identity, source, unit, name, level, year, nature, need[0], need[1], ceilings.get(identity))
