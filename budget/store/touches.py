"""Which batch touched which group of which entity: the index behind version checks, undo and histories.

Law: it follows from the journal alone; a bulk creation is not noted here, it stands in the created_seq of its rows.
"""

from collections.abc import Sequence

import pyarrow as pa

from budget.model.problem import refuse
from budget.store.database import Cursor
from budget.store.kinds import ALL, KINDS, entity_key
from budget.store.records import Action, Batch, Change
from budget.store.stale import StaleWriteError, describe_touch

_FEW = 20


def store_touches(cursor: Cursor, seq: int, batch: Batch) -> None:
    """Note which groups a batch touches."""
    for change in batch.changes:
        cursor.run("INSERT INTO touch VALUES (?, ?, ?::BIGINT)", [entity_key(change.kind, change.entity), change.group, seq])
    for bulk in batch.bulks:
        if bulk.action is Action.CREATE or len(KINDS[bulk.kind].key) != 1:
            continue
        key = KINDS[bulk.kind].key[0]
        group = ALL if bulk.action is Action.DELETE else bulk.group
        with cursor.given("touched_rows", bulk.table.select([key])):
            cursor.run(f"INSERT INTO touch SELECT ? || ':' || {key}, ?, ?::BIGINT FROM touched_rows", [bulk.kind, group, seq])


def check_expected(cursor: Cursor, batch: Batch) -> None:
    """Raise StaleWriteError when a group the batch changes was touched after its author saw it."""
    checked = [change for change in (*batch.changes, *batch.expecting) if change.expected is not None and change.old is not None]
    find = _find_later_touch if len(checked) <= _FEW else _find_later_touch_among_many
    found = find(cursor, checked)
    if found is not None:
        change, newest = found
        raise StaleWriteError(change, describe_touch(cursor, newest, change))


def refuse_unseen(batch: Batch, last: int) -> None:
    """Raise PlanError when a change claims to have seen a journal seq that is not there yet."""
    if any(change.expected is not None and change.expected > last for change in (*batch.changes, *batch.expecting)):
        sentence = f"Phiên bản đã xem lớn hơn lần ghi mới nhất ({last}) nên chưa ghi: số liệu đó chưa từng có trong bộ dự toán này."
        raise refuse("version_unknown", sentence, "Tải lại số liệu rồi nhập lại với phiên bản đang hiện.")


def _find_later_touch(cursor: Cursor, changes: Sequence[Change]) -> tuple[Change, int] | None:
    sql = "SELECT max(seq)::BIGINT FROM touch WHERE entity = ? AND (grp = ? OR grp = 'all' OR ? = 'all')"
    for change in changes:
        newest = cursor.rows(sql, [entity_key(change.kind, change.entity), change.group, change.group])[0][0]
        if newest is not None and int(str(newest)) > (change.expected or 0):
            return change, int(str(newest))
    return None


def _find_later_touch_among_many(cursor: Cursor, changes: Sequence[Change]) -> tuple[Change, int] | None:
    wanted = pa.table(
        {
            "ordinal": pa.array(range(len(changes)), pa.int64()),
            "entity": pa.array([entity_key(change.kind, change.entity) for change in changes], pa.string()),
            "grp": pa.array([change.group for change in changes], pa.string()),
            "expected": pa.array([change.expected for change in changes], pa.int64()),
        }
    )
    sql = """SELECT w.ordinal, max(t.seq)::BIGINT FROM wanted_rows w JOIN touch t ON t.entity = w.entity
             WHERE t.seq > w.expected AND (t.grp = w.grp OR t.grp = 'all' OR w.grp = 'all')
             GROUP BY w.ordinal ORDER BY w.ordinal LIMIT 1"""
    with cursor.given("wanted_rows", wanted):
        rows = cursor.rows(sql)
    return (changes[int(str(rows[0][0]))], int(str(rows[0][1]))) if rows else None
