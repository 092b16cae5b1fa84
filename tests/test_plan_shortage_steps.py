"""The steps of a shortage as the annex prints them: only what each adds, on top of the scenario, by the rules of its own search."""

from dataclasses import replace
from pathlib import Path

from budget.cuts.settings import CutSettings, Pin
from budget.model.states import CutAction
from budget.plan.shortage_steps import shortage_steps, told_by_itself
from tests.drawn_cuts import DAY, asking, solved
from tests.plans import a_plan, branch

LINES = [{"name": f"Hội nghị {place}", "category": "meeting", "priority": "4", "unit_price": "10.000.000"} for place in range(6)]


def test_steps_add_up_to_the_last_answer(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        steps = plan.cuts.ladder(CutSettings(reductions=()), DAY)
        found = told_by_itself(steps)
    assert [step.share_bp for step in found] == [300, 500, 800]
    for place, step in enumerate(steps):
        added = sum(cut for one in found[: place + 1] for _, cut, _ in one.lines)
        assert added == step.preview.saved >= step.short
    assert all(step.gap <= 1e-4 for step in found)


def test_they_stand_on_the_scenario_and_keep_what_a_person_keeps(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        kept, gone = plan.lines.find_id("1"), plan.lines.find_id("2")
        pins = {kept: Pin(CutAction.KEEP, "cần"), gone: Pin(CutAction.DROP, "bỏ")}
        scenario, problems = plan.cuts.save(solved(plan, replace(asking(amount=20_000_000), pins=pins)), "Cắt", "họp")
        assert scenario is not None, problems
        found = shortage_steps(plan.cuts.current, plan.cuts.ladder, scenario.id, DAY)
        lines = {told.line for step in found for told, _, _ in step.lines}
        assert lines
        assert not lines & {kept, gone}
        assert found[0].short == 100_000_000 * 300 // 10_000
        other = branch(plan, "tay")
        assert shortage_steps(plan.cuts.current, plan.cuts.ladder, other, DAY)
