"""Promotion: the base becomes what the scenario came to, and one undo puts everything back."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind, ScenarioState
from budget.plan.face import Plan
from budget.scenarios import promote
from budget.scenarios.operations import Draft
from tests.drafts import DRAFTS, apply_all, fresh
from tests.plans import DISTRICT, a_plan, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "12", "unit_price": "9.000.001", "priority": "4"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "7.000.000", "priority": "3"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]
FIGURES = ["number", "quantity_milli", "unit_price", "times_milli", "adjustment", "amount", "source", "year", "quarter"]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of four lines."""
    with a_plan(tmp_path, LINES) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all examples: each takes its promotion back."""
    with a_plan(Path(tmp_path_factory.mktemp("promote")), LINES) as made:
        yield made


def figures(plan: Plan, scenario: str = BASE) -> pd.DataFrame:
    """The working figures of every line in a scenario."""
    return plan.lines.find(LineFilter(), scenario, order="number")[FIGURES]


def stored(plan: Plan) -> list[tuple[object, ...]]:
    """Every stored line and overlay row."""
    with plan.store.read() as cursor:
        return [*cursor.rows("SELECT * FROM line ORDER BY id"), *cursor.rows("SELECT * FROM overlay ORDER BY ALL")]


def test_figures_go_to_the_finance_layer_and_sources_and_periods_to_their_own(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 2}, priorities=(3,))
    operate(plan, scenario, OperationKind.RE_SOURCE, {"source": "BSCDS"}, priorities=(3,))
    wanted = figures(plan, scenario)
    promotion, problems = plan.scenarios.promote(scenario, "chốt theo cuộc họp")
    assert promotion is not None, problems
    assert (promotion.lines, promotion.before, promotion.after) == (2, 339_000_012, 339_000_012 - 10_800_001)
    pd.testing.assert_frame_equal(figures(plan), wanted)
    lines = {int(row["number"]): row for row in plan.lines.find(LineFilter()).to_dict("records")}
    assert (lines[2]["requested_amount"], lines[2]["finance_amount"], lines[2]["finance_adjustment"]) == (
        108_000_012,
        97_200_011,
        -10_800_001,
    )
    assert pd.isna(lines[3]["finance_amount"]), "a line that is only deferred is not appraised by that"
    assert (lines[3]["source"], lines[3]["year"], lines[3]["quarter"]) == ("BSCDS", 2025, 2)
    assert plan.entries(1)[0].reason == "chốt theo cuộc họp"
    assert plan.totals().amount() == plan.totals(scenario).amount() == promotion.after


def test_a_promoted_scenario_is_not_replayed_again_and_takes_no_operations(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5000}, priorities=(1,))
    child = branch(plan, "Cắt thêm", scenario)
    operate(plan, child, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(1,))
    before = plan.totals(child).amount()
    plan.scenarios.promote(scenario, "chốt")
    assert plan.scenarios.get(scenario).state == ScenarioState.PROMOTED
    assert plan.scenarios.touched(scenario).empty
    assert plan.totals(child).amount() == before == plan.totals().amount() - 10_000_000
    applied, problems = plan.scenarios.apply(scenario, [Draft(OperationKind.DROP, LineFilter(), "nữa")])
    assert applied is None
    assert [problem.code for problem in problems] == ["scenario_promoted"]
    assert plan.scenarios.promote(scenario, "lần nữa")[1][0].code == "scenario_promoted"


def test_what_a_scenario_descends_from_is_promoted_with_it(plan: Plan) -> None:
    parent = branch(plan, "Nền")
    operate(plan, parent, OperationKind.PERCENT, {"share_bp": 5000}, priorities=(1,))
    child = branch(plan, "Con", parent)
    operate(plan, child, OperationKind.DROP, priorities=(3,))
    amount = plan.totals(child).amount()
    plan.scenarios.promote(child, "chốt")
    assert plan.totals().amount() == plan.totals(parent).amount() == plan.totals(child).amount() == amount


def test_others_that_hold_the_same_lines_are_named(plan: Plan) -> None:
    scenario, other, apart = branch(plan, "Cắt"), branch(plan, "Phương án khác"), branch(plan, "Không liên quan")
    operate(plan, scenario, OperationKind.DROP, priorities=(1,))
    operate(plan, other, OperationKind.PERCENT, {"share_bp": 100}, priorities=(1,))
    operate(plan, apart, OperationKind.DROP, priorities=(3,))
    assert plan.scenarios.preview_promotion(scenario).others == ("Phương án khác",)


@pytest.mark.parametrize("few", [0, 1000])
def test_few_lines_and_many_lines_come_out_the_same(plan: Plan, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promote, "FEW", few)
    scenario = branch(plan, "Cắt")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 3333})
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, priorities=(1, 3))
    wanted, before = figures(plan, scenario), stored(plan)
    plan.scenarios.promote(scenario, "chốt")
    pd.testing.assert_frame_equal(figures(plan), wanted)
    with plan.store.read() as cursor:
        kinds = cursor.rows("SELECT count(*) > 0 FROM payload WHERE seq = ?::BIGINT", [plan.head()])[0][0]
    assert kinds is (few == 0)
    plan.undo_last()
    assert stored(plan) == before


def test_a_reason_and_something_to_promote_are_needed(plan: Plan) -> None:
    scenario = branch(plan, "Trống")
    assert [problem.code for problem in plan.scenarios.promote(scenario, " ")[1]] == ["reason_missing"]
    assert [problem.code for problem in plan.scenarios.promote(scenario, "chốt")[1]] == ["nothing_to_promote"]
    assert [problem.code for problem in plan.scenarios.promote(BASE, "chốt")[1]] == ["base_is_fixed"]


@settings(max_examples=10)
@given(drafts=DRAFTS)
def test_the_base_becomes_the_scenario_and_undo_restores_it(shared: Plan, drafts: list[Draft]) -> None:
    scenario, bystander = fresh(shared), fresh(shared)
    operate(shared, bystander, OperationKind.PERCENT, {"share_bp": 2500}, priorities=(1, 3))
    apply_all(shared, scenario, drafts)
    wanted, before, amount = figures(shared, scenario), stored(shared), shared.totals(scenario).amount()
    promotion, problems = shared.scenarios.promote(scenario, "chốt")
    if promotion is None:
        assert [problem.code for problem in problems] == ["nothing_to_promote"]
        return
    pd.testing.assert_frame_equal(figures(shared), wanted)
    assert shared.totals().amount() == shared.totals(scenario).amount() == amount == promotion.after
    shared.undo_last()
    assert stored(shared) == before
    assert shared.scenarios.delete(bystander, "dọn")[1] == []
