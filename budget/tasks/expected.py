"""What each source is expected to disburse of a year; money whose chance nobody can tell is counted apart, never as nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from budget.tasks.groups import Group


@dataclass(frozen=True, slots=True)
class ExpectedSource:
    """One source in one year (đồng): `amount` = `known` (its chance is known) + `unknown`; `expected` is of the known part."""

    source: str
    year: int
    lines: int
    amount: int
    known: int
    expected: int
    unknown: int
    unknown_lines: int

    @property
    def short(self) -> int:
        """What of the known part is not expected to be disbursed."""
        return self.known - self.expected


def expect_by_source(groups: Iterable[Group]) -> list[ExpectedSource]:
    """The expectation of each (source, year), in order of code and year."""
    held: dict[tuple[str, int], list[Group]] = {}
    for group in groups:
        held.setdefault((group.source, group.year), []).append(group)
    return [_expect(source, year, members) for (source, year), members in sorted(held.items())]


def add_expected(rows: Iterable[ExpectedSource]) -> ExpectedSource:
    """Some expectations added up, of no source and no year."""
    told = [(row.lines, row.amount, row.known, row.expected, row.unknown, row.unknown_lines) for row in rows]
    lines, amount, known, expected, unknown, unknown_lines = (sum(row[place] for row in told) for place in range(6))
    return ExpectedSource("", 0, lines, amount, known, expected, unknown, unknown_lines)


def _expect(source: str, year: int, members: list[Group]) -> ExpectedSource:
    blind = [group for group in members if group.expected is None]
    amount, unknown = (sum(group.amount for group in some) for some in (members, blind))
    return ExpectedSource(
        source=source,
        year=year,
        lines=sum(group.lines for group in members),
        amount=amount,
        known=amount - unknown,
        expected=sum(group.expected or 0 for group in members),
        unknown=unknown,
        unknown_lines=sum(group.lines for group in blind),
    )
