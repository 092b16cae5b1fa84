"""How fast a year's money is planned, committed and spent, by quarter and by month, against its ceilings; a chart and its table in one.

Phases are of quarters. Convention of the months: a quarter's money falls evenly in its three months, to the đồng at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.funding.pots import Pot
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class BurnRow:
    """A source's money in one quarter, and from the year's start to its end (đồng).

    `planned` is all of it by its phases, `committed` the part of lines with a signed contract or already spent, `spent` what is paid.
    """

    source: str
    year: int
    quarter: int
    planned: int
    committed: int
    spent: int
    planned_sum: int
    committed_sum: int
    spent_sum: int


@dataclass(frozen=True, slots=True)
class BurnMonth:
    """A source's money from the year's start to the end of a month (đồng), by the convention of the months."""

    source: str
    year: int
    month: int
    planned_sum: int
    committed_sum: int
    spent_sum: int


@dataclass(frozen=True, slots=True)
class BurnCeiling:
    """What a source may pay in the year (đồng): granted, already spent and committed as entered, what is left; over known pots only.

    `unknown` counts the pots asked for money whose ceiling nobody has entered; their need is in `need` all the same.
    """

    source: str
    granted: int
    entered_spent: int
    entered_committed: int
    left: int
    need: int
    unknown: int


@dataclass(frozen=True)
class Burn:
    """The burn of a year: four rows for each source in order of sources and time, and the ceilings they stand against."""

    year: int
    rows: tuple[BurnRow, ...]
    ceilings: tuple[BurnCeiling, ...]


def read_burn(cursor: Cursor, scenario: str, year: int, pots: Sequence[Pot], source: str | None = None) -> Burn:
    """The burn of the estimate in a year of a scenario; `pots` are the scenario's of that year, `source` None = every source.

    Money whose line has no quarter is counted in the last one.
    """
    sql = """SELECT COALESCE(source, ''), COALESCE(quarter, 4), sum(amount)::BIGINT,
               COALESCE(sum(amount) FILTER (spent OR contracted), 0)::BIGINT, COALESCE(sum(amount) FILTER (spent), 0)::BIGINT
             FROM dated(?) WHERE listing = 'estimate' AND year = ?::BIGINT AND NOT (dropped AND NOT spent) GROUP BY ALL"""
    found: dict[tuple[str, int], tuple[int, int, int]] = {}
    for code, quarter, *sums in cursor.rows(sql, [scenario, year]):
        planned, committed, spent = (int(str(value)) for value in sums)
        found[str(code), int(str(quarter))] = (planned, committed, spent)
    order = [str(row[0]) for row in cursor.rows("SELECT code FROM source ORDER BY position, code")]
    asked = {code for code, _ in found} | {pot.source for pot in pots}
    sources = [code for code in [*order, *sorted(asked - set(order))] if code in asked and source in (None, code)]
    return Burn(year, tuple(row for code in sources for row in _rows(code, year, found)), tuple(_ceiling(code, pots) for code in sources))


def months_of(rows: Sequence[BurnRow]) -> list[BurnMonth]:
    """The twelve months of one source's four quarters; at the end of each quarter the sums are those of the quarter."""
    months = []
    for row in rows:
        for step in (1, 2, 3):
            sums = (
                reached - here + here * step // 3
                for here, reached in (
                    (row.planned, row.planned_sum),
                    (row.committed, row.committed_sum),
                    (row.spent, row.spent_sum),
                )
            )
            months.append(BurnMonth(row.source, row.year, row.quarter * 3 - 3 + step, *sums))
    return months


def _rows(source: str, year: int, found: dict[tuple[str, int], tuple[int, int, int]]) -> list[BurnRow]:
    rows, reached = [], (0, 0, 0)
    for quarter in (1, 2, 3, 4):
        here = found.get((source, quarter), (0, 0, 0))
        reached = (reached[0] + here[0], reached[1] + here[1], reached[2] + here[2])
        rows.append(BurnRow(source, year, quarter, *here, *reached))
    return rows


def _ceiling(source: str, pots: Sequence[Pot]) -> BurnCeiling:
    own = [pot for pot in pots if pot.source == source]
    known = [pot.ceiling for pot in own if pot.ceiling is not None and pot.left is not None]
    return BurnCeiling(
        source=source,
        granted=sum(ceiling.granted or 0 for ceiling in known),
        entered_spent=sum(ceiling.spent or 0 for ceiling in known),
        entered_committed=sum(ceiling.committed or 0 for ceiling in known),
        left=sum(pot.left or 0 for pot in own),
        need=sum(pot.need for pot in own),
        unknown=sum(1 for pot in own if pot.left is None and pot.need),
    )
