"""Resolving: some lines as all lines, a scenario as the base and its differences, ancestors first."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings

from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from budget.scenarios.resolve import affected_scenarios, read_family, read_steps, resolve
from tests.drafts import DRAFTS, apply_all, fresh
from tests.plans import COMMUNE, DISTRICT, a_plan, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1", "contracted": "có"},
    {"name": "Máy tính vượt mức", "quantity": "7", "unit_price": "18.500.000", "priority": "4", "norm": "MT_CBCC"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "9.999.999", "priority": "3"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-H", "quantity": "12", "unit_price": "1.500.000", "priority": "4"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: scenarios never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("resolve")), LINES) as made:
        yield made


def overlay(plan: Plan, scenario: str) -> list[tuple[object, ...]]:
    """A scenario's overlay rows."""
    with plan.store.read() as cursor:
        return cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario])


@settings(max_examples=10)
@given(drafts=DRAFTS, inherited=DRAFTS)
def test_resolving_some_lines_equals_resolving_all(plan: Plan, drafts: list[Draft], inherited: list[Draft]) -> None:
    parent = fresh(plan)
    apply_all(plan, parent, inherited)
    scenario = fresh(plan, parent)
    apply_all(plan, scenario, drafts)
    kept = overlay(plan, scenario)
    lines = [str(row[1]) for row in kept][::2]
    with plan.store.database.trial() as cursor:
        for line in lines:
            cursor.run("UPDATE overlay SET amount = amount + 1, source = 'x' WHERE scenario = ? AND line = ?", [scenario, line])
        resolve(cursor, scenario, lines)
        partly = cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario])
        resolve(cursor, scenario)
        assert partly == cursor.rows("SELECT * FROM overlay WHERE scenario = ? ORDER BY line", [scenario])
    assert overlay(plan, scenario) == kept


@settings(max_examples=10)
@given(drafts=DRAFTS)
def test_a_scenario_is_the_base_and_its_differences(plan: Plan, drafts: list[Draft]) -> None:
    base = plan.totals().amount()
    scenario = fresh(plan)
    apply_all(plan, scenario, drafts)
    lines = plan.lines.find(LineFilter(), scenario)
    moved = plan.scenarios.touched(scenario)
    assert plan.totals(scenario).amount() == int(lines["amount"].sum()) == base + int((moved["amount"] - moved["base_amount"]).sum())
    assert plan.totals().amount() == base == int(plan.lines.find(LineFilter())["amount"].sum())


def test_steps_come_from_the_oldest_ancestor_down(plan: Plan) -> None:
    top = fresh(plan)
    operate(plan, top, OperationKind.PERCENT, {"share_bp": 1000})
    low = fresh(plan, top)
    operate(plan, low, OperationKind.DROP)
    operate(plan, top, OperationKind.PRICE_TO_NORM)
    with plan.store.read() as cursor:
        kinds = [(step.scenario, step.kind) for step in read_steps(cursor, low)]
    assert kinds == [(top, OperationKind.PERCENT), (top, OperationKind.PRICE_TO_NORM), (low, OperationKind.DROP)]


def test_a_line_affects_the_scenarios_that_hold_it_and_their_descendants(plan: Plan) -> None:
    top = fresh(plan)
    low = fresh(plan, top)
    apart = fresh(plan)
    operate(plan, top, OperationKind.DROP, priorities=(1,))
    operate(plan, apart, OperationKind.DROP, priorities=(3,))
    held, other = plan.lines.find_id("1"), plan.lines.find_id("3")
    with plan.store.read() as cursor:
        for lines in ([held], [held, held], pa.table({"line": [held]})):
            assert {top, low} <= set(affected_scenarios(cursor, lines))
            assert apart not in affected_scenarios(cursor, lines)
        assert {top, low, apart} <= set(affected_scenarios(cursor, [held, other]))
        assert affected_scenarios(cursor, []) == []
        assert read_family(cursor, top) == [top, low]
