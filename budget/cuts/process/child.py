"""A worker's process as the program that started it sees it: given one request, heard until it ends, ended when no longer wanted."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import budget
from budget.cuts.process.frames import Message, read_message, write_message

MEMORY = 4 * 2**30
"""The most bytes a worker may take."""
WORKER = (sys.executable, "-X", "utf8", "-m", "budget.cuts.process.worker", str(MEMORY))
_ROOT = Path(budget.__file__).parent.parent
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""One thread for the arithmetic of libraries: the other processors are for the pages."""


class Child:
    """One process; it ends by itself when this program does, for then its input ends."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        """Start it; it waits for a request."""
        self._process = subprocess.Popen(
            command, cwd=_ROOT, env={**os.environ, **_ALONE}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=2**20
        )

    @property
    def process_id(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def ask(self, message: Message) -> None:
        """Give it the request; OSError when it is no more."""
        if self._process.stdin is not None:
            self._process.stdin.writelines(write_message(message))
            self._process.stdin.flush()

    def hear(self) -> Message | None:
        """What it says next; None when it has ended. BrokenMessage when it ended in the middle of a word."""
        return read_message(self._process.stdout) if self._process.stdout is not None else None

    def kill(self) -> None:
        """End it at once, whatever it is doing; who is hearing it hears that it ended."""
        self._process.kill()

    def close(self) -> None:
        """End it and leave nothing of it behind. For the thread that hears it."""
        self._process.kill()
        with suppress(OSError):
            self._process.communicate()
