"""What a scenario moves of a year's money: the base less cut and deferred plus arrived is what the scenario comes to."""

from pathlib import Path

import pytest

from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.moved import Moved, read_moved
from tests.plans import a_plan, branch, edit, operate
from tests.splits import split_line


def moved(plan: Plan, scenario: str, year: int | None = None) -> Moved:
    """What the scenario moves, from a snapshot."""
    with plan.store.read() as cursor:
        return read_moved(cursor, scenario, year)


@pytest.mark.parametrize("operations", [["cut"], ["defer"], ["cut", "defer"], ["drop"], ["defer", "drop"]])
def test_every_year_adds_up(tmp_path: Path, operations: list[str]) -> None:
    with a_plan(tmp_path, [{}, {}, {"year": "2025"}]) as plan:
        split_line(plan, plan.lines.find_id("1"), (2024, 1, 3_000_000, True), (2024, 3, 9_000_000), (2025, 1, 8_000_000))
        scenario, other = branch(plan, "Thử"), branch(plan, "Khác")
        known = {
            "cut": lambda: operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 3333}),
            "defer": lambda: operate(plan, scenario, OperationKind.DEFER, {"year": 2024, "quarter": 3}),
            "drop": lambda: operate(plan, scenario, OperationKind.DROP),
        }
        for operation in operations:
            known[operation]()
        for year in (2024, 2025, 2026, None):
            outcome = plan.scenarios.outcome(scenario, year)
            assert outcome.amount == plan.totals(scenario).amount(year=year)
            base, found = plan.totals().amount(year=year), moved(plan, scenario, year)
            assert outcome.amount == base - found.cut - (found.deferred if year else 0) + found.arrived
            bridge = plan.scenarios.bridge(other, scenario, year)
            assert base + sum(step.amount for step in bridge) == outcome.amount
            one = plan.scenarios.compare([other, scenario], ("source",), year=year).scenarios[1]
            assert (one.amount, one.cut, one.deferred, one.arrived) == (outcome.amount, found.cut, found.deferred, found.arrived)


def test_the_unspent_phases_that_pass_into_the_next_year_are_deferred_and_arrive_there(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        split_line(plan, line, (2024, 1, 3_000_000, True), (2024, 3, 9_000_000), (2024, 4, 8_000_000))
        edit(plan, line, "quarter", "3")
        scenario, other = branch(plan, "Giãn"), branch(plan, "Khác")
        operate(plan, scenario, OperationKind.DEFER, {"year": 2024, "quarter": 4})
        assert moved(plan, scenario, 2024) == Moved(cut=0, deferred=8_000_000, arrived=0)
        assert moved(plan, scenario, 2025) == Moved(cut=0, deferred=0, arrived=8_000_000)
        assert moved(plan, scenario) == Moved(cut=0, deferred=17_000_000, arrived=0)
        differing = plan.scenarios.compare([other, scenario], year=2025).lines
        assert differing[f"counted@{scenario}"].tolist() == [8_000_000]
        assert differing[f"counted@{other}"].tolist() == [0]
