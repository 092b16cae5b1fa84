"""The money of some lines by quarter: planned, spent, expected within its year, and what nobody can tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from budget.tasks.ready_lines import Portion, ReadyLine


@dataclass(frozen=True, slots=True)
class QuarterMoney:
    """One quarter (year 0 = all of them added up), in đồng; `amount` = what can be told of + `unknown`; `expected` is of the former."""

    year: int
    quarter: int
    amount: int
    spent: int
    expected: int
    unknown: int


def by_quarter(lines: Iterable[ReadyLine]) -> list[QuarterMoney]:
    """The quarters in order of time."""
    held: dict[tuple[int, int], list[Portion]] = {}
    for line in lines:
        for portion in line.portions:
            held.setdefault((portion.year, portion.quarter), []).append(portion)
    return [_add_up(year, quarter, members) for (year, quarter), members in sorted(held.items())]


def all_quarters(lines: Iterable[ReadyLine]) -> QuarterMoney:
    """All quarters added up."""
    return _add_up(0, 0, [portion for line in lines for portion in line.portions])


def _add_up(year: int, quarter: int, members: list[Portion]) -> QuarterMoney:
    return QuarterMoney(
        year=year,
        quarter=quarter,
        amount=sum(portion.amount for portion in members),
        spent=sum(portion.amount for portion in members if portion.spent),
        expected=sum(portion.expected or 0 for portion in members),
        unknown=sum(portion.amount for portion in members if portion.expected is None),
    )
