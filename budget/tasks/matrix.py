"""Rõ người, rõ việc, rõ tiến độ: tasks by lead unit, and what is due in which week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from budget.tasks.standing import Standing

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, Monday to Sunday."""

    year: int
    number: int
    first: date

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=DAYS_OF_WEEK - 1)

    @property
    def label(self) -> str:
        """How its column is headed: "Tuần 27 (01/07 - 07/07)"."""
        return f"Tuần {self.number} ({self.first:%d/%m} - {self.last:%d/%m})"


@dataclass(frozen=True)
class UnitTasks:
    """A lead unit ("" = none yet) with its tasks, the nearest deadline first."""

    unit: str
    tasks: tuple[Standing, ...]

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(1 for item in self.tasks if item.overdue)


@dataclass(frozen=True)
class WeekMatrix:
    """What is due when: the weeks, and for each lead unit one cell a week; `before` and `after` are due outside, `undated` never."""

    weeks: tuple[Week, ...]
    rows: tuple[tuple[str, tuple[tuple[Standing, ...], ...]], ...]
    before: tuple[Standing, ...]
    after: tuple[Standing, ...]
    undated: tuple[Standing, ...]


def by_lead_unit(standings: Sequence[Standing], order: Sequence[str]) -> list[UnitTasks]:
    """Tasks by lead unit, units in the order given; those without a lead stand first, for they are nobody's."""
    held: dict[str, list[Standing]] = {}
    for item in standings:
        held.setdefault(item.task.lead_unit, []).append(item)
    places = {unit: place for place, unit in enumerate(order)}
    units = sorted(held, key=lambda unit: (bool(unit), places.get(unit, len(places)), unit))
    return [UnitTasks(unit, tuple(sorted(held[unit], key=_nearest))) for unit in units]


def weeks_of(first: date, last: date) -> list[Week]:
    """The ISO weeks that hold any day from `first` to `last`."""
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        calendar = monday.isocalendar()
        found.append(Week(calendar.year, calendar.week, monday))
        monday += timedelta(days=DAYS_OF_WEEK)
    return found


def by_week(standings: Sequence[Standing], first: date, last: date, order: Sequence[str]) -> WeekMatrix:
    """The unfinished tasks due from `first` to `last` by lead unit and week; what is due outside is kept beside, so that none is lost."""
    waiting = [item for item in standings if not item.task.done]
    inside = [item for item in waiting if item.task.due is not None and first <= item.task.due <= last]
    weeks = weeks_of(first, last)
    rows = []
    for unit in by_lead_unit(inside, order):
        cells = tuple(tuple(item for item in unit.tasks if item.task.due and week.first <= item.task.due <= week.last) for week in weeks)
        rows.append((unit.unit, cells))
    return WeekMatrix(
        tuple(weeks),
        tuple(rows),
        tuple(item for item in waiting if item.task.due is not None and item.task.due < first),
        tuple(item for item in waiting if item.task.due is not None and item.task.due > last),
        tuple(item for item in waiting if item.task.due is None),
    )


def _nearest(item: Standing) -> tuple[date, str]:
    return item.task.due or date.max, item.task.code
