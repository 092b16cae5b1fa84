"""The frontier as people read it: its points, its knees where saving begins to cost much more, and where later levels begin to be hit."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass

import numpy as np

from budget.cuts.answer import Answer, saved_by
from budget.cuts.drawing import Drawn
from budget.cuts.process.wire import Found
from budget.cuts.search.frontier import across_the_board
from budget.model import labels
from budget.model.states import Band

STEEPER_BY = (3, 2)
"""A knee is a point after which a đồng costs at least 3/2 of what it cost before it."""
MOST_KNEES = 2
BANDS = 6
"""Levels below this are the bands a) to e); above them come the lines outside: priority 4, 3, 2, 1."""
_FIRST_PRIORITY = 4


@dataclass(frozen=True)
class CurvePoint:
    """One point: the target it answers, what counts as saved (đồng), its harm, `across` that of one percentage off all, the last level."""

    target: int
    saved: int
    harm: int
    across: int
    level: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Edge:
    """From this saving on lines of a later level are cut."""

    saved: int
    level: int
    words: str


@dataclass(frozen=True)
class Curve:
    """The points by what they save; the knees among them, the steepest first; the edges, the earliest first."""

    points: tuple[CurvePoint, ...]
    knees: tuple[CurvePoint, ...]
    edges: tuple[Edge, ...]

    def around(self, target: int) -> tuple[CurvePoint | None, CurvePoint | None]:
        """The points next below and next above a target, itself left out."""
        below = [point for point in self.points if point.target < target]
        above = [point for point in self.points if point.target > target]
        return (below[-1] if below else None), (above[0] if above else None)


def read_curve(drawn: Drawn, found: Sequence[Found], read: MutableMapping[int, CurvePoint] | None = None) -> Curve:
    """The curve of the points found so far, in whatever order they came; of targets with one outcome the largest stands for all.

    What saves as much as a point does, with less harm, answers for it: a point that a search out of time left above such an
    answer is none, for the curve never falls. `read` keeps what each answer came to, for who reads a curve again with every new point.
    """
    read = {} if read is None else read
    every = _rising([_read_once(drawn, each, read) for each in sorted(found, key=lambda each: each.target)], drawn)
    points = tuple(sorted({(point.saved, point.harm): point for point in every}.values(), key=lambda point: (point.saved, point.target)))
    return Curve(points, _knees(points), _edges(points))


def _rising(points: Sequence[CurvePoint], drawn: Drawn) -> list[CurvePoint]:
    """The points that none of the others betters, in their order."""
    reached = [_reached(point, drawn) for point in points]
    return [
        point
        for point, own in zip(points, reached, strict=True)
        if not any(other.harm < point.harm and much >= own for other, much in zip(points, reached, strict=True))
    ]


def _read_once(drawn: Drawn, found: Found, read: MutableMapping[int, CurvePoint]) -> CurvePoint:
    known = read.get(id(found.answer))
    if known is None or known.answer is not found.answer or known.target != found.target:
        known = read[id(found.answer)] = _point(drawn, found)
    return known


def _reached(point: CurvePoint, drawn: Drawn) -> int:
    """What a point saves by the target's own measure, where that is one; else what it was asked for."""
    rows = drawn.instance.targets
    if len(rows) != 1:
        return point.target
    taken = np.zeros(len(drawn.instance.options), np.bool_)
    taken[point.answer.options()] = True
    return int(rows[0].weight[taken[rows[0].option]].sum())


def _point(drawn: Drawn, found: Found) -> CurvePoint:
    options = found.answer.options()
    saved = int(drawn.here.gone[options].sum())
    touched = np.flatnonzero(found.answer.chosen >= 0)
    level = int(drawn.need.level[touched].max()) if len(touched) else -1
    across = across_the_board(drawn.instance, saved_by(drawn.instance, found.answer.chosen))
    return CurvePoint(found.target, saved, found.answer.harm, across, level, found.answer)


def _knees(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """Points whose next step is much steeper than the one before, by whole numbers."""
    found = []
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        rise, run = here.harm - before.harm, here.saved - before.saved
        next_rise, next_run = after.harm - here.harm, after.saved - here.saved
        if run > 0 and next_run > 0 and rise > 0 and next_rise * run * STEEPER_BY[1] >= rise * next_run * STEEPER_BY[0]:
            found.append((next_rise * run / (rise * next_run), here))
    return tuple(point for _, point in sorted(found, key=lambda item: (-item[0], item[1].saved))[:MOST_KNEES])


def _edges(points: Sequence[CurvePoint]) -> tuple[Edge, ...]:
    edges, last = list[Edge](), BANDS - 1
    for point in points:
        if point.level > last:
            edges.append(Edge(point.saved, point.level, f"Từ đây cắt cả {say_level(point.level)}"))
            last = point.level
    return tuple(edges)


def say_level(level: int) -> str:
    """A level inside a sentence."""
    if level < BANDS:
        return f"nhóm {labels.BAND[tuple(Band)[level]][:2]}"
    priority = max(1, _FIRST_PRIORITY - (level - BANDS))
    return f"khoản ưu tiên {priority}"
