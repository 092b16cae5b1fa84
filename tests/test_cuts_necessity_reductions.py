"""Reductions of the appraisal: their grounds, once a line, and to the đồng what the scenario's operations take."""

from pathlib import Path

import pytest

from budget.cuts.necessity.reductions import ReducedLine, add_up
from budget.model.states import OperationKind, Reduction
from budget.plan.face import Plan
from tests.plans import COMMUNE, a_plan, branch, edit, operate

BASIS = {"basis": "Báo giá", "quantity": "1"}
DEAR = {**BASIS, "name": "Máy tính", "norm": "MT_CBCC", "unit_price": "19.200.000", "quantity": "3"}
HARD = {
    **BASIS,
    "name": "Phụ cấp lưu trú",
    "norm": "PCLT",
    "measure": "người/ngày",
    "unit_price": "351.333",
    "quantity": "7",
    "category": "inspection",
    "source": "DT-GIAO",
}
MORE = {**BASIS, "name": "Máy in", "quantity": "8", "entitled": "10", "usable": "4"}
TWICE = {**BASIS, "name": "Máy quét", "source": "DT-GIAO"}


def reductions(plan: Plan, scenario: str = "goc") -> list[ReducedLine]:
    return list(plan.necessity.reductions(scenario).lines)


def kinds(found: list[ReducedLine]) -> list[tuple[int, Reduction, OperationKind, int, bool]]:
    return [(item.number, item.ground, item.operation, item.amount, item.certain) for item in found]


def test_each_ground_takes_off_what_it_says(tmp_path: Path) -> None:
    tier = {**BASIS, "name": "Camera", "unit": COMMUNE, "source": "QD334"}
    with a_plan(tmp_path, [DEAR, MORE, TWICE, TWICE, tier]) as plan:
        found = reductions(plan)
    assert kinds(found) == [
        (1, Reduction.OVER_NORM, OperationKind.SET_DRIVER, 3 * 4_200_000, False),
        (2, Reduction.OVER_NORM, OperationKind.REDUCE_QUANTITY, 2 * 10_000_000, False),
        (4, Reduction.DUPLICATE, OperationKind.DROP, 10_000_000, True),
        (5, Reduction.WRONG_TIER, OperationKind.DROP, 10_000_000, False),
    ]
    assert found[0].words == "Đặt đơn giá = 15.000.000 đ"
    assert "trùng với khoản mục số 3" in found[2].sentence
    sums = add_up(found)
    assert sums[Reduction.OVER_NORM] == (2, 0, 32_600_000)
    assert sums[Reduction.DUPLICATE] == (1, 10_000_000, 0)


def test_a_hard_norm_is_sure_and_brought_to_the_norm(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HARD]) as plan:
        (found,) = reductions(plan)
    assert (found.certain, found.operation) == (True, OperationKind.PRICE_TO_NORM)
    assert found.amount > 0
    assert "40/2017/TT-BTC" in found.citation


@pytest.mark.parametrize("share", [0, 3_333])
def test_amounts_are_to_the_dong_what_the_operations_take(tmp_path: Path, share: int) -> None:
    tier = {**BASIS, "name": "Camera", "unit": COMMUNE, "source": "QD334", "unit_price": "7.777.777"}
    odd = {**MORE, "quantity": "7", "unit_price": "3.333.333", "times": "0,5"}
    with a_plan(tmp_path, [DEAR, HARD, odd, TWICE, TWICE, tier]) as plan:
        scenario = branch(plan, "Cắt trước")
        if share:
            operate(plan, scenario, OperationKind.PERCENT, {"share_bp": share}, listing=None)
        found = plan.necessity.reductions(scenario)
        assert len(found.lines) >= 5
        before = plan.totals(scenario).amount()
        applied, problems = plan.scenarios.apply(scenario, plan.necessity.drafts(found.lines))
        assert applied is not None, problems
        assert plan.totals(scenario).amount() == before - found.certain - found.proposed
        done = {(item.line, item.ground) for item in found.lines}
        assert not done & {(item.line, item.ground) for item in reductions(plan, scenario)}


def test_a_line_is_reduced_once_by_its_surest_ground(tmp_path: Path) -> None:
    both = {**DEAR, "source": "DT-GIAO"}
    with a_plan(tmp_path, [both, both]) as plan:
        found = reductions(plan)
        assert [(item.number, item.ground) for item in found] == [(1, Reduction.OVER_NORM), (2, Reduction.DUPLICATE)]
        scenario = branch(plan, "Giảm trừ")
        plan.scenarios.apply(scenario, plan.necessity.drafts(found))
        assert reductions(plan, scenario) == []


def test_a_basis_nobody_told_comes_after_all_else(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**MORE, "basis": ""}, {**BASIS, "basis": "", "name": "Máy chiếu"}]) as plan:
        assert [(item.number, item.code, item.amount) for item in reductions(plan)] == [
            (1, "quantity_over_entitlement", 20_000_000),
            (2, "missing_basis", 10_000_000),
        ]


def test_another_source_that_may_pay_takes_nothing_off(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**BASIS, "category": "connection", "source": "QD334"}]) as plan:
        assert [problem.code for problem in plan.checks.run() if problem.code == "source_not_allowed"] == ["source_not_allowed"]
        assert reductions(plan) == []


def test_locked_lines_and_contracts_are_told_and_counted_for_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**DEAR, "locked": "có"}, {**MORE, "contracted": "có"}]) as plan:
        found = plan.necessity.reductions()
        assert [item.held for item in found.lines] == [True, True]
        assert (found.certain, found.proposed, found.held, found.count) == (0, 0, 2, 0)
        assert plan.necessity.drafts(found.lines) == []


def test_what_somebody_set_aside_is_not_taken_off(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWICE, TWICE]) as plan:
        (problem,) = [problem for problem in plan.checks.run() if problem.code == "duplicate_request"]
        plan.checks.dismiss(problem, "hai phòng khác nhau")
        assert reductions(plan) == []
        edit(plan, plan.lines.find_id("2"), "name", "Máy quét khác")
        assert reductions(plan) == []
