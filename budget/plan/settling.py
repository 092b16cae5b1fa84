"""Folding the log into the plan's file while nobody works, so that the engine does not choose somebody's edit for it.

What was saved is in the log, safely on disk, from the moment it was acknowledged: folding changes where it stands, not whether it does.
"""

import threading
from contextlib import suppress

from budget.model.problem import PlanError
from budget.plan.giving_way import People
from budget.store.database import Database

LARGE = 16_000_000
"""Bytes of log that are worth folding; the engine itself does it inside a save when there are far more (store/opening.py)."""
QUIET = 20.0
"""Seconds nobody has saved anything: who comes back just then waits for as long as the folding takes."""
STEP = 1.0


class Settling:
    """Watches the log of one open plan."""

    def __init__(self, database: Database, people: People) -> None:
        """Nothing waits to be folded."""
        self._database = database
        self._people = people
        self._stop = threading.Event()
        self._waiting: threading.Thread | None = None

    def notice(self) -> None:
        """Something was saved: when the log has grown large, fold it as soon as nobody works. Called under the writer lock."""
        waits = self._waiting is not None and self._waiting.is_alive()
        if not waits and not self._stop.is_set() and self._database.log_size() >= LARGE:
            self._waiting = threading.Thread(target=self._wait, name="settling", daemon=True)
            self._waiting.start()

    def stop(self) -> None:
        """Watch no longer; returns when nothing is being folded. The plan is about to be closed."""
        self._stop.set()
        if self._waiting is not None:
            self._waiting.join()

    def _wait(self) -> None:
        with suppress(PlanError):  # the file is gone: the next save says so to the person who saves
            while not self._stop.wait(STEP):
                if not self._people.busy(QUIET) and self._database.fold():
                    return
