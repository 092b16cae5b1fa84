"""The store's face: commit a batch, undo one, read a snapshot; followers keep derived state in step with each commit."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from budget.model.problem import Problem, refuse
from budget.store import journal, projection
from budget.store.database import Cursor, Database
from budget.store.files import put_file
from budget.store.opening import create_database, open_database
from budget.store.records import Batch, Entry, Receipt
from budget.store.undo import Conflict, check_undoable, find_conflicts, invert

Follower = Callable[[Cursor, int, Batch], Callable[[], None] | None]
"""Called inside the transaction with (cursor, seq, batch); what it returns is called after the commit, under the writer lock."""


class Store:
    """A plan file that is open: the journal and everything projected from it."""

    def __init__(self, database: Database) -> None:
        """Stand on an open database."""
        self.database = database
        self._followers: list[Follower] = []
        self._head: tuple[int, str] | None = None

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Open a plan file; PlanError with a sentence when it cannot be."""
        return cls(open_database(path))

    @classmethod
    def create(cls, path: Path) -> "Store":
        """Make a fresh, empty plan file; PlanError when something stands there."""
        return cls(create_database(path))

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.database.path

    def follow(self, follower: Follower) -> None:
        """Let derived state follow every commit from now on."""
        self._followers.append(follower)

    @contextmanager
    def read(self) -> Iterator[Cursor]:
        """A consistent snapshot to query."""
        with self.database.read() as cursor:
            yield cursor

    def commit(self, batch: Batch, files: Sequence[bytes] = ()) -> Receipt:
        """Write a batch: version check, journal, projection and followers in one transaction, or nothing at all.

        StaleWriteError when a group it changes was touched after it was seen; a repeated operation id writes nothing.
        `files` are the bytes that attachments of the batch name by their digest, kept in the same transaction.
        """
        prepared = journal.prepare(batch)
        with self.database.lock:
            after: list[Callable[[], None]] = []
            with self.database.write() as cursor:
                receipt = journal.append(cursor, prepared, self._head)
                if not receipt.repeated:
                    for data in files:
                        put_file(cursor, data)
                    projection.apply_batch(cursor, receipt.seq, prepared)
                    for follower in self._followers:
                        action = follower(cursor, receipt.seq, prepared)
                        if action is not None:
                            after.append(action)
            if not receipt.repeated:
                self._head = (receipt.seq, receipt.hash)
            for action in after:
                action()
            return receipt

    def undo(self, seq: int, actor: str, reason: str = "", operation_id: str | None = None) -> Receipt:
        """Take a batch back as a new batch; PlanError naming the later batch when one built on it."""
        with self.database.lock:
            with self.read() as cursor:
                repeated = journal.find_operation(cursor, operation_id)
                if repeated:
                    return repeated
                check_undoable(cursor, seq)
                conflicts = find_conflicts(cursor, seq)
                if conflicts:
                    raise _undo_refused(seq, conflicts)
                inverse = invert(cursor, seq, actor, reason or f"Hoàn tác lần ghi {seq}", operation_id)
            return self.commit(inverse)

    def undo_conflicts(self, seq: int) -> list[Conflict]:
        """What stands in the way of taking batch `seq` back; empty when nothing does."""
        with self.read() as cursor:
            return find_conflicts(cursor, seq)

    def entries(self, limit: int = 200, before: int | None = None) -> list[Entry]:
        """The newest batches first."""
        with self.read() as cursor:
            return journal.entries(cursor, limit, before)

    def head(self) -> int:
        """The last seq of the journal."""
        with self.read() as cursor:
            return journal.head(cursor)[0]

    def meta(self) -> dict[str, str]:
        """The store's own facts: format, version, reference version and hash."""
        with self.read() as cursor:
            return {str(key): str(value) for key, value in cursor.rows("SELECT key, value FROM meta")}

    def close(self) -> None:
        """Flush and let the file go."""
        self.database.close()


def _undo_refused(seq: int, conflicts: list[Conflict]) -> Exception:
    first = conflicts[0]
    reason = f" ({first.reason})" if first.reason else ""
    more = f" và {len(conflicts) - 1} lần ghi khác" if len(conflicts) > 1 else ""
    return refuse(
        "undo_conflict",
        f"Không hoàn tác được lần ghi {seq}: sau đó {first.actor} đã sửa tiếp số liệu này, hoặc ghi số liệu dựa vào nó,"
        f" ở lần ghi {first.seq}{reason}{more}.",
        f"Hoàn tác lần ghi {first.seq} trước, hoặc sửa trực tiếp số liệu.",
    )


def describe(problem: Problem) -> str:
    """A problem as one line of text: sentence and cure."""
    return f"{problem.sentence} {problem.fix}".strip()
