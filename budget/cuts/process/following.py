"""One search as the person who asked for it sees it: waiting, running with how far it is, done, stopped, or failed with a sentence."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from budget.cuts.process.wire import Found, Request
from budget.model.problem import Problem

WAITS, STARTS = "Đang chờ lượt", "Đang khởi động bộ giải"


class SearchState(StrEnum):
    """Where a search stands; the last three are final."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class Standing:
    """A search at one moment: the share done (0..1), what is being done (Vietnamese), how many stand before it, what is found so far."""

    state: SearchState
    share: float = 0.0
    doing: str = WAITS
    ahead: int = 0
    found: tuple[Found, ...] = ()
    problem: Problem | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in (SearchState.DONE, SearchState.CANCELLED, SearchState.FAILED)


class Search:
    """A search that was asked for; `base_seq` is the journal's head its instance was drawn at."""

    def __init__(self, request: Request, base_seq: int) -> None:
        """It waits for its turn."""
        self.request, self.base_seq = request, base_seq
        self._lock = threading.Lock()
        self._standing = Standing(SearchState.WAITING)
        self._over = threading.Event()
        self._looked = time.monotonic()
        self._stop: Callable[[], None] | None = None

    def look(self) -> Standing:
        """How it stands; also says that somebody still waits for it."""
        with self._lock:
            self._looked = time.monotonic()
            return self._standing

    def cancel(self) -> None:
        """Stop it; what it has found so far stays. Nothing when it is over."""
        self.end(SearchState.CANCELLED)

    def wait(self, seconds: float | None = None) -> Standing:
        """How it stands when it is over, or after so many seconds."""
        self._over.wait(seconds)
        return self.look()

    def is_over(self, seconds: float = 0.0) -> bool:
        """Whether it is over, waiting so long for it."""
        return self._over.wait(seconds)

    @property
    def unseen(self) -> float:
        """For how many seconds nobody has looked."""
        with self._lock:
            return time.monotonic() - self._looked

    def move_up(self, ahead: int) -> None:
        """So many stand before it now."""
        with self._lock:
            self._standing = replace(self._standing, ahead=ahead)

    def begin(self, stop: Callable[[], None]) -> bool:
        """Its turn has come, `stop` ends the work; False when it is over already."""
        with self._lock:
            if self._standing.is_over:
                return False
            self._stop = stop
            self._standing = Standing(SearchState.RUNNING, 0.0, STARTS)
            return True

    def tell(self, share: float, doing: str) -> None:
        """How far it is; the share never goes back."""
        with self._lock:
            if not self._standing.is_over:
                share = min(1.0, max(share, self._standing.share))
                self._standing = replace(self._standing, share=share, doing=doing)

    def add(self, found: Found) -> None:
        """One more answer."""
        with self._lock:
            if not self._standing.is_over:
                self._standing = replace(self._standing, found=(*self._standing.found, found))

    def end(self, state: SearchState, problem: Problem | None = None) -> None:
        """It is over; only the first end counts."""
        with self._lock:
            if self._standing.is_over:
                return
            share = 1.0 if state is SearchState.DONE else self._standing.share
            self._standing = replace(self._standing, state=state, share=share, problem=problem)
            stop = self._stop
        self._over.set()
        if stop is not None:
            stop()
