"""The least harm that reaches the target, with its proof: the one door to every way of solving.

Ways: prices and exact blocks where one target couples the units (the usual question, of any size), a general solver for small questions
and for rules of many shapes. A question nothing can answer is asked again with the rules that give way in the cheapest way.
"""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from budget.cuts.answer import KEPT, Answer, ContradictionError, Relaxed, StoppedError, broken_lines, broken_rows, harm_of, proved
from budget.cuts.instance import Instance, Ints
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.components import TooWideError
from budget.cuts.search.found import OutOfTimeError, Search
from budget.cuts.search.relaxing import relax
from budget.cuts.search.several_targets import search_several
from budget.cuts.search.target_search import search_target
from budget.cuts.search.whole import solve_whole

Progress = Callable[[float, str], bool]
"""Told the share done and what is being done; answers whether to go on."""
SMALL = 1_500
"""Up to so many options a question that prices do not settle is given whole to the general solver."""
LARGE = 20_000
"""With more options than this a question without an answer by prices is taken to have none, and its rules are eased."""
WIDE = 1e-4
"""A gap that is worth some seconds of the general solver."""
POLISHING = 15.0
"""Seconds that the general solver gets to better an answer that is there already."""
PULSE = 0.1
"""Seconds between two words of progress."""
OPTIMAL, FEASIBLE, RELAXED, STOPPED = "optimal", "feasible", "relaxed", "stopped"


def solve(instance: Instance, *, gap: float = 1e-6, time_limit: float = 60.0, progress: Progress | None = None) -> Answer:
    """The answer with the least harm, proved to within `gap` (a share) unless `time_limit` seconds are up before.

    Of equally good answers the one found first, larger lines and then earlier ids before others: the order lines came in is of no account.
    ContradictionError when no answer keeps the pins beside the locks, StoppedError when `progress` answers no.
    """
    run = _Run(gap, time.monotonic() + time_limit, progress or (lambda _share, _words: True))
    begun = time.monotonic()
    run.tell(0.0, "Đang sắp xếp các khoản mục")
    table = _try_lay_out(instance)
    answer, relaxed = _answer(instance, table, run), tuple[Relaxed, ...]()
    if answer is None:
        run.tell(0.3, "Mục tiêu không đạt được, đang tìm cách nới ít nhất")
        eased = relax(instance, table, run.left())
        instance, relaxed = eased.instance, eased.relaxed
        answer = _answer(instance, _try_lay_out(instance), run, eased.chosen)
        if answer is None:
            raise RuntimeError("a question that was eased has no answer")
    _expect_kept(instance, answer.chosen)
    status = RELAXED if relaxed else answer.status
    return replace(answer, status=status, relaxed=relaxed, seconds=time.monotonic() - begun)


class _Run:
    """What every way of solving needs to know: the gap asked for, the time left, whom to tell."""

    def __init__(self, gap: float, until: float, progress: Progress) -> None:
        self.gap, self._until, self._progress = gap, until, progress
        self._begun, self._told = time.monotonic(), 0.0

    def pulse(self) -> None:
        """Say now and then that the search goes on: its share is of the time it may take, for nobody knows how long it will.

        OutOfTimeError when that is up.
        """
        if time.monotonic() >= self._until:
            raise OutOfTimeError
        self.still()

    def still(self) -> None:
        """The same, whatever the time."""
        now = time.monotonic()
        if now - self._told >= PULSE:
            spent = now - self._begun
            self._told = now
            self.tell(min(0.95, spent / (spent + 2.0)), "Đang tìm cách cắt ít thiệt hại nhất")

    def tell(self, share: float, words: str) -> None:
        """Say how far it has come; StoppedError when nobody wants to hear more."""
        if not self._progress(share, words):
            raise StoppedError

    def left(self) -> float:
        """The seconds that are left, a tenth at least."""
        return max(0.1, self._until - time.monotonic())


def _try_lay_out(instance: Instance) -> Table | None:
    try:
        return None if instance.idle else lay_out(instance)
    except TooWideError:
        return None


def _answer(instance: Instance, table: Table | None, run: _Run, known: Ints | None = None) -> Answer | None:
    """The best answer to the question as it stands, `known` being one; None when there is none."""
    if instance.idle:
        return _kept(instance)
    search = _with_known(instance, _by_prices(instance, table, run) if table else _nothing(instance), known)
    if search.impossible:
        return None
    found = search.chosen is not None
    if found and (search.is_near(run.gap) or not _pays_whole(instance, search, run.left())):
        return _told(instance, search, run.gap)
    if not found and table and len(instance.options) > LARGE:
        return None
    run.tell(0.5, "Đang giải toàn bộ bài toán")
    solved = solve_whole(instance, run.gap, min(run.left(), POLISHING) if found else run.left())
    if solved.impossible and not found:
        return None
    search = _with_known(instance, replace(search, bound=max(search.bound, solved.bound)), solved.chosen)
    return None if search.chosen is None else _told(instance, search, run.gap)


def _nothing(instance: Instance) -> Search:
    return Search(None, -np.inf, np.zeros(len(instance.rows)))


def _with_known(instance: Instance, search: Search, known: Ints | None) -> Search:
    """With an answer that is known, if it is better than what was found."""
    if known is None or (search.chosen is not None and search.harm <= harm_of(instance, known)):
        return search
    return replace(search, chosen=known, harm=harm_of(instance, known), impossible=False)


def _kept(instance: Instance) -> Answer | None:
    """The one answer where nothing may be done; None when it keeps no rule."""
    chosen = np.full(len(instance.lines), KEPT, np.int64)
    if broken_rows(instance, chosen) or instance.lines.forced.any():
        return None
    return Answer(chosen, 0, 0.0, OPTIMAL, (0.0,) * len(instance.rows))


def _pays_whole(instance: Instance, search: Search, left: float) -> bool:
    """Whether the general solver may still better an answer: a small question, or one that prices left wide open."""
    return left > 1.0 and (len(instance.options) <= SMALL or (len(instance.options) <= LARGE and not search.is_near(WIDE)))


def _by_prices(instance: Instance, table: Table, run: _Run) -> Search:
    if len(table.coupling) == 1:
        return search_target(instance, table, run.gap, run.left, run.pulse)
    search = search_several if len(table.coupling) else search_target
    return search(instance, table, run.gap, run.left, run.still)


def _told(instance: Instance, search: Search, gap: float) -> Answer:
    chosen = search.chosen if search.chosen is not None else np.full(len(instance.lines), KEPT, np.int64)
    harm = harm_of(instance, chosen)
    found = Answer(chosen, harm, proved(harm, search.bound), FEASIBLE, tuple(float(price) for price in search.price))
    return replace(found, status=OPTIMAL) if found.gap <= gap else found


def _expect_kept(instance: Instance, chosen: Ints) -> None:
    """RuntimeError when an answer breaks a rule: our own mistake, never to be shown as an answer."""
    off = [f"row {row} off by {by}" for row, by in broken_rows(instance, chosen)] + broken_lines(instance, chosen)
    if off:
        raise RuntimeError(f"an answer that breaks its own rules: {'; '.join(off[:5])}")


__all__ = ["ContradictionError", "Progress", "Relaxed", "StoppedError", "solve"]
