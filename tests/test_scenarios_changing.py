"""A scenario renamed, an operation taken out, a scenario deleted: refused when it must be, undone whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from budget.model.ids import BASE
from budget.model.problem import PlanError, Problem
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.plans import a_plan, branch, operate

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


def content(plan: Plan) -> list[tuple[object, ...]]:
    """Everything scenarios are made of; undo writes rows anew, so when they were written is left out."""
    with plan.store.read() as cursor:
        made = [f"SELECT * EXCLUDE (created_seq) FROM {table} ORDER BY ALL" for table in ("scenario", "operation", "member")]
        return [row for sql in (*made, "SELECT * FROM overlay ORDER BY ALL") for row in cursor.rows(sql)]


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in problems]


def test_a_name_and_a_note_can_change_and_one_undo_brings_them_back(plan: Plan) -> None:
    scenario = branch(plan, "Cũ")
    receipt, problems = plan.scenarios.describe(scenario, name="  Tên   mới ", note="ghi chú")
    assert receipt is not None, problems
    assert (plan.scenarios.get(scenario).name, plan.scenarios.get(scenario).note) == ("Tên mới", "ghi chú")
    assert plan.scenarios.describe(scenario, name="Tên mới") == (None, []), "nothing changes, nothing is journaled"
    plan.undo_last()
    assert plan.scenarios.get(scenario).name == "Cũ"


def test_a_name_is_needed_and_is_not_given_twice(plan: Plan) -> None:
    first = branch(plan, "Một")
    branch(plan, "Hai")
    assert codes(plan.scenarios.describe(first, name="Hai")[1]) == ["name_taken"]
    assert codes(plan.scenarios.describe(first, name=" ")[1]) == ["name_missing"]
    assert codes(plan.scenarios.describe(BASE, name="Gốc khác")[1]) == ["base_is_fixed"]
    assert codes(plan.scenarios.new("Một")[1]) == ["name_taken"]


def test_an_operation_taken_out_leaves_what_the_others_do(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    child = branch(plan, "Con", scenario)
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    operate(plan, scenario, OperationKind.DROP, priorities=(1,))
    before = content(plan)
    first = plan.scenarios.operations(scenario)[0]
    assert codes(plan.scenarios.remove_operation(first.id, "")[1]) == ["reason_missing"]
    receipt, problems = plan.scenarios.remove_operation(first.id, "cắt nhầm")
    assert receipt is not None, problems
    assert list(plan.scenarios.touched(scenario)["number"]) == [1]
    assert plan.totals(scenario).amount() == plan.totals(child).amount() == 30_000_000
    plan.undo_last()
    assert content(plan) == before
    assert plan.totals(child).amount() == 27_000_000


def test_taking_out_what_is_gone_is_refused(plan: Plan) -> None:
    with pytest.raises(PlanError, match="không còn"):
        plan.scenarios.remove_operation("không có", "thử")


def test_a_deleted_scenario_is_gone_with_its_operations_and_undo_brings_all_back(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    operate(plan, scenario, OperationKind.DROP, priorities=(1,))
    before, amount = content(plan), plan.totals(scenario).amount()
    receipt, problems = plan.scenarios.delete(scenario, "không dùng")
    assert receipt is not None, problems
    assert content(plan) == []
    with pytest.raises(PlanError, match="không còn"):
        plan.totals(scenario)
    plan.undo_last()
    assert content(plan) == before
    assert plan.totals(scenario).amount() == amount == 27_000_000


def test_a_scenario_others_descend_from_stays(plan: Plan) -> None:
    parent = branch(plan, "Nền")
    branch(plan, "Con", parent)
    problems = plan.scenarios.delete(parent, "dọn")[1]
    assert codes(problems) == ["scenario_has_children"]
    assert "Con" in problems[0].sentence
    assert codes(plan.scenarios.delete(BASE, "dọn")[1]) == ["base_is_fixed"]
    assert len(plan.scenarios.listed()) == 3


def test_making_a_scenario_is_not_undone_under_what_was_built_on_it(plan: Plan) -> None:
    scenario = branch(plan, "Nền")
    made = plan.head()
    branch(plan, "Con", scenario)
    with pytest.raises(PlanError):
        plan.undo(made)
    plan.undo_last()
    operate(plan, scenario, OperationKind.DROP, priorities=(4,))
    with pytest.raises(PlanError):
        plan.undo(made)
    plan.undo_last()
    plan.undo(made)
    assert [one.id for one in plan.scenarios.listed()] == [BASE]
