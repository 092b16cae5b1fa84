"""Scenarios as people list them: the base first, found by id, name or number, with their own operations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.reading import TOUCHED_COLUMNS
from tests.plans import a_plan, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "10", "unit_price": "9.000.000", "priority": "4"},
    {"name": "Máy in", "quantity": "1", "unit_price": "5.000.000", "priority": "4"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of three lines."""
    with a_plan(tmp_path, LINES) as made:
        yield made


def test_the_base_stands_first_and_the_others_in_the_order_they_were_made(plan: Plan) -> None:
    first = branch(plan, "Sau cùng theo chữ cái")
    second = branch(plan, "Ăn theo", first)
    listed = plan.scenarios.listed()
    assert [one.id for one in listed] == [BASE, first, second]
    assert [one.number for one in listed] == [0, 1, 2]
    assert (listed[1].parent, listed[2].parent) == (None, first)
    assert len({one.colour for one in listed}) == 3


def test_a_scenario_is_found_by_id_name_or_number(plan: Plan) -> None:
    scenario = branch(plan, "Cắt 10 %")
    assert {plan.scenarios.get(wanted).id for wanted in (scenario, "Cắt 10 %", "PA1")} == {scenario}
    with pytest.raises(PlanError) as refused:
        plan.scenarios.get("PA9")
    assert "Cắt 10 %" in refused.value.problem.fix


def test_what_may_mean_two_scenarios_is_never_guessed(plan: Plan) -> None:
    first = branch(plan, "Cắt")
    for taken in ("goc", "PA1"):
        made, problems = plan.scenarios.new(taken)
        assert made is None
        assert [problem.code for problem in problems] == ["name_reserved"]
    second = branch(plan, "PA9")
    plan.scenarios.delete(first, "làm lại")
    deletion = plan.head()
    third = branch(plan, "Cắt")
    plan.undo(deletion)
    assert [one.number for one in plan.scenarios.listed()] == [0, 1, 2, 3], "no number is given twice"
    assert (plan.scenarios.get("PA1").id, plan.scenarios.get("PA3").id, plan.scenarios.get("PA9").id) == (first, third, second)
    with pytest.raises(PlanError) as refused:
        plan.scenarios.get("Cắt")
    assert refused.value.problem.code == "scenario_ambiguous"
    assert first in refused.value.problem.fix
    assert third in refused.value.problem.fix


def test_operations_are_listed_in_order_without_those_inherited(plan: Plan) -> None:
    parent = branch(plan, "Nền")
    operate(plan, parent, OperationKind.DROP, priorities=(1,))
    child = branch(plan, "Con", parent)
    operate(plan, child, OperationKind.PERCENT, {"share_bp": 1250}, "tiết kiệm", priorities=(4,))
    operate(plan, child, OperationKind.DROP, None, "thôi", text="may in")
    listed = plan.scenarios.operations(child)
    shown = [(one.position, one.kind, one.sentence, one.reason, one.members) for one in listed]
    assert shown == [(1, "percent", "Cắt 12,5 % thành tiền", "tiết kiệm", 2), (2, "drop", "Bỏ khoản mục", "thôi", 1)]
    assert listed[0].settings == {"share_bp": 1250}
    assert listed[1].seq == plan.head()


def test_touched_lines_show_before_and_after_the_biggest_cut_first(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    frame = plan.scenarios.touched(scenario)
    assert tuple(frame.columns) == TOUCHED_COLUMNS
    assert list(zip(frame["number"], frame["base_amount"], frame["amount"], strict=True)) == [
        (2, 90_000_000, 81_000_000),
        (3, 5_000_000, 4_500_000),
    ]
    assert list(plan.scenarios.touched(scenario, 1)["number"]) == [2]
