"""The matrix: every line in one row, a cell says what its lines come to, and what was outweighed is told."""

from datetime import date

import numpy as np
import pyarrow as pa

from budget.funding.eligibility import LineFacts, RuleBook
from budget.funding.fact_groups import FactGroup
from budget.funding.facts import FactTable
from budget.funding.matrix import build_matrix, explain_cell
from budget.funding.verdicts import judge_table
from budget.model.states import Category, UnitKind, Verdict
from tests.rule_texts import DOCUMENTS, rule

CASES = tuple(
    LineFacts("", "", "province", "department", category, "recurrent", form, "", 2024, date(2024, 3, 31))
    for category, form in (("training", "plain_task"), ("training", "it_service"), ("equipment", ""))
)
GROUPS = [FactGroup("S1", 0, "A", 2, 30), FactGroup("S2", 1, "", 1, 50), FactGroup("S1", 2, "A", 4, 7)]
BOOK = RuleBook(
    [
        rule(form="plain_task"),
        rule("A-02", Verdict.DENY, form="it_service", category=Category.TRAINING),
        rule("A-03", Verdict.INSUFFICIENT),
        rule("A-04", unit_kind=UnitKind.POLICE),
    ],
    DOCUMENTS,
)
FACTS = FactTable(pa.array(["1", "2", "3"]), np.arange(3, dtype=np.int32), CASES, np.arange(1, 4), np.array([30, 50, 7]))
TABLE = judge_table(BOOK, {"A": "recurrent", "B": "recurrent"}, FACTS)


def test_every_line_is_in_one_row_and_a_cell_tells_when_its_lines_differ() -> None:
    rows = build_matrix(TABLE, GROUPS, lambda group: (CASES[group.case].category,))
    assert {key: (row.lines, row.amount) for key, row in rows.items()} == {("training",): (3, 80), ("equipment",): (4, 7)}
    mixed = rows["training",].cells["A"]
    assert mixed.verdict is None
    assert mixed.split == {Verdict.ALLOW: (2, 30), Verdict.DENY: (1, 50)}
    assert (mixed.planned_lines, mixed.planned_amount) == (2, 30)
    assert rows["training",].cells["B"].verdict is Verdict.INSUFFICIENT
    assert rows["equipment",].cells["A"].verdict is Verdict.INSUFFICIENT


def test_a_cell_is_explained_decision_by_decision_the_most_money_first() -> None:
    decisions = explain_cell(TABLE, GROUPS[:2], "A")
    told = [(decision.ruling.rule and decision.ruling.rule.id, decision.lines, decision.amount) for decision in decisions]
    assert told == [("A-02", 1, 50), ("A-01", 2, 30)]
    assert [[one.id for one in decision.outweighed] for decision in decisions] == [["A-03"], ["A-03"]]
    (nothing,) = explain_cell(TABLE, GROUPS, "B")
    assert (nothing.ruling.rule, nothing.lines, nothing.outweighed) == (None, 7, ())
