"""Lines gathered by their facts: every line is in one group, and what is judged of the group holds for each of its lines."""

from datetime import date
from pathlib import Path

from budget.funding.eligibility import RuleBook
from budget.funding.fact_groups import Judge, compare_judges, decided_by, read_groups
from budget.funding.offers import read_offers
from budget.funding.rules import read_documents, read_rules
from budget.model.ids import BASE
from budget.model.states import OperationKind, Verdict
from tests.plans import DEPARTMENT, DISTRICT, a_plan, branch, operate
from tests.rule_texts import DOCUMENTS, rule

LINES = [
    {},
    {"quantity": "3", "quarter": "3"},
    {"unit": DISTRICT, "source": "NQ36-H", "category": "training"},
    {"unit": DISTRICT, "source": "NQ36-H", "category": "training"},
    {"unit": "SBN-STNMT", "category": "digitisation", "source": "SN-DC"},
    {"category": "project", "nature": "investment", "form": "project", "source": "DTC"},
]


def test_every_line_is_counted_once_and_judged_as_it_is_alone(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        book = RuleBook(read_rules(cursor), read_documents(cursor))
        natures = {code: source.nature for code, source in plan.catalogue().sources.items()}
        groups = read_groups(cursor, book.named_units)
        assert (sum(group.lines for group in groups), sum(group.amount for group in groups)) == (6, plan.totals().amount())
        assert [group.lines for group in groups if group.unit == DISTRICT] == [2]
        judge = Judge(book, natures)
        for number in range(1, 7):
            line = plan.lines.find_id(str(number))
            alone = {offer.source: offer.verdict for offer in read_offers(cursor, BASE, line)}
            row = plan.lines.record(line)
            assert row is not None
            asked = (row["unit"], row["category"], row["quarter"])
            (group,) = [group for group in groups if (group.unit, group.facts.category, group.facts.on.month // 3) == asked]
            assert {source: judge.rule_on(group.facts, source).verdict for source in natures} == alone


def test_a_chosen_day_year_and_scenario_are_what_is_judged(tmp_path: Path) -> None:
    with a_plan(tmp_path, [*LINES, {"year": "2025"}]) as plan:
        scenario = branch(plan, "bỏ")
        operate(plan, scenario, OperationKind.DROP, units=(DISTRICT,))
        with plan.store.read() as cursor:
            groups = read_groups(cursor, (), scenario, year=2024, on=date(2024, 2, 1))
    assert {group.facts.on for group in groups} == {date(2024, 2, 1)}
    assert sum(group.lines for group in groups) == 4
    assert {group.facts.unit for group in groups} == {""}
    assert DEPARTMENT in {group.unit for group in groups}


def test_turned_verdicts_are_summed_with_those_that_plan_the_source(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"source": "PHI"}]) as plan, plan.store.read() as cursor:
        groups = read_groups(cursor, ())
        before = Judge(RuleBook([rule(source="QD334")], DOCUMENTS), {"QD334": "recurrent", "DTC": "investment"})
        after = Judge(RuleBook([rule(source="QD334", verdict=Verdict.DENY)], DOCUMENTS), {"QD334": "recurrent", "DTC": "investment"})
        (shift,) = compare_judges(groups, ["QD334", "DTC"], before, after)
        assert (shift.before, shift.after, shift.lines, shift.amount) == (Verdict.ALLOW, Verdict.DENY, 2, 40_000_000)
        assert (shift.planned_lines, shift.planned_amount) == (1, 20_000_000)
        assert compare_judges(groups, ["QD334"], before, before) == []
        assert decided_by(groups, before, [("QD334", "A-01"), ("QD334", "A-09")]) == {"A-01": (2, 40_000_000)}


def test_money_of_the_other_nature_is_denied_whatever_the_rules_say(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan, plan.store.read() as cursor:
        (group,) = read_groups(cursor, ())
    ruling = Judge(RuleBook([rule(source="DTC")], DOCUMENTS), {"DTC": "investment"}).rule_on(group.facts, "DTC")
    assert (ruling.verdict, ruling.rule) == (Verdict.DENY, None)
    assert "chi đầu tư" in ruling.reason
