"""The money of each task: the sum of the lines that pay for it, by quarter and source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from budget.store.database import Cursor, Parameter
from budget.tasks.groups import Group

Period = tuple[int, int]
"""Calendar year and quarter."""
Other = tuple[int, int]
"""Lines and đồng of the list of other spending."""


@dataclass(frozen=True)
class TaskMoney:
    """A task's living lines (đồng): of the estimate by period and source; `other` = of the list of other spending, apart."""

    lines: int = 0
    periods: Mapping[Period, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    other_lines: int = 0
    other: int = 0

    @property
    def amount(self) -> int:
        """The whole of the estimate."""
        return sum(self.periods.values())

    @property
    def unsourced(self) -> int:
        """What has no planned source yet."""
        return self.sources.get("", 0)

    @property
    def years(self) -> dict[int, int]:
        """Year -> amount, in order."""
        found: dict[int, int] = {}
        for (year, _), amount in sorted(self.periods.items()):
            found[year] = found.get(year, 0) + amount
        return found


def add_up(groups: Iterable[Group], other: Other = (0, 0)) -> TaskMoney:
    """The money of one task from its groups of lines and its lines of the other list."""
    lines = 0
    periods: dict[Period, int] = {}
    sources: dict[str, int] = {}
    for group in groups:
        lines += group.lines
        periods[group.year, group.quarter] = periods.get((group.year, group.quarter), 0) + group.amount
        sources[group.source] = sources.get(group.source, 0) + group.amount
    return TaskMoney(lines, periods, sources, *other)


def read_other(cursor: Cursor, scenario: str, year: int | None = None) -> dict[str, Other]:
    """Task code -> lines and đồng of the list of other spending (dropped ones aside), of `year` or of all years."""
    condition = "" if year is None else " AND COALESCE(r.year, (SELECT budget_year FROM plan LIMIT 1)) = ?::BIGINT"
    parameters: list[Parameter] = [scenario] if year is None else [scenario, year]
    sql = f"""SELECT COALESCE(r.task, ''), count(*)::BIGINT, sum(r.amount)::BIGINT FROM resolved(?) r
              WHERE NOT r.dropped AND r.listing <> 'estimate'{condition} GROUP BY 1 ORDER BY 1"""
    return {str(task): (int(str(lines)), int(str(amount))) for task, lines, amount in cursor.rows(sql, parameters)}
