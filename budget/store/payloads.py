"""Bulk changes as Parquet bytes: packed from many single changes, read back for projection, undo and rebuild."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as parquet

from budget.store.kinds import ALL, BIGINT, BOOLEAN, KINDS, Columns
from budget.store.records import Action, Bulk, Change

_ARROW = {BIGINT: pa.int64(), BOOLEAN: pa.bool_()}


def table_schema(columns: Columns, prefix: str = "") -> pa.Schema:
    """The Arrow schema of stored columns (texts, whole numbers, flags)."""
    return pa.schema([(prefix + name, _ARROW.get(sql_type, pa.string())) for name, sql_type in columns.items()])


def bulk_schema(kind: str, group: str, action: Action) -> pa.Schema:
    """What a bulk table of this kind, group and action must look like."""
    register = KINDS[kind]
    if action in (Action.CREATE, Action.DELETE):
        return table_schema(register.columns)
    columns = register.group_columns(group)
    keys = table_schema(dict.fromkeys(register.key, "TEXT"))
    return pa.schema([*keys, *table_schema(columns, "old_"), *table_schema(columns, "new_")])


def conform(bulk: Bulk) -> Bulk:
    """The bulk with exactly its declared columns and types; raises when one is missing or would lose digits."""
    schema = bulk_schema(bulk.kind, bulk.group, bulk.action)
    missing = set(schema.names) - set(bulk.table.column_names)
    if missing:
        raise ValueError(f"bulk {bulk.kind}: columns missing: {sorted(missing)}")
    for name in schema.names:
        if pa.types.is_floating(bulk.table.schema.field(name).type):
            raise TypeError(f"bulk {bulk.kind}: float column {name}")
    table = bulk.table.select(schema.names).cast(schema, safe=True)
    return Bulk(bulk.kind, bulk.group, bulk.action, table, bulk.origin)


def check_shape(change: Change) -> None:
    """Raise when a side of a change does not hold exactly the columns it replaces: a column left out would be emptied unseen."""
    register = KINDS[change.kind]
    columns = set(register.columns)
    if change.old is None and change.new is None:
        raise ValueError(f"{change.kind} {change.entity}: a change without old and new")
    if (change.old is None or change.new is None) and change.group != ALL:
        raise ValueError(f"{change.kind} {change.entity}: making and deleting concern the whole entity")
    wanted = columns if change.group == ALL else set(register.group_columns(change.group))
    for side in (change.old, change.new):
        if side is not None and set(side) != wanted:
            raise ValueError(f"{change.kind} {change.entity}: columns differ from {change.group}: {sorted(set(side) ^ wanted)}")


def pack_changes(changes: Sequence[Change]) -> list[Bulk]:
    """Many single changes as one bulk per (kind, group, action), in the order they first appear."""
    groups: dict[tuple[str, str, Action], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.kind, change.group, _action_of(change)].append(change)
    return [_pack(kind, group, action, members) for (kind, group, action), members in groups.items()]


def to_bytes(table: pa.Table) -> bytes:
    """Parquet bytes of a table (zstd)."""
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def from_bytes(data: bytes) -> pa.Table:
    """The table those bytes hold."""
    return parquet.read_table(io.BytesIO(data))


def digest(data: bytes) -> str:
    """SHA-256 of stored bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def _action_of(change: Change) -> Action:
    if change.old is None:
        return Action.CREATE
    return Action.DELETE if change.new is None else Action.UPDATE


def _pack(kind: str, group: str, action: Action, members: Sequence[Change]) -> Bulk:
    register = KINDS[kind]
    key = register.key[0]
    if action is Action.UPDATE:
        columns = register.group_columns(group)
        rows: dict[str, list[object]] = {key: [change.entity for change in members]}
        for name in columns:
            rows[f"old_{name}"] = [(change.old or {}).get(name) for change in members]
            rows[f"new_{name}"] = [(change.new or {}).get(name) for change in members]
    else:
        sides = [(change.new if action is Action.CREATE else change.old) or {} for change in members]
        rows = {name: [side.get(name) for side in sides] for name in register.columns}
        rows[key] = [change.entity for change in members]
        group = ALL
    schema = bulk_schema(kind, group, action)
    return Bulk(kind, group, action, pa.table(rows, schema=schema))
