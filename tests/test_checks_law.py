"""What lines are judged by is read once, and a ruling is worked out once."""

from datetime import date
from pathlib import Path

from budget.checks.law import read_law
from budget.funding.eligibility import LineFacts
from budget.model.states import Verdict
from tests.plans import YEAR, a_plan


def test_the_law_of_a_plan_names_its_sources_and_judges_by_its_rules(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        law = read_law(cursor)
    assert law.budget_year == YEAR
    assert set(law.names) == set(law.natures) >= {"QD334", "DTC", "NQ36-H"}
    assert "LNSNN2015" in law.documents
    investment = LineFacts("DTC", "", "province", "department", "project", "investment", "project", "", YEAR, date(YEAR, 12, 31))
    ruling = law.judge(investment)
    assert ruling.verdict is Verdict.ALLOW
    assert law.judge(investment) is ruling
