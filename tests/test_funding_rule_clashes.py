"""A rule beside the others: circles of replacement and ties, named with both ids; what can never meet is no tie."""

from datetime import date

import pytest

from budget.funding.rule_clashes import find_clashes, shared_cases
from budget.model.states import Category, Gate, Listed, UnitKind, UnitLevel, Verdict
from budget.reference.money_sources import Rule
from tests.rule_texts import DOCUMENTS, KNOWN, rule

DENY = rule("A-02", Verdict.DENY, category=Category.TRAINING)


def clashes(made: Rule, *others: Rule) -> list[tuple[str, str]]:
    return [(problem.code, problem.sentence) for problem in find_clashes(made, others, DOCUMENTS, KNOWN)]


def test_a_rule_of_equal_force_that_says_the_opposite_is_named_with_it() -> None:
    ((code, said),) = clashes(rule("A-03", unit_kind=UnitKind.DISTRICT), DENY)
    assert code == "rule_conflict"
    assert "A-03 cho phép nhưng quy tắc A-02 ngang bậc" in said
    ((_, said),) = clashes(DENY, rule("A-03", unit_kind=UnitKind.DISTRICT))
    assert "A-03 cho phép nhưng quy tắc A-02 ngang bậc" in said


@pytest.mark.parametrize(
    "made",
    [
        rule("A-03", category=Category.EQUIPMENT),
        rule("A-03", category=Category.TRAINING, unit_kind=UnitKind.DISTRICT),
        rule("A-03", rank=3, unit_kind=UnitKind.DISTRICT),
        rule("A-03", Verdict.INSUFFICIENT, unit_kind=UnitKind.DISTRICT),
        rule("A-03", source="B", unit_kind=UnitKind.DISTRICT),
        rule("A-02", unit_kind=UnitKind.DISTRICT),
    ],
    ids=["other category", "more specific", "stronger document", "not the opposite", "other source", "the same rule"],
)
def test_what_cannot_be_equal_is_no_tie(made: Rule) -> None:
    assert clashes(made, DENY) == []


def test_a_tie_that_a_stronger_rule_always_decides_is_none() -> None:
    assert clashes(rule("A-03", unit_kind=UnitKind.DISTRICT), DENY, rule("A-04", rank=5)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (rule(unit_level=UnitLevel.DISTRICT), rule(unit_kind=UnitKind.POLICE)),
        (rule(unit="H1"), rule(unit_kind=UnitKind.DEPARTMENT)),
        (rule(task="NV1"), rule(task_group="T2")),
        (rule(budget_code="6956"), rule(budget_code="6600")),
        (rule(year_to=2023), rule(year_from=2024)),
        (rule(valid_to=date(2024, 2, 6)), rule(valid_from=date(2024, 2, 7))),
    ],
)
def test_rules_that_no_line_can_meet_together_share_no_case(first: Rule, second: Rule) -> None:
    assert shared_cases(first, second, KNOWN) == []
    assert shared_cases(second, first, KNOWN) == []


def test_a_shared_case_states_what_both_ask_and_nothing_else() -> None:
    asked = (rule(unit="H1", year_from=2025, year_to=2026), rule(category=Category.TRAINING, valid_to=date(2024, 6, 30)))
    case, *_ = shared_cases(*asked, KNOWN)
    assert (case.unit, case.unit_level, case.unit_kind, case.category, case.form) == ("H1", "district", "district", "training", "")
    assert (case.year, case.on) == (2025, date(2024, 6, 30))


def test_a_code_and_what_it_stands_under_are_met_together() -> None:
    for first, second in (("6950", "6956"), ("6956", "6950")):
        case, *_ = shared_cases(rule(budget_code=first), rule(budget_code=second), KNOWN)
        assert (case.budget_code, case.budget_item) == ("6956", "6950")


def test_a_tie_that_shows_only_off_the_list_or_behind_a_shut_gate_is_found() -> None:
    hides = rule("A-09", Verdict.INSUFFICIENT, rank=5, listed=Listed.UNKNOWN)
    assert [code for code, _ in clashes(rule("A-03", unit_kind=UnitKind.DISTRICT), DENY, hides)] == ["rule_conflict"]
    shut = rule("A-09", Verdict.INSUFFICIENT, rank=5, gate=Gate.OPEN)
    assert [code for code, _ in clashes(rule("A-03", unit_kind=UnitKind.DISTRICT), DENY, shut)] == ["rule_conflict"]


def test_a_rule_that_stands_instead_of_the_other_is_no_tie() -> None:
    assert clashes(rule("A-03", unit_kind=UnitKind.DISTRICT, instead_of="A-02"), DENY) == []


def test_a_circle_of_replacements_is_named_all_round() -> None:
    second, third = rule("A-02", instead_of="A-03"), rule("A-03", instead_of="A-01")
    ((code, said),) = clashes(rule(instead_of="A-02"), second, third)
    assert (code, "A-01 thay cho A-02 thay cho A-03 thay cho A-01" in said) == ("rule_circle", True)
    assert clashes(rule(instead_of="A-02"), rule("A-02", instead_of="A-03"), rule("A-03")) == []


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (rule(instead_of="A-01"), "rule_circle"),
        (rule(instead_of="KHONG"), "unknown_code"),
        (rule(instead_of="B-01"), "rule_contradiction"),
    ],
)
def test_only_another_rule_of_the_same_source_is_replaced(made: Rule, code: str) -> None:
    assert [found for found, _ in clashes(made, rule("B-01", source="B"))] == [code]
