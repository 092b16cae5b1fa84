"""The sample's projects: one real decision, no other number invented, gates closed at several places."""

from budget.funding.ladder import ProjectFacts, Step, missing
from budget.sample.load import load_sample
from budget.sample.projects import ILLUSTRATED, PROJECTS

STEPS = ("policy", "feasibility", "decision")
LINES = [line for line in load_sample("quang-nam-2024").lines.to_pylist() if line["project_code"]]


def test_only_one_document_is_real_and_the_others_say_that_they_are_not() -> None:
    documents = {line[f"{step}_document"] for line in LINES for step in ("policy", "feasibility", "decision")}
    assert documents == {None, ILLUSTRATED, "QĐ 1407/QĐ-UBND"}
    assert {line["decision_date"] for line in LINES if line["decision_document"] == "QĐ 1407/QĐ-UBND"} == {"2022-05-25"}
    assert {line["total_investment"] for line in LINES if line["decision_document"] == "QĐ 1407/QĐ-UBND"} == {249_000_000_000}


def test_projects_are_stuck_at_different_gates() -> None:
    closed = set()
    for project in PROJECTS.values():
        told = {f"{step}_{part}": getattr(project, f"{step}_{part}") for step in STEPS for part in ("document", "date")}
        facts = ProjectFacts(**{name: value or "" for name, value in told.items()}, medium_term=project.medium_term, year_granted=True)
        closed.add((missing(facts) or [None])[0])
    assert {None, Step.POLICY, Step.FEASIBILITY, Step.DECISION} <= closed
