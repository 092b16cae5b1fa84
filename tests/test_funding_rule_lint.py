"""What is wrong with rules is found and both places are named; the shipped rules are free of errors and idle rules."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import RuleBook
from budget.funding.facts import read_fact_table
from budget.funding.possible import Place, combine_facts
from budget.funding.rule_lint import (
    Known,
    RuleFinding,
    find_circular,
    find_doubled,
    find_empty_spans,
    find_unfunded,
    find_unknown,
    read_findings,
)
from budget.funding.verdicts import judge_table
from budget.model.ids import BASE
from budget.model.states import Category, Nature, Severity, Verdict
from budget.plan.face import Plan
from budget.reference.money_sources import Rule
from budget.store.kinds import ALL, KINDS
from budget.store.records import Batch, Change
from tests.law_cases import law
from tests.plans import DISTRICT, a_plan
from tests.test_funding_eligibility import DOCUMENT, DOCUMENTS, RULE
from tests.test_funding_possible import BEARINGS


def add_rules(plan: Plan, *rules: dict[str, Any]) -> None:
    changes = []
    for told in rules:
        record = {**dict.fromkeys(KINDS["rule"].columns), "source": "PHI", "rank": 9, "document": "QD334", "article": "Điều 1", **told}
        record.update(reason="Thử.", confidence="confirmed")
        changes.append(Change("rule", str(record["id"]), ALL, None, record))
    plan.store.commit(Batch("An", "add_rule", changes=changes))


def findings(plan: Plan, code: str) -> list[RuleFinding]:
    with plan.store.read() as cursor:
        return [finding for finding in read_findings(cursor) if finding.problem.code == code]


def test_the_shipped_rules_have_no_error_and_no_idle_rule(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan, plan.store.read() as cursor:
        found = read_findings(cursor)
    assert {finding.problem.code for finding in found} == {"source_unusable"}
    assert {finding.source for finding in found} == {"SN-DC", "PHI", "QPTSN"}


def test_a_contradiction_names_both_rules(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        add_rules(
            plan, {"id": "X1", "verdict": "allow", "unit_kind": "department"}, {"id": "X2", "verdict": "deny", "category": "equipment"}
        )
        (found,) = findings(plan, "rule_conflict")
    assert found.rules == ("X1", "X2")
    assert found.problem.severity is Severity.ERROR
    assert "X1" in found.problem.sentence
    assert "X2" in found.problem.sentence
    assert "Điều 1" in found.problem.citation


def test_rules_that_never_meet_do_not_contradict_each_other(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        add_rules(
            plan,
            {"id": "X1", "verdict": "allow", "unit_kind": "department", "nature": "recurrent"},
            {"id": "X2", "verdict": "deny", "unit_kind": "district", "nature": "recurrent"},
            {"id": "X3", "verdict": "deny", "unit_kind": "commune", "unit_level": "province"},
        )
        assert findings(plan, "rule_conflict") == []
        assert ("X3",) in [found.rules for found in findings(plan, "rule_dead")], "no commune is of the province's level"


def test_a_rule_that_another_always_outdoes_is_dead_and_both_are_named(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        add_rules(plan, {"id": "X1", "verdict": "deny"}, {"id": "X2", "verdict": "allow", "rank": 8, "category": "equipment"})
        dead = {found.rules[0]: found for found in findings(plan, "rule_dead")}
    assert dead["X2"].rules == ("X2", "X1")
    assert "X1 luôn được áp dụng trước" in dead["X2"].problem.sentence
    assert {"PHI-02", "PHI-03", "PHI-04", "PHI-05"} <= set(dead)


def test_a_rule_for_a_unit_that_is_not_there_is_told_once_and_not_as_dead_too(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        add_rules(plan, {"id": "X1", "verdict": "allow", "unit": "SBN-KHONG"})
        assert [found.rules for found in findings(plan, "rule_unknown_code")] == [("X1",)]
        assert "X1" not in {rule for found in findings(plan, "rule_dead") for rule in found.rules}


def test_a_circle_is_told_once_and_names_every_rule() -> None:
    rules = [replace(RULE, id="A", instead_of="B"), replace(RULE, id="B", instead_of="A"), replace(RULE, id="C", instead_of="C")]
    found = list(find_circular(RuleBook(rules, DOCUMENTS)))
    assert [finding.rules for finding in found] == [("A", "B"), ("C",)]
    assert "A, B thay thế lẫn nhau" in found[0].problem.sentence
    assert "C thay thế chính nó" in found[1].problem.sentence


@pytest.mark.parametrize(
    ("changes", "dead"),
    [
        ({}, False),
        ({"valid_from": date(2026, 1, 1), "year_to": 2025}, True),
        ({"valid_from": date(2025, 12, 31), "year_to": 2025}, False),
        ({"valid_to": date(2024, 12, 31), "year_from": 2025}, True),
        ({"valid_from": date(2024, 2, 1), "valid_to": date(2024, 1, 31)}, True),
        ({"year_from": 2025, "year_to": 2024}, True),
        ({"valid_to": date(2024, 1, 4)}, True),
        ({"valid_to": date(2024, 1, 4), "verdict": Verdict.DENY}, False),
        ({"valid_to": date(2024, 1, 5)}, False),
    ],
)
def test_a_rule_whose_time_never_comes_is_dead(changes: dict[str, Any], dead: bool) -> None:
    documents = {"DOC": replace(DOCUMENT, valid_from=date(2024, 1, 5))}
    found = list(find_empty_spans(RuleBook([replace(RULE, **changes)], documents)))
    assert [finding.rules for finding in found] == ([("R1",)] if dead else [])


def test_unknown_codes_and_replacements_are_named() -> None:
    names = ("source", "unit", "task", "task_group", "budget_code", "document")
    known = Known({name: frozenset({"QD334", "DOC"}) for name in names}, {"DTC": "Đầu tư công"}, {})
    fine = replace(RULE, id="R1")
    wrong = [
        replace(RULE, id="R2", task="NV99"),
        replace(RULE, id="R3", document="GONE"),
        replace(RULE, id="R4", instead_of="R9"),
        replace(RULE, id="R5", source="DTC"),
        replace(RULE, id="R6", instead_of="R5"),
        replace(RULE, id="R7", instead_of="R1"),
    ]
    found = {finding.rules[0]: finding.problem.sentence for finding in find_unknown([fine, *wrong], known)}
    assert set(found) == {"R2", "R3", "R4", "R5", "R6"}
    assert "nhiệm vụ “NV99”" in found["R2"]
    assert "thuộc nguồn Đầu tư công" in found["R6"]


def test_the_same_rule_twice_is_told() -> None:
    rules: list[Rule] = [RULE, replace(RULE, id="R2"), replace(RULE, id="R3", category=Category.EQUIPMENT)]
    assert [finding.rules for finding in find_doubled(RuleBook(rules, DOCUMENTS))] == [("R1", "R2")]


def test_lines_nobody_may_fund_are_counted_by_kind(tmp_path: Path) -> None:
    publicity = {"category": "publicity", "source": "CTX-TINH"}
    with a_plan(tmp_path, [publicity, {**publicity, "quarter": "1"}, {"unit": DISTRICT, "source": "NQ36-H"}]) as plan:
        (found,) = findings(plan, "lines_unfundable")
        with plan.store.read() as cursor:
            table = judge_table(RuleBook((), {}), {"DTC": "investment"}, read_fact_table(cursor, read_bearings(cursor, ()), BASE))
    assert found.lines == 2
    assert "2 khoản mục Tuyên truyền (chi thường xuyên) của Sở, ban, ngành" in found.problem.sentence
    assert sum(finding.lines for finding in find_unfunded(table)) == 3


def test_the_combinations_asked_about_are_judged_like_any_line() -> None:
    rules = [rule for rule in law().rules if rule.source == "QD334"]
    cases = combine_facts("QD334", rules, [Place("", "province", "department")], BEARINGS, law().documents)
    assert cases is not None
    allowed = [case for case in cases if law().judge(replace(case, source="QD334")).verdict is Verdict.ALLOW]
    assert {(case.category, case.nature, replace(case, source="QD334").listed) for case in allowed} == {
        (Category.EQUIPMENT, Nature.RECURRENT, "listed")
    }
