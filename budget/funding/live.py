"""The pots a running plan answers with: worked out once per scenario and year at a stated seq, kept for the last few questions.

Law: an answer is of the journal's head; the money entered is read again when a batch touched a ceiling, a unit or a source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from budget.funding.pots import Ceiling, Owner, Pot, collect_pots, read_ceilings, read_owners, read_purses
from budget.model.ids import BASE
from budget.store.database import Cursor
from budget.store.records import Batch
from budget.store.store import Store
from budget.totals.cube import Totals

KEPT = 8
_RESTS_ON = {"ceiling", "unit", "source"}


@dataclass(frozen=True)
class Purses:
    """What was entered and whose purse is whose: ceilings by pot id, owners by unit, purse by source."""

    ceilings: Mapping[str, Ceiling]
    owners: Mapping[str, Owner]
    purses: Mapping[str, str]


class LivePots:
    """Pots of the base and of the scenarios asked for, each at the journal's head."""

    def __init__(self, store: Store, totals: Callable[[str], Totals]) -> None:
        """Stand on live totals that follow the same store, and follow its commits after them."""
        self._store = store
        self._totals = totals
        self._purses: Purses | None = None
        self._kept: dict[tuple[int, str, int | None], tuple[Pot, ...]] = {}
        store.follow(self._on_commit)

    def of(self, scenario: str = BASE, year: int | None = None) -> list[Pot]:
        """Every pot that is asked for something or has a ceiling, in id order; `year` None = all years."""
        with self._store.database.lock:
            totals = self._totals(scenario)
            key = (totals.seq, scenario, year)
            kept = self._kept.pop(key, None)
            if kept is None:
                purses = self._read_purses()
                kept = tuple(collect_pots(totals, purses.ceilings, purses.owners, purses.purses, year))
            self._kept[key] = kept
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
            return list(kept)

    def _read_purses(self) -> Purses:
        if self._purses is None:
            with self._store.read() as cursor:
                self._purses = Purses(read_ceilings(cursor), read_owners(cursor), read_purses(cursor))
        return self._purses

    def _on_commit(self, _cursor: Cursor, _seq: int, batch: Batch) -> Callable[[], None] | None:
        kinds = {change.kind for change in batch.changes} | {bulk.kind for bulk in batch.bulks}
        return self._forget if kinds & _RESTS_ON else None

    def _forget(self) -> None:
        self._purses = None
