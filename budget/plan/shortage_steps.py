"""The contingency ladder of a scenario as its annex prints it: what each step of a shortage releases beyond the step before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from budget.cuts.settings import CutSettings, Mode
from budget.cuts.telling import LineTold
from budget.exports.cut_annex import Step
from budget.model.states import CutAction
from budget.plan import cut_preview
from budget.plan.cut_preview import SavedCut

NEAR, SECONDS = 1e-4, 20.0
"""How near to the best a step of an annex is searched for, and how long: an export waits for it."""
Current = Callable[[str], SavedCut | None]
Ladder = Callable[..., Sequence[cut_preview.Step]]


def shortage_steps(current: Current, ladder: Ladder, scenario: str, day: date) -> list[Step]:
    """The steps on top of a scenario, by the rules of the search it came from, else by the usual ones."""
    saved = current(scenario)
    settings = saved.run.settings if saved is not None and saved.run.settings.mode is Mode.TRIM else CutSettings()
    # what was decided to be cut is cut already, and what an appraisal takes off is off
    kept = {line: pin for line, pin in settings.pins.items() if pin.action is CutAction.KEEP}
    asked = replace(settings, pins=kept, reductions=(), targets=(), ceilings={})
    return told_by_itself(ladder(asked, day, scenario=scenario, gap=NEAR, time_limit=SECONDS))


def told_by_itself(steps: Sequence[cut_preview.Step]) -> list[Step]:
    """Each step with only what it adds to the one before."""
    found, before = list[Step](), dict[str, LineTold]()
    for step in steps:
        lines = []
        for told in step.released:
            was = before.get(told.line)
            lines.append((told, told.saved - (was.saved if was else 0), told.deferred - (was.deferred if was else 0)))
            before[told.line] = told
        found.append(Step(step.share_bp, step.short, tuple(lines), step.preview.answer.gap))
    return found
