"""Deadlines as lines are held against them: of unfinished tasks only, in the quarter of the day."""

from datetime import date
from pathlib import Path

import pytest

from budget.checks.dues import Due, read_dues
from budget.funding.rules import read_documents
from tests.plans import a_plan


@pytest.mark.parametrize(("day", "period"), [(date(2024, 1, 1), 8096), (date(2024, 3, 31), 8096), (date(2024, 12, 31), 8099)])
def test_a_deadline_lies_in_its_quarter(day: date, period: int) -> None:
    assert Due(day, "").period == period


def test_done_and_undated_tasks_hold_nothing_back(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        plan.tasks.finish("NV01", date(2024, 6, 1), "đã nghiệm thu")
        plan.tasks.add({"name": "Việc mới", "group": "NVC"})
        with plan.store.read() as cursor:
            dues = read_dues(cursor, read_documents(cursor))
    assert len(dues) == 29
    assert dues["NV14"] == Due(date(2024, 12, 31), "KH 1080/KH-UBND (cần kiểm tra)")
