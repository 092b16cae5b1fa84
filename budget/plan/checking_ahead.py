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
MANY = 50_000
"""Problems beyond which Python would look through all of them again and again while they are made."""


@dataclass(frozen=True)
class Going:
    """One check: whether it has taken its snapshot, so that it needs no lock any more, and whether it has ended."""

    begun: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)


class CheckingAhead:
    """The checks of whole scenarios that are going on in a plan."""

    def __init__(self, people: People) -> None:
        """Nothing is going on."""
        self._people = people
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._going: dict[str, Going] = {}

    def begin(self, scenario: str, work: Work) -> None:
        """Let the work be done in a thread of its own, unless it is going on already."""
        with self._lock:
            if scenario in self._going or self._stop.is_set():
                return
            going = self._going[scenario] = Going()
        threading.Thread(target=self._do, args=(scenario, going, work), name="checking-ahead", daemon=True).start()

    def finish(self, scenario: str, work: Work) -> None:
        """Do the work here, or wait until it is done where it is going on already.

        Who holds the writer lock may come here too: a check that is still waiting for that lock is not waited for.
        """
        with self._lock:
            standing = self._going.get(scenario)
            going = standing or self._going.setdefault(scenario, Going())
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
        pieces = Pieces(self._people, self._stop)

        def between() -> None:
            going.begun.set()
            pieces.between()

        try:
            with uncollected():
                if work(between) > MANY:
                    pieces.between()
                    lay_aside()
        except Stopped:
            pass
        finally:
            with self._lock:
                del self._going[scenario]
            going.begun.set()
            going.done.set()


def lay_aside() -> None:
    """Collect garbage now, while nobody acts, and never look through what is left until this is called again.

    Python itself would choose the next edit for it, and look through all problems with every collection after that. What ends up as
    garbage in circles meanwhile (a session that stood open now) is found the next time.
    """
    gc.unfreeze()
    gc.collect()
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
