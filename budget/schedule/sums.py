"""Money by quarter, summed over lines: planned and spent apart, by any grouping."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.lines.query import LineFilter, where_clause
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
    sql = f"""WITH r AS (SELECT r.* REPLACE (m.year AS year, m.quarter AS quarter, m.amount AS amount), m.spent
                         FROM phased(?) m JOIN resolved(?) r ON r.id = m.line)
              SELECT {names}r.year, COALESCE(r.quarter, 0), sum(r.amount)::BIGINT, COALESCE(sum(r.amount) FILTER (r.spent), 0)::BIGINT,
                count(DISTINCT r.id)::BIGINT
              FROM r LEFT JOIN purse p ON p.unit = r.unit WHERE r.year IS NOT NULL AND {condition} GROUP BY ALL ORDER BY ALL"""
    count = len(by)
    found = [
        QuarterSum(tuple(str(value) for value in row[:count]), *(int(str(value)) for value in row[count:]))
        for row in cursor.rows(sql, [scenario, scenario, *parameters])
    ]
    return sorted(found, key=lambda one: (one.year, one.quarter, one.group))
