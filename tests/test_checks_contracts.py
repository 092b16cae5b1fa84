"""Signed contracts are neither cut nor deferred."""

from pathlib import Path

from budget.model.states import OperationKind
from tests.checked import CLEAN, everything, found, grant
from tests.plans import a_plan, branch, edit, operate

SIGNED = {**CLEAN, "contracted": "có"}


def test_a_contract_cut_or_dropped_in_a_scenario_is_an_error_there_and_not_in_the_base(tmp_path: Path) -> None:
    with a_plan(tmp_path, [SIGNED, {**SIGNED, "name": "Máy in"}, {**CLEAN, "name": "Máy quét"}]) as plan:
        lines = [plan.lines.find_id(number) for number in ("1", "2", "3")]
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1_000}, lines=(lines[0], lines[2]))
        operate(plan, scenario, OperationKind.DROP, lines=(lines[1],))
        assert found(plan, "contract_cut") == []
        cut, dropped = found(plan, "contract_cut", scenario)
        assert (cut.line, dropped.line) == (lines[0], lines[1])
        assert "từ 20.000.000 đ còn 18.000.000 đ" in cut.sentence


def test_a_contract_placed_after_the_budget_year_is_deferred(tmp_path: Path) -> None:
    with a_plan(tmp_path, [SIGNED, {**CLEAN, "name": "Máy in"}]) as plan:
        grant(plan, "1", "2")
        assert everything(plan) == []
        for number in ("1", "2"):
            edit(plan, plan.lines.find_id(number), "year", "2025")
        (problem,) = found(plan, "deferred_contract")
        assert problem.line == plan.lines.find_id("1")


def test_a_line_deferred_before_its_contract_was_signed_is_found(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "quarter": "1"}]) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1})
        assert found(plan, "deferred_contract", scenario) == []
        assert found(plan, "contract_cut", scenario) == []
