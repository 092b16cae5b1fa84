"""Checking all lines of a scenario once however many ask, in pieces that give way to people, beside the screens or for one of them.

At a million lines this takes some 20 seconds of processor. Done by each screen that asks, it was done several times at once, and the
first edits after opening stood behind it.
"""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from budget.plan.giving_way import People, Pieces, Stopped

Work = Callable[[Callable[[], None]], int]
"""Checks everything, calling what it is given between its pieces; gives how many problems it keeps."""
MANY = 50_000
"""Problems beyond which Python would look through all of them again and again while they are made."""


class CheckingAhead:
    """The checks of whole scenarios that are going on in a plan."""

    def __init__(self, people: People) -> None:
        """Nothing is going on."""
        self._people = people
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._going: dict[str, threading.Event] = {}

    def begin(self, scenario: str, work: Work) -> None:
        """Let the work be done in a thread of its own, unless it is going on already."""
        with self._lock:
            if scenario in self._going or self._stop.is_set():
                return
            done = self._going[scenario] = threading.Event()
        threading.Thread(target=self._do, args=(scenario, done, work), name="checking-ahead", daemon=True).start()

    def finish(self, scenario: str, work: Work) -> None:
        """Do the work here, or wait until it is done where it is going on already."""
        with self._lock:
            going = self._going.get(scenario)
            done = going or self._going.setdefault(scenario, threading.Event())
        if going is not None:
            going.wait()
        else:
            self._do(scenario, done, work)

    def stop(self) -> None:
        """End what is going on; returns when it has ended. The plan is about to be closed."""
        self._stop.set()
        with self._lock:
            going = list(self._going.values())
        for done in going:
            done.wait()

    def _do(self, scenario: str, done: threading.Event, work: Work) -> None:
        pieces = Pieces(self._people, self._stop)
        try:
            with uncollected():
                if work(pieces.between) > MANY:
                    pieces.between()
                    lay_aside()
        except Stopped:
            pass
        finally:
            with self._lock:
                del self._going[scenario]
            done.set()


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
