"""Eligibility as law: precedence, ties, circles, dates and what is not confirmed (the law cases: test_reference_rules.py)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.funding.eligibility import LineFacts, RuleBook, decision_day, is_met, judge, keep_apart
from budget.funding.rules import CitedDocument, cite, read_documents, read_rules
from budget.model.states import Category, ContentVerdict, Gate, Listed, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule
from tests.plans import a_plan

FACTS = LineFacts(
    *("QD334", "SBN-STP", "province", "department", "equipment", "recurrent", "plain_task", "", 2024, date(2024, 3, 15)),
    listed_by="QD334",
)
RULE = Rule(
    *("R1", "QD334", Verdict.ALLOW, None, None, None, None, None, None, None, None, None, None, None, None, None),
    *("DOC", "Điều 1", "vì thế", Confidence.CONFIRMED, 2),
)
DOCUMENT = CitedDocument("DOC", "Quyết định", "12/QĐ-UBND", "Phê duyệt", "QĐ 12", date(2024, 1, 5), True, None, None, True)
DOCUMENTS = {"DOC": DOCUMENT}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RuleBook]:
    with a_plan(tmp_path_factory.mktemp("rules")) as plan, plan.store.read() as cursor:
        yield RuleBook(read_rules(cursor), read_documents(cursor))


def test_every_reference_rule_that_was_not_confirmed_says_so_in_its_citation(book: RuleBook) -> None:
    denied = book.judge(replace(FACTS, source="DTC"))
    assert denied.citation == "Luật Ngân sách nhà nước số 83/2015/QH13, Điều 8, Điều 12 (cần kiểm tra)"
    assert not denied.confirmed
    assert "cần kiểm tra" not in book.judge(FACTS).citation


def test_no_rule_is_not_enough_basis() -> None:
    ruling = judge([], DOCUMENTS, FACTS)
    assert (ruling.verdict, ruling.rule, ruling.citation) == (Verdict.INSUFFICIENT, None, "")


def test_the_stronger_document_wins_over_a_more_particular_rule() -> None:
    particular = replace(RULE, id="R1", category=Category.EQUIPMENT, unit_kind=UnitKind.DEPARTMENT)
    stronger = replace(RULE, id="R2", verdict=Verdict.DENY, rank=6)
    assert judge([particular, stronger], DOCUMENTS, FACTS).rule == stronger


def test_the_later_document_wins_over_the_more_particular_rule_of_the_same_rank() -> None:
    particular = replace(RULE, id="R1", category=Category.EQUIPMENT)
    later = replace(RULE, id="R2", verdict=Verdict.DENY, document="NEW")
    documents = {**DOCUMENTS, "NEW": replace(DOCUMENT, code="NEW", issued=date(2024, 2, 1))}
    assert judge([particular, later], documents, FACTS).rule == later


def test_the_rule_with_more_conditions_wins_within_one_document() -> None:
    particular = replace(RULE, id="R2", verdict=Verdict.DENY, category=Category.EQUIPMENT)
    assert judge([RULE, particular], DOCUMENTS, FACTS).rule == particular


def test_equal_rules_that_contradict_each_other_are_an_error_naming_both() -> None:
    denying = replace(RULE, id="R2", verdict=Verdict.DENY)
    ruling = judge([RULE, denying], DOCUMENTS, FACTS)
    assert ruling.verdict is Verdict.INSUFFICIENT
    problem = ruling.problem
    assert problem is not None
    assert problem.code == "rule_conflict"
    assert "R1" in problem.sentence
    assert "R2" in problem.sentence
    assert judge([RULE], DOCUMENTS, FACTS).problem is None


@pytest.mark.parametrize(
    ("verdicts_given", "expected"),
    [
        ((Verdict.ALLOW, Verdict.INSUFFICIENT), Verdict.INSUFFICIENT),
        ((Verdict.DENY, Verdict.INSUFFICIENT), Verdict.DENY),
        ((Verdict.ALLOW, Verdict.ALLOW), Verdict.ALLOW),
    ],
)
def test_among_equal_rules_the_more_cautious_answer_stands(verdicts_given: tuple[Verdict, Verdict], expected: Verdict) -> None:
    rules = [replace(RULE, id=f"R{place}", verdict=verdict) for place, verdict in enumerate(verdicts_given)]
    assert judge(rules, DOCUMENTS, FACTS).verdict is expected


def test_a_document_no_longer_in_force_allows_nothing_but_still_denies() -> None:
    ended = {"DOC": replace(DOCUMENT, valid_to=date(2024, 3, 14))}
    ruling = judge([RULE], ended, FACTS)
    assert ruling.verdict is Verdict.INSUFFICIENT
    assert "không có hiệu lực vào ngày 15/03/2024" in ruling.reason
    assert judge([replace(RULE, verdict=Verdict.DENY)], ended, FACTS).verdict is Verdict.DENY
    assert judge([RULE], {"DOC": replace(DOCUMENT, valid_to=date(2024, 3, 15))}, FACTS).verdict is Verdict.ALLOW


def test_a_rule_caps_by_amount_and_by_share_and_the_smaller_counts() -> None:
    capped = judge([replace(RULE, cap_amount=60_000_000, cap_share_bp=5_000)], DOCUMENTS, FACTS)
    assert capped.limit(100_000_000) == 50_000_000
    assert capped.limit(200_000_000) == 60_000_000
    assert judge([RULE], DOCUMENTS, FACTS).limit(10**9) is None


def test_a_citation_gives_a_date_only_when_it_was_seen_and_says_what_is_not_confirmed() -> None:
    assert cite(DOCUMENT, "DOC", "Điều 3") == "QĐ 12/QĐ-UBND ngày 05/01/2024, Điều 3"
    assert cite(replace(DOCUMENT, date_seen=False), "DOC") == "QĐ 12/QĐ-UBND"
    assert cite(replace(DOCUMENT, confirmed=False), "DOC") == "QĐ 12/QĐ-UBND ngày 05/01/2024 (cần kiểm tra)"
    assert cite(replace(DOCUMENT, number=""), "DOC") == "Phê duyệt"
    assert cite(None, "X1", "Điều 2") == "X1, Điều 2 (cần kiểm tra)"


@pytest.mark.parametrize(
    ("condition", "wanted", "met", "unmet"),
    [
        ("task", "NV14", {"task": "NV14"}, {"task": "NV15"}),
        ("task_group", "TI4", {"task_group": "TI4"}, {"task_group": "TI1"}),
        ("budget_code", "6950", {"budget_code": "6956", "budget_item": "6950"}, {"budget_code": "6956", "budget_item": "6900"}),
        ("budget_code", "6956", {"budget_code": "6956", "budget_item": "6950"}, {"budget_code": "6955", "budget_item": "6950"}),
        ("appraisal", ContentVerdict.PASSED, {"appraisal": "passed"}, {}),
        ("appraisal", ContentVerdict.PENDING, {}, {"appraisal": "failed"}),
        ("listed", Listed.LISTED, {"listed_by": "QD334"}, {"listed_by": "BSCDS"}),
        ("listed", Listed.BEYOND, {"listed_by": "", "lists": ("QD334",)}, {"listed_by": "", "lists": ("BSCDS",)}),
        ("listed", Listed.UNKNOWN, {"listed_by": "", "lists": ()}, {"listed_by": "", "lists": ("QD334",)}),
        ("gate", Gate.OPEN, {"missing": ()}, {"missing": ("policy",)}),
        ("gate", Gate.CLOSED, {"missing": ("policy",)}, {"missing": ()}),
    ],
)
def test_a_condition_holds_for_its_fact_alone(condition: str, wanted: str, met: dict[str, Any], unmet: dict[str, Any]) -> None:
    rule = replace(RULE, **{condition: wanted})  # type: ignore[arg-type]
    assert is_met(rule, replace(FACTS, **met))
    assert not is_met(rule, replace(FACTS, **unmet))


def test_a_shut_gate_says_which_decision_is_missing() -> None:
    shut = replace(RULE, verdict=Verdict.INSUFFICIENT, gate=Gate.CLOSED, reason="Chưa đủ thủ tục.")
    reason = judge([shut], DOCUMENTS, replace(FACTS, missing=("decision", "medium_term"))).reason
    assert reason.startswith("Chưa đủ thủ tục. Còn thiếu: quyết định đầu tư")
    assert "trung hạn" in reason
    assert "chủ trương" not in reason


def test_a_rule_that_stands_instead_silences_the_other_only_while_its_document_is_in_force() -> None:
    strong = replace(RULE, id="R1", verdict=Verdict.DENY, rank=6)
    instead = replace(RULE, id="R2", document="NEW", instead_of="R1")
    documents = {**DOCUMENTS, "NEW": replace(DOCUMENT, code="NEW", valid_from=date(2024, 3, 1))}
    assert judge([strong, instead], documents, FACTS).rule == instead
    assert judge([strong, instead], documents, replace(FACTS, on=date(2024, 2, 29))).rule == strong
    assert judge([strong, replace(instead, document="GONE")], documents, FACTS).rule == strong
    assert judge([strong, replace(instead, category=Category.PUBLICITY)], documents, FACTS).rule == strong


def test_a_replaced_rule_still_replaces() -> None:
    first = replace(RULE, id="R1", verdict=Verdict.DENY)
    second = replace(RULE, id="R2", verdict=Verdict.DENY, instead_of="R1")
    third = replace(RULE, id="R3", instead_of="R2")
    assert judge([first, second, third], DOCUMENTS, FACTS).rule == third


def test_rules_that_replace_one_another_decide_nothing_and_are_named() -> None:
    one = replace(RULE, id="R1", instead_of="R2")
    two = replace(RULE, id="R2", instead_of="R1")
    ruling = judge([one, two], DOCUMENTS, FACTS)
    assert (ruling.verdict, ruling.rule, ruling.circle) == (Verdict.INSUFFICIENT, None, ("R1", "R2"))
    assert ruling.problem is not None
    assert ruling.problem.code == "rule_circle"
    assert "R1, R2" in ruling.problem.sentence
    law = replace(RULE, id="R3", verdict=Verdict.DENY, rank=6)
    assert judge([one, two, law], DOCUMENTS, FACTS).rule == law


def test_a_source_of_the_other_nature_is_refused_whatever_the_rules_leave_out() -> None:
    ruling = judge([RULE], DOCUMENTS, FACTS)
    assert keep_apart(ruling, "recurrent", "recurrent") is ruling
    mixed = keep_apart(ruling, "investment", "recurrent")
    assert (mixed.verdict, mixed.rule) == (Verdict.DENY, None)
    assert "khác tính chất chi" in mixed.reason


def test_a_line_is_judged_on_the_last_day_of_its_quarter() -> None:
    assert [decision_day(2024, quarter) for quarter in (1, 2, 3, 4)] == [
        *(date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)),
    ]


_OPTIONAL = {
    "unit_level": st.sampled_from([None, *UnitLevel]),
    "unit_kind": st.sampled_from([None, *UnitKind]),
    "category": st.sampled_from([None, Category.EQUIPMENT, Category.PUBLICITY]),
    "nature": st.sampled_from([None, *Nature]),
    "route": st.sampled_from([None, *Route]),
    "verdict": st.sampled_from(list(Verdict)),
    "year_from": st.sampled_from([None, 2023, 2025]),
    "rank": st.integers(1, 3),
}


@given(st.lists(st.fixed_dictionaries(_OPTIONAL), max_size=6), st.randoms())
def test_the_order_of_the_rules_never_changes_the_verdict_and_only_met_rules_decide(drawn: list[dict[str, object]], dice: object) -> None:
    rules = [replace(RULE, id=f"R{place}", **changes) for place, changes in enumerate(drawn)]  # type: ignore[arg-type]
    mixed = list(rules)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    ruling = judge(rules, DOCUMENTS, FACTS)
    assert judge(mixed, DOCUMENTS, FACTS).verdict is ruling.verdict
    if ruling.rule is not None:
        assert is_met(ruling.rule, FACTS)
        assert ruling.rule.rank == max(rule.rank for rule in rules if is_met(rule, FACTS))
