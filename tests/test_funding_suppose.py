"""What would have to be otherwise: facts made to meet a rule meet it, and the nearest allowing rule really allows them."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from budget.funding.eligibility import LineFacts, RuleBook, is_met
from budget.funding.suppose import find_nearest, suppose, unmet
from budget.model.states import Category, ContentVerdict, Gate, Listed, Nature, UnitKind, UnitLevel, Verdict
from budget.reference.money_sources import Rule
from tests.rule_texts import DOCUMENTS, RULE, rule

FACTS = LineFacts("A", "S1", "province", "department", "equipment", "recurrent", "plain_task", "", 2024, date(2024, 3, 15))
LISTED = replace(FACTS, listed_by="A", lists=("A", "B"), budget_code="6956", budget_item="6950")
SHUT = replace(FACTS, nature="investment", missing=("policy",), lists=("A",), appraisal="passed")
DAYS = st.none() | st.dates(date(2023, 1, 1), date(2026, 12, 31))
YEARS = st.none() | st.integers(2022, 2027)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    start, end, first, last = draw(DAYS), draw(DAYS), draw(YEARS), draw(YEARS)
    if start and end and start > end:
        start, end = end, start
    if first and last and first > last:
        first, last = last, first
    return replace(
        RULE,
        unit_level=draw(st.none() | st.sampled_from(UnitLevel)),
        category=draw(st.none() | st.sampled_from(Category)),
        nature=draw(st.none() | st.sampled_from(Nature)),
        task=draw(st.none() | st.just("NV1")),
        budget_code=draw(st.none() | st.sampled_from(["6950", "6956"])),
        appraisal=draw(st.none() | st.sampled_from(ContentVerdict)),
        listed=draw(st.none() | st.sampled_from(Listed)),
        gate=draw(st.none() | st.sampled_from(Gate)),
        valid_from=start,
        valid_to=end,
        year_from=first,
        year_to=last,
    )


@given(rules(), st.sampled_from([FACTS, LISTED, SHUT]))
def test_facts_made_to_meet_a_rule_meet_it(one: Rule, facts: LineFacts) -> None:
    supposed = suppose(facts, one)
    assert is_met(one, supposed)
    assert unmet(one, supposed) == ()
    assert (unmet(one, facts) == ()) is is_met(one, facts)


def nearest(*standing: Rule) -> tuple[str, tuple[str, ...], bool] | None:
    found = find_nearest(standing, FACTS, RuleBook(standing, DOCUMENTS).judge)
    return (found.rule.id, found.unmet, found.reachable) if found else None


def test_what_can_come_about_is_nearer_than_what_a_line_is() -> None:
    early = rule("A-01", valid_from=date(2024, 6, 1), form="it_service")
    other = rule("A-02", category=Category.TRAINING)
    assert nearest(early, other) == ("A-01", ("form", "valid_from"), True)
    assert nearest(other) == ("A-02", ("category",), False)


def test_what_a_person_does_brings_the_money_near() -> None:
    waits = rule(appraisal=ContentVerdict.PASSED, listed=Listed.LISTED)
    assert nearest(waits) == ("A-01", ("appraisal", "listed"), True)


def test_a_rule_that_a_stronger_one_would_overrule_is_not_near() -> None:
    early = rule("A-01", valid_from=date(2024, 6, 1))
    assert nearest(early, rule("A-02", Verdict.DENY, rank=5)) is None
    assert nearest(early, rule("A-02", Verdict.DENY, rank=5, unit_kind=UnitKind.POLICE)) == ("A-01", ("valid_from",), True)


def test_money_of_the_other_nature_and_other_sources_are_never_near() -> None:
    assert nearest(rule(nature=Nature.INVESTMENT), rule("B-01", source="B"), rule("A-03", Verdict.INSUFFICIENT)) is None
