"""Lines gathered by their facts: every line is in one group, and what is judged of its case is what is judged of it alone."""

from datetime import date
from pathlib import Path

from budget.funding.eligibility import RuleBook
from budget.funding.fact_groups import compare_books, decided_by, gather, read_grouped
from budget.funding.offers import read_offers
from budget.funding.rules import read_documents, read_rules
from budget.funding.verdicts import VERDICTS, judge_table
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
QD334 = {"QD334": "recurrent"}


def test_every_line_is_counted_once_and_judged_as_it_is_alone(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        book = RuleBook(read_rules(cursor), read_documents(cursor))
        natures = {code: source.nature for code, source in plan.catalogue().sources.items()}
        lines = read_grouped(cursor, book.rules)
        assert (sum(group.lines for group in lines.groups), sum(group.amount for group in lines.groups)) == (6, plan.totals().amount())
        assert [group.lines for group in lines.groups if group.unit == DISTRICT] == [2]
        table = judge_table(book, natures, lines.facts)
        for number in range(1, 7):
            line = plan.lines.find_id(str(number))
            alone = {offer.source: offer.verdict for offer in read_offers(cursor, BASE, line)}
            case = lines.facts.class_of[lines.facts.lines.to_pylist().index(line)]
            assert {source: VERDICTS[code] for source, code in zip(natures, table.verdict[case], strict=True)} == alone


def test_a_chosen_day_year_and_scenario_are_what_is_gathered(tmp_path: Path) -> None:
    with a_plan(tmp_path, [*LINES, {"year": "2025"}]) as plan:
        scenario = branch(plan, "bỏ")
        operate(plan, scenario, OperationKind.DROP, units=(DISTRICT,))
        with plan.store.read() as cursor:
            lines = read_grouped(cursor, (), scenario, year=2024, on=date(2024, 2, 1))
            everything = read_grouped(cursor, (), listing=None)
    assert {lines.facts.classes[group.case].on for group in lines.groups} == {date(2024, 2, 1)}
    assert sum(group.lines for group in lines.groups) == 4
    assert DEPARTMENT in {group.unit for group in lines.groups}
    assert sum(group.lines for group in everything.groups) == 7


def test_gathered_lines_keep_what_they_plan(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"source": "PHI"}, {"unit": DISTRICT, "source": "PHI"}]) as plan, plan.store.read() as cursor:
        lines = read_grouped(cursor, ())
    by_unit = gather(lines.groups, lambda group: group.unit)
    (office,) = by_unit[DEPARTMENT]
    assert (office.lines, office.planned) == (2, {"QD334": (1, 20_000_000), "PHI": (1, 20_000_000)})
    assert [case.lines for case in by_unit[DISTRICT]] == [1]


def test_turned_verdicts_are_summed_with_those_that_plan_the_source(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"source": "PHI"}]) as plan, plan.store.read() as cursor:
        lines = read_grouped(cursor, ())
    before = RuleBook([rule(source="QD334")], DOCUMENTS)
    after = RuleBook([rule(source="QD334", verdict=Verdict.DENY)], DOCUMENTS)
    (shift,) = compare_books(lines, {**QD334, "DTC": "investment"}, before, after)
    assert (shift.before, shift.after, shift.lines, shift.amount) == (Verdict.ALLOW, Verdict.DENY, 2, 40_000_000)
    assert (shift.planned_lines, shift.planned_amount) == (1, 20_000_000)
    assert compare_books(lines, QD334, before, before) == []
    assert decided_by(lines, QD334, before) == {"A-01": (2, 40_000_000)}
