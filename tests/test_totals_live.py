"""Live totals: fresh at every commit, whether they move by differences or are read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.totals.live import KEPT
from budget.totals.reading import read_totals
from tests.plans import DISTRICT, a_plan, add_line, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "10", "unit_price": "9.000.000", "priority": "4"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of two lines."""
    with a_plan(tmp_path, LINES) as made:
        yield made


def check(plan: Plan) -> None:
    """The live base totals equal those read from nothing, at the same seq."""
    with plan.store.read() as cursor:
        judged = read_totals(cursor)
    live = plan.totals()
    assert (live.seq, live.by, live.pots, live.whole) == (judged.seq, judged.by, judged.pots, judged.whole)
    assert live.not_appraised() == judged.not_appraised()


def test_several_groups_of_one_line_in_one_batch(plan: Plan) -> None:
    line = plan.lines.find_id("2")
    edits = [("unit_price", "5.000.000"), ("source", "BSCDS"), ("year", "2025"), ("priority", "1"), ("unit", DISTRICT)]
    saved = plan.lines.edit([LineEdit(line, field, text) for field, text in edits])
    assert len(saved.changes) == 5
    check(plan)
    assert plan.totals().amount(year=2025) == 50_000_000
    plan.undo_last()
    check(plan)
    assert plan.totals().amount(year=2024) == 290_000_000


def test_lines_added_deleted_and_edited_together(plan: Plan) -> None:
    add_line(plan, name="Máy in", quantity="1", unit_price="4.000.000")
    check(plan)
    lines = plan.lines.select(LineFilter())
    plan.lines.edit([LineEdit(line, "quantity", "3") for line in lines])
    check(plan)
    plan.lines.delete(lines[:2], "thử")
    check(plan)
    assert plan.totals().lines() == 1
    plan.undo_last()
    check(plan)


def test_a_scenario_moves_with_the_base_and_with_its_operations(plan: Plan) -> None:
    scenario = branch(plan, "Cắt")
    assert plan.totals(scenario).amount() == 290_000_000
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, priorities=(4,))
    assert plan.totals(scenario).amount() == 281_000_000
    plan.lines.edit([LineEdit(plan.lines.find_id("2"), "quantity", "20")])
    assert plan.totals(scenario).amount() == 200_000_000 + 162_000_000
    assert plan.totals(scenario).seq == plan.totals().seq == plan.head()


def test_more_scenarios_than_are_kept_are_all_right(plan: Plan) -> None:
    scenarios = [branch(plan, f"Phương án {number}") for number in range(KEPT + 2)]
    for place, scenario in enumerate(scenarios, start=1):
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 100 * place}, priorities=(4,))
    for place, scenario in enumerate(scenarios, start=1):
        assert plan.totals(scenario).amount() == 290_000_000 - 900_000 * place


def test_a_scenario_that_is_gone_is_refused_rather_than_shown_as_the_base(plan: Plan) -> None:
    with pytest.raises(PlanError, match="không còn"):
        plan.totals("không có")
