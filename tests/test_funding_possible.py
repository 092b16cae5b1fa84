"""The combinations a source's rules can meet: every named value and one stand-in for the rest, every span of days."""

from dataclasses import replace
from datetime import date

from budget.funding.bearings import Bearings
from budget.funding.possible import MOST, Place, combine_facts
from budget.model.states import Category, Gate, Listed, Nature, Route
from tests.test_funding_eligibility import DOCUMENTS, RULE

PLACES = [Place("", "province", "department"), Place("U1", "district", "district")]
BEARINGS = Bearings(
    units=frozenset({"U1"}),
    tasks=frozenset({"T1"}),
    codes=frozenset({"6950", "6956"}),
    groups={"T1": "G1", "T2": "G2"},
    items={"6956": [(None, None, "6950")]},
    lists={},
    listed={},
    budget_year=2024,
)


def test_without_conditions_only_places_and_natures_differ() -> None:
    found = combine_facts("QD334", [RULE], PLACES, BEARINGS, DOCUMENTS)
    assert found is not None
    assert {(facts.unit, facts.unit_kind, facts.nature) for facts in found} == {
        (place.unit, place.kind, nature) for place in PLACES for nature in Nature
    }
    assert {facts.on for facts in found} == {date(2024, 12, 31)}
    assert len(found) == 4


def test_each_condition_is_met_by_one_case_and_missed_by_another() -> None:
    rules = [
        replace(RULE, category=Category.PUBLICITY, route=Route.OPERATING, listed=Listed.BEYOND, gate=Gate.CLOSED),
        replace(RULE, task="T1", budget_code="6950", valid_from=date(2024, 2, 7), year_to=2025),
        replace(RULE, task_group="G2", valid_to=date(2024, 6, 30)),
    ]
    found = combine_facts("QD334", rules, PLACES[:1], BEARINGS, DOCUMENTS)
    assert found is not None
    assert {facts.category for facts in found} == {"publicity", "equipment"}
    assert {facts.route for facts in found} == {"operating", ""}
    assert {facts.task for facts in found} == {"", "T1", "T2"}
    assert {(facts.budget_code, facts.budget_item) for facts in found} == {("", ""), ("6950", ""), ("6956", "6950")}
    assert {facts.on for facts in found} == {date(2024, 2, 6), date(2024, 2, 7), date(2024, 7, 1)}
    assert {facts.year for facts in found} == {2025, 2026}
    assert {replace(facts, source="QD334").listed for facts in found} == {*Listed}
    assert {facts.nature for facts in found if facts.missing} == {"investment"}


def test_too_many_combinations_are_not_made() -> None:
    rules = [replace(RULE, valid_from=date(2024, 1, 1 + day)) for day in range(30)] + [
        replace(RULE, year_from=1950 + year) for year in range(2 * MOST // (30 * 8))
    ]
    assert combine_facts("QD334", rules, PLACES, BEARINGS, DOCUMENTS) is None
