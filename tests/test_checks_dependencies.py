"""A kept line whose required line is gone."""

from pathlib import Path

from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.checked import CLEAN, everything, force, found, grant
from tests.plans import a_plan, branch, edit, operate

PARENT = {**CLEAN, "name": "Máy chủ"}
CHILD = {**CLEAN, "name": "Phần mềm trên máy chủ"}


def tie(plan: Plan) -> tuple[str, str]:
    parent, child = plan.lines.find_id("1"), plan.lines.find_id("2")
    edit(plan, child, "requires", parent)
    return parent, child


def test_a_kept_parent_is_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PARENT, CHILD]) as plan:
        tie(plan)
        grant(plan, "1", "2")
        assert everything(plan) == []


def test_a_dropped_parent_of_a_kept_child_is_an_error_until_the_child_goes_too(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PARENT, CHILD]) as plan:
        parent, child = tie(plan)
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(parent,))
        (problem,) = found(plan, "requires_dropped", scenario)
        assert problem.line == child
        assert "khoản mục số 1 “Máy chủ” đã bị bỏ" in problem.sentence
        operate(plan, scenario, OperationKind.DROP, lines=(child,))
        assert found(plan, "requires_dropped", scenario) == []


def test_a_parent_at_zero_or_absent_is_found_too(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PARENT, CHILD]) as plan:
        parent, child = tie(plan)
        edit(plan, parent, "finance_quantity", "0")
        assert "còn 0 đồng" in found(plan, "requires_dropped")[0].sentence
        force(plan, child, "about", requires="không-có")
        assert "không còn trong bộ dự toán" in found(plan, "requires_dropped")[0].sentence


def test_a_parent_deferred_past_its_child_is_a_warning(tmp_path: Path) -> None:
    with a_plan(tmp_path, [PARENT, CHILD]) as plan:
        parent, child = tie(plan)
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 2}, lines=(parent,))
        (problem,) = found(plan, "requires_later", scenario)
        assert problem.line == child
        assert "quý 2/2025" in problem.sentence
        assert found(plan, "requires_later") == []
