"""The one place where searches run: one at a time in a process of its own, the others wait their turn and are told so.

A search ends when it is done, cancelled, over its time, or when nobody has looked at it for a while, as when its person has gone.
"""

import atexit
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from budget.cuts.process.child import WORKER, Child
from budget.cuts.process.following import Search, SearchState
from budget.cuts.process.frames import BrokenMessage, Message
from budget.cuts.process.wire import ANSWER, END, FAILED, PROGRESS, Request, read_answer, request_message
from budget.cuts.process.worker import CONTRADICTION, NO_MEMORY
from budget.model.problem import Problem

PATIENCE = 90.0
"""Seconds without anybody looking after which a search is given up; a browser's hidden tab still looks once a minute."""
SPARE_SECONDS = 600.0
"""How long a worker is kept ready for the next request."""
_GRACE = 30.0
"""Seconds beyond a search's own limit before it is ended from outside."""
_TICK = 0.25

ABANDONED = Problem("search_abandoned", "Lần tìm đã dừng vì không còn ai xem.", "Bấm Tìm lại.")
TOO_LONG = Problem(
    "search_too_long",
    "Lần tìm bị dừng vì quá thời gian cho phép.",
    "Bớt cách xử lý được phép, hoặc chọn ít đơn vị hơn, rồi tìm lại.",
)
TOO_BIG = Problem(
    "search_no_memory", "Lần tìm bị dừng vì máy không đủ bộ nhớ.", "Bớt cách xử lý được phép rồi tìm lại, hoặc báo người quản trị."
)
BROKEN = Problem(
    "search_broken", "Bộ giải dừng giữa chừng nên chưa có kết quả; số liệu không bị thay đổi.", "Tìm lại. Nếu vẫn lỗi, báo người quản trị."
)
CLASHING = Problem(
    "search_contradiction",
    "Các khoản đã ghim và các khoản không được cắt mâu thuẫn với nhau nên không có phương án nào.",
    "Bỏ bớt ghim, nhất là ghim cắt ở khoản mà khoản không được cắt cần đến, rồi tìm lại.",
)
_WHY = {NO_MEMORY: TOO_BIG, CONTRADICTION: CLASHING}


class Running:
    """The slot of this program and those who wait for it; threads and processes exist only while there is work, or a spare worker."""

    def __init__(self, command: Sequence[str] = WORKER, patience: float = PATIENCE) -> None:
        """Nothing runs. `command` starts a worker."""
        self._command, self._patience = tuple(command), patience
        self._lock = threading.Lock()
        self._waiting: deque[Search] = deque()
        self._busy = False
        self._spare: tuple[Child, threading.Timer] | None = None

    def start(self, request: Request, base_seq: int = 0) -> Search:
        """Ask for a search; it begins at once when the slot is free."""
        search = Search(request, base_seq)
        with self._lock:
            self._waiting.append(search)
            search.move_up(len(self._waiting) - (not self._busy))
            begin, self._busy = not self._busy, True
        if begin:
            threading.Thread(target=self._work, name="cut-search", daemon=True).start()
        return search

    def make_ready(self) -> None:
        """Have a worker ready, for starting one takes longer than most searches; it is sent home when nobody asks for a while."""
        with self._lock:
            if self._spare is not None and self._spare[0].is_alive():
                return
            child = Child(self._command)
            clock = threading.Timer(SPARE_SECONDS, self.send_home)
            clock.daemon = True
            self._spare = child, clock
        clock.start()

    def send_home(self) -> None:
        """End the spare worker, if there is one."""
        spare = self._take_spare()
        if spare is not None:
            spare.close()

    def _take_spare(self) -> Child | None:
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is None:
            return None
        spare[1].cancel()
        return spare[0]

    def _work(self) -> None:
        while (search := self._next()) is not None:
            if search.unseen > self._patience:
                search.end(SearchState.CANCELLED, ABANDONED)
            else:
                self._run(search)

    def _next(self) -> Search | None:
        """Whose turn it is; None when nobody waits, and then the slot is free."""
        with self._lock:
            self._waiting = deque(search for search in self._waiting if not search.is_over())
            search = self._waiting.popleft() if self._waiting else None
            for ahead, other in enumerate(self._waiting, start=1):
                other.move_up(ahead)
            self._busy = search is not None
            return search

    def _run(self, search: Search) -> None:
        child = None
        try:
            spare = self._take_spare()
            child = spare if spare is not None and spare.is_alive() else Child(self._command)
            if search.begin(child.kill):
                threading.Thread(target=self._watch, args=(search,), name="cut-clock", daemon=True).start()
                child.ask(request_message(search.request))
                _hear(child.hear, search)
        except (BrokenMessage, OSError):
            search.end(SearchState.FAILED, BROKEN)
        finally:
            if child is not None:
                child.close()

    def _watch(self, search: Search) -> None:
        """End the search when its time is over or nobody looks any more."""
        left = search.request.time_limit + _GRACE
        while left > 0 and not search.is_over(_TICK):
            left -= _TICK
            if search.unseen > self._patience:
                search.end(SearchState.CANCELLED, ABANDONED)
        search.end(SearchState.FAILED, TOO_LONG)


def _hear(hear: Callable[[], Message | None], search: Search) -> None:
    """Pass on what a worker says, until it has said everything."""
    while (message := hear()) is not None:
        if message.kind == PROGRESS:
            with suppress(KeyError, TypeError, ValueError):
                search.tell(float(message.said["share"]), str(message.said["doing"]))
        elif message.kind == ANSWER:
            search.add(read_answer(message, search.request.instance))
        elif message.kind == END:
            search.end(SearchState.DONE)
            return
        elif message.kind == FAILED:
            search.end(SearchState.FAILED, _WHY.get(str(message.said.get("why")), BROKEN))
            return
    raise BrokenMessage


SLOT = Running()
"""This program's slot."""
atexit.register(SLOT.send_home)
