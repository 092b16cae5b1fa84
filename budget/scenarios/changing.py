"""Changes to a scenario itself: its name and note, an operation taken out, the scenario deleted. Each is undone by its batch."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from budget.store.database import Cursor
from budget.store.kinds import ALL, KINDS
from budget.store.records import Action, Batch, Bulk, Change, Value


def replace_about(cursor: Cursor, kind: str, entity: str, new: Mapping[str, Value]) -> Change:
    """The change that sets some "about" columns of a scenario, an operation or a run and keeps the others."""
    columns = list(KINDS[kind].groups["about"])
    old = _read_record(cursor, kind, columns, entity)
    return Change(kind, entity, "about", old, {**old, **new})


def removal_batch(cursor: Cursor, operation: str, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that takes one operation, with the lines it holds, out of its scenario."""
    changes, bulks = remove_operation(cursor, operation)
    return Batch(actor, "remove_operation", reason, changes, bulks, operation_id)


def deletion_batch(cursor: Cursor, scenario: str, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that deletes a scenario with everything it owns; the caller has seen that nothing descends from it."""
    changes: list[Change] = []
    bulks: list[Bulk] = []
    for (operation,) in cursor.rows("SELECT id FROM operation WHERE scenario = ? ORDER BY position, id", [scenario]):
        removed, members = remove_operation(cursor, str(operation))
        changes += removed
        bulks += members
    columns = list(KINDS["placement"].columns)
    placements = cursor.table(f"SELECT {', '.join(columns)} FROM placement WHERE scenario = ? ORDER BY id", [scenario])
    if placements.num_rows:
        bulks.append(Bulk("placement", ALL, Action.DELETE, placements))
    for kind in ("allocation", "cut_run"):
        run = list(KINDS[kind].columns)
        for row in cursor.rows(f"SELECT {', '.join(run)} FROM {kind} WHERE scenario = ?", [scenario]):
            changes.append(Change(kind, scenario, ALL, dict(zip(run, row, strict=True)), None))  # type: ignore[arg-type]
    record = _read_record(cursor, "scenario", list(KINDS["scenario"].columns), scenario)
    changes.append(Change("scenario", scenario, ALL, record, None))
    return Batch(actor, "delete_scenario", reason, changes, bulks, operation_id)


def member_bulk(action: Action, operation: str, lines: Sequence[str]) -> Bulk:
    """Some lines let into an operation (CREATE) or out of it (DELETE)."""
    rows = {"operation": pa.array([operation] * len(lines), pa.string()), "line": pa.array(lines, pa.string())}
    return Bulk("member", ALL, action, pa.table(rows))


def remove_operation(cursor: Cursor, operation: str) -> tuple[list[Change], list[Bulk]]:
    """The changes that take one operation out with the lines it holds."""
    record = _read_record(cursor, "operation", list(KINDS["operation"].columns), operation)
    lines = [str(row[0]) for row in cursor.rows("SELECT line FROM member WHERE operation = ? ORDER BY line", [operation])]
    bulks = [member_bulk(Action.DELETE, operation, lines)] if lines else []
    return [Change("operation", operation, ALL, record, None)], bulks


def _read_record(cursor: Cursor, kind: str, columns: Sequence[str], entity: str) -> dict[str, Value]:
    row = cursor.rows(f"SELECT {', '.join(columns)} FROM {kind} WHERE {KINDS[kind].key[0]} = ?", [entity])[0]
    return dict(zip(columns, row, strict=True))  # type: ignore[arg-type]  # the schema's types
