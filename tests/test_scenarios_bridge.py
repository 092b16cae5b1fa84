"""The bridge: its steps make up the difference of two scenarios to the đồng, whatever the operations and the year."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.bridge import BridgeStep
from budget.scenarios.operations import Draft
from tests.drafts import DRAFTS, apply_all, fresh
from tests.plans import COMMUNE, DISTRICT, a_plan, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "10", "unit_price": "9.000.001", "priority": "4", "norm": "MT_CBCC"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "7.777.777", "priority": "4"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-H", "quantity": "12", "unit_price": "1.500.000", "priority": "3"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "2", "year": "2025"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: scenarios never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("bridge")), LINES) as made:
        yield made


def brief(steps: list[BridgeStep]) -> list[tuple[str, int, int]]:
    """The steps as (step, amount, deferred)."""
    return [(step.step, step.amount, step.deferred) for step in steps]


def test_steps_stand_by_kind_in_the_order_of_replay(plan: Plan) -> None:
    scenario = fresh(plan)
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    operate(plan, scenario, OperationKind.DROP, priorities=(3,))
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5000}, priorities=(1,))
    steps = plan.scenarios.bridge(BASE, scenario)
    # 10 % of 90.000.010 and of 23.333.331, then half of 200.000.000
    assert brief(steps) == [("percent", -9_000_001 - 2_333_333 - 100_000_000, 0), ("drop", -18_000_000, 0)]
    assert [(step.label, step.operations) for step in steps] == [("Cắt theo tỷ lệ", 2), ("Bỏ khoản mục", 1)]


def test_a_deferral_adds_nothing_over_all_years_and_leaves_its_year(plan: Plan) -> None:
    scenario = fresh(plan)
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, priorities=(3,))
    assert brief(plan.scenarios.bridge(BASE, scenario)) == [("defer", 0, 18_000_000)]
    assert brief(plan.scenarios.bridge(BASE, scenario, 2024)) == [("defer", -18_000_000, 18_000_000)]
    assert brief(plan.scenarios.bridge(BASE, scenario, 2025)) == [("defer", 18_000_000, 0)]


def test_what_both_inherit_is_not_a_step_and_what_only_the_first_did_is_reversed(plan: Plan) -> None:
    parent = fresh(plan)
    operate(plan, parent, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(1,))
    first, second = fresh(plan, parent), fresh(plan, parent)
    operate(plan, first, OperationKind.DROP, priorities=(1,))
    operate(plan, first, OperationKind.DEFER, {"year": 2026, "quarter": 1}, priorities=(3,))
    operate(plan, second, OperationKind.PERCENT, {"share_bp": 5000}, priorities=(1,))
    steps = plan.scenarios.bridge(first, second)
    assert brief(steps) == [("reverse_defer", 0, -18_000_000), ("reverse_drop", 180_000_000, 0), ("percent", -90_000_000, 0)]
    assert steps[1].label == "Khôi phục: bỏ khoản mục"
    assert plan.scenarios.bridge(first, first) == []


def test_a_bridge_leaves_no_trace(plan: Plan) -> None:
    scenario = fresh(plan)
    operate(plan, scenario, OperationKind.DROP, priorities=(3,))
    head, amount = plan.head(), plan.totals(scenario).amount()
    plan.scenarios.bridge(BASE, scenario)
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT DISTINCT scenario FROM overlay WHERE scenario NOT IN (SELECT id FROM scenario)") == []
    assert (plan.head(), plan.totals(scenario).amount()) == (head, amount)


@settings(max_examples=6)
@given(shared=DRAFTS, first=DRAFTS, second=DRAFTS, year=st.sampled_from([None, 2024, 2025, 2026]))
def test_first_and_steps_make_second(plan: Plan, shared: list[Draft], first: list[Draft], second: list[Draft], year: int | None) -> None:
    parent = fresh(plan)
    apply_all(plan, parent, shared)
    one, two = fresh(plan, parent), fresh(plan, parent)
    apply_all(plan, one, first)
    apply_all(plan, two, second)
    for start, end in ((one, two), (BASE, two), (one, BASE), (parent, one)):
        steps = plan.scenarios.bridge(start, end, year)
        assert plan.totals(start).amount(year=year) + sum(step.amount for step in steps) == plan.totals(end).amount(year=year)
