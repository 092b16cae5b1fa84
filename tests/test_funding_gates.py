"""The gates of an investment project: what counts as there, on which day, and how the missing ones are told."""

from pathlib import Path

import pytest

from budget.funding.bearings import read_bearings
from budget.funding.facts import read_facts
from budget.funding.gates import GATES, gates_of, tell_missing
from budget.funding.ladder import Step, read_project
from budget.funding.ladder import missing as ladder_missing
from tests.plans import a_plan, edit

PROJECT = {"category": "project", "nature": "investment", "source": "DTC", "form": "project", "unit": "SBN-STTTT"}
TOLD = {
    "policy_document": "12/QĐ-UBND",
    "policy_date": "05/01/2024",
    "decision_document": "34/QĐ-UBND",
    "decision_date": "05/02/2024",
    "medium_term": "500 triệu",
}


def missing(folder: Path, texts: dict[str, str], **line: str) -> tuple[str, ...]:
    with a_plan(folder, [{**PROJECT, **line}]) as plan:
        chosen = plan.lines.find_id("1")
        for field, text in ((field, text) for field, text in texts.items() if text):
            edit(plan, chosen, field, text)
        with plan.store.read() as cursor:
            facts = read_facts(cursor, read_bearings(cursor, ()), "goc", chosen)
            project = read_project(cursor, chosen)
        assert facts is not None
        climbed = () if project is None else tuple(step.value for step in ladder_missing(project) if step is not Step.YEAR)
        assert climbed == facts.missing, "the ladder people climb and the judge of all lines say the same"
        return facts.missing


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"policy_date": ""}, ("policy",)),
        ({"policy_document": ""}, ("policy",)),
        ({"decision_document": "", "feasibility_document": "Báo cáo 5", "feasibility_date": "01/02/2024"}, ("decision",)),
        ({"decision_date": "01/07/2024"}, ("feasibility", "decision")),
        ({"decision_date": "30/06/2024"}, ()),
        ({"medium_term": "0"}, ("medium_term",)),
        ({"medium_term": ""}, ("medium_term",)),
    ],
)
def test_each_decision_is_wanted_with_its_day(tmp_path: Path, changed: dict[str, str], expected: tuple[str, ...]) -> None:
    assert missing(tmp_path, {**TOLD, **changed}, quarter="2") == expected


def test_nothing_told_shuts_every_gate(tmp_path: Path) -> None:
    assert missing(tmp_path, {}) == tuple(GATES)


def test_preparing_a_project_waits_for_its_policy_alone(tmp_path: Path) -> None:
    assert missing(tmp_path, {}, budget_code="9202") == ("policy",)


def test_a_recurrent_line_needs_none(tmp_path: Path) -> None:
    assert missing(tmp_path, {}, nature="recurrent", category="software", source="DT-GIAO") == ()


def test_bits_are_read_back_in_the_order_of_the_procedure() -> None:
    assert gates_of(0) == ()
    assert gates_of(9) == ("policy", "medium_term")
    assert tell_missing(()) == ""
    assert tell_missing(gates_of(7)).count(";") == 2
