"""What an answer does, line by line and by group: before, reduced by the appraisal, cut, put off, and what remains. Money in đồng.

Law: in every group before = reduced + cut + put off + moved to other sources + after, and groups add up to the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from budget.cuts.answer import KEPT, Answer
from budget.cuts.drawing import Drawn
from budget.cuts.instance import CODE_OF, KINDS, Ints
from budget.model import labels
from budget.model.states import CutAction
from budget.vietnamese import sort_key


class By(StrEnum):
    """What an outcome is grouped by."""

    UNIT = "unit"
    SOURCE = "source"
    NATURE = "nature"
    CATEGORY = "category"


NAMES: Mapping[By, Mapping[str, str]] = {By.NATURE: labels.NATURE, By.CATEGORY: labels.CATEGORY}
NOBODY = "Chưa có"
"""What a group is called whose lines tell no code."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group, in đồng; `moved` is what another source pays now (below nought: what came from others), `lines` how many are touched."""

    code: str
    name: str
    before: int
    reduced: int
    saved: int
    deferred: int
    moved: int
    after: int
    lines: int


@dataclass(frozen=True)
class Outcome:
    """An answer beside its question; the arrays are by the places of the instance's lines.

    A question about one budget year tells the money of that year, else all years'; a line put off counts in full.
    """

    drawn: Drawn
    answer: Answer

    @cached_property
    def touched(self) -> Ints:
        """The places of the lines to which anything is done."""
        found: Ints = np.flatnonzero(self.answer.chosen != KEPT)
        return found

    @cached_property
    def kind(self) -> Ints:
        """What is done to each line."""
        return self._of_lines(self.drawn.instance.options.kind, CODE_OF[CutAction.KEEP])

    @cached_property
    def saved(self) -> Ints:
        """What each line no longer asks for (of the year of the question, when it has one)."""
        return self._of_lines(self.drawn.here.saved)

    @cached_property
    def deferred(self) -> Ints:
        """What of each line is put off (past the year of the question, when it has one)."""
        here, options = self.drawn.here, self.drawn.instance.options
        late = options.deferred if here.year is None else here.gone - here.saved
        return self._of_lines(late)

    @cached_property
    def harm(self) -> Ints:
        """The harm done to each line."""
        return self._of_lines(self.drawn.instance.options.harm)

    @property
    def gone(self) -> int:
        """What counts towards the target of the whole: what is cut and, in a question about one year, what is put off past it."""
        return int(self.drawn.here.gone[self.answer.options()].sum())

    @cached_property
    def moved(self) -> Ints:
        """What of each line another source pays."""
        found: Ints = np.where(self.kind == CODE_OF[CutAction.RE_SOURCE], self.drawn.here.held, 0)
        return found

    def action(self, line: int) -> CutAction:
        """What is done to one line."""
        return KINDS[int(self.kind[line])]

    def grouped(self, by: By) -> list[Group]:
        """The outcome by group, in Vietnamese order of names."""
        drawn = self.drawn
        known, at = drawn.figures.codes(by.value)
        columns = {
            "after": drawn.here.held - self.saved - self.deferred - self.moved,
            "saved": self.saved,
            "deferred": self.deferred,
            "moved": self.moved,
            "lines": (self.kind != CODE_OF[CutAction.KEEP]).astype(np.int64),
        }
        places = {code: place for place, code in enumerate(known)}
        for code in (str(getattr(one, by.value)) for one in drawn.reduced):
            places.setdefault(code, len(places))
        arrived = self._arrived() if by is By.SOURCE else {}
        for code in arrived:
            places.setdefault(code, len(places))
        sums = {name: _sum(at, column, len(places)) for name, column in columns.items()}
        reduced = np.zeros(len(places), np.int64)
        for one in drawn.reduced:
            if drawn.settings.year in (None, one.year):
                reduced[places[str(getattr(one, by.value))]] += one.taken
        for code, amount in arrived.items():
            sums["moved"][places[code]] -= amount
            sums["after"][places[code]] += amount
        if by is not By.SOURCE:
            sums["after"] += sums["moved"]
            sums["moved"][:] = 0
        return [
            _group(code, self._name(by, code), {name: int(column[place]) for name, column in sums.items()}, int(reduced[place]))
            for code, place in sorted(places.items(), key=lambda item: sort_key(self._name(by, item[0])))
        ]

    def _arrived(self) -> dict[str, int]:
        """What comes to each source from others."""
        found: dict[str, int] = {}
        options = self.drawn.instance.options
        for line in np.flatnonzero(self.moved).tolist():
            source = self.drawn.instance.sources[int(options.value[self.answer.chosen[line]])]
            found[source] = found.get(source, 0) + int(self.moved[line])
        return found

    def _name(self, by: By, code: str) -> str:
        if not code:
            return NOBODY
        if by in NAMES:
            return NAMES[by].get(code, code)
        return self.drawn.names.get(code, code)

    def _of_lines(self, column: Ints, kept: int = 0) -> Ints:
        found = np.full(len(self.drawn.instance.lines), kept, np.int64)
        found[self.touched] = column[self.answer.chosen[self.touched]]
        return found


def _sum(at: Ints, column: Ints, count: int) -> Ints:
    sums = np.zeros(count, np.int64)
    np.add.at(sums, at, column)
    return sums


def _group(code: str, name: str, sums: Mapping[str, int], reduced: int) -> Group:
    before = sums["after"] + sums["saved"] + sums["deferred"] + sums["moved"] + reduced
    return Group(code, name, before, reduced, sums["saved"], sums["deferred"], sums["moved"], sums["after"], sums["lines"])


def total_of(groups: Sequence[Group]) -> Group:
    """The sum of groups."""
    names = ("before", "reduced", "saved", "deferred", "moved", "after", "lines")
    return Group("", "Tổng cộng", *(sum(getattr(group, name) for group in groups) for name in names))
