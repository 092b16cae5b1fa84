"""plan.tasks: edits are journaled, undone and refused when stale; lists, matrix and readiness say the same of a task."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.model.states import OperationKind, TaskState
from budget.plan.face import open_plan
from tests.plans import a_plan, branch, operate, problems_of

DAY = date(2025, 2, 15)
LAND = {"task": "NV14", "source": "SN-DC", "guidance": "missing", "quantity": "5"}


def test_a_task_is_edited_told_in_the_journal_and_taken_back(tmp_path: Path) -> None:
    with a_plan(tmp_path, [LAND]) as plan:
        before = plan.tasks.get("NV14", DAY).task
        change, problems = plan.tasks.edit("NV14", {"amended_deadline": "30/6/2025", "amending_document": "99/KH-UBND"}, "đã ban hành")
        assert change is not None
        assert [problem.code for problem in problems] == ["document_not_listed"]
        assert (change.new.due, plan.tasks.get("NV14", DAY).overdue) == (date(2025, 6, 30), False)
        told = plan.journal.describe(plan.head())
        assert ("Hạn điều chỉnh", "", "30/06/2025") in [(text.label, text.old, text.new) for text in told.changes]
        plan.undo_last()
        after = plan.tasks.get("NV14", DAY).task
        assert (after.due, after.amending_document, after.state) == (before.due, before.amending_document, before.state)
        assert problems_of(plan, tmp_path) == []


def test_a_stale_edit_is_refused(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        seen = plan.head()
        open_plan(plan.path, "Bình").tasks.edit("NV14", {"note": "Bình ghi"}, "ghi chú")
        with pytest.raises(PlanError) as refused:
            plan.tasks.edit("NV14", {"note": "An ghi"}, "ghi chú", seen)
        assert "Bình" in refused.value.problem.sentence
        assert plan.tasks.get("NV14", DAY).task.note == "Bình ghi"


def test_a_task_is_added_and_ended(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        change, problems = plan.tasks.add({"name": "Việc mới", "group": "NVC", "lead_unit": "Sở Tài chính", "deadline": "30/9/2024"})
        assert change is not None, problems
        assert (change.task, change.old, change.new.lead_unit, change.new.state) == ("NV31", None, "SBN-STC", TaskState.PLANNED)
        assert "NV31" in plan.catalogue().tasks
        ended, _ = plan.tasks.finish("NV31", date(2024, 10, 10), "đã nghiệm thu")
        assert ended is not None
        assert (ended.new.done, ended.new.days_late(), plan.tasks.get("NV31", DAY).overdue) == (True, 10, False)


def test_refusals_name_what_is_unknown(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        head = plan.head()
        change, problems = plan.tasks.edit("NV14", {"lead_unit": "Sở Vũ trụ"}, "thử")
        assert (change, [problem.code for problem in problems]) == (None, ["unknown_unit"])
        with pytest.raises(PlanError, match="NV99"):
            plan.tasks.edit("NV99", {"note": "x"}, "thử")
        with pytest.raises(PlanError, match="NV99"):
            plan.tasks.get("NV99", DAY)
        same, problems = plan.tasks.edit("NV14", {"note": ""}, "thử")
        assert same is not None
        assert (same.receipt, problems, plan.head()) == (None, [], head)


def test_money_of_tasks_is_the_plans_total_and_follows_the_scenario(tmp_path: Path) -> None:
    lines = [LAND, {"task": "NV02"}, {"task": "NV02", "year": "2025"}, {"task": ""}]
    with a_plan(tmp_path, lines) as plan:
        scenario = branch(plan, "PA1")
        operate(plan, scenario, OperationKind.DROP, tasks=("NV14",))
        for chosen in ("goc", scenario):
            for year in (None, 2024, 2025):
                told = plan.tasks.listed(DAY, chosen, year)
                loose = sum(line.amount for line in plan.tasks.lines_of("", DAY, chosen) if year in (None, line.year))
                assert sum(item.money.amount for item in told) + loose == plan.totals(chosen).amount("estimate", year)
                assert told[0] == plan.tasks.get(told[0].task.code, DAY, chosen, year)
        assert plan.tasks.get("NV14", DAY).money.amount == 50_000_000
        assert plan.tasks.get("NV14", DAY, scenario).money.amount == 0


def test_readiness_and_expectation_are_of_the_same_lines(tmp_path: Path) -> None:
    with a_plan(tmp_path, [LAND, {"task": "NV02", "disbursable": "40"}]) as plan:
        day = date(2024, 6, 1)
        rows = plan.tasks.readiness(None, day)
        assert plan.tasks.readiness([rows[0].id], day) == rows[:1]
        assert plan.tasks.readiness([], day) == []
        expected = {row.source: row for row in plan.tasks.expected(day)}
        assert (expected["SN-DC"].expected, expected["SN-DC"].known) == (0, 50_000_000)
        assert (expected["QD334"].expected, expected["QD334"].unknown) == (8_000_000, 0)


def test_the_unsettled_day_of_the_plan_is_said_where_it_is_cited(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        basis = plan.tasks.bases()["KH1080"]
    assert "cần kiểm tra" in basis.citation
    assert "thứ Bảy" in basis.warning


def test_the_matrix_holds_every_task(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        told = plan.tasks.listed(DAY)
        assert sum(len(row.tasks) for row in plan.tasks.by_lead_unit(told)) == 30
        weeks = plan.tasks.by_week(told, date(2024, 7, 1), date(2024, 9, 30))
        inside = sum(len(cell) for _, cells in weeks.rows for cell in cells)
        assert (inside, len(weeks.before), len(weeks.after), len(weeks.undated)) == (7, 1, 22, 0)


def test_the_day_begins_no_later_than_the_budget_year_ends(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        day = plan.tasks.default_day()
    assert day <= date(2024, 12, 31)
    assert day == min(day, date.today() + timedelta(days=1))  # noqa: DTZ011  # Vietnam may be a day ahead
