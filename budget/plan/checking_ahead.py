"""Checking all lines of a scenario once however many ask, in pieces that give way to people, beside the screens or for one of them.

At a million lines this takes some 20 seconds of processor. Done by each screen that asks, it was done several times at once, and the
first edits after opening stood behind it.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from budget.plan.giving_way import People, Pieces, Stopped

Work = Callable[[Callable[[], None]], int]
"""Checks everything, calling what it is given once it has its snapshot and between its pieces; gives how many problems it keeps."""
PATIENCE = 1.0
"""Seconds in which a check that needs no lock held elsewhere has its snapshot."""
ATTENTION = 3.0
"""Seconds after which who asked and has not asked again is taken to have gone elsewhere."""
PORTION = 50_000
"""New objects that are looked through in less than a tenth of a second."""
MANY = 50_000
"""Problems beyond which Python would look through all of them again and again while they are made."""


@dataclass
class Going:
    """One check: whether it has its snapshot, so that it needs no lock any more, whether it has ended, until when somebody waits for it."""

    begun: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    waited: float = float("-inf")


class CheckingAhead:
    """The checks of whole scenarios that are going on in a plan."""

    def __init__(self, people: People) -> None:
        """Nothing is going on."""
        self._people = people
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._going: dict[str, Going] = {}

    def begin(self, scenario: str, work: Work, *, waited: bool = False) -> None:
        """Let the work be done in a thread of its own, unless it is going on already.

        `waited`: somebody looks at the place where the answer will stand, and asks again every second or so while they do.
        """
        with self._lock:
            standing = self._going.get(scenario)
            going = standing or Going()
            if waited:
                going.waited = max(going.waited, self._people.clock() + ATTENTION)
            if standing is not None or self._stop.is_set():
                return
            self._going[scenario] = going
        threading.Thread(target=self._do, args=(scenario, going, work), name="checking-ahead", daemon=True).start()

    def finish(self, scenario: str, work: Work) -> None:
        """Do the work here, or wait until it is done where it is going on already.

        Who holds the writer lock may come here too: a check that is still waiting for that lock is not waited for.
        """
        with self._lock:
            standing = self._going.get(scenario)
            going = standing or self._going.setdefault(scenario, Going())
            going.waited = float("inf")
        if standing is None:
            self._do(scenario, going, work)
        elif standing.begun.wait(PATIENCE):
            standing.done.wait()
        else:
            with suppress(Stopped):
                work(Pieces(self._people, self._stop).between)

    def stop(self) -> None:
        """End what is going on; returns when it has ended. The plan is about to be closed."""
        self._stop.set()
        with self._lock:
            going = list(self._going.values())
        for each in going:
            each.done.wait()

    def _do(self, scenario: str, going: Going, work: Work) -> None:
        pieces = Pieces(self._people, self._stop, lambda: self._people.clock() < going.waited)
        aside = Aside()

        def between() -> None:
            going.begun.set()
            if gc.get_count()[0] > PORTION:
                aside.lay()
            pieces.between()

        try:
            with uncollected():
                if work(between) > MANY:
                    pieces.between()
                    aside.lay()
        except Stopped:
            pass
        finally:
            with self._lock:
                del self._going[scenario]
            going.begun.set()
            going.done.set()


class Aside:
    """Lays what a check keeps aside, portion by portion, so that no collection of garbage ever looks through all of it.

    Python itself would choose the next edit for that, and again with every full collection: more than a second for 700,000 problems.
    What ends up as garbage in circles later (a session that stood open now) is found when the next check of many lines begins this.
    """

    def __init__(self) -> None:
        """Nothing is laid aside yet."""
        self._begun = False

    def lay(self) -> None:
        """Collect what became garbage since the last time, and never look through the rest again."""
        if self._begun:
            gc.collect(0)  # while nothing is collected by itself, all that is new is of the youngest generation
        else:
            gc.unfreeze()
            gc.collect()
        self._begun = True
        gc.freeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection of garbage inside: each stands every thread still, for longer the more is kept, and here nearly all is kept."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
