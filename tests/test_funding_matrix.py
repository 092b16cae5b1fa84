"""The matrix: every line in one row, a cell says what its lines come to, and what was outweighed is told."""

from datetime import date

from budget.funding.eligibility import LineFacts, RuleBook
from budget.funding.fact_groups import FactGroup, Judge
from budget.funding.matrix import build_matrix, outweighed
from budget.model.states import Category, UnitKind, Verdict
from tests.rule_texts import DOCUMENTS, rule

SCHOOL = LineFacts("", "", "province", "department", "training", "recurrent", "plain_task", "", 2024, date(2024, 3, 31))
COURSE = LineFacts("", "", "province", "department", "training", "recurrent", "it_service", "", 2024, date(2024, 3, 31))
GROUPS = [
    *(FactGroup("S1", SCHOOL, "A", 2, 30), FactGroup("S2", COURSE, "", 1, 50)),
    FactGroup("S1", LineFacts("", "", "province", "department", "equipment", "recurrent", "", "", 2024, date(2024, 3, 31)), "A", 4, 7),
]
ALLOW = rule(form="plain_task")
DENY = rule("A-02", Verdict.DENY, form="it_service", category=Category.TRAINING)
WEAK = rule("A-03", Verdict.INSUFFICIENT)
BOOK = RuleBook([ALLOW, DENY, WEAK, rule("A-04", unit_kind=UnitKind.POLICE)], DOCUMENTS)


def test_every_line_is_in_one_row_and_a_cell_tells_when_its_lines_differ() -> None:
    rows = build_matrix(GROUPS, lambda group: (group.facts.category,), ["A", "B"], Judge(BOOK, {"A": "recurrent", "B": "recurrent"}))
    assert {key: (row.lines, row.amount) for key, row in rows.items()} == {("training",): (3, 80), ("equipment",): (4, 7)}
    mixed = rows["training",].cells["A"]
    assert mixed.verdict is None
    assert mixed.split() == {Verdict.ALLOW: (2, 30), Verdict.DENY: (1, 50)}
    assert [(decision.ruling.rule and decision.ruling.rule.id, decision.amount) for decision in mixed.decisions] == [
        ("A-02", 50),
        ("A-01", 30),
    ]
    assert (mixed.planned_lines, mixed.planned_amount) == (2, 30)
    assert rows["training",].cells["B"].verdict is Verdict.INSUFFICIENT
    assert rows["equipment",].cells["A"].verdict is Verdict.INSUFFICIENT


def test_what_holds_too_but_does_not_decide_is_outweighed() -> None:
    judge = Judge(BOOK, {"A": "recurrent"})
    facts = build_matrix(GROUPS[:1], lambda group: ("x",), ["A"], judge)["x",].cells["A"].decisions[0].facts
    asked = LineFacts("A", *(getattr(facts, name) for name in LineFacts.__slots__[1:]))
    assert [one.id for one in outweighed(BOOK, asked, judge.rule_on(facts, "A"))] == ["A-03"]
