"""Scenarios beside the base: cut and deferred apart, the year's need exact."""

from pathlib import Path

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.summaries import summarise_scenarios
from budget.scenarios.operations import Draft
from tests.plans import a_plan


def test_what_is_deferred_is_not_called_cut(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"priority": "3"}, {"priority": "4"}]) as plan:
        scenario, _ = plan.scenarios.new("Giãn và cắt")
        assert scenario is not None
        drafts = [
            Draft(OperationKind.DEFER, LineFilter(priorities=(3,)), "không kịp", {"year": 2025, "quarter": 1}),
            Draft(OperationKind.PERCENT, LineFilter(priorities=(4,)), "giảm", {"share_bp": 5000}),
        ]
        plan.scenarios.apply(scenario.id, drafts)
        base, cut = summarise_scenarios(plan, 2024)
        assert (base.id, base.need, base.cut, base.deferred, base.difference) == (BASE, 40_000_000, 0, 0, 0)
        assert (cut.need, cut.cut, cut.deferred, cut.difference) == (10_000_000, 10_000_000, 20_000_000, -30_000_000)
        assert summarise_scenarios(plan)[1].difference == -10_000_000
