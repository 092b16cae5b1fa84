"""Which batch a person means when they say undo, and taking it back."""

from budget.model.problem import refuse
from budget.plan.face import Plan
from budget.store.database import Cursor
from budget.store.force import read_undone
from budget.store.records import Receipt
from budget.store.undo import CREATION


def take_back(plan: Plan, wanted: str | None, reason: str = "") -> tuple[int, Receipt]:
    """Undo a batch given by seq or id, or the newest in force; the seq undone and the receipt of the undo.

    PlanError when there is none, it is the plan's own creation, it is undone already, or a later batch built on it.
    """
    with plan.store.database.lock:
        with plan.store.read() as cursor:
            seq = newest_in_force(cursor) if wanted is None else find_batch(cursor, wanted)
            if seq is None:
                raise refuse("nothing_to_undo", "Không còn lần ghi nào để hoàn tác.", "Xem nhật ký bằng lệnh history.")
        return seq, plan.undo(seq, reason)


def newest_in_force(cursor: Cursor) -> int | None:
    """The newest batch, of anyone, that stands and is neither an undo nor the plan's creation; None when there is none."""
    undone = read_undone(cursor)
    rows = cursor.rows("SELECT seq FROM batch WHERE undoes IS NULL AND action <> ? ORDER BY seq DESC", [CREATION])
    return next((seq for seq in (int(str(value)) for (value,) in rows) if seq not in undone), None)


def find_batch(cursor: Cursor, wanted: str) -> int:
    """The seq of a batch given by seq or id; PlanError when there is none."""
    rows = cursor.rows("SELECT seq FROM batch WHERE id = ? OR seq::TEXT = ?", [wanted, wanted])
    if not rows:
        raise refuse("batch_missing", f"Nhật ký không có lần ghi “{wanted}”.", "Xem số lần ghi bằng lệnh history.")
    return int(str(rows[0][0]))
