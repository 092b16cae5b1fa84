"""The tables a batch leaves behind: applied in the same transaction as its append, or replayed into a new file."""

from collections.abc import Mapping

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
    if change.old is None:
        _insert(cursor, seq, kind, change.entity, change.new or {})
        return
    _expect_old(cursor, kind, change.entity, change.old)
    if change.new is None:
        changed = cursor.run(f"DELETE FROM {kind.table} WHERE {kind.key[0]} = ?", [change.entity])
    else:
        columns = kind.group_columns(change.group)
        columns.pop(kind.key[0], None)
        assignments = ", ".join(f"{name} = ?::{sql_type}" for name, sql_type in columns.items())
        values = [_parameter(change.new, name) for name in columns]
        changed = cursor.run(f"UPDATE {kind.table} SET {assignments} WHERE {kind.key[0]} = ?", [*values, change.entity])
    if changed != 1:
        raise RuntimeError(f"{change.kind} {change.entity}: {changed} rows changed, 1 expected")


def apply_bulk(cursor: Cursor, seq: int, bulk: Bulk) -> None:
    """Many entities at once, set-wise; the row count and the sums of money are checked before the caller may commit."""
    kind = KINDS[bulk.kind]
    if not bulk.table.num_rows:
        return
    with cursor.given("bulk_rows", bulk.table):
        if bulk.action is Action.CREATE:
            names = ", ".join(kind.columns)
            changed = cursor.run(f"INSERT INTO {kind.table} ({names}, created_seq) SELECT {names}, ?::BIGINT FROM bulk_rows", [seq])
            _check_sums(cursor, kind, {name: name for name in kind.columns})
        elif bulk.action is Action.DELETE:
            match = _match(kind, {name: name for name in kind.columns if name not in kind.key})
            changed = cursor.run(f"DELETE FROM {kind.table} USING bulk_rows WHERE {match}")
        else:
            before, after = ("old_", "new_") if bulk.action is Action.UPDATE else ("new_", "old_")
            columns = [name for name in kind.group_columns(bulk.group) if name not in kind.key]
            assignments = ", ".join(f"{name} = bulk_rows.{after}{name}" for name in columns)
            match = _match(kind, {name: before + name for name in columns})
            changed = cursor.run(f"UPDATE {kind.table} SET {assignments} FROM bulk_rows WHERE {match}")
            _check_sums(cursor, kind, {name: after + name for name in columns})
    if changed != bulk.table.num_rows:
        raise RuntimeError(f"bulk {bulk.action} of {bulk.kind}: {changed} rows changed, {bulk.table.num_rows} expected")


def _insert(cursor: Cursor, seq: int, kind: Kind, entity: str, record: Mapping[str, Value]) -> None:
    columns = kind.columns
    values: list[Parameter] = [entity if name == kind.key[0] else _parameter(record, name) for name in columns]
    marks = ", ".join(f"?::{sql_type}" for sql_type in columns.values())
    cursor.run(f"INSERT INTO {kind.table} ({', '.join(columns)}, created_seq) VALUES ({marks}, ?::BIGINT)", [*values, seq])


def _parameter(record: Mapping[str, Value], name: str) -> Value:
    return record.get(name)


def _expect_old(cursor: Cursor, kind: Kind, entity: str, old: Mapping[str, Value]) -> None:
    """The old side is what an undo puts back and what totals move away from, so it must be what stands there."""
    # read by key and compared here: in the WHERE of the UPDATE it would cost the engine its index
    rows = cursor.rows(f"SELECT {', '.join(old)} FROM {kind.table} WHERE {kind.key[0]} = ?", [entity])
    if [tuple(old.values())] != rows:
        raise RuntimeError(f"{kind.table} {entity}: the change starts from {dict(old)}, but {rows} stands there")


def _match(kind: Kind, stands: Mapping[str, str]) -> str:
    """Rows of the table and of the payload that are the same entity and, as an undo relies on it, hold the same before."""
    same = [f"{kind.table}.{key} = bulk_rows.{key}" for key in kind.key]
    return " AND ".join([*same, *(f"{kind.table}.{name} IS NOT DISTINCT FROM bulk_rows.{given}" for name, given in stands.items())])


def _check_sums(cursor: Cursor, kind: Kind, given: Mapping[str, str]) -> None:
    """Sums in the table equal sums in the payload (decisions: duckdb-pinned.md tells of an engine that lost them)."""
    whole = [name for name in given if kind.columns[name] == BIGINT]
    if not whole:
        return
    sums = ", ".join(f"sum({name})" for name in whole)
    expected = ", ".join(f"sum({given[name]})" for name in whole)
    stored_sums = cursor.rows(f"SELECT {sums} FROM {kind.table} SEMI JOIN bulk_rows USING ({', '.join(kind.key)})")
    given_sums = cursor.rows(f"SELECT {expected} FROM bulk_rows")
    if stored_sums != given_sums:
        raise RuntimeError(f"bulk of {kind.table}: sums differ {stored_sums} != {given_sums}")
