"""Pots for synthetic lines: sized from what is asked, some short, some over, some not entered."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from budget.model.states import Nature, UnitKind
from budget.reference.load import Reference
from budget.reference.money_sources import Ceiling, Purse, Source
from budget.reference.place import Unit

MILLION = 1_000_000
UNKNOWN_SHARE = 0.08
UNKNOWN_SPENT_SHARE = 0.1


def make_pots(lines: pa.Table, reference: Reference, units: tuple[Unit, ...], dice: np.random.Generator) -> tuple[Ceiling, ...]:
    """A pot for every purse the estimate lines ask of, in id order; amounts in whole triệu."""
    by_code = {unit.code: unit for unit in units}
    needs: dict[tuple[str, str, int, str], int] = {}
    asked = lines.filter(pc.and_(pc.equal(lines["listing"], "estimate"), pc.is_valid(lines["source"])))
    for group in asked.group_by(["source", "unit", "year", "nature"]).aggregate([("amount", "sum")]).to_pylist():
        source = reference.source_by_code[group["source"]]
        pot = (source.code, _owner(source, by_code[group["unit"]], by_code), group["year"], group["nature"])
        needs[pot] = needs.get(pot, 0) + group["amount_sum"]
    return tuple(_make_pot(reference.source_by_code[pot[0]], pot, needs[pot], dice) for pot in sorted(needs))


def _owner(source: Source, unit: Unit, by_code: dict[str, Unit]) -> str:
    is_commune = unit.kind is UnitKind.COMMUNE
    if source.purse is Purse.PROVINCE:
        return by_code[unit.parent].parent if is_commune else unit.parent
    return unit.parent if source.purse is Purse.DISTRICT and is_commune else unit.code


def _make_pot(source: Source, pot: tuple[str, str, int, str], need: int, dice: np.random.Generator) -> Ceiling:
    left = need * int(dice.integers(60, 130)) // 100
    spent = left * int(dice.integers(5, 30)) // 100 // MILLION * MILLION
    drawn = float(dice.random())
    known = drawn >= UNKNOWN_SHARE
    return Ceiling(
        id="|".join(map(str, pot)),
        source=pot[0],
        unit=pot[1],
        year=pot[2],
        nature=Nature(pot[3]),
        granted=max(MILLION, (left + spent) // MILLION * MILLION) if known else None,
        spent=spent if known and drawn >= UNKNOWN_SHARE + UNKNOWN_SPENT_SHARE else None,
        committed=0 if known else None,
        origin=source.origin,
        decider=source.decider,
        document=source.document,
        sample=True,
        note="Số liệu tổng hợp để thử nghiệm",
    )
