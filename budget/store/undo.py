"""Taking a batch back: a new batch with the inverse changes, refused by name when a later batch built on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.model.problem import refuse
from budget.store.database import Cursor
from budget.store.journal import read_bulks, read_changes
from budget.store.kinds import ALL, KINDS, entity_key
from budget.store.records import INVERSE, Action, Batch, Bulk, Change


@dataclass(frozen=True)
class Conflict:
    """A later batch that touched what the undo would put back."""

    seq: int
    actor: str
    moment: str
    reason: str
    entity: str


def invert(cursor: Cursor, seq: int, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that takes batch `seq` back; PlanError when it is unknown or no longer in force."""
    rows = cursor.rows("SELECT actor, reason FROM batch WHERE seq = ?::BIGINT", [seq])
    if not rows:
        raise refuse("batch_missing", f"Nhật ký không có lần ghi số {seq}.", "Chọn một lần ghi có trong nhật ký.")
    if seq not in in_force(cursor):
        raise refuse("already_undone", f"Lần ghi số {seq} đã được hoàn tác rồi.", "Chọn lần ghi khác, hoặc hoàn tác chính lần hoàn tác đó.")
    changes = [Change(c.kind, c.entity, c.group, c.new, c.old) for c in reversed(read_changes(cursor, seq))]
    bulks = [replace(bulk, action=INVERSE[bulk.action]) for bulk in reversed(read_bulks(cursor, seq))]
    return Batch(actor, "undo", reason, changes, bulks, operation_id, undoes=seq)


def find_conflicts(cursor: Cursor, seq: int, limit: int = 20) -> list[Conflict]:
    """Later batches, still in force, that touched a group batch `seq` changed; empty when it can be taken back."""
    force = in_force(cursor)
    undone_pairs = {later for later, target in _undoes(cursor).items() if later in force and target > seq}
    touched: dict[int, str] = {}
    for change in read_changes(cursor, seq):
        for later in _later_touches(cursor, seq, change):
            touched.setdefault(later, change.entity)
    for bulk in read_bulks(cursor, seq):
        touched.update(_later_touches_of_bulk(cursor, seq, bulk))
    blocking = sorted(later for later in touched if later in force and later not in undone_pairs)
    return [_conflict(cursor, later, touched[later]) for later in blocking[:limit]]


def last_batch_of(cursor: Cursor, actor: str) -> int | None:
    """The newest batch of a person that is in force and is not itself an undo; None when there is none."""
    force, undoes = in_force(cursor), _undoes(cursor)
    rows = cursor.rows("SELECT seq FROM batch WHERE actor = ? AND action <> 'create_plan' ORDER BY seq DESC", [actor])
    return next((int(str(seq)) for (seq,) in rows if seq in force and seq not in undoes), None)


def last_undo_of(cursor: Cursor, actor: str) -> int | None:
    """The undo a redo would take back: the person's newest batch, when it is an undo in force."""
    force, undoes = in_force(cursor), _undoes(cursor)
    rows = cursor.rows("SELECT seq FROM batch WHERE actor = ? ORDER BY seq DESC", [actor])
    for (value,) in rows:
        seq = int(str(value))
        if seq in undoes and seq in force and undoes[seq] not in undoes:
            return seq
        if seq in force and seq not in undoes:
            return None
    return None


def in_force(cursor: Cursor) -> set[int]:
    """The batches whose effect stands: not undone by a batch that is itself in force."""
    undoes = _undoes(cursor)
    undone_by: dict[int, list[int]] = {}
    for later, target in undoes.items():
        undone_by.setdefault(target, []).append(later)
    force: set[int] = set()
    for (value,) in cursor.rows("SELECT seq FROM batch ORDER BY seq DESC"):
        seq = int(str(value))
        if not any(later in force for later in undone_by.get(seq, [])):
            force.add(seq)
    return force


def _undoes(cursor: Cursor) -> dict[int, int]:
    rows = cursor.rows("SELECT seq, undoes FROM batch WHERE undoes IS NOT NULL")
    return {int(str(seq)): int(str(target)) for seq, target in rows}


def _later_touches(cursor: Cursor, seq: int, change: Change) -> Sequence[int]:
    whole = change.old is None or change.new is None
    sql = "SELECT DISTINCT seq FROM touch WHERE entity = ? AND seq > ?::BIGINT AND (? OR grp = ? OR grp = 'all')"
    return [int(str(row[0])) for row in cursor.rows(sql, [entity_key(change.kind, change.entity), seq, whole, change.group])]


def _later_touches_of_bulk(cursor: Cursor, seq: int, bulk: Bulk) -> dict[int, str]:
    kind = KINDS[bulk.kind]
    if len(kind.key) != 1:
        return {}
    whole = bulk.action in (Action.CREATE, Action.DELETE) or bulk.group == ALL
    sql = f"""SELECT t.seq, any_value(b.{kind.key[0]}) FROM touch t JOIN bulk_rows b ON t.entity = ? || ':' || b.{kind.key[0]}
              WHERE t.seq > ?::BIGINT AND (? OR t.grp = ? OR t.grp = 'all') GROUP BY t.seq"""
    with cursor.given("bulk_rows", bulk.table):
        return {int(str(later)): str(entity) for later, entity in cursor.rows(sql, [bulk.kind, seq, whole, bulk.group])}


def _conflict(cursor: Cursor, seq: int, entity: str) -> Conflict:
    actor, moment, reason = cursor.rows("SELECT actor, moment, reason FROM batch WHERE seq = ?::BIGINT", [seq])[0]
    return Conflict(seq, str(actor), str(moment), str(reason), entity)
