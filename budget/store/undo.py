"""Taking a batch back: a new batch with the inverse changes, refused by name when a later batch built on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.model.problem import refuse
from budget.store.database import Cursor
from budget.store.force import read_undoes, read_undone
from budget.store.journal import read_bulks, read_changes
from budget.store.kinds import ALL, KINDS, entity_key
from budget.store.records import INVERSE, Action, Batch, Bulk, Change
from budget.store.references import left_behind

CREATION = "create_plan"
"""The action of the batch that makes a plan: taking it back would leave a file that is no plan."""


@dataclass(frozen=True)
class Conflict:
    """A later batch that touched what the undo would put back, or rests on what it would take away."""

    seq: int
    actor: str
    moment: str
    reason: str
    entity: str


def check_undoable(cursor: Cursor, seq: int) -> None:
    """Raise PlanError when there is no batch `seq`, when it made the plan, or when it is out of force already."""
    rows = cursor.rows("SELECT action FROM batch WHERE seq = ?::BIGINT", [seq])
    if not rows:
        raise refuse("batch_missing", f"Nhật ký không có lần ghi số {seq}.", "Chọn một lần ghi có trong nhật ký.")
    if rows[0][0] == CREATION:
        fix = "Xóa từng khoản mục không dùng, hoặc tạo bộ dự toán khác."
        raise refuse("creation_stays", f"Lần ghi số {seq} đã tạo ra chính bộ dự toán này nên không hoàn tác được.", fix)
    if seq in read_undone(cursor):
        raise refuse("already_undone", f"Lần ghi số {seq} đã được hoàn tác rồi.", "Chọn lần ghi khác, hoặc hoàn tác chính lần hoàn tác đó.")


def invert(cursor: Cursor, seq: int, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that takes batch `seq` back."""
    changes = [Change(c.kind, c.entity, c.group, c.new, c.old) for c in reversed(read_changes(cursor, seq))]
    bulks = [replace(bulk, action=INVERSE[bulk.action]) for bulk in reversed(read_bulks(cursor, seq))]
    return Batch(actor, "undo", reason, changes, bulks, operation_id, undoes=seq)


def find_conflicts(cursor: Cursor, seq: int, limit: int = 20) -> list[Conflict]:
    """Later batches in force that touched a group batch `seq` changed, or rest on an entity it made; empty when it can go back."""
    undone = read_undone(cursor)
    undone_pairs = {later for later, target in read_undoes(cursor).items() if target > seq}
    changes, bulks = read_changes(cursor, seq), read_bulks(cursor, seq)
    touched: dict[int, str] = {}
    for change in changes:
        for later in _later_touches(cursor, seq, change):
            touched.setdefault(later, change.entity)
    for bulk in bulks:
        touched.update(_later_touches_of_bulk(cursor, seq, bulk))
    blocking = {later: entity for later, entity in touched.items() if later not in undone and later not in undone_pairs}
    if seq not in undone:
        blocking = {**left_behind(cursor, changes, bulks), **blocking}
    return [_conflict(cursor, later, blocking[later]) for later in sorted(blocking)[:limit]]


def last_batch_of(cursor: Cursor, actor: str) -> int | None:
    """The newest batch of a person that is in force and is not itself an undo; None when there is none."""
    undone, undoes = read_undone(cursor), read_undoes(cursor)
    rows = cursor.rows("SELECT seq FROM batch WHERE actor = ? AND action <> ? ORDER BY seq DESC", [actor, CREATION])
    return next((int(str(seq)) for (seq,) in rows if seq not in undone and seq not in undoes), None)


def last_undo_of(cursor: Cursor, actor: str) -> int | None:
    """The undo a redo would take back: the person's newest batch, when it is an undo in force."""
    undone, undoes = read_undone(cursor), read_undoes(cursor)
    rows = cursor.rows("SELECT seq FROM batch WHERE actor = ? ORDER BY seq DESC", [actor])
    for (value,) in rows:
        seq = int(str(value))
        if seq in undoes and seq not in undone and undoes[seq] not in undoes:
            return seq
        if seq not in undone and seq not in undoes:
            return None
    return None


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
