"""Keeps what HiGHS prints on its own account off standard output, where a program's answer may be read by another program.

Its mixed-integer search writes a line of C code's making (transformNewIntegerFeasibleSolution) past every option of scipy.
"""

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def chatter_to_errors() -> Iterator[None]:
    """While it lasts whatever the process prints goes to standard error; one caller at a time, for the channel is the process's own."""
    with _ONE_AT_A_TIME:
        _flush()
        kept = os.dup(1)
        try:
            os.dup2(2, 1)
            yield
        finally:
            _flush()
            os.dup2(kept, 1)
            os.close(kept)


def _flush() -> None:
    """Empty the buffers of Python and of C, so that nothing changes its way afterwards."""
    sys.stdout.flush()
    if os.name == "posix":
        ctypes.CDLL(None).fflush(None)
