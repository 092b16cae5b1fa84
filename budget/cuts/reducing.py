"""Reductions of the appraisal (giảm trừ thẩm định) taken before anything is cut, so that they never count as saved (domain rule 7.15).

What is locked or under contract is only told, and money that is spent already cannot be taken back: both are passed over here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from budget.cuts.figures import NO_YEAR, Figures
from budget.cuts.necessity.reductions import ReducedLine
from budget.model.states import OperationKind, Reduction
from budget.scenarios.effects import read_effect
from budget.scenarios.operations import Settings, settings_to_text
from budget.scenarios.replay import Step
from budget.store.database import Cursor


@dataclass(frozen=True, slots=True)
class Reduced:
    """A reduction that was taken: `taken` đồng of a line of which `left` remain, by which operation and why."""

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
    operation: OperationKind
    reason: str
    citation: str
    certain: bool
    taken: int
    left: int
    settings: Settings = field(default_factory=dict)


def reduce_figures(
    cursor: Cursor, figures: Figures, found: Sequence[ReducedLine], kinds: Collection[Reduction], *, proposed: bool
) -> tuple[Figures, tuple[Reduced, ...]]:
    """The lines as the appraisal leaves them, and what it took: reductions of some kinds, those nobody confirmed only if `proposed`."""
    wanted = [one for one in found if one.ground in kinds and not one.held and (one.certain or proposed)]
    if not wanted:
        return figures, ()
    place = {line: at for at, line in enumerate(figures.ids)}
    chosen = {place[one.line]: one for one in wanted if one.line in place}
    reduced, gone = figures, np.zeros(len(figures), np.bool_)
    groups: dict[tuple[OperationKind, str], list[int]] = {}
    for at, one in sorted(chosen.items()):
        groups.setdefault((one.operation, settings_to_text(one.settings)), []).append(at)
    for (kind, _), places in groups.items():
        if kind is OperationKind.DROP:
            gone[[at for at in places if figures.spent[at] == 0]] = True
            continue
        step = Step("", "", kind, chosen[places[0]].settings)
        effect = read_effect(cursor, step, figures.staged.take(pa.array(places, pa.int64())))
        at, left = effect.column("place").to_numpy(), effect.column("amount").to_numpy()
        reduced = reduced.changed(effect.filter(pa.array((left < figures.amount[at]) & (left >= figures.spent[at]))))
    told = tuple(
        _tell(figures, at, one, 0 if gone[at] else int(reduced.amount[at]))
        for at, one in sorted(chosen.items())
        if gone[at] or reduced.amount[at] < figures.amount[at]
    )
    return reduced.only(~gone & (reduced.amount > 0)), told


def _tell(figures: Figures, at: int, one: ReducedLine, left: int) -> Reduced:
    names = ("line", "name", "unit", "unit_name", "source", "nature", "category")
    texts = {name: str(figures.rows.column(name)[at].as_py() or "") for name in names}
    year = None if figures.year[at] == NO_YEAR else int(figures.year[at])
    number, taken = int(figures.rows.column("number")[at].as_py()), int(figures.amount[at]) - left
    about = {"kind": one.ground, "operation": one.operation, "reason": one.sentence, "citation": one.citation, "certain": one.certain}
    return Reduced(**texts, **about, number=number, year=year, taken=taken, left=left, settings=one.settings)  # type: ignore[arg-type]
