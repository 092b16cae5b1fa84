"""Tasks in time: nobody leads, the deadline has passed, lines planned too late, lines without guidance."""

from pathlib import Path

import pytest

from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.checked import CLEAN, found
from tests.plans import a_plan, branch, edit, operate
from tests.splits import split_line

LAND = {**CLEAN, "task": "NV14", "quarter": "4"}


def of_plan(plan: Plan, code: str, scenario: str = BASE) -> list[Problem]:
    return [problem for problem in plan.checks.run(scenario) if problem.code == code]


def test_a_missed_deadline_with_unspent_money_is_told_once_a_task(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "task": "NV03", "quarter": "2"}] * 2) as plan:
        (late,) = of_plan(plan, "task_overdue")
        assert (late.task, late.line, late.pot) == ("NV03", None, None)
        assert late.sentence.endswith("quá hạn 30/06/2024 (xét ngày 31/12/2024) mà còn 40.000.000 đ chưa ghi nhận đã chi.")
        assert "cần kiểm tra" in late.citation
        split_line(plan, plan.lines.find_id("1"), (2024, 2, 20_000_000, True))
        assert "còn 20.000.000 đ" in of_plan(plan, "task_overdue")[0].sentence
        split_line(plan, plan.lines.find_id("2"), (2024, 2, 20_000_000, True))
        assert of_plan(plan, "task_overdue") == []


@pytest.mark.parametrize(
    "texts",
    [
        {"state": "done", "finished": "1/6/2024"},
        {"amended_deadline": "31/12/2024", "amending_document": "99/KH-UBND"},
    ],
)
def test_what_is_done_or_amended_by_number_is_not_overdue(tmp_path: Path, texts: dict[str, str]) -> None:
    with a_plan(tmp_path, [{**CLEAN, "task": "NV03"}]) as plan:
        assert of_plan(plan, "task_overdue") != []
        change, problems = plan.tasks.edit("NV03", texts, "theo văn bản")
        assert change is not None, problems
        assert of_plan(plan, "task_overdue") == []


def test_a_scenario_that_drops_the_lines_leaves_nothing_unspent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "task": "NV03"}]) as plan:
        scenario = branch(plan, "PA1")
        operate(plan, scenario, OperationKind.DROP, tasks=("NV03",))
        assert of_plan(plan, "task_overdue", scenario) == []


def test_a_task_without_lead_or_deadline_is_told(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        assert of_plan(plan, "task_incomplete") == []
        plan.tasks.add({"name": "Việc mới", "group": "NVC"})
        (problem,) = of_plan(plan, "task_incomplete")
        assert (problem.task, problem.sentence) == ("NV31", "Nhiệm vụ NV31 “Việc mới” chưa có đơn vị chủ trì và thời hạn.")


def test_a_line_planned_after_its_tasks_quarter_is_told_until_the_deadline_moves_by_number(tmp_path: Path) -> None:
    with a_plan(tmp_path, [LAND, {**LAND, "name": "Máy in", "year": "2025", "quarter": "1"}]) as plan:
        (late,) = found(plan, "line_after_deadline")
        assert late.line == plan.lines.find_id("2")
        assert late.sentence.endswith("xếp chi vào quý 1/2025, sau thời hạn 31/12/2024 của nhiệm vụ NV14.")
        assert plan.checks.of_lines([late.line]) == [problem for problem in plan.checks.run() if problem.line == late.line]
        plan.tasks.edit("NV14", {"amended_deadline": "31/3/2025", "amending_document": "đang trình"}, "đề nghị")
        assert len(of_plan(plan, "line_after_deadline")) == 1
        plan.tasks.edit("NV14", {"amending_document": "99/KH-UBND"}, "đã ban hành")
        assert of_plan(plan, "line_after_deadline") == []


def test_an_edit_of_the_line_moves_it_in_and_out_of_time(tmp_path: Path) -> None:
    with a_plan(tmp_path, [LAND]) as plan:
        line = plan.lines.find_id("1")
        assert of_plan(plan, "line_after_deadline") == []
        edit(plan, line, "year", "2025")
        assert [problem.line for problem in of_plan(plan, "line_after_deadline")] == [line]
        edit(plan, line, "year", "2024")
        assert of_plan(plan, "line_after_deadline") == []


def test_without_guidance_this_years_money_cannot_be_disbursed(tmp_path: Path) -> None:
    lines = [
        {**LAND, "guidance": "missing"},
        {**LAND, "name": "Máy in", "guidance": "missing", "year": "2025"},
        {**LAND, "name": "Máy quét"},
    ]
    with a_plan(tmp_path, lines) as plan:
        (told,) = found(plan, "guidance_missing")
        assert told.line == plan.lines.find_id("1")
        assert told.sentence.endswith("chưa có hướng dẫn của bộ, ngành nên không giải ngân được trong năm 2024.")
        edit(plan, told.line or "", "guidance", "done")
        assert of_plan(plan, "guidance_missing") == []
