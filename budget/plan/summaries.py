"""What the first screen says of a plan: its scenarios beside the base, in đồng."""

from dataclasses import dataclass

from budget.model.ids import BASE
from budget.plan.face import Plan


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """A scenario in five figures (đồng): need of the year, cut and deferred against the base, difference of the year's need."""

    id: str
    name: str
    colour: str
    state: str
    need: int
    cut: int
    deferred: int
    difference: int


def summarise_scenarios(plan: Plan, year: int | None = None) -> list[ScenarioSummary]:
    """Every scenario, the base first; `year` None = all years. Cut and deferred are kept apart."""
    base = plan.totals().amount(year=year)
    found = []
    for scenario in plan.scenarios.listed():
        need = plan.totals(scenario.id).amount(year=year)
        cut, deferred = (0, 0)
        if scenario.id != BASE:
            outcome = plan.scenarios.outcome(scenario.id, year)
            cut, deferred = outcome.cut, outcome.deferred
        found.append(ScenarioSummary(scenario.id, scenario.name, scenario.colour, scenario.state, need, cut, deferred, need - base))
    return found
