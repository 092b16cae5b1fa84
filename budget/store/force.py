"""Which batches stand: one is out of force while a batch that took it back is itself in force."""

from budget.store.database import Cursor


def read_undoes(cursor: Cursor) -> dict[int, int]:
    """Every undo -> the batch it took back."""
    rows = cursor.rows("SELECT seq, undoes FROM batch WHERE undoes IS NOT NULL")
    return {int(str(seq)): int(str(target)) for seq, target in rows}


def read_undone(cursor: Cursor) -> dict[int, int]:
    """Every batch out of force -> the undo in force that took it back; all others stand."""
    undone: dict[int, int] = {}
    for later, target in sorted(read_undoes(cursor).items(), reverse=True):
        if later not in undone:
            undone[target] = later
    return undone
