"""Rebase: lines that have come to match wait until they are let in; named lines stay named; one undo takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.plans import a_plan, add_line, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "1", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Máy in", "quantity": "1", "unit_price": "20.000.000", "priority": "4"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of three lines."""
    with a_plan(tmp_path, LINES) as made:
        yield made


def line_of(plan: Plan, number: int) -> str:
    """The id of a line."""
    return plan.lines.find_id(str(number))


def edit(plan: Plan, number: int, field: str, text: str) -> None:
    """Change one cell of the base."""
    saved = plan.lines.edit([LineEdit(line_of(plan, number), field, text)])
    assert saved.receipt is not None, saved.problems


def overlay(plan: Plan, scenario: str) -> list[tuple[object, ...]]:
    """A scenario's overlay rows."""
    with plan.store.read() as cursor:
        return cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario])


def test_lines_that_come_to_match_wait_and_are_counted(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    assert plan.scenarios.new_matches(scenario) == 0
    added = add_line(plan, name="Máy chiếu", priority="4", quantity="1", unit_price="30.000.000")
    edit(plan, 1, "priority", "4")
    assert plan.scenarios.new_matches(scenario) == 2
    assert plan.totals(scenario).amount() == plan.totals().amount() - 3_000_000, "they wait"
    rebase = plan.scenarios.preview_rebase(scenario)
    assert rebase.entering == {added, line_of(plan, 1)}
    assert rebase.before.amount - rebase.after.amount == 13_000_000
    assert plan.scenarios.new_matches(scenario) == 2, "a preview lets nothing in"


def test_rebase_lets_lines_in_and_out_as_one_batch_and_undo_restores(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    add_line(plan, name="Máy chiếu", priority="4", quantity="1", unit_price="30.000.000")
    edit(plan, 2, "priority", "2")
    before, seq = overlay(plan, scenario), plan.head()
    rebase, problems = plan.scenarios.rebase(scenario)
    assert rebase is not None, problems
    assert plan.head() == seq + 1
    assert rebase.leaving == {line_of(plan, 2)}
    assert plan.scenarios.outcome(scenario) == rebase.after
    assert sorted(plan.scenarios.touched(scenario)["number"]) == [3, 4]
    assert plan.scenarios.operations(scenario)[0].members == 2
    assert plan.scenarios.get(scenario).base_seq == plan.head()
    assert plan.scenarios.new_matches(scenario) == 0
    plan.undo_last()
    assert overlay(plan, scenario) == before
    assert plan.scenarios.new_matches(scenario) == 1


def test_named_lines_stay_named(plan: Plan) -> None:
    scenario = branch(plan, "Chọn tay")
    operate(plan, scenario, OperationKind.DROP, lines=(line_of(plan, 2),))
    edit(plan, 2, "priority", "1")
    add_line(plan, name="Máy quét nữa", priority="4")
    rebase = plan.scenarios.preview_rebase(scenario)
    assert (rebase.entering, rebase.leaving) == (frozenset(), frozenset())
    assert plan.scenarios.new_matches(scenario) == 0


def test_each_selection_sees_what_the_operations_before_it_leave(plan: Plan) -> None:
    scenario = branch(plan, "Giãn rồi cắt")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, priorities=(4,))
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, years=(2024,))
    assert sorted(plan.scenarios.touched(scenario)["number"]) == [1, 2, 3]
    edit(plan, 2, "priority", "2")
    rebase, _ = plan.scenarios.rebase(scenario)
    assert rebase is not None
    second = line_of(plan, 2)
    assert [(one.entering, one.leaving) for one in rebase.operations] == [((), (second,)), ((second,), ())]
    shown = {int(row["number"]): (row["year"], row["amount"]) for row in plan.scenarios.touched(scenario).to_dict("records")}
    assert shown == {1: (2024, 90_000_000), 2: (2024, 9_000_000), 3: (2025, 20_000_000)}


def test_what_a_parent_gains_moves_the_selection_of_its_child(plan: Plan) -> None:
    parent = branch(plan, "Nền")
    child = branch(plan, "Con", parent)
    operate(plan, child, OperationKind.PERCENT, {"share_bp": 1000}, years=(2025,))
    assert plan.scenarios.new_matches(child) == 0
    operate(plan, parent, OperationKind.DEFER, {"year": 2025, "quarter": 1}, priorities=(4,))
    assert plan.scenarios.new_matches(child) == 2


def test_a_deleted_line_leaves(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    gone = line_of(plan, 2)
    plan.lines.delete([gone], "nhập nhầm")
    rebase, _ = plan.scenarios.rebase(scenario)
    assert rebase is not None
    assert rebase.leaving == {gone}
    assert plan.lines.select(LineFilter(priorities=(4,))) == [line_of(plan, 3)]
    assert plan.scenarios.operations(scenario)[0].members == 1
