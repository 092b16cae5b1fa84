"""Who asks how much: the units a source pays, and need by unit level and nature; by the line's own unit, not the purse's."""

from collections.abc import Mapping
from dataclasses import dataclass

from budget.funding.pots import Owner
from budget.model.states import Nature, UnitLevel
from budget.totals.cube import Totals


@dataclass(frozen=True, slots=True)
class Payee:
    """A unit that asks a source for money: need in đồng and the lines it stands on."""

    unit: str
    name: str
    level: str
    need: int
    lines: int


@dataclass(frozen=True, slots=True)
class LevelNeed:
    """What the units of one level need, in đồng: recurrent and investment apart, for they never mix."""

    level: str
    recurrent: int
    investment: int
    lines: int

    @property
    def need(self) -> int:
        """Both natures together."""
        return self.recurrent + self.investment


def collect_payees(totals: Totals, owners: Mapping[str, Owner], source: str, year: int | None = None) -> list[Payee]:
    """The units whose lines stand on a source, the largest need first; `year` None = all years."""
    sums: dict[str, tuple[int, int]] = {}
    for (code, unit, _), (amount, lines) in totals.asked(year=year).items():
        if code == source:
            before = sums.get(unit, (0, 0))
            sums[unit] = (before[0] + amount, before[1] + lines)
    found = [Payee(unit, _owner(owners, unit).name, _owner(owners, unit).level, *sums[unit]) for unit in sums]
    return sorted(found, key=lambda payee: (-payee.need, payee.unit))


def need_by_level(totals: Totals, owners: Mapping[str, Owner], year: int | None = None) -> list[LevelNeed]:
    """Need of the estimate by level of the line's unit, in the order of levels; levels without a line are left out."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for (_, unit, nature), (amount, lines) in totals.asked(year=year).items():
        key = (_owner(owners, unit).level, nature)
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + amount, before[1] + lines)
    order = [level.value for level in UnitLevel]
    levels = sorted({level for level, _ in sums}, key=lambda level: order.index(level) if level in order else len(order))
    return [_level_need(level, sums) for level in levels]


def _level_need(level: str, sums: Mapping[tuple[str, str], tuple[int, int]]) -> LevelNeed:
    recurrent, investment = (sums.get((level, nature), (0, 0)) for nature in (Nature.RECURRENT, Nature.INVESTMENT))
    return LevelNeed(level, recurrent[0], investment[0], recurrent[1] + investment[1])


def _owner(owners: Mapping[str, Owner], unit: str) -> Owner:
    return owners.get(unit, Owner(unit, unit, "", unit, ""))
