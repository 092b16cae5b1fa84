"""What one person is searching for: a question drawn once, its frontier, and one target of it; targets change, the frontier stays.

A target that is a point of the frontier has its answer at once; every target is searched for by itself too, which tells the prices of its
rules. Both run in the program's slot. A question of making room is drawn anew for another target, since its rows hang on it.
"""

from dataclasses import replace

import numpy as np

from budget.cuts.answer import Answer
from budget.cuts.curve import Curve, CurvePoint, read_curve
from budget.cuts.drawing import Drawn
from budget.cuts.instance import Instance, RowKind, is_same_question
from budget.cuts.process.following import Search, SearchState, Standing
from budget.cuts.process.running import SLOT, Running
from budget.cuts.process.wire import Asked, Found, Request
from budget.cuts.rules import Ruled, target_of
from budget.cuts.settings import Target
from budget.cuts.transfers.drawing import RoomDrawn
from budget.cuts.transfers.rows import as_one

GAP, SECONDS, FRONTIER_SECONDS, POINTS = 1e-6, 60.0, 120.0, 25
"""How near to the best an answer is proved to be, how long the searches may take, and how many points the frontier has at least."""
_REACHING = ("optimal", "feasible")


def aimed(drawn: Drawn, targets: tuple[Target, ...]) -> Drawn:
    """The same question with other amounts for its targets, which stay about what they were about; nothing is read again."""
    ruled = Ruled(drawn.figures, drawn.choices, drawn.counted)
    asked = iter(target_of(target, drawn.settings.year, ruled) for target in targets)
    rows = tuple(next(asked) if row.kind is RowKind.TARGET else row for row in drawn.instance.rows)
    return replace(drawn, settings=replace(drawn.settings, targets=targets), instance=replace(drawn.instance, rows=rows))


class Inquiry:
    """A question in hand, its searches and what they have found so far."""

    def __init__(self, drawn: Drawn, slot: Running | None = None) -> None:
        """Ask for the answer to the question's own target, and then for its frontier; in the program's slot when none is named."""
        self._slot = slot or SLOT
        self.drawn = drawn
        self._read: dict[int, CurvePoint] = {}
        self.single = self._start(Asked.SOLVE, drawn.instance)
        self.frontier = self._start(Asked.FRONTIER, as_one(drawn.instance) if isinstance(drawn, RoomDrawn) else drawn.instance)

    def aim(self, targets: tuple[Target, ...]) -> None:
        """Turn to other amounts; nothing happens when they are the same. ValueError for a question of making room."""
        if targets == self.drawn.settings.targets:
            return
        if isinstance(self.drawn, RoomDrawn):
            raise ValueError("a question of making room is drawn anew")
        self.drawn = aimed(self.drawn, targets)
        self.single.cancel()
        self.single = self._start(Asked.SOLVE, self.drawn.instance)

    def stand_on(self, drawn: Drawn) -> bool:
        """Go on over newer figures on which the very same question was drawn; False when they make it another one."""
        if isinstance(self.drawn, RoomDrawn) or isinstance(drawn, RoomDrawn):
            return False
        turned = aimed(drawn, self.drawn.settings.targets)
        levels = not drawn.settings.strict or np.array_equal(turned.need.level, self.drawn.need.level)
        if turned.settings != self.drawn.settings or not levels or not is_same_question(turned.instance, self.drawn.instance):
            return False
        self.drawn = turned
        self._read.clear()
        return True

    def cancel(self) -> None:
        """Stop what is going on; what was found stays."""
        self.single.cancel()
        self.frontier.cancel()

    @property
    def points(self) -> tuple[Found, ...]:
        """The points of the frontier found so far, by what they save."""
        return tuple(sorted(self.frontier.look().found, key=lambda found: found.target))

    @property
    def known(self) -> tuple[Found, ...]:
        """The points of the frontier, and the target's own answer among them where it reaches the target."""
        answer = self.answer
        if answer is None or answer.status not in _REACHING or isinstance(self.drawn, RoomDrawn):
            return self.points
        others = [found for found in self.points if found.target != self.drawn.target]
        return tuple(sorted([*others, Found(self.drawn.target, answer)], key=lambda found: found.target))

    @property
    def curve(self) -> Curve:
        """All that is known as a curve; each point is worked out once, for a screen reads it again and again."""
        return read_curve(self.drawn, self.known, self._read)

    @property
    def answer(self) -> Answer | None:
        """The answer to the target; None while it is searched for, or when there is none."""
        found = self.single.look().found
        return found[-1].answer if found else self._of_frontier()

    def standings(self) -> list[Standing]:
        """How the searches stand, that of the target first."""
        return [self.single.look(), self.frontier.look()]

    @property
    def is_over(self) -> bool:
        """Whether nothing is going on any more."""
        return all(standing.is_over for standing in self.standings())

    @property
    def is_done(self) -> bool:
        """Whether all was found that was asked for, and nothing was stopped."""
        return all(standing.state is SearchState.DONE for standing in self.standings())

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped it."""
        return any(standing.state is SearchState.CANCELLED and standing.problem is None for standing in self.standings())

    def _of_frontier(self) -> Answer | None:
        """The answer of the frontier's point at this very target; the frontier knows nothing of levels, nor of room."""
        if self.drawn.settings.strict or isinstance(self.drawn, RoomDrawn):
            return None
        return next((found.answer for found in self.points if found.target == self.drawn.target), None)

    def _start(self, asked: Asked, instance: Instance) -> Search:
        level = self.drawn.need.level if self.drawn.settings.strict and asked is Asked.SOLVE else None
        seconds = SECONDS if asked is Asked.SOLVE else FRONTIER_SECONDS
        request = Request(asked, instance, GAP, seconds, POINTS, level)
        if asked is Asked.FRONTIER and not len(instance.options):
            return finished(request, self.drawn.seq)
        return self._slot.start(request, self.drawn.seq)


def finished(request: Request, base_seq: int) -> Search:
    """A search for what is not there: over before it began."""
    search = Search(request, base_seq)
    search.end(SearchState.DONE)
    return search
