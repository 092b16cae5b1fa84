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


def test_a_conclusion_without_figures_and_figures_without_a_conclusion_are_no_appraisal(tmp_path: Path) -> None:
    amend = {**CLEAN, **POLICE, "name": "Tập huấn A", "content_quantity": "", "content_verdict": "amend", "content_opinion": "làm rõ"}
    with a_plan(tmp_path, [amend, {**CLEAN, **POLICE, "name": "Kiểm tra B", "content_verdict": ""}]) as plan:
        said = [problem.sentence for problem in found(plan, "police_not_appraised")]
    assert ["yêu cầu sửa" in said[0], "chưa có kết luận" in said[1]] == [True, True]


def test_what_failed_needs_no_way_but_must_leave_the_estimate(tmp_path: Path) -> None:
    failed = {**CLEAN, **POLICE, "route": "", "content_quantity": "0", "content_verdict": "failed", "content_opinion": "trùng"}
    with a_plan(tmp_path, [failed, {**failed, "name": "Kiểm tra", "finance_quantity": "0"}]) as plan:
        assert [problem.line for problem in found(plan, "police_failed_kept")] == [plan.lines.find_id("1")]
        assert found(plan, "police_unclassified") == found(plan, "police_not_appraised") == []


def test_more_than_was_asked_is_never_accepted(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, **POLICE, "content_quantity": "3"}]) as plan:
        assert len(found(plan, "police_content_above")) == 1


def test_a_way_that_does_not_fit_the_line(tmp_path: Path) -> None:
    computers = {**CLEAN, "unit": "CA-TINH", "norm": "", "route": "operating", "content_quantity": "2", "content_verdict": "passed"}
    with a_plan(tmp_path, [computers, {**CLEAN, **POLICE, "route": "investment"}, CLEAN]) as plan:
        said = [problem.sentence for problem in found(plan, "police_route_wrong")]
    assert ["thiết bị ngoài dự án" in said[0], "đầu tư công nhưng" in said[1], len(said)] == [True, True, 2]
