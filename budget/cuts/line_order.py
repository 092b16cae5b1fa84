"""Which lines of an answer a person looks at, and in what order: places in the instance, so that only what is shown is told in words."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np

from budget.cuts.instance import CODE_OF, Flags, Ints
from budget.cuts.outcome import Outcome
from budget.model.states import CutAction
from budget.vietnamese import fold, sort_key


class Which(StrEnum):
    """What of the lines is shown."""

    TOUCHED = "touched"
    CUT = "cut"
    DEFERRED = "deferred"
    RE_SOURCED = "re_sourced"
    KEPT = "kept"
    LOCKED = "locked"
    ALL = "all"


class LineOrder(StrEnum):
    """By what the lines are ordered; CUTTING is the order of cutting: level, then how needed inside it."""

    CUTTING = "cutting"
    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    SOURCE = "source"
    AMOUNT = "amount"
    ACTION = "action"
    TAKEN = "taken"
    LEFT = "left"
    NEEDED = "needed"
    DECIDER = "decider"


def choose_lines(outcome: Outcome, which: Which, order: LineOrder, *, descending: bool = False, text: str = "") -> Ints:
    """The places of the lines, ordered; among equals by number. `text` is looked for in names and units without accents, or is a number."""
    shown = _SHOWN[which](outcome)
    if text.strip():
        shown = shown & _matching(outcome, text)
    places = np.flatnonzero(shown)
    key = _keys(outcome, order, places)
    numbers = outcome.drawn.need.number[places]
    found: Ints = places[np.lexsort((numbers, -key if descending else key))]
    return found


_DEFER, _RE_SOURCE, _KEEP = (CODE_OF[action] for action in (CutAction.DEFER, CutAction.RE_SOURCE, CutAction.KEEP))
_SHOWN: Mapping[Which, Callable[[Outcome], Flags]] = {
    Which.TOUCHED: lambda outcome: outcome.kind != _KEEP,
    Which.CUT: lambda outcome: outcome.saved > 0,
    Which.DEFERRED: lambda outcome: outcome.kind == _DEFER,
    Which.RE_SOURCED: lambda outcome: outcome.kind == _RE_SOURCE,
    Which.KEPT: lambda outcome: (outcome.kind == _KEEP) & ~outcome.drawn.instance.lines.locked,
    Which.LOCKED: lambda outcome: outcome.drawn.instance.lines.locked,
    Which.ALL: lambda outcome: np.ones(len(outcome.drawn.instance.lines), np.bool_),
}


def _keys(outcome: Outcome, order: LineOrder, places: Ints) -> Ints:
    """A whole number for each place, the smaller the earlier."""
    need, figures = outcome.drawn.need, outcome.drawn.figures
    numbers: Mapping[LineOrder, Callable[[], Ints]] = {
        LineOrder.CUTTING: lambda: need.weight,
        LineOrder.NUMBER: lambda: need.number,
        LineOrder.AMOUNT: lambda: outcome.drawn.here.held,
        LineOrder.ACTION: lambda: outcome.kind,
        LineOrder.TAKEN: lambda: outcome.saved + outcome.deferred,
        LineOrder.LEFT: lambda: outcome.drawn.here.held - outcome.saved - outcome.deferred,
        LineOrder.NEEDED: lambda: need.weight,
    }
    if order in numbers:
        return numbers[order]()[places]
    columns = {LineOrder.NAME: "name", LineOrder.UNIT: "unit_name", LineOrder.SOURCE: "source"}
    texts = list(need.decider) if order is LineOrder.DECIDER else figures.texts(columns[order])
    return _ranks([texts[place] for place in places.tolist()])


def _ranks(texts: list[str]) -> Ints:
    """The place of each text in Vietnamese order; equal texts have one place."""
    rank = {text: at for at, text in enumerate(sorted(set(texts), key=sort_key))}
    return np.array([rank[text] for text in texts], np.int64)


def _matching(outcome: Outcome, text: str) -> Flags:
    figures = outcome.drawn.figures
    if text.strip().isdecimal():
        return np.asarray(outcome.drawn.need.number == int(text), np.bool_)
    words = fold(text).split()
    held = (f"{name} {unit}" for name, unit in zip(figures.texts("name"), figures.texts("unit_name"), strict=True))
    return np.array([all(word in fold(one) for word in words) for one in held], np.bool_)
