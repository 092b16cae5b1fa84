"""Eligibility as law: the cases an appraiser named, precedence, ties, dates and what is not confirmed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.funding.eligibility import LineFacts, RuleBook, decision_day, is_met, judge
from budget.funding.pots import Owner, owning_unit
from budget.funding.rules import CitedDocument, cite, read_documents, read_rules
from budget.model.states import Category, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule
from tests.plans import a_plan

FACTS = LineFacts("QD334", "SBN-STP", "province", "department", "equipment", "recurrent", "plain_task", "", 2024, date(2024, 3, 15))
POLICE = replace(FACTS, unit="CA-TINH", unit_level="central", unit_kind="police", on=date(2024, 6, 1))
DISTRICT = replace(FACTS, unit="511", unit_level="district", unit_kind="district")
SOURCES = (
    *("QD334", "BSCDS", "NQ36-H", "NQ36-X", "NSH-THEM", "NSX-THEM", "DTC", "NSTW"),
    *("CTX-TINH", "DT-GIAO", "SN-DC", "NSH-BDXH", "PHI", "QPTSN"),
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


def verdicts(book: RuleBook, facts: LineFacts) -> dict[str, Verdict]:
    return {source: ruling.verdict for source, ruling in book.judge_all(facts, SOURCES).items()}


def allowed(book: RuleBook, facts: LineFacts) -> set[str]:
    return {source for source, verdict in verdicts(book, facts).items() if verdict is Verdict.ALLOW}


def test_case_1_a_department_computer_is_paid_by_decision_334_alone_and_only_once_it_is_issued(book: RuleBook) -> None:
    assert allowed(book, FACTS) == {"QD334"}
    early = book.judge(replace(FACTS, on=date(2024, 2, 1)))
    assert (early.verdict, early.rule and early.rule.id) == (Verdict.DENY, "QD334-03")
    assert early.citation == "QĐ 334/QĐ-UBND ngày 07/02/2024, Ngày ban hành"


def test_case_1_publicity_of_a_department_has_not_enough_basis_anywhere(book: RuleBook) -> None:
    found = verdicts(book, replace(FACTS, category="publicity"))
    assert found["QD334"] is Verdict.DENY
    assert Verdict.ALLOW not in found.values()
    assert found["DT-GIAO"] is found["CTX-TINH"] is Verdict.INSUFFICIENT


def test_case_2_a_district_computer_is_paid_by_its_own_share_the_supplement_and_its_own_budget(book: RuleBook) -> None:
    assert allowed(book, DISTRICT) == {"NQ36-H", "BSCDS", "NSH-THEM"}
    found = verdicts(book, DISTRICT)
    assert found["QD334"] is found["NQ36-X"] is Verdict.DENY
    assert owning_unit("unit", Owner("511", "Huyện Nam Giang", "district", "511", "49")) == "511"


def test_case_2_resolution_36_pays_nothing_after_its_period(book: RuleBook) -> None:
    late = book.judge(replace(DISTRICT, source="NQ36-H", on=date(2026, 1, 15)))
    assert late.verdict is Verdict.DENY
    assert late.rule is not None
    assert late.rule.id == "NQ36-H-04"


def test_case_3_land_data_has_not_enough_basis_and_later_is_also_past_its_deadline(book: RuleBook) -> None:
    land = replace(FACTS, unit="SBN-STNMT", category="digitisation", on=date(2024, 11, 15))
    found = verdicts(book, land)
    assert found["QD334"] is found["NQ36-H"] is Verdict.DENY
    assert Verdict.ALLOW not in found.values()
    now = book.judge(replace(land, source="SN-DC"))
    later = book.judge(replace(land, source="SN-DC", year=2025, on=date(2025, 2, 15)))
    assert (now.verdict, later.verdict) == (Verdict.INSUFFICIENT, Verdict.INSUFFICIENT)
    assert "Bộ TN&MT" in now.reason
    assert "Kế hoạch 1080" in later.reason


def test_case_4_police_training_waits_for_its_route_then_goes_through_recurrent_money(book: RuleBook) -> None:
    training = replace(POLICE, category="training")
    assert allowed(book, training) == set()
    assert book.judge(replace(training, source="CTX-TINH")).verdict is Verdict.INSUFFICIENT
    routed = replace(training, route="operating")
    assert allowed(book, routed) == {"CTX-TINH"}
    found = verdicts(book, routed)
    assert found["QD334"] is found["NQ36-H"] is found["NQ36-X"] is found["DTC"] is Verdict.DENY


def test_case_5_a_police_project_is_public_investment_and_loose_computers_have_no_source(book: RuleBook) -> None:
    project = replace(POLICE, category="project", nature="investment", form="project", route="investment")
    assert allowed(book, project) == {"DTC"}
    loose = verdicts(book, replace(POLICE, category="equipment", route="unclassified"))
    assert set(loose.values()) == {Verdict.DENY}


def test_case_6_freed_investment_money_may_go_to_an_it_project_but_not_to_training_or_publicity(book: RuleBook) -> None:
    project = replace(FACTS, source="DTC", unit="SBN-STTTT", category="project", nature="investment", form="project")
    assert book.judge(project).verdict is Verdict.ALLOW
    assert "HĐND" in book.judge(project).reason
    for category in ("training", "publicity"):
        assert book.judge(replace(FACTS, source="DTC", category=category)).verdict is Verdict.DENY


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
