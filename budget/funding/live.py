"""The pots a running plan answers with: worked out once per scenario and year, then moved with the totals; the last few are kept.

Law: an answer is of the journal's head; the money entered is read again when a batch touched a ceiling, a unit or a source.
"""

from collections.abc import Callable

from budget.funding.book import PotBook, Purses, open_book
from budget.funding.pots import Pot, PotSums, read_ceilings, read_owners, read_purses
from budget.model.ids import BASE
from budget.store.database import Cursor
from budget.store.records import Batch
from budget.store.store import Store
from budget.totals.cube import Totals

KEPT = 8
_RESTS_ON = {"ceiling", "unit", "source"}


class LivePots:
    """Pots of the base and of the scenarios asked for, each at the journal's head."""

    def __init__(self, store: Store, totals: Callable[[str], Totals]) -> None:
        """Stand on live totals that follow the same store, and follow its commits after them."""
        self._store = store
        self._totals = totals
        self._purses: Purses | None = None
        self._kept: dict[tuple[str, int | None], PotBook] = {}
        store.follow(self._on_commit)

    def of(self, scenario: str = BASE, year: int | None = None) -> list[Pot]:
        """Every pot that is asked for something or has a ceiling, in id order; `year` None = all years."""
        return list(self._book(scenario, year).pots.values())

    def sums(self, scenario: str = BASE, year: int | None = None) -> PotSums:
        """The sums over all of those pots."""
        return self._book(scenario, year).sums

    def _book(self, scenario: str, year: int | None) -> PotBook:
        with self._store.database.lock:
            totals = self._totals(scenario)
            kept = self._kept.pop((scenario, year), None)
            purses = self._read_purses()
            if kept is None:
                kept = open_book(totals, purses, year)
            elif kept.totals is not totals:
                kept = kept.moved(totals, purses)
            self._kept[scenario, year] = kept
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
            return kept

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
        self._kept.clear()
