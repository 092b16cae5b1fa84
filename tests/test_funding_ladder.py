"""The ladder of an investment project: which gate is closed, in order, and what to do first."""

from dataclasses import replace
from pathlib import Path

import pytest

from budget.funding.ladder import ORDER, ProjectFacts, Step, explain, ladder, missing, read_project
from tests.plans import a_plan

OPEN = ProjectFacts("DA1", "NQ a", "2024-01-05", "BC b", "2024-02-05", "QĐ c", "2024-03-05", 10, 10, 0, 0, "9351", True, "2024-12-31")


def test_with_everything_told_no_gate_is_closed() -> None:
    assert missing(OPEN) == []
    assert explain(OPEN) == ("", "")
    assert [gate.step for gate in ladder(OPEN)] == list(ORDER)


@pytest.mark.parametrize(
    ("field", "step", "cure"),
    [
        ("policy_document", Step.POLICY, "chủ trương"),
        ("policy_date", Step.POLICY, "chủ trương"),
        ("decision_document", Step.DECISION, "quyết định đầu tư"),
        ("medium_term", Step.MEDIUM_TERM, "trung hạn"),
    ],
)
def test_the_missing_gate_is_named_with_its_cure(field: str, step: Step, cure: str) -> None:
    facts = replace(OPEN, **{field: None if field == "medium_term" else ""})
    assert missing(facts) == [step]
    sentence, fix = explain(facts)
    assert "cần kiểm tra" in sentence
    assert cure in fix


def test_gates_are_told_in_order_and_the_first_is_cured_first() -> None:
    sentence, fix = explain(ProjectFacts())
    assert sentence.index("chủ trương") < sentence.index("báo cáo") < sentence.index("quyết định") < sentence.index("trung hạn")
    assert "chủ trương" in fix


def test_preparing_a_project_waits_for_its_policy_alone() -> None:
    prepares = ProjectFacts(budget_code="9202", year_granted=True)
    assert missing(prepares) == [Step.POLICY]
    assert missing(replace(prepares, policy_document="NQ a", policy_date="2024-01-05")) == []


def test_the_decision_approves_the_report_and_a_document_of_a_later_day_opens_nothing() -> None:
    assert missing(replace(OPEN, feasibility_document="")) == []
    assert missing(replace(OPEN, feasibility_document="", decision_document="")) == [Step.FEASIBILITY, Step.DECISION]
    assert missing(replace(OPEN, judged_on="2024-03-01")) == [Step.DECISION]


def test_a_line_tells_its_project_and_whether_its_year_is_granted(tmp_path: Path) -> None:
    line = {"source": "DTC", "nature": "investment", "budget_code": "9351", "project_code": "DA1", "total_investment": "5 tỷ"}
    with a_plan(tmp_path, [line, {}]) as plan:
        one, other = plan.lines.find_id("1"), plan.lines.find_id("2")
        with plan.store.read() as cursor:
            facts = read_project(cursor, one)
            assert read_project(cursor, other) is None
        assert facts is not None
        assert (facts.project_code, facts.total_investment, facts.year_granted) == ("DA1", 5_000_000_000, False)
        plan.funding.set_ceiling(plan.funding.place_of("DTC", None), {"granted": 1}, "giao")
        with plan.store.read() as cursor:
            granted = read_project(cursor, one)
        assert granted is not None
        assert granted.year_granted
