"""Rules that stand instead of others: circles are found and named, and silence lasts as long as the document."""

from dataclasses import replace
from datetime import date

from budget.funding.instead import find_circles, leave_out_replaced, silences
from tests.test_funding_eligibility import DOCUMENT, DOCUMENTS, RULE


def named(**instead_of: str) -> list[object]:
    return [replace(RULE, id=rule, instead_of=other or None) for rule, other in instead_of.items()]


def test_circles_of_any_length_are_found_and_what_only_leads_into_one_is_not() -> None:
    rules = named(A="B", B="C", C="B", D="D", E="A", F="", G="F")
    assert find_circles(rules) == {"B": ("B", "C"), "C": ("B", "C"), "D": ("D",)}  # type: ignore[arg-type]


def test_a_circle_begins_with_its_least_rule() -> None:
    rules = named(Z="M", M="Y", Y="Z")
    assert set(find_circles(rules).values()) == {("M", "Y", "Z")}  # type: ignore[arg-type]


def test_a_rule_silences_only_with_a_known_document_in_force() -> None:
    rule = replace(RULE, instead_of="R9")
    ended = {"DOC": replace(DOCUMENT, valid_to=date(2024, 1, 31))}
    assert silences(rule, DOCUMENTS, date(2024, 3, 1))
    assert not silences(rule, ended, date(2024, 3, 1))
    assert not silences(rule, {}, date(2024, 3, 1))
    assert not silences(RULE, DOCUMENTS, date(2024, 3, 1))


def test_members_of_a_circle_silence_nothing() -> None:
    rules = [replace(RULE, id="A", instead_of="B"), replace(RULE, id="B", instead_of="A")]
    assert leave_out_replaced(rules, DOCUMENTS, date(2024, 3, 1), find_circles(rules)) == rules
    assert leave_out_replaced(rules, DOCUMENTS, date(2024, 3, 1), {}) == []
