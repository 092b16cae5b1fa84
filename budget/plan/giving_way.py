"""Work that can wait gives way to people: between its pieces it stands still while somebody has just saved something."""

import threading
import time
from collections.abc import Callable

QUIET = 3.0
"""Seconds after a save in which the next one is likely: somebody works down a column."""
SHARE = 4
"""A piece is waited out at most so many times as long as it took where somebody waits for the work, though nobody ever stops typing."""
PATIENT = 50
"""The same where nobody waits for it: of those who type, one edit in fifty meets a piece."""
SHORT = 0.3
"""Seconds of work at the beginning that nobody is spared: what ends within them is not worth putting off."""
_STEP = 0.05


class Stopped(Exception):  # no error: the plan is being closed
    """The work is not wanted any more."""


class People:
    """When somebody last saved something in a plan, or was about to."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has yet."""
        self.clock = clock
        self._last = float("-inf")

    def act(self) -> None:
        """Somebody saves, or chooses what to change."""
        self._last = self.clock()

    def busy(self, quiet: float = QUIET) -> bool:
        """Whether somebody saved less than `quiet` seconds ago."""
        return self.clock() - self._last < quiet


class Pieces:
    """One run of such work; it calls `between` wherever it can stand still."""

    def __init__(self, people: People, stop: threading.Event, waited: Callable[[], bool] = lambda: True) -> None:
        """Give way to these people; end when `stop` is set; `waited` says whether somebody waits for the work just then."""
        self._people = people
        self._stop = stop
        self._waited = waited
        self._begun = people.clock()
        self._first = self._begun

    def between(self) -> None:
        """Stand still while people are busy, within SHARE or PATIENT; raises Stopped once the work is not wanted any more."""
        if self._stop.is_set():
            raise Stopped
        now = self._people.clock()
        if now - self._first < SHORT:
            return
        took = now - self._begun
        while not self._stop.is_set() and self._people.busy() and self._people.clock() < now + self._share() * took:
            self._stop.wait(min(_STEP, took))
        if self._stop.is_set():
            raise Stopped
        self._begun = self._people.clock()

    def _share(self) -> int:
        return SHARE if self._waited() else PATIENT
