"""Illustrative pots of 2024: some short, some with a surplus, some not entered; nothing here was published by anyone.

A pot is sized from what the sample asks of it in the estimate; other spending holds its own money and draws on no pot.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from pathlib import Path
from random import Random

from budget.model.ids import PROVINCE_POT
from budget.model.states import Listing, Nature, UnitLevel
from budget.reference.load import Reference
from budget.reference.money_sources import Allocator, Ceiling, Purse, Source
from budget.reference.place import Unit
from budget.sample.draft import Draft

YEAR = 2024
TEN_MILLION = 10_000_000
MILLION = 1_000_000
NOTE = "Số liệu minh họa"

LEFT_OF_NEED: Mapping[str, tuple[int, int]] = {
    "QD334": (86, 86),
    "BSCDS": (70, 125),
    "NQ36-H": (78, 140),
    "NQ36-X": (55, 130),
    "NSH-THEM": (60, 150),
    "NSX-THEM": (50, 140),
    "DTC": (74, 74),
    "NSTW": (108, 108),
    "CTX-TINH": (92, 92),
    "DT-GIAO": (80, 115),
    "SN-DC": (58, 58),
    "NSH-BDXH": (92, 130),
}
"""What is left of a pot against what is asked, in percent: the lowest and highest drawn."""
UNKNOWN_GRANT_IN_100 = 9
UNKNOWN_SPENT_IN_100 = 12
DECLARED_EMPTY = (("PHI", "SBN-STNMT"), ("PHI", "SBN-SGTVT"), ("QPTSN", "SBN-SYT"))
"""Purses a unit may declare but has not."""

LOCAL = (UnitLevel.DISTRICT, UnitLevel.COMMUNE)
"""The tiers whose own money is declared by themselves."""

Pot = tuple[str, str, int, Nature]


def build_ceilings(reference: Reference, drafts: Iterable[Draft], dice: Random) -> list[Ceiling]:
    """A pot for every (source, owner, year, nature) the estimate asks of, in the order of sources, units and years."""
    needs = _sum_needs(reference, drafts)
    units = {unit.code: unit.position for unit in reference.units}
    ordered = sorted(needs, key=lambda pot: (reference.source_by_code[pot[0]].position, units.get(pot[1], 0), pot[2]))
    return [_ceiling(reference.source_by_code[pot[0]], reference.unit_by_code.get(pot[1]), pot, needs[pot], dice) for pot in ordered]


def owner_of(source: Source, unit: Unit) -> str:
    """The code of the unit whose purse a source is for a line of `unit`: 49 for the province's."""
    if source.purse is Purse.PROVINCE:
        return PROVINCE_POT
    if source.purse is Purse.DISTRICT and unit.kind == "commune":
        return unit.parent
    return unit.code


def _sum_needs(reference: Reference, drafts: Iterable[Draft]) -> dict[Pot, int]:
    needs: dict[Pot, int] = {}
    for draft in drafts:
        if draft.source is not None and draft.listing is Listing.ESTIMATE:
            source = reference.source_by_code[draft.source]
            pot = (source.code, owner_of(source, reference.unit_by_code[draft.unit]), draft.year, draft.nature)
            needs[pot] = needs.get(pot, 0) + draft.amount
    for code, unit in DECLARED_EMPTY:
        needs.setdefault((code, unit, YEAR, reference.source_by_code[code].nature), 0)
    return needs


def _ceiling(source: Source, unit: Unit | None, pot: Pot, need: int, dice: Random) -> Ceiling:
    granted, spent, committed, note = _money(source, pot, need, dice)
    document = source.document
    if unit is not None and unit.level in LOCAL and source.allocator is Allocator.UNIT:
        document = "" if granted is None else _commitment(source, unit)
    return Ceiling(
        id="|".join((pot[0], pot[1], str(pot[2]), pot[3])),
        source=pot[0],
        unit=pot[1],
        year=pot[2],
        nature=pot[3],
        granted=granted,
        spent=spent,
        committed=committed,
        origin=source.origin,
        decider=source.decider,
        document=document,
        sample=True,
        note=note,
    )


def _commitment(source: Source, unit: Unit) -> str:
    """The unit's own document, called illustrative; every seventh has sent none."""
    if (unit.position + source.position) % 7 == 0:
        return ""
    return f"Văn bản cam kết minh họa {unit.position:03d}"


def _money(source: Source, pot: Pot, need: int, dice: Random) -> tuple[int | None, int | None, int | None, str]:
    """Granted, spent and committed in đồng; the province's own pots are always entered."""
    whole = pot[1] == PROVINCE_POT
    drawn = dice.randrange(100)
    low, high = LEFT_OF_NEED.get(source.code, (100, 100))
    left = need * dice.randint(low, high) // 100
    spent = left * dice.randint(5, 30) // 100 // MILLION * MILLION
    committed = left * dice.randint(5, 15) // 100 // MILLION * MILLION if whole else 0
    if pot[2] != YEAR or (source.code, pot[1]) in DECLARED_EMPTY:
        return None, None, None, f"{NOTE}; chưa giao dự toán"
    if not whole and drawn < UNKNOWN_GRANT_IN_100:
        return None, None, None, f"{NOTE}; đơn vị chưa báo hạn mức"
    granted = max(TEN_MILLION if whole else MILLION, (left + spent + committed) // MILLION * MILLION)
    if drawn < UNKNOWN_GRANT_IN_100 + UNKNOWN_SPENT_IN_100 and not whole:
        return granted, None, committed, f"{NOTE}; đơn vị chưa báo số đã chi"
    return granted, spent, committed, NOTE


def write_ceilings(ceilings: Iterable[Ceiling], path: Path) -> None:
    """The pots as the reference table ceilings.csv; empty for not entered."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow([field.name for field in fields(Ceiling)])
        writer.writerows(_cells(ceiling) for ceiling in ceilings)


def _cells(ceiling: Ceiling) -> Iterator[str]:
    for value in astuple(ceiling):
        yield "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
