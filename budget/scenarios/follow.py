"""Keeping overlays in step: what a committed batch touches is resolved again in the same transaction."""

from collections.abc import Callable

import pyarrow as pa

from budget.scenarios.resolve import affected_scenarios, read_family, resolve
from budget.store.database import Cursor
from budget.store.records import Action, Batch


def follow_commit(cursor: Cursor, _seq: int, batch: Batch) -> Callable[[], None] | None:
    """Resolve again exactly the lines and scenarios a batch touches."""
    if any(bulk.kind == "line" for bulk in batch.bulks):
        resolve_all(cursor)
        return None
    _follow_scenarios(cursor, batch)
    lines = {change.entity for change in batch.changes if change.kind == "line"}
    for scenario, held in affected_scenarios(cursor, sorted(lines)).items():
        resolve(cursor, scenario, held)
    return None


def resolve_all(cursor: Cursor) -> None:
    """Every scenario's overlay from nothing."""
    cursor.run("DELETE FROM overlay")
    for (scenario,) in cursor.rows("SELECT id FROM scenario ORDER BY id"):
        resolve(cursor, str(scenario))


def _follow_scenarios(cursor: Cursor, batch: Batch) -> None:
    for change in batch.changes:
        if change.kind == "scenario" and change.new is None:
            cursor.run("DELETE FROM overlay WHERE scenario = ?", [change.entity])
    changed = {}
    for change in batch.changes:
        if change.kind == "operation":
            record = change.new or change.old or {}
            changed[change.entity] = str(record.get("scenario") or _scenario_of(cursor, change.entity))
    members = [bulk.table for bulk in batch.bulks if bulk.kind == "member" and bulk.action in (Action.CREATE, Action.DELETE)]
    if not changed and not members:
        return
    lines = pa.concat_tables([table.select(["line"]) for table in members]) if members else None
    scenarios = {name for scenario in changed.values() for name in read_family(cursor, scenario)}
    for scenario in sorted(scenarios):
        resolve(cursor, scenario, lines)


def _scenario_of(cursor: Cursor, operation: str) -> str:
    rows = cursor.rows("SELECT scenario FROM operation WHERE id = ?", [operation])
    return str(rows[0][0]) if rows else ""
