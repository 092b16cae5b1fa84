"""Questions of cuts on small plans: settings in one line, drawn and answered as the program does."""

from dataclasses import replace
from datetime import date

from budget.cuts.drawing import Drawn
from budget.cuts.settings import CutSettings, Quota, Scope, Target
from budget.model.ids import BASE
from budget.plan.cuts_part import CutPreview
from budget.plan.face import Plan

DAY = date(2024, 7, 1)
PLAIN = CutSettings(reductions=())
"""Nothing is taken off before."""


def asking(
    amount: int | None = None, *, share: int | None = None, scope: Scope = Scope.WHOLE, subject: str = "", **more: object
) -> CutSettings:
    """Settings with one target of so many đồng or a share in bp."""
    return replace(PLAIN, targets=(Target(Quota(amount, share), scope, subject),), **more)  # type: ignore[arg-type]  # real fields


def drawn(plan: Plan, settings: CutSettings, scenario: str = BASE) -> Drawn:
    """The question on a fixed day."""
    return plan.cuts.draw(settings, DAY, scenario)


def solved(plan: Plan, settings: CutSettings, scenario: str = BASE) -> CutPreview:
    """The question with its answer."""
    question = drawn(plan, settings, scenario)
    return plan.cuts.preview(question, plan.cuts.solve(question))


def number_of(question: Drawn, at: int) -> int:
    """The readable number of a line by its place."""
    return int(question.need.number[at])


def done(preview: CutPreview) -> dict[int, str]:
    """What is done, by the readable number of each line."""
    return {told.number: told.done for told in preview.cuts}


def ways(question: Drawn) -> dict[int, list[tuple[str, int, int]]]:
    """The options of each line by its number: name of the way, đồng saved, đồng put off."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    options = question.instance.options
    for option, line in enumerate(options.line.tolist()):
        way = question.choices.ways[int(question.choices.way[option])].name
        told = (way, int(options.saved[option]), int(options.deferred[option]))
        found.setdefault(number_of(question, line), []).append(told)
    return found
