"""Reductions of the appraisal (giảm trừ thẩm định) taken before anything is cut, so that they never count as saved (domain rule 7.15).

A price above its norm comes down to the norm; what is asked twice, of the wrong tier or without a basis is left out. Money that is
spent already cannot be taken back and is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from budget.cuts.acting import Way
from budget.cuts.figures import NO_YEAR, Figures
from budget.model.states import CutAction, Reduction
from budget.scenarios.effects import read_effect
from budget.scenarios.replay import Step
from budget.store.database import Cursor

WAY: Mapping[Reduction, Way] = {
    Reduction.OVER_NORM: Way(CutAction.TO_NORM),
    Reduction.DUPLICATE: Way(CutAction.DROP),
    Reduction.WRONG_TIER: Way(CutAction.DROP),
    Reduction.NO_BASIS: Way(CutAction.DROP),
}
"""How each reduction is carried out."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A reduction somebody found: of which line, why, and whether it is certain or waits for a person's word."""

    line: str
    kind: Reduction
    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Reduced:
    """A reduction that was taken: `taken` đồng of a line of which `left` remain."""

    line: str
    number: int
    name: str
    unit: str
    unit_name: str
    source: str
    nature: str
    category: str
    year: int | None
    kind: Reduction
    reason: str
    certain: bool
    taken: int
    left: int


def reduce_figures(cursor: Cursor, figures: Figures, found: Sequence[Proposed]) -> tuple[Figures, tuple[Reduced, ...]]:
    """The lines as the appraisal leaves them, and what it took; one reduction a line, the first of its kind's order that takes anything."""
    if not found:
        return figures, ()
    place = {line: at for at, line in enumerate(figures.ids)}
    ranked = sorted(found, key=lambda one: (list(Reduction).index(one.kind) == 0, list(Reduction).index(one.kind), one.line))
    chosen: dict[int, Proposed] = {}
    for one in ranked:
        at = place.get(one.line)
        if at is not None and at not in chosen and figures.amount[at] > 0:
            chosen[at] = one
    reduced = figures
    gone = np.zeros(len(figures), np.bool_)
    for way in dict.fromkeys(WAY.values()):
        places = np.array(sorted(at for at, one in chosen.items() if WAY[one.kind] == way), np.int64)
        if way.action is CutAction.DROP:
            gone[places[figures.spent[places] == 0]] = True
        elif len(places):
            effect = read_effect(cursor, Step("", "", way.kind, way.settings), figures.staged.take(pa.array(places)))
            at, left = effect.column("place").to_numpy(), effect.column("amount").to_numpy()
            reduced = reduced.changed(effect.filter(pa.array((left < figures.amount[at]) & (left >= figures.spent[at]))))
    told = tuple(
        _tell(figures, at, one, 0 if gone[at] else int(reduced.amount[at]))
        for at, one in sorted(chosen.items())
        if gone[at] or reduced.amount[at] < figures.amount[at]
    )
    return reduced.only(~gone), told


def _tell(figures: Figures, at: int, one: Proposed, left: int) -> Reduced:
    names = ("line", "name", "unit", "unit_name", "source", "nature", "category")
    texts = {name: str(figures.rows.column(name)[at].as_py() or "") for name in names}
    year = None if figures.year[at] == NO_YEAR else int(figures.year[at])
    number, taken = int(figures.rows.column("number")[at].as_py()), int(figures.amount[at]) - left
    return Reduced(**texts, number=number, year=year, kind=one.kind, reason=one.reason, certain=one.certain, taken=taken, left=left)
