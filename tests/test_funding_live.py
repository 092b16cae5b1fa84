"""Live pots: what is kept always equals what is worked out anew from the file, whatever was committed."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from budget.funding.live import KEPT, LivePots
from budget.funding.pots import Pot, collect_pots, read_ceilings, read_owners, read_purses, sum_pots
from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.store.undo import last_batch_of
from budget.totals.reading import read_scenario_totals, read_totals
from tests.plans import COMMUNE, DEPARTMENT, a_plan, branch, operate

LINES = ({"unit": DEPARTMENT}, {"unit": COMMUNE, "unit_price": "7.000.000"}, {"unit": DEPARTMENT, "priority": "4", "quantity": "5"})


def worked_out_anew(plan: Plan, scenario: str, year: int | None) -> list[Pot]:
    """The pots from the file alone."""
    with plan.store.read() as cursor:
        totals = read_scenario_totals(cursor, read_totals(cursor), scenario)
        return collect_pots(totals, read_ceilings(cursor), read_owners(cursor), read_purses(cursor), year)


@settings(max_examples=8, deadline=None)
@given(acts=st.lists(st.sampled_from(("price", "ceiling", "cut", "undo", "delete")), min_size=1, max_size=6))
def test_pots_follow_every_commit(acts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, a_plan(Path(folder), LINES) as plan:
        scenario = branch(plan, "Phương án 1")
        begun = plan.head()
        for number, act in enumerate(acts):
            _do(plan, scenario, act, number, begun)
            for chosen in (BASE, scenario):
                for year in (None, plan.budget_year, plan.budget_year + 1):
                    anew = worked_out_anew(plan, chosen, year)
                    assert plan.funding.pots(chosen, year) == anew, act
                    assert plan.funding.sums(chosen, year) == sum_pots(anew), act


def test_a_list_given_out_may_be_changed_without_harm(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        whole = plan.funding.pots()
        plan.funding.pots().clear()
        assert whole
        assert plan.funding.pots() == whole


def test_only_the_last_few_answers_are_kept(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        live = LivePots(plan.store, plan.totals)
        for year in range(2020, 2040):
            live.of(BASE, year)
        assert len(live._kept) == KEPT
        assert live.of(BASE, plan.budget_year) == worked_out_anew(plan, BASE, plan.budget_year)


def _do(plan: Plan, scenario: str, act: str, number: int, begun: int) -> None:
    rows = plan.lines.rows(LineFilter(), order="number")
    line = str(rows[number % len(rows)]["id"])
    if act == "price":
        assert not plan.lines.edit([LineEdit(line, "unit_price", f"{number + 3}.250.000", plan.head())]).refused
    elif act == "ceiling":
        change, problems = plan.funding.set_ceiling(plan.funding.place_of("QD334", DEPARTMENT), {"granted": (number + 1) * 10**6}, "giao")
        assert change is not None, problems
    elif act == "cut":
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, lines=(line,))
    elif act == "undo":
        with plan.store.read() as cursor:
            last = last_batch_of(cursor, plan.actor)
        if last is not None and last > begun:  # the scenario itself stays
            plan.undo_last()
    elif len(rows) > 1:
        assert plan.lines.delete([line], "thừa")[0] is not None
