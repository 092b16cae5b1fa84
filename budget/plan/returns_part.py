"""plan.returns: our own workbook comes back, is compared with its export and with the plan, and is taken whole as one undoable batch."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from budget.imports.returned import Difference, Standing
from budget.imports.returned_book import check_origin, read_book
from budget.imports.returned_cells import Catalogues
from budget.imports.returned_new import Proposal
from budget.imports.returned_outcome import Decisions, Missing, Remark, ReturnPreview, SheetAccount
from budget.imports.returned_reading import compare_book
from budget.imports.returned_taking import Taken, ask_reason, plan_taking
from budget.model.ids import BASE
from budget.plan.catalogue import Catalogue
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.records import Batch
from budget.store.store import Store
from budget.totals.cube import Totals

__all__ = ["Decisions", "Difference", "Missing", "Proposal", "Remark", "ReturnPreview", "Returns", "SheetAccount", "Standing", "Taken"]
ACTION = "import_returned"


class Returns:
    """Taking exported workbooks back into an open plan."""

    def __init__(self, store: Store, actor: str, catalogue: Callable[[], Catalogue], totals: Callable[[], Totals]) -> None:
        """Stand on the store and the live totals, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._catalogue = catalogue
        self._totals = totals

    def preview(self, path: Path) -> ReturnPreview:
        """The file against its export and against the plan as it stands. Nothing is written."""
        book, problem = read_book(path)
        if book is None:
            return ReturnPreview(path.name, "", self._store.head(), problem=problem)
        catalogue = self._catalogue()
        with self._store.read() as cursor:
            start = ReturnPreview(book.file, book.sha256, head(cursor)[0], book.passport, amount_before=self._totals().amount())
            problem = check_origin(book.passport, _plan_id(cursor), BASE, _hashes(cursor, book.passport.seq))
            if problem is not None:
                return replace(start, problem=problem)
            return compare_book(cursor, book, start, Catalogues(catalogue.known(), catalogue.source_name))

    def measure(self, preview: ReturnPreview, decisions: Decisions) -> Taken:
        """What `apply` would do with these decisions at the plan as it stands; nothing is written."""
        with self._store.read() as cursor:
            return plan_taking(cursor, preview, decisions, self._catalogue().known(), self._actor, self._totals().amount())[1]

    def apply(self, preview: ReturnPreview, decisions: Decisions, reason: str = "") -> Taken:
        """Write everything that was decided as one batch, or nothing; the same preview applied again writes nothing.

        StaleWriteError when a figure it changes was touched after the preview.
        """
        with self._store.database.lock:
            with self._store.read() as cursor:
                changes, taken = plan_taking(cursor, preview, decisions, self._catalogue().known(), self._actor, self._totals().amount())
            taken = replace(taken, problems=(*taken.problems, *ask_reason(changes, reason)))
            if not taken.ready or not changes:
                return taken
            why = reason.strip() or f"Nhận lại tệp {preview.file}"
            batch = Batch(self._actor, ACTION, why, changes, operation_id=f"returned:{preview.sha256}:{preview.seq}")
            return replace(taken, receipt=self._store.commit(batch))


def _plan_id(cursor: Cursor) -> str:
    return str(cursor.rows("SELECT id FROM plan")[0][0])


def _hashes(cursor: Cursor, seq: int) -> dict[int, str]:
    """The journal's hash at `seq` and at its head."""
    newest, newest_hash = head(cursor)
    rows = cursor.rows("SELECT hash FROM batch WHERE seq = ?::BIGINT", [seq])
    return {newest: newest_hash, **({seq: str(rows[0][0])} if rows else {})}
