"""Money by quarter, summed over lines: planned and spent apart, by any grouping."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.lines.query import LineFilter, figured_rows, where_clause
from budget.store.database import Cursor
from budget.totals.reading import GROUPINGS


@dataclass(frozen=True, slots=True)
class QuarterSum:
    """The money of one group in one quarter: all of it (đồng), and the part already spent. `group` holds the grouping's values."""

    group: tuple[str, ...]
    year: int
    quarter: int
    amount: int
    spent: int
    lines: int


def sum_quarters(cursor: Cursor, scenario: str, wanted: LineFilter, by: Sequence[str] = ()) -> list[QuarterSum]:
    """The money a filter selects by quarter and group, in order of time; a filter of years leaves other years out."""
    names = "".join(f"COALESCE({GROUPINGS[name]}::TEXT, ''), " for name in by)
    condition, parameters = where_clause(wanted, None)
    rows, counted = figured_rows(dated=True)
    sql = f"""SELECT {names}r.year, COALESCE(r.quarter, 0), sum(r.amount)::BIGINT, COALESCE(sum(r.amount) FILTER (r.spent), 0)::BIGINT,
                {counted}
              FROM {rows} r LEFT JOIN purse p ON p.unit = r.unit
              WHERE r.year IS NOT NULL AND NOT (r.dropped AND NOT r.spent) AND {condition} GROUP BY ALL"""
    count = len(by)
    found = [
        QuarterSum(tuple(str(value) for value in row[:count]), *(int(str(value)) for value in row[count:]))
        for row in cursor.rows(sql, [scenario, *parameters])
    ]
    return sorted(found, key=lambda one: (one.year, one.quarter, one.group))
