"""The process that searches for cuts: it reads one request, says how far it is and what it found, and ends with whoever asked.

`python -m budget.cuts.process.worker MEMORY` with the most bytes it may take; the request comes on standard input, the answers go to
standard output (wire.py). What libraries print goes where errors go, or it would stand in the middle of an answer.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from budget.cuts.answer import Answer
from budget.cuts.by_level import solve_by_level
from budget.cuts.process.frames import BrokenMessage, Message, read_message, write_message
from budget.cuts.process.wire import END, FAILED, PROGRESS, Asked, Found, Request, answer_message, read_request
from budget.cuts.search.frontier import Point, trace
from budget.cuts.search.solving import ContradictionError, solve

Progress = Callable[[float, str], bool]
"""Told the share done (0..1) and what is being done, in Vietnamese; False: stop."""
Search = Callable[[Request, Progress], Iterator[Found]]
NO_MEMORY, NOT_ASKED, CONTRADICTION = "memory", "not-asked", "contradiction"
"""Why a search failed, as the worker says it."""
_BETWEEN = 0.1
"""Seconds between two words about how far it is."""
_GIVES_WAY = 5
"""How much later than people's pages the search gets the processor (0 to 19)."""


def serve(search: Search, memory: int) -> int:
    """Answer one request with what `search` finds; 0 also when nobody asked anything, for a spare worker is sent home so."""
    say = _own_voice()
    _bound_itself(memory)
    try:
        message = read_message(sys.stdin.buffer)
        if message is None:
            return 0
        threading.Thread(target=_end_with_asker, name="asker", daemon=True).start()
        _answer(search, read_request(message), say)
    except BrokenMessage:
        _send(say, Message(FAILED, {"why": NOT_ASKED}))
        return 1
    except MemoryError:
        _send(say, Message(FAILED, {"why": NO_MEMORY}))
        return 1
    except ContradictionError:
        _send(say, Message(FAILED, {"why": CONTRADICTION}))
        return 1
    return 0


def search(request: Request, progress: Progress) -> Iterator[Found]:
    """What the worker of the program finds: the answer to the request's target, or each point of its frontier as it is found."""
    find = partial(solve, gap=request.gap, time_limit=request.time_limit, progress=progress)
    if request.asked is Asked.SOLVE:
        level = request.level
        answer = find(request.instance) if level is None else solve_by_level(request.instance, level, find)
        yield Found(sum(row.limit for row in request.instance.targets), answer)
        return
    points = trace(request.instance, request.points, gap=request.gap, time_limit=request.time_limit, progress=progress)
    for point in points:
        yield Found(point.target, _as_answer(point, request))


def _as_answer(point: Point, request: Request) -> Answer:
    """A point of the frontier as an answer; it knows no prices."""
    status = "optimal" if point.gap <= request.gap else "feasible"
    return Answer(point.chosen, point.harm, point.bound, status, (0.0,) * len(request.instance.rows))


def _answer(search: Search, request: Request, say: IO[bytes]) -> None:
    said, when = "", 0.0

    def progress(share: float, doing: str) -> bool:
        nonlocal said, when
        now = time.monotonic()
        if doing != said or now - when >= _BETWEEN:
            said, when = doing, now
            _send(say, Message(PROGRESS, {"share": share, "doing": doing}))
        return True

    for found in search(request, progress):
        _send(say, answer_message(found))
    _send(say, Message(END))


def _send(say: IO[bytes], message: Message) -> None:
    say.writelines(write_message(message))
    say.flush()


def _own_voice() -> IO[bytes]:
    """Standard output for answers alone."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _end_with_asker() -> None:
    """Wait until the other side closes its end, which it does when it no longer wants the answer or is no more; then end at once."""
    os.read(0, 1)
    os._exit(1)


def _bound_itself(memory: int) -> None:
    """Let the system refuse it more memory, and serve people's pages first; Windows has neither."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(_GIVES_WAY)


if __name__ == "__main__":
    sys.exit(serve(search, int(sys.argv[1])))
