"""The schedules of lines as they stand in a scenario: their phases, what of them is spent, whether a contract binds them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from budget.model.ids import BASE
from budget.model.states import PhasePattern
from budget.phases import Phase, Share, overspent, reckon_phases
from budget.store.database import Cursor


@dataclass(frozen=True)
class LineSchedule:
    """A line's money in time (đồng). `shares` is the stored split, () when the line stands whole in its own quarter.

    `excess`: how much more is spent of it than it comes to now. `year`, `quarter`: the line's own, None where nobody has told.
    """

    line: str
    number: int
    name: str
    amount: int
    year: int | None
    quarter: int | None
    contracted: bool
    dropped: bool
    pattern: PhasePattern | None
    note: str
    phases: tuple[Phase, ...]
    shares: tuple[Share, ...]

    @property
    def spent(self) -> int:
        """What is spent of it, as far as the line still comes to it."""
        return sum(phase.amount for phase in self.phases if phase.spent)

    @property
    def excess(self) -> int:
        """What is spent beyond the line's amount."""
        return overspent(self.amount, self.shares)


def read_schedules(cursor: Cursor, lines: Sequence[str], scenario: str = BASE) -> list[LineSchedule]:
    """The schedules of the lines named, in the order named; lines that do not exist are left out."""
    named = pa.table({"id": pa.array(lines, pa.string()), "place": pa.array(range(len(lines)), pa.int64())})
    shares: dict[str, list[Share]] = {}
    with cursor.given("named_lines", named):
        sql = """SELECT line, id, year, quarter, amount, COALESCE(spent, FALSE) FROM phase_split
                 WHERE line IN (SELECT id FROM named_lines) ORDER BY year, quarter, id"""
        for line, identity, year, quarter, amount, spent in cursor.rows(sql):
            share = Share(str(identity), int(str(year)), int(str(quarter)), int(str(amount)), bool(spent))
            shares.setdefault(str(line), []).append(share)
        rows = cursor.rows(
            """SELECT r.id, r.number, r.name, r.amount, r.year, r.quarter, COALESCE(r.contracted, FALSE), r.dropped, r.phase_pattern,
                 COALESCE(r.phase_note, '') FROM named_lines n JOIN resolved(?) r ON r.id = n.id ORDER BY n.place""",
            [scenario],
        )
    return [_to_schedule(row, shares.get(str(row[0]), [])) for row in rows]


def _to_schedule(row: tuple[object, ...], shares: list[Share]) -> LineSchedule:
    line, number, name, amount, year, quarter, contracted, dropped, pattern, note = row
    whole = int(str(amount or 0))
    when = tuple(None if value is None else int(str(value)) for value in (year, quarter))
    return LineSchedule(
        line=str(line),
        number=int(str(number)),
        name=str(name),
        amount=whole,
        year=when[0],
        quarter=when[1],
        contracted=bool(contracted),
        dropped=bool(dropped),
        pattern=PhasePattern(str(pattern)) if pattern else None,
        note=str(note),
        phases=tuple(_phases(whole, when[0], when[1], shares, dropped=bool(dropped))),
        shares=tuple(shares),
    )


def _phases(amount: int, year: int | None, quarter: int | None, shares: list[Share], *, dropped: bool) -> list[Phase]:
    if shares:
        return [phase for phase in reckon_phases(amount, year, quarter, shares) if phase.spent or not dropped]
    return [] if dropped or year is None else [Phase(year, quarter or 1, amount)]
