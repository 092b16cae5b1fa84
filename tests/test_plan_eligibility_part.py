"""Who may pay in an open plan: rows in their stated order, cells explained, one line on any day with what it would need."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from budget.model.states import OperationKind, Verdict
from budget.plan.eligibility_part import Asked, MatrixCell, RowsBy, SourceAnswer
from budget.plan.face import Plan
from tests.plans import COMMUNE, DISTRICT, branch, close, make_plan, operate
from tests.rule_texts import TEXTS

LINES = [
    {"unit": COMMUNE, "source": "NQ36-X"},
    {"unit": DISTRICT, "source": "NQ36-H", "category": "training"},
    {"category": "publicity"},
    {"source": "PHI"},
    {"category": "project", "nature": "investment", "form": "project", "source": "DTC"},
]
LEVELS = Asked(RowsBy.LEVEL, "recurrent", year=2024)
OFFICE = ("province", "department", "equipment")
FROM_MARCH = {**TEXTS, "valid_from": "01/03/2024"}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, LINES)
    yield made
    close(made)


def answer(plan: Plan, number: str, source: str, on: date | None = None) -> SourceAnswer:
    found = plan.eligibility.of_line(plan.lines.find_id(number), on=on)
    assert found is not None
    return next(item for item in found.sources if item.source == source)


def cell(plan: Plan, asked: Asked = LEVELS) -> MatrixCell:
    """What PHI is to equipment of departments."""
    return next(row for row in plan.eligibility.matrix(asked).rows if row.key == OFFICE).cells["PHI"]


def test_rows_stand_in_the_order_of_levels_and_categories(plan: Plan) -> None:
    matrix = plan.eligibility.matrix(LEVELS)
    rows = matrix.rows
    assert [row.key for row in rows] == [
        *(OFFICE, ("province", "department", "publicity")),
        *(("district", "district", "training"), ("commune", "commune", "equipment")),
    ]
    assert tuple(rows[0].cells) == matrix.sources
    assert list(rows[0].cells)[:2] == ["QD334", "BSCDS"]
    assert {"DTC", "NSTW"} & set(rows[0].cells) == set()
    assert rows[2].cells["NQ36-H"].verdict is Verdict.ALLOW
    assert [row.key for row in plan.eligibility.matrix(Asked(RowsBy.UNIT, "recurrent", unit=DISTRICT)).rows] == [("training",)]
    assert [row.key for row in plan.eligibility.matrix(Asked(RowsBy.CATEGORY, "recurrent", category="equipment")).rows] == [
        ("SBN-STC",),
        (COMMUNE,),
    ]
    assert plan.eligibility.matrix(Asked(RowsBy.LEVEL, "recurrent", year=2030)).rows == ()


def test_a_day_before_a_rule_is_in_force_turns_the_cell(plan: Plan) -> None:
    plan.rules.add(FROM_MARCH, "thử")
    assert cell(plan).verdict is Verdict.ALLOW
    assert cell(plan, Asked(RowsBy.LEVEL, "recurrent", on=date(2024, 2, 29))).verdict is Verdict.INSUFFICIENT


def test_a_cell_is_explained_by_its_rule_and_those_it_outweighed(plan: Plan) -> None:
    rule, _ = plan.rules.add({**TEXTS, "confidence": "Đã đối chiếu văn bản"}, "thử")
    (decision,) = plan.eligibility.matrix(LEVELS).explain(OFFICE, "PHI")
    assert decision.rule is not None
    assert (decision.rule.id, decision.lines, decision.amount, decision.confirmed) == (rule, 1, 20_000_000, True)
    assert [text.id for text in decision.outweighed] == ["PHI-02"]
    assert plan.eligibility.matrix(LEVELS).explain(("commune", "commune", "training"), "PHI") == []


def test_a_scenario_has_its_own_matrix(plan: Plan) -> None:
    scenario = branch(plan, "bỏ thiết bị")
    operate(plan, scenario, OperationKind.DROP, categories=("equipment",))
    assert len(plan.eligibility.matrix(LEVELS).rows) == len(plan.eligibility.matrix(LEVELS, scenario).rows) + 2


def test_a_line_is_answered_as_on_a_day_with_what_it_would_need(plan: Plan) -> None:
    plan.rules.add(FROM_MARCH, "thử")
    assert answer(plan, "4", "PHI").verdict is Verdict.ALLOW
    early = answer(plan, "4", "PHI", date(2024, 2, 1))
    assert (early.verdict, early.change) == (Verdict.INSUFFICIENT, "Được nếu: từ ngày 01/03/2024")
    assert "chỉ dành cho: Cấp huyện; UBND cấp huyện" in answer(plan, "4", "NQ36-H").change
    assert answer(plan, "4", "DTC").change == ""
    found = plan.eligibility.of_line(plan.lines.find_id("4"))
    assert found is not None
    assert (found.told, found.sources[0].planned) == ("1 nguồn được chi, xét tại ngày 31/03/2024", True)
    assert plan.eligibility.of_line("khong-co") is None


def test_a_cap_says_the_most_a_source_may_pay(plan: Plan) -> None:
    plan.rules.add({**TEXTS, "cap_share": "30"}, "kết luận họp")
    assert (answer(plan, "4", "PHI").limit, answer(plan, "4", "QPTSN").limit) == (6_000_000, None)


def test_a_changed_rule_changes_the_answer_and_undo_brings_it_back(plan: Plan) -> None:
    texts, seen = plan.rules.texts("PHI-02")
    receipt, _ = plan.rules.change("PHI-02", {**texts, "verdict": "deny"}, "thử", seen)
    assert receipt is not None
    assert cell(plan).verdict is Verdict.DENY
    plan.undo(receipt.seq)
    assert cell(plan).verdict is Verdict.INSUFFICIENT
