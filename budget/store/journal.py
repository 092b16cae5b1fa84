"""The journal: append-only batches in a hash chain; one door to write (append), two to read (read_since, head).

The hash of a batch covers the previous hash, its header and the stored bytes of its changes and payloads.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from budget.model.ids import new_id
from budget.store.database import Cursor
from budget.store.force import read_undone
from budget.store.payloads import check_shape, conform, digest, from_bytes, pack_changes, to_bytes
from budget.store.records import ROWS_LIMIT, Action, Batch, Bulk, Change, Entry, Receipt, from_text, to_text
from budget.store.shapes import widen_record, widen_table
from budget.store.touches import check_expected, refuse_unseen, store_touches

GENESIS = "0" * 64
HEADER_COLUMNS = ("seq", "id", "operation_id", "actor", "moment", "action", "reason", "size", "undoes")
_MISSING = "missing"
VIETNAM = timezone(timedelta(hours=7))


def head(cursor: Cursor) -> tuple[int, str]:
    """The last seq and its hash; (0, zeros) for an empty journal."""
    rows = cursor.rows("SELECT seq, hash FROM batch ORDER BY seq DESC LIMIT 1")
    return (int(str(rows[0][0])), str(rows[0][1])) if rows else (0, GENESIS)


def last_seq(cursor: Cursor) -> int:
    """The last seq alone; 0 for an empty journal."""
    return int(str(cursor.rows("SELECT COALESCE(max(seq), 0) FROM batch")[0][0]))


def prepare(batch: Batch) -> Batch:
    """The batch as it will be stored: over a thousand single changes become payloads, everything has its declared columns."""
    changes, bulks, expecting = list(batch.changes), list(batch.bulks), list(batch.expecting)
    for change in changes:
        check_shape(change)
    if len(changes) > ROWS_LIMIT:
        bulks, changes, expecting = [*pack_changes(changes), *bulks], [], changes
    conformed = [conform(bulk) for bulk in bulks]
    return replace(batch, changes=changes, bulks=conformed, expecting=expecting)


def append(cursor: Cursor, batch: Batch, known_head: tuple[int, str] | None = None) -> Receipt:
    """Append a prepared batch inside the caller's transaction; StaleWriteError when a touched group moved since it was seen.

    The same operation id again gives the first receipt, with `repeated` set, and writes nothing. `known_head` saves the only
    writer of a file from asking for the head it has itself just written.
    """
    earlier = find_operation(cursor, batch.operation_id)
    if earlier:
        return earlier
    if not batch.size:
        raise ValueError("an empty batch is not journaled")
    check_expected(cursor, batch)
    last, previous = known_head or head(cursor)
    refuse_unseen(batch, last)
    seq = last + 1
    moment = datetime.now(VIETNAM).isoformat(timespec="milliseconds")
    identity = new_id()
    header = header_text((seq, identity, batch.operation_id, batch.actor, moment, batch.action, batch.reason, batch.size, batch.undoes))
    parts = [*_store_changes(cursor, seq, batch.changes), *_store_bulks(cursor, seq, batch.bulks)]
    store_touches(cursor, seq, batch)
    code = chain_hash(previous, header, parts)
    cursor.run(
        "INSERT INTO batch VALUES (?::BIGINT, ?, ?, ?, ?, ?, ?, ?, ?::BIGINT, ?::BIGINT, ?, ?)",
        [
            *(seq, identity, batch.operation_id, header, batch.actor, moment, batch.action, batch.reason),
            *(batch.size, batch.undoes, previous, code),
        ],
    )
    return Receipt(seq, identity, code, moment)


def header_text(fields: Sequence[object]) -> str:
    """The hashed header of a batch, from its HEADER_COLUMNS."""
    return json.dumps(list(fields), ensure_ascii=False)


def read_since(cursor: Cursor, seq: int) -> Iterator[tuple[int, Batch]]:
    """Every batch after `seq`, oldest first, as it can be applied again."""
    for row in cursor.rows("SELECT seq, actor, action, reason, operation_id, undoes FROM batch WHERE seq > ?::BIGINT ORDER BY seq", [seq]):
        number = int(str(row[0]))
        yield (
            number,
            Batch(
                str(row[1]),
                str(row[2]),
                str(row[3]),
                read_changes(cursor, number),
                read_bulks(cursor, number),
                None if row[4] is None else str(row[4]),
                None if row[5] is None else int(str(row[5])),
            ),
        )


def read_changes(cursor: Cursor, seq: int) -> list[Change]:
    """The single changes of one batch, in order."""
    sql = "SELECT kind, entity, grp, old, new FROM change WHERE seq = ?::BIGINT ORDER BY ordinal"
    return [_read_change(*(_text(value) for value in row)) for row in cursor.rows(sql, [seq])]


def read_bulks(cursor: Cursor, seq: int) -> list[Bulk]:
    """The payloads of one batch; an undo's payload is read from the batch it undoes."""
    # a batch of single changes has none: its undo must not read the megabytes of others
    sql = """SELECT kind, grp, action, COALESCE(origin_seq, seq), COALESCE(origin_ordinal, ordinal) FROM payload
             WHERE seq = ?::BIGINT ORDER BY ordinal"""
    bulks = []
    for kind, group, action, *stored_in in cursor.rows(sql, [seq]):
        origin = (int(str(stored_in[0])), int(str(stored_in[1])))
        data = cursor.rows("SELECT data FROM payload WHERE seq = ?::BIGINT AND ordinal = ?::BIGINT", list(origin))[0][0]
        table = widen_table(str(kind), str(group), Action(str(action)), from_bytes(data))  # type: ignore[arg-type]  # BLOB is bytes
        bulks.append(Bulk(str(kind), str(group), Action(str(action)), table, origin))
    return bulks


def entries(cursor: Cursor, limit: int = 200, before: int | None = None) -> list[Entry]:
    """The newest batches first; `undone_by` is the undo in force, None for a batch that stands (also after a redo)."""
    sql = """SELECT seq, id, actor, moment, action, reason, size, undoes FROM batch WHERE seq < ?::BIGINT
             ORDER BY seq DESC LIMIT ?::BIGINT"""
    rows = cursor.rows(sql, [before if before is not None else 2**62, limit])
    undone = read_undone(cursor)
    return [Entry(*(*row, undone.get(int(str(row[0]))))) for row in rows]  # type: ignore[arg-type]  # column types are the schema's


def chain_hash(previous: str, header: str, parts: Sequence[str]) -> str:
    """The hash of one link: previous hash, header, then each stored part, length-prefixed so that no two lists collide."""
    code = hashlib.sha256()
    for part in (previous, header, *parts):
        data = part.encode()
        code.update(f"{len(data)}:".encode())
        code.update(data)
    return code.hexdigest()


def stored_parts(cursor: Cursor, seq: int) -> list[str]:
    """The hashed parts of one batch, read back from what is stored (payload bytes are digested anew)."""
    changes = cursor.rows("SELECT kind, entity, grp, old, new FROM change WHERE seq = ?::BIGINT ORDER BY ordinal", [seq])
    parts = [_change_part(*(_text(value) for value in row)) for row in changes]
    sql = """SELECT kind, grp, action, size, digest, data, origin_seq, origin_ordinal FROM payload
             WHERE seq = ?::BIGINT ORDER BY ordinal"""
    for kind, group, action, size, stored, data, origin_seq, origin_ordinal in cursor.rows(sql, [seq]):
        whole = digest(data) == stored if isinstance(data, bytes) else origin_seq is not None
        fresh = str(stored) if whole else _MISSING
        parts.append(_payload_part(str(kind), str(group), str(action), size, fresh, (origin_seq, origin_ordinal)))
    return parts


def _store_changes(cursor: Cursor, seq: int, changes: Sequence[Change]) -> list[str]:
    parts = []
    for ordinal, change in enumerate(changes):
        old, new = to_text(change.old), to_text(change.new)
        cursor.run(
            "INSERT INTO change VALUES (?::BIGINT, ?::BIGINT, ?, ?, ?, ?, ?)",
            [seq, ordinal, change.kind, change.entity, change.group, old, new],
        )
        parts.append(_change_part(change.kind, change.entity, change.group, old, new))
    return parts


def _store_bulks(cursor: Cursor, seq: int, bulks: Sequence[Bulk]) -> list[str]:
    parts = []
    for ordinal, bulk in enumerate(bulks):
        data = None if bulk.origin else to_bytes(bulk.table)
        origin = bulk.origin or (None, None)
        code = digest(data) if data is not None else f"origin:{origin[0]}:{origin[1]}"
        cursor.run(
            "INSERT INTO payload VALUES (?::BIGINT, ?::BIGINT, ?, ?, ?, ?::BIGINT, ?, ?, ?::BIGINT, ?::BIGINT)",
            [seq, ordinal, bulk.kind, bulk.group, bulk.action.value, bulk.table.num_rows, code, data, origin[0], origin[1]],
        )
        parts.append(_payload_part(bulk.kind, bulk.group, bulk.action.value, bulk.table.num_rows, code, origin))
    return parts


def find_operation(cursor: Cursor, operation_id: str | None) -> Receipt | None:
    """The receipt an operation id was answered with before; None for a new one."""
    if operation_id is None:
        return None
    rows = cursor.rows("SELECT seq, id, hash, moment FROM batch WHERE operation_id = ?", [operation_id])
    return Receipt(int(str(rows[0][0])), str(rows[0][1]), str(rows[0][2]), str(rows[0][3]), repeated=True) if rows else None


def _change_part(*fields: str | None) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _payload_part(kind: str, group: str, action: str, size: object, code: str, origin: tuple[object, object]) -> str:
    return json.dumps([kind, group, action, size, code, *origin], ensure_ascii=False)


def _read_change(kind: str | None, entity: str | None, group: str | None, old: str | None, new: str | None) -> Change:
    names = str(kind), str(group)
    return Change(names[0], str(entity), names[1], widen_record(*names, from_text(old)), widen_record(*names, from_text(new)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
