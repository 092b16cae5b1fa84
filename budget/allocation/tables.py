"""The tables people read of a funding plan: by source, the flow of money to units and categories, and table T3 by unit."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from budget.allocation.answer import by_priority, funded_lines
from budget.allocation.instance import PRIORITIES, Ints, sums_by
from budget.allocation.laying import Laid
from budget.model import labels
from budget.model.states import Nature

COLUMN_OF = {
    "QD334": "province_334",
    "BSCDS": "province_supplement",
    "NQ36-H": "district_norm",
    "NSH-THEM": "district_more",
    "NQ36-X": "commune",
    "NSX-THEM": "commune",
}
"""Source -> its column of T3; investment money and the rest have theirs."""
UNPAID = "Chưa có nguồn"
"""How what nobody pays is named."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source over its pots (đồng): what was granted, what could be placed, what is placed, what is left; lines it pays.

    `proposal`: its owners place it, so what stands here is only proposed to them. `unknown_pots`: pots without a granted amount;
    `spent_unknown`: pots of which nobody has told what is spent, so that less may be there.
    """

    source: str
    name: str
    nature: str
    proposal: bool
    granted: int
    ceiling: int
    used: int
    lines: int
    pots: int
    unknown_pots: int
    spent_unknown: int

    @property
    def left(self) -> int:
        """What could be placed and is not."""
        return self.ceiling - self.used


@dataclass(frozen=True, slots=True)
class PriorityUse:
    """One priority (đồng): what is asked, what is placed, the most any lawful plan could place (docs/allocation.md), rows."""

    priority: int
    asked: int
    funded: int
    bound: int
    lines: int
    whole_lines: int

    @property
    def missing(self) -> int:
        """What is asked and not placed."""
        return self.asked - self.funded


@dataclass(frozen=True, slots=True)
class Flow:
    """Money (đồng) of a source to a group of units for a category: one band of the Sankey."""

    source: str
    source_name: str
    group: str
    group_name: str
    category: str
    category_name: str
    amount: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of T3 (đồng): the columns of money and `missing` add up to `total`, what the unit asks."""

    place: int
    unit: str
    name: str
    total: int
    province_334: int
    province_supplement: int
    district_norm: int
    district_more: int
    commune: int
    investment: int
    other: int
    missing: int


MONEY = tuple(item.name for item in fields(UnitRow) if item.name not in ("place", "unit", "name", "total", "missing"))


def use_by_source(laid: Laid, paid: Ints) -> list[SourceUse]:
    """Every source that has a pot or pays something, in the order of use."""
    used = sums_by(laid.pair_source, paid, len(laid.purses.sources))
    lines = np.bincount(laid.pair_source[paid > 0], minlength=len(laid.purses.sources))
    rows = []
    for place, source in enumerate(laid.purses.sources):
        pots = [(number, pot) for number, pot in enumerate(laid.purses.pots) if pot.source == source.code]
        unknown = sum(1 for pot in laid.purses.unknown if pot.source == source.code)
        if not pots and not unknown and not used[place]:
            continue
        granted = sum(pot.ceiling.granted or 0 for _, pot in pots)
        spent_unknown = sum(1 for _, pot in pots if pot.ceiling.spent_unknown)
        ceiling = sum(int(laid.instance.ceiling[number]) for number, _ in pots)
        about = (source.code, source.name, source.nature, not source.ours)
        rows.append(SourceUse(*about, granted, ceiling, int(used[place]), int(lines[place]), len(pots), unknown, spent_unknown))
    return rows


def use_by_priority(laid: Laid, paid: Ints, bound: Sequence[int]) -> list[PriorityUse]:
    """Each priority from the highest."""
    funded = funded_lines(laid.instance, paid)
    asked, got = by_priority(laid.instance, laid.instance.demand), by_priority(laid.instance, funded)
    rows = []
    for place, priority in enumerate(PRIORITIES):
        own = (laid.instance.priority == priority) & (laid.instance.demand > 0)
        whole = own & (funded == laid.instance.demand)
        rows.append(PriorityUse(priority, asked[place], got[place], bound[place], int(own.sum()), int(whole.sum())))
    return rows


def find_flows(laid: Laid, paid: Ints) -> list[Flow]:
    """The bands of the Sankey in the order of sources, unit groups and categories; those without money are left out."""
    names = [(source.code, source.name) for source in laid.purses.sources]
    return _bands(laid, names, laid.pair_source, laid.instance.pair_line, paid)


def find_lacking(laid: Laid, paid: Ints) -> list[Flow]:
    """What nobody pays, as bands of a source without code: from the line's unit group to its category."""
    lacking = laid.instance.demand - funded_lines(laid.instance, paid)
    lines = np.arange(laid.instance.lines, dtype=np.int64)
    return _bands(laid, [("", UNPAID)], np.zeros_like(lines), lines, lacking)


def add_sources(rows: Sequence[SourceUse]) -> SourceUse:
    """The sum over sources (đồng); lines are left at 0, for a line may be paid by several."""
    figures = ("granted", "ceiling", "used", "pots", "unknown_pots", "spent_unknown")
    sums = {name: sum(getattr(row, name) for row in rows) for name in figures}
    return SourceUse("", "Cộng", "", proposal=False, lines=0, **sums)


def add_units(rows: Sequence[UnitRow]) -> UnitRow:
    """The last row of T3: every column summed over the units."""
    return UnitRow(0, "", "Tổng cộng", **{name: sum(getattr(row, name) for row in rows) for name in ("total", *MONEY, "missing")})


def widest_gap(lacking: Sequence[Flow]) -> tuple[str, int] | None:
    """The unit group nobody pays most for, and its đồng; of equals the first by name."""
    gaps: dict[str, int] = {}
    for band in lacking:
        gaps[band.group_name] = gaps.get(band.group_name, 0) + band.amount
    return min(gaps.items(), key=lambda item: (-item[1], item[0])) if gaps else None


def _bands(laid: Laid, names: Sequence[tuple[str, str]], source: Ints, line: Ints, amounts: Ints) -> list[Flow]:
    """The sums of some amounts by source (a place in `names`), unit group and category of their lines."""
    kinds = laid.demands.rows.column("kind").combine_chunks().dictionary_encode()
    categories = laid.demands.rows.column("category").combine_chunks().dictionary_encode()
    kind, category = (part.indices.to_numpy(zero_copy_only=False).astype(np.int64)[line] for part in (kinds, categories))
    wide, deep = len(kinds.dictionary), len(categories.dictionary)
    sums = sums_by((source * wide + kind) * deep + category, amounts, len(names) * wide * deep)
    order = {kind: number for number, kind in enumerate(labels.UNIT_KIND)}
    rows = []
    for place in np.flatnonzero(sums).tolist():
        rest, what = divmod(place, deep)
        where, who = divmod(rest, wide)
        group, bought = kinds.dictionary[who].as_py(), categories.dictionary[what].as_py()
        told = (labels.UNIT_KIND.get(group, group), bought, labels.CATEGORY.get(bought, bought))
        rows.append((where, order.get(group, len(order)), bought, Flow(*names[where], group, *told, int(sums[place]))))
    return [row[-1] for row in sorted(rows, key=lambda row: row[:3])]


def use_by_unit(laid: Laid, paid: Ints) -> list[UnitRow]:
    """Table T3: each unit that asks, in the order of the plan's units; numbered from 1."""
    units = laid.demands.rows.column("unit").combine_chunks().dictionary_encode()
    of_row = units.indices.to_numpy().astype(np.int64)
    count = len(units.dictionary)
    names = dict(zip(laid.demands.rows.column("unit").to_pylist(), laid.demands.rows.column("unit_name").to_pylist(), strict=True))
    asked = sums_by(of_row, laid.instance.demand, count)
    columns = [MONEY.index(_column(source.code, source.nature)) for source in laid.purses.sources]
    place = of_row[laid.instance.pair_line] * len(MONEY) + np.array(columns, dtype=np.int64)[laid.pair_source]
    money = sums_by(place, paid, count * len(MONEY)).reshape(count, len(MONEY))
    listed, codes = laid.purses.places, units.dictionary.to_pylist()
    order = sorted(range(count), key=lambda one: (listed.get(codes[one], len(listed)), codes[one]))
    rows = []
    for number, one in enumerate(order, start=1):
        given = [int(amount) for amount in money[one]]
        total = int(asked[one])
        columns_of = dict(zip(MONEY, given, strict=True))
        rows.append(UnitRow(number, codes[one], str(names[codes[one]]), total, **columns_of, missing=total - sum(given)))
    return rows


def _column(source: str, nature: str) -> str:
    if nature == Nature.INVESTMENT:
        return "investment"
    return COLUMN_OF.get(source, "other")
