"""The process that opens strangers' files: it bounds its own memory and time, reads one file, says what it found, and ends.

`python -m budget.imports.reader_process FILE LIMITS` with the limits as JSON; the answer is on standard output (budget/imports/wire.py).
"""

import gc
import json
import sys
from math import ceil
from pathlib import Path

from budget.imports.guard import Limits
from budget.imports.opening import open_sheets
from budget.imports.refusals import Refused
from budget.imports.wire import write_end, write_problem, write_sheet

CANNOT_GO_ON = 3
"""The exit code when the memory was used up."""


def main() -> int:
    """Read the file named on the command line; 0 also when it is refused, for that is an answer."""
    limits = Limits(**json.loads(sys.argv[2]))
    bound_itself(limits)
    gc.disable()
    say = sys.stdout.buffer
    path = Path(sys.argv[1])
    try:
        kind, sheets = open_sheets(path, limits)
        for sheet in sheets:
            say.writelines(write_sheet(sheet))
            say.flush()
        say.write(write_end(kind))
    except Refused as refused:
        say.write(write_problem(refused.problem))
    except MemoryError:
        return CANNOT_GO_ON
    say.flush()
    return 0


def bound_itself(limits: Limits) -> None:
    """Let the system end this process when it takes too much; Windows has no such bounds, there only the caller's clock holds."""
    if sys.platform != "win32":
        import resource

        seconds = ceil(limits.seconds)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
