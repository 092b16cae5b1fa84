"""An answer as operations of a scenario: reductions of the appraisal first, then what is cut, then what is put off.

Lines of which the same is done for the same reason share one operation; what each line loses is what its option said, to the đồng.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.cuts.acting import Way
from budget.cuts.outcome import Outcome
from budget.cuts.reducing import Reduced
from budget.cuts.telling import BANDS, say_priority
from budget.lines.query import LineFilter
from budget.model import labels
from budget.model.states import Band, CutAction, OperationKind, Reduction
from budget.scenarios.operations import Draft, Settings, settings_to_text

REDUCED = "Giảm trừ thẩm định"
_CUTS, _DEFERRALS = 1, 2


@dataclass(frozen=True)
class Act:
    """One operation to be: its draft and the ids of the lines it takes, in order of id."""

    draft: Draft
    lines: tuple[str, ...]


def acts_of(outcome: Outcome) -> list[Act]:
    """The operations that carry an answer out, in the order in which they are replayed."""
    groups: dict[tuple[int, int, str], tuple[Way, list[str]]] = {}
    ways = outcome.drawn.choices.ways
    for at in outcome.touched.tolist():
        place = int(outcome.drawn.choices.way[outcome.answer.chosen[at]])
        stage = _DEFERRALS if ways[place].action is CutAction.DEFER else _CUTS
        key = (stage, _rank(ways, place), _reason(outcome, at))
        groups.setdefault(key, (ways[place], []))[1].append(outcome.drawn.figures.ids[at])
    cuts = [_act(way.kind, way.settings, lines, key[2]) for key, (way, lines) in sorted(groups.items(), key=lambda item: item[0])]
    return [*_reductions(outcome), *cuts]


def _reductions(outcome: Outcome) -> list[Act]:
    found: dict[tuple[int, str, str], list[Reduced]] = {}
    for one in outcome.drawn.reduced:
        key = (list(Reduction).index(one.kind), one.operation.value, settings_to_text(one.settings))
        found.setdefault(key, []).append(one)
    acts = []
    for _, group in sorted(found.items(), key=lambda item: item[0]):
        reason = f"{REDUCED}: {labels.REDUCTION[group[0].kind].lower()}"
        acts.append(_act(group[0].operation, group[0].settings, [one.line for one in group], reason))
    return acts


def _act(kind: OperationKind, settings: Settings, lines: Sequence[str], reason: str) -> Act:
    ids = tuple(sorted(lines))
    return Act(Draft(kind, LineFilter(listing=None, lines=ids), reason, settings), ids)


def _rank(ways: Sequence[Way], place: int) -> int:
    order = list(CutAction)
    return order.index(ways[place].action) * len(ways) + place


def _reason(outcome: Outcome, at: int) -> str:
    """Why these lines: a person's own reason, else the group they are cut in; the reason of each line stands in the cut table."""
    drawn = outcome.drawn
    pin = drawn.settings.pins.get(drawn.figures.ids[at])
    if pin is not None:
        return pin.reason
    band = BANDS[int(drawn.need.band[at])]
    told = say_priority(int(drawn.need.priority[at])).rstrip(".") if band is Band.OUTSIDE else ""
    proposal = " (kiến nghị, do cấp khác quyết định)" if drawn.need.proposal[at] else ""
    return f"{labels.BAND[band]}{f', {told}' if told else ''}{proposal}"
