"""The tables a batch leaves behind: applied in the same transaction as its append, or replayed into a new file."""

from collections.abc import Mapping, Sequence

from budget.store.database import Cursor, Parameter
from budget.store.kinds import BIGINT, KINDS, Kind
from budget.store.records import Action, Batch, Bulk, Change, Value


def apply_batch(cursor: Cursor, seq: int, batch: Batch) -> None:
    """Bring the projection from before this batch to after it; raises when a row it needs is not there."""
    for change in batch.changes:
        apply_change(cursor, seq, change)
    for bulk in batch.bulks:
        apply_bulk(cursor, seq, bulk)


def apply_change(cursor: Cursor, seq: int, change: Change) -> None:
    """One group of one entity: insert, delete or replace."""
    kind = KINDS[change.kind]
    if change.new is None:
        _expect_one(cursor.run(f"DELETE FROM {kind.table} WHERE {kind.key[0]} = ?", [change.entity]), change)
    elif change.old is None:
        _insert(cursor, seq, kind, change.entity, change.new)
    else:
        columns = kind.group_columns(change.group)
        columns.pop(kind.key[0], None)
        assignments = ", ".join(f"{name} = ?::{sql_type}" for name, sql_type in columns.items())
        values = [_parameter(change.new, name) for name in columns]
        changed = cursor.run(f"UPDATE {kind.table} SET {assignments} WHERE {kind.key[0]} = ?", [*values, change.entity])
        _expect_one(changed, change)


def apply_bulk(cursor: Cursor, seq: int, bulk: Bulk) -> None:
    """Many entities at once, set-wise; the row count and the sums of money are checked before the caller may commit."""
    kind = KINDS[bulk.kind]
    if not bulk.table.num_rows:
        return
    with cursor.given("bulk_rows", bulk.table):
        if bulk.action is Action.CREATE:
            names = ", ".join(kind.columns)
            changed = cursor.run(f"INSERT INTO {kind.table} ({names}, created_seq) SELECT {names}, ?::BIGINT FROM bulk_rows", [seq])
            _check_money(cursor, kind, seq)
        elif bulk.action is Action.DELETE:
            match = " AND ".join(f"{kind.table}.{key} = bulk_rows.{key}" for key in kind.key)
            changed = cursor.run(f"DELETE FROM {kind.table} USING bulk_rows WHERE {match}")
        else:
            prefix = "new_" if bulk.action is Action.UPDATE else "old_"
            columns = [name for name in kind.group_columns(bulk.group) if name not in kind.key]
            assignments = ", ".join(f"{name} = bulk_rows.{prefix}{name}" for name in columns)
            match = " AND ".join(f"{kind.table}.{key} = bulk_rows.{key}" for key in kind.key)
            changed = cursor.run(f"UPDATE {kind.table} SET {assignments} FROM bulk_rows WHERE {match}")
    if changed != bulk.table.num_rows:
        raise RuntimeError(f"bulk {bulk.action} of {bulk.kind}: {changed} rows changed, {bulk.table.num_rows} expected")


def _insert(cursor: Cursor, seq: int, kind: Kind, entity: str, record: Mapping[str, Value]) -> None:
    columns = kind.columns
    values: list[Parameter] = [entity if name == kind.key[0] else _parameter(record, name) for name in columns]
    marks = ", ".join(f"?::{sql_type}" for sql_type in columns.values())
    cursor.run(f"INSERT INTO {kind.table} ({', '.join(columns)}, created_seq) VALUES ({marks}, ?::BIGINT)", [*values, seq])


def _parameter(record: Mapping[str, Value], name: str) -> Value:
    return record.get(name)


def _expect_one(changed: int, change: Change) -> None:
    if changed != 1:
        raise RuntimeError(f"{change.kind} {change.entity}: {changed} rows changed, 1 expected")


def _check_money(cursor: Cursor, kind: Kind, seq: int) -> None:
    """Sums in the table equal sums in the payload (decisions: duckdb-pinned.md tells of an engine that lost them)."""
    money: Sequence[str] = [name for name, sql_type in kind.columns.items() if sql_type == BIGINT and "amount" in name]
    if not money:
        return
    sums = ", ".join(f"sum({name})::BIGINT" for name in money)
    stored = cursor.rows(f"SELECT {sums} FROM {kind.table} WHERE created_seq = ?::BIGINT", [seq])
    given = cursor.rows(f"SELECT {sums} FROM bulk_rows")
    already = cursor.rows("SELECT count(*) FROM payload WHERE seq = ?::BIGINT AND kind = ?", [seq, kind.table])
    if already[0][0] == 1 and stored != given:
        raise RuntimeError(f"bulk create of {kind.table}: sums differ {stored} != {given}")
