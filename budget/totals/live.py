"""The totals a running plan answers with: read by SQL at open, moved with every commit, per scenario on demand."""

from collections.abc import Callable

from budget.model.ids import BASE
from budget.store.database import Cursor
from budget.store.records import Batch
from budget.store.store import Store
from budget.totals.cube import Totals
from budget.totals.differences import read_differences
from budget.totals.reading import read_scenario_totals, read_totals

KEPT = 8
_COUNTED = ("line", "phase_split")


class LiveTotals:
    """Totals of the base and of the last few scenarios asked for, each at a stated seq."""

    def __init__(self, store: Store) -> None:
        """Read them once and follow the store's commits."""
        self._store = store
        with store.read() as cursor:
            self._base = read_totals(cursor)
        self._scenarios: dict[str, Totals] = {}
        store.follow(self._on_commit)

    def of(self, scenario: str = BASE) -> Totals:
        """The totals of a scenario at the journal's head."""
        with self._store.database.lock:
            base = self._base
            if scenario == BASE:
                return base
            kept = self._scenarios.get(scenario)
            if kept is None or kept.seq != base.seq:
                with self._store.read() as cursor:
                    kept = read_scenario_totals(cursor, base, scenario)
                self._scenarios.pop(scenario, None)
                self._scenarios[scenario] = kept
                while len(self._scenarios) > KEPT:
                    self._scenarios.pop(next(iter(self._scenarios)))
            return kept

    def _on_commit(self, cursor: Cursor, seq: int, batch: Batch) -> Callable[[], None]:
        if any(bulk.kind in _COUNTED for bulk in batch.bulks):
            fresh = read_totals(cursor)
            return lambda: self._set(fresh)
        moved = read_differences(cursor, [change for change in batch.changes if change.kind in _COUNTED])
        return lambda: self._set(self._base.moved(seq, moved))

    def _set(self, totals: Totals) -> None:
        self._base = totals
