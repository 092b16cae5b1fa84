"""The police request: routes and content appraisal."""

from pathlib import Path

from tests.checked import CLEAN, POLICE, everything, found
from tests.plans import a_plan


def test_a_routed_and_appraised_police_line_is_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **POLICE}]) as plan:
        assert everything(plan) == []


def test_equipment_outside_a_project_is_unclassified_and_never_defaulted(tmp_path: Path) -> None:
    loose = {**CLEAN, "unit": "CA-TINH", "norm": ""}
    with a_plan(tmp_path, [loose, {**loose, "name": "Máy in", "route": "unclassified"}, CLEAN]) as plan:
        assert [problem.line for problem in found(plan, "police_unclassified")] == [plan.lines.find_id("1"), plan.lines.find_id("2")]


def test_a_routed_line_waits_for_the_content_appraisal(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **POLICE, "content_quantity": ""}]) as plan:
        (problem,) = found(plan, "police_not_appraised")
        assert "Sở Thông tin và Truyền thông" in problem.sentence
        assert found(plan, "police_unclassified") == []
