"""The matrix: every task stands under one lead unit, and every unfinished one in one week or beside them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import TaskState
from budget.tasks.matrix import by_lead_unit, by_week, weeks_of
from budget.tasks.standing import Standing, judge
from tests.test_tasks_task import LAND

DAY = date(2024, 11, 16)
STANDINGS = st.lists(
    st.builds(
        lambda code, unit, due, state: judge(replace(LAND, code=f"NV{code}", lead_unit=unit, deadline=due, state=state), DAY, []),
        st.integers(1, 99),
        st.sampled_from(["", "SBN-STC", "SBN-STP", "X"]),
        st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2026, 1, 1))),
        st.sampled_from(list(TaskState)),
    ),
    max_size=20,
)
SPANS = st.tuples(st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 120))
ORDER = ["SBN-STP", "SBN-STC"]


@given(STANDINGS)
def test_each_task_stands_under_one_unit(standings: list[Standing]) -> None:
    rows = by_lead_unit(standings, ORDER)
    assert sorted(id(item) for row in rows for item in row.tasks) == sorted(map(id, standings))
    assert len({row.unit for row in rows}) == len(rows)
    assert all(item.task.lead_unit == row.unit for row in rows for item in row.tasks)


def test_nobodys_tasks_stand_first_then_the_official_order() -> None:
    held = [judge(replace(LAND, code=code, lead_unit=unit), DAY, []) for code, unit in (("A1", "SBN-STC"), ("A2", "SBN-STP"), ("A3", ""))]
    assert [row.unit for row in by_lead_unit(held, ORDER)] == ["", "SBN-STP", "SBN-STC"]


@given(STANDINGS, SPANS)
def test_no_unfinished_task_is_lost(standings: list[Standing], span: tuple[date, int]) -> None:
    first = span[0]
    last = date.fromordinal(first.toordinal() + span[1])
    matrix = by_week(standings, first, last, ORDER)
    shown = [item for _, cells in matrix.rows for cell in cells for item in cell]
    everywhere = [*shown, *matrix.before, *matrix.after, *matrix.undated]
    assert sorted(map(id, everywhere)) == sorted(id(item) for item in standings if not item.task.done)
    assert all(first <= item.task.due <= last for item in shown if item.task.due)
    assert all(len(cells) == len(matrix.weeks) for _, cells in matrix.rows)


@given(SPANS)
def test_weeks_follow_each_other_from_monday_to_sunday(span: tuple[date, int]) -> None:
    first = span[0]
    last = date.fromordinal(first.toordinal() + span[1])
    weeks = weeks_of(first, last)
    assert weeks[0].first <= first <= weeks[0].last
    assert weeks[-1].first <= last <= weeks[-1].last
    assert all(week.first.weekday() == 0 for week in weeks)
    assert all((after.first - before.last).days == 1 for before, after in pairwise(weeks))


def test_a_week_is_named_by_its_iso_number() -> None:
    (week,) = weeks_of(date(2024, 12, 31), date(2024, 12, 31))
    assert (week.year, week.number, week.label) == (2025, 1, "Tuần 1 (30/12 - 05/01)")
