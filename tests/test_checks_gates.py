"""Investment lines as projects: closed gates, dates out of order, too much money, lines that disagree."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.problem import Problem
from budget.model.states import Severity
from tests.checked import CLEAN, PROJECT, everything, found
from tests.plans import a_plan, edit

GATED = {
    **CLEAN,
    **PROJECT,
    "project_code": "DA1",
    "policy_document": "NQ a",
    "policy_date": "01/02/2023",
    "feasibility_document": "BC b",
    "feasibility_date": "01/03/2023",
    "decision_document": "QĐ c",
    "decision_date": "01/04/2023",
    "total_investment": "100.000.000",
    "medium_term": "90.000.000",
    "accumulated": "10.000.000",
    "disbursed": "5.000.000",
}
"""A project of 20.000.000 đồng this year with nothing wrong."""
GATES = {
    *("gate_closed", "gate_dates_reversed", "project_code_missing"),
    *("project_over_total", "disbursed_over_accumulated", "project_disagrees"),
}


def codes(problems: list[Problem]) -> list[str]:
    return sorted(problem.code for problem in problems if problem.code in GATES)


def test_a_project_that_passed_every_gate_has_nothing_wrong(tmp_path: Path) -> None:
    with a_plan(tmp_path, [GATED, {**GATED, "name": "Phần mềm"}]) as plan:
        assert codes(everything(plan)) == []


@pytest.mark.parametrize(
    ("texts", "code", "severity"),
    [
        ({"project_code": ""}, "project_code_missing", Severity.WARNING),
        ({"policy_document": ""}, "gate_closed", Severity.WARNING),
        ({"medium_term": ""}, "gate_closed", Severity.WARNING),
        ({"decision_date": "15/01/2023"}, "gate_dates_reversed", Severity.ERROR),
        ({"disbursed": "11.000.000"}, "disbursed_over_accumulated", Severity.ERROR),
        ({"total_investment": "29.999.999"}, "project_over_total", Severity.ERROR),
        ({"medium_term": "29.999.999"}, "project_over_total", Severity.ERROR),
    ],
)
def test_what_is_wrong_with_one_line_is_named(tmp_path: Path, texts: dict[str, str], code: str, severity: Severity) -> None:
    with a_plan(tmp_path, [{**GATED, **texts}]) as plan:
        problems = found(plan, code)
        assert problems
        assert {problem.severity for problem in problems} == {severity}
        assert all("số 1" in problem.sentence and problem.fix for problem in problems)


def test_exactly_as_much_as_the_total_is_not_too_much(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**GATED, "total_investment": "30.000.000", "medium_term": "30.000.000"}]) as plan:
        assert codes(everything(plan)) == []


def test_the_money_of_a_project_is_summed_over_its_lines(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**GATED, "total_investment": "45.000.000"}, {**GATED, "total_investment": "45.000.000"}]) as plan:
        (problem,) = found(plan, "project_over_total")
        assert problem.line == plan.lines.find_id("2")
        assert problem.others == (plan.lines.find_id("1"),)
        assert "5.000.000" in problem.fix


def test_lines_of_one_project_that_disagree_are_both_named_and_silence_is_no_disagreement(tmp_path: Path) -> None:
    with a_plan(tmp_path, [GATED, {**GATED, "total_investment": "", "disbursed": ""}]) as plan:
        assert found(plan, "project_disagrees") == []
        edit(plan, plan.lines.find_id("2"), "decision_document", "QĐ khác")
        (problem,) = found(plan, "project_disagrees")
        assert "quyết định đầu tư" in problem.sentence
        assert problem.others == (plan.lines.find_id("1"),)


def test_recurrent_lines_and_other_spending_pass_no_gates(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, **PROJECT, "listing": "other"}]) as plan:
        assert codes(everything(plan)) == []


TOLD = [*(("project_code", code) for code in ("DA1", "DA2", "")), ("quantity", "5"), ("quantity", "1"), ("medium_term", "30 triệu")]
EDITS = st.tuples(st.integers(0, 2), st.sampled_from(TOLD))


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_whatever_is_edited_the_kept_answer_equals_a_fresh_one(tmp_path: Path, edits: list[tuple[int, tuple[str, str]]]) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with a_plan(folder, [{**GATED, "name": f"Dự án {letter}"} for letter in "ABC"]) as plan:
        plan.checks.run()
        for place, (field, text) in edits:
            plan.lines.edit([LineEdit(plan.lines.select(LineFilter())[place], field, text)], "thử")
            kept = [problem for problem in plan.checks.run() if problem.line]
            assert sorted(kept, key=repr) == sorted(everything(plan), key=repr)
