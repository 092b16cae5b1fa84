"""A stranger's file as a Workbook, or one sentence why not: parsed in a process of its own that cannot take more than it is given."""

import json
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import budget
from budget.imports import refusals
from budget.imports.guard import Limits
from budget.imports.sheet import Workbook
from budget.imports.wire import Answer, BrokenMessage, read_answer
from budget.model.problem import Problem

_ROOT = Path(budget.__file__).parent.parent
_PATIENCE = 3
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
"""What the system ends a process with when its time is used up; unknown to Windows, where only the clock holds."""

_READER = "budget.imports.reader_process"


def read_workbook(path: Path, limits: Limits | None = None) -> tuple[Workbook | None, list[Problem]]:
    """The workbook and no problem, or no workbook and one problem; judged by content, never by the file's name alone.

    Sheets beyond the bounds are marked `cut`. Nothing is written anywhere. The reader may work `limits.seconds`, and take three times
    that by the clock when the machine is busy.
    """
    bounds = limits or Limits()
    answer, late = _ask(path, bounds)
    if answer.problem is not None:
        return None, [answer.problem]
    if answer.kind:
        if any(sheet.rows or sheet.cut for sheet in answer.sheets):
            return Workbook(path.name, answer.kind, tuple(answer.sheets)), []
        return None, [refusals.empty(path.name)]
    return None, [refusals.too_slow(path.name, bounds.seconds) if late else refusals.gave_up(path.name)]


def _ask(path: Path, limits: Limits) -> tuple[Answer, bool]:
    """What the reader said before it ended, and whether it was ended for taking too long.

    An answer cut short has neither kind nor problem.
    """
    command = [sys.executable, "-X", "utf8", "-m", _READER, str(path.absolute()), json.dumps(asdict(limits))]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=2**20
    ) as reader:
        late = threading.Event()

        def stop() -> None:
            late.set()
            reader.kill()

        clock = threading.Timer(limits.seconds * _PATIENCE, stop)
        clock.start()
        try:
            answer = read_answer(reader.stdout) if reader.stdout is not None else Answer()
        except BrokenMessage:
            answer = Answer()
        finally:
            clock.cancel()
            reader.kill()
    return answer, late.is_set() or -reader.returncode == _OUT_OF_TIME
