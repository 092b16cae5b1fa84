"""Synthetic provinces: the first is Quảng Nam itself, the others are copies of it under codes with a prefix."""

from dataclasses import replace

from budget.model.ids import PROVINCE_POT
from budget.reference.load import Reference
from budget.reference.money_sources import Rule
from budget.reference.place import Unit


def province_prefix(province: int) -> str:
    """The prefix of a province's codes: nothing for the first, `P02-` for the second."""
    return "" if province == 0 else f"P{province + 1:02d}-"


def copy_units(reference: Reference, provinces: int) -> tuple[Unit, ...]:
    """The units of every province, in the order of provinces."""
    return tuple(_copy_unit(unit, province, len(reference.units)) for province in range(provinces) for unit in reference.units)


def _copy_unit(unit: Unit, province: int, size: int) -> Unit:
    if province == 0:
        return unit
    prefix = province_prefix(province)
    return replace(
        unit,
        code=prefix + unit.code,
        parent=prefix + unit.parent,
        name=f"{unit.name} (tỉnh mẫu {province + 1:02d})",
        position=unit.position + province * size,
        note="Tỉnh tổng hợp để thử nghiệm",
    )


def copy_rules(reference: Reference, provinces: int) -> tuple[Rule, ...]:
    """The rules, and a copy for each further province of those that name a unit."""
    named = [rule for rule in reference.rules if rule.unit is not None]
    copies = [
        replace(rule, id=province_prefix(province) + rule.id, unit=province_prefix(province) + (rule.unit or ""))
        for province in range(1, provinces)
        for rule in named
    ]
    return (*reference.rules, *copies)


def province_code(province: int) -> str:
    """The code that owns a province's own pots."""
    return province_prefix(province) + PROVINCE_POT
