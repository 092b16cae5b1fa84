"""A task's deadline: the one of its document, until a document with a number moves it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import TaskState
from budget.tasks.task import Task, is_numbered, read_tasks, split_partners
from tests.plans import a_plan

DUE = date(2024, 12, 31)
LAND = Task(
    *("NV14", "TI4", "Số hóa dữ liệu đất đai", "SBN-STNMT", ("SBN-STC",), "Phó Giám đốc phụ trách", "KH1080"),
    *(DUE, None, "", TaskState.RUNNING, None, None, True, "", 1),
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("text", ["1080/KH-UBND", "KH 1080/KH-UBND ngày 17/2/2024", "45/2026/NĐ-CP", "số 12/qđ-ubnd"])
def test_a_number_makes_a_document(text: str) -> None:
    assert is_numbered(text)


@pytest.mark.parametrize("text", ["", "đang trình", "17/2/2024", "Kế hoạch 1080", "quý IV/2024", "công văn ngày 5/3/2024"])
def test_a_date_or_a_promise_is_no_number(text: str) -> None:
    assert not is_numbered(text)


@given(asked=DAYS, day=DAYS)
def test_without_a_number_a_deadline_does_not_move(asked: date, day: date) -> None:
    proposed = replace(LAND, amended_deadline=asked, amending_document="đang trình UBND tỉnh")
    assert (proposed.due, proposed.proposed) == (DUE, asked)
    assert proposed.is_overdue(day) == LAND.is_overdue(day)


@given(asked=DAYS, day=DAYS)
def test_with_a_number_it_does(asked: date, day: date) -> None:
    amended = replace(LAND, amended_deadline=asked, amending_document="99/KH-UBND")
    assert (amended.due, amended.proposed) == (asked, None)
    assert amended.is_overdue(day) == (day > asked)


def test_the_day_of_the_deadline_is_still_in_time() -> None:
    assert (LAND.days_left(DUE), LAND.is_overdue(DUE)) == (0, False)
    assert (LAND.days_left(DUE + timedelta(days=1)), LAND.is_overdue(DUE + timedelta(days=1))) == (-1, True)


def test_what_is_done_is_never_overdue_but_may_have_been_late() -> None:
    done = replace(LAND, state=TaskState.DONE, finished=DUE + timedelta(days=10))
    assert (done.is_overdue(date(2026, 1, 1)), done.days_left(date(2026, 1, 1)), done.days_late()) == (False, None, 10)
    assert replace(done, finished=None).days_late() == 0


def test_without_a_deadline_nothing_is_counted() -> None:
    assert (replace(LAND, deadline=None).days_left(DUE), replace(LAND, deadline=None).is_overdue(DUE)) == (None, False)


def test_partners_are_codes_between_semicolons() -> None:
    assert split_partners("SBN-STC; CA-TINH;;") == ("SBN-STC", "CA-TINH")


def test_the_reference_tasks_are_read_with_their_partners_and_roles(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        tasks = read_tasks(cursor)
        assert len(tasks) == 30
        land = tasks["NV14"]
        assert (land.lead_unit, land.partners, land.due, land.confirmed) == ("SBN-STNMT", ("SBN-STC", "SBN-STTTT"), DUE, True)
        assert all(task.person and not task.person.startswith(("Ông", "Bà")) for task in tasks.values())
        assert [task.group for task in tasks.values()] == sorted((task.group for task in tasks.values()), key="TI1TI2TI3TI4TI5NVC".index)
