"""The history of one line: who changed which figure from what to what, when and why."""

from dataclasses import dataclass

import pyarrow.compute as compute

from budget.lines.fields import FIELDS
from budget.store.database import Cursor
from budget.store.journal import read_bulks, read_changes
from budget.store.kinds import LINE
from budget.store.records import Action, Change, Record, Value
from budget.store.stale import touches_of


@dataclass(frozen=True)
class LineEvent:
    """One figure of a line changed in one batch; texts are as a person reads them ("" = nothing)."""

    seq: int
    actor: str
    moment: str
    action: str
    reason: str
    field: str
    label: str
    old: str
    new: str


def line_history(cursor: Cursor, line: str) -> list[LineEvent]:
    """Every event of a line, newest first; starts with the batch that made it."""
    created = cursor.rows("SELECT created_seq, name FROM line WHERE id = ?", [line])
    seqs = {*touches_of(cursor, "line", line), *(int(str(row[0])) for row in created if row[0] is not None)}
    events: list[LineEvent] = []
    for seq in sorted(seqs, reverse=True):
        header = cursor.rows("SELECT actor, moment, action, reason FROM batch WHERE seq = ?::BIGINT", [seq])[0]
        who = (seq, str(header[0]), str(header[1]), str(header[2]), str(header[3]))
        changes = [change for change in read_changes(cursor, seq) if change.kind == "line" and change.entity == line]
        if not changes and created and seq == created[0][0]:
            # reading a whole import back to say that this line came with it would take seconds
            events.append(LineEvent(*who, "", "Thêm khoản mục", "", str(created[0][1])))
            continue
        for change in changes or _from_bulks(cursor, seq, line):
            events.extend(LineEvent(*who, *difference) for difference in describe_change(change))
    return events


def describe_change(change: Change) -> list[tuple[str, str, str, str]]:
    """What one change of a line did, as (field, label, old text, new text) for each figure that differs."""
    if change.old is None or change.new is None:
        made = change.old is None
        record = change.new if made else change.old
        name = str((record or {}).get("name") or "")
        return [("", "Thêm khoản mục" if made else "Xóa khoản mục", "" if made else name, name if made else "")]
    old, new = change.old, change.new
    differing = [field for field in FIELDS.values() if field.column in new and new[field.column] != old.get(field.column)]
    return [(field.name, field.label, _text(field.name, old), _text(field.name, new)) for field in differing]


def _text(name: str, record: Record) -> str:
    field = FIELDS[name]
    value: Value = record.get(field.column)
    return "" if value is None else field.show(value)


def _from_bulks(cursor: Cursor, seq: int, line: str) -> list[Change]:
    found = []
    for bulk in read_bulks(cursor, seq):
        if bulk.kind != "line":
            continue
        rows = bulk.table.filter(compute.equal(bulk.table["id"], line)).to_pylist()
        for row in rows:
            if bulk.action is Action.CREATE:
                found.append(Change("line", line, bulk.group, None, row))
            elif bulk.action is Action.DELETE:
                found.append(Change("line", line, bulk.group, row, None))
            else:
                columns = LINE.group_columns(bulk.group)
                sides = ({name: row[f"old_{name}"] for name in columns}, {name: row[f"new_{name}"] for name in columns})
                old, new = sides if bulk.action is Action.UPDATE else sides[::-1]
                found.append(Change("line", line, bulk.group, old, new))
    return found
