"""Which units a source may grant to, and which may hold a pot of it: by the plan's own rules that allow, and by whose purse it is."""

from dataclasses import dataclass

from budget.funding.pasted import UnitLabel
from budget.funding.pots import read_purses
from budget.funding.rules import read_rules
from budget.model.states import Verdict
from budget.reference.money_sources import Rule
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class _Unit:
    label: UnitLabel
    level: str
    kind: str


def read_grantees(cursor: Cursor, source: str) -> list[UnitLabel]:
    """The units the rules let a source pay for, in display order; all of them while no rule allows anything."""
    allowing = [rule for rule in read_rules(cursor) if rule.source == source and rule.verdict is Verdict.ALLOW]
    return [unit.label for unit in _units(cursor) if not allowing or any(_may_hold(rule, unit) for rule in allowing)]


def read_holders(cursor: Cursor, source: str) -> list[UnitLabel]:
    """The units that can own a pot of a source; empty for a source of the province's one purse."""
    purse = read_purses(cursor).get(source, "province")
    if purse == "province":
        return []
    if purse == "district":
        return [unit.label for unit in _units(cursor) if unit.level == "district"]
    return read_grantees(cursor, source)


def _units(cursor: Cursor) -> list[_Unit]:
    rows = cursor.rows("SELECT code, name, short_name, level, kind FROM unit ORDER BY position, code")
    return [_Unit(UnitLabel(str(code), str(name), str(short)), str(level), str(kind)) for code, name, short, level, kind in rows]


def _may_hold(rule: Rule, unit: _Unit) -> bool:
    return rule.unit_level in (None, unit.level) and rule.unit_kind in (None, unit.kind)
