"""Keeping overlays in step: what a committed batch touches is resolved again in the same transaction."""

from collections.abc import Callable

import pyarrow as pa

from budget.scenarios.resolve import affected_scenarios, read_family, resolve
from budget.store.database import Cursor
from budget.store.records import Action, Batch

_RESTED_ON = {"source", "unit"}
"""Kinds that may move any overlay: a source's nature and a unit's level decide what operations do."""
_PACKED = _RESTED_ON | {"scenario", "operation"}
"""Kinds that, when a batch is so large that it came as payloads, are no longer told apart one by one."""


def follow_commit(cursor: Cursor, _seq: int, batch: Batch) -> Callable[[], None] | None:
    """Resolve again exactly the lines and scenarios a batch touches."""
    if {bulk.kind for bulk in batch.bulks} & _PACKED or {change.kind for change in batch.changes} & _RESTED_ON:
        resolve_all(cursor)
        return None
    done = _follow_scenarios(cursor, batch)
    lines = _read_lines(batch)
    for scenario in affected_scenarios(cursor, lines):
        if scenario not in done:
            resolve(cursor, scenario, lines)
    return None


def _read_lines(batch: Batch) -> list[str] | pa.Table:
    """The lines a batch touches: as a list when they are single changes, else as a table with the column `line`."""
    single = sorted({change.entity for change in batch.changes if change.kind == "line"})
    bulks = [bulk.table.select(["id"]).rename_columns(["line"]) for bulk in batch.bulks if bulk.kind == "line"]
    return pa.concat_tables([*bulks, pa.table({"line": pa.array(single, pa.string())})]) if bulks else single


def resolve_all(cursor: Cursor) -> None:
    """Every scenario's overlay from nothing."""
    cursor.run("DELETE FROM overlay")
    for (scenario,) in cursor.rows("SELECT id FROM scenario ORDER BY id"):
        resolve(cursor, str(scenario))


def _follow_scenarios(cursor: Cursor, batch: Batch) -> set[str]:
    """Resolve what changes of scenarios, operations and members move; the scenarios that were resolved whole."""
    whole = _restated_scenarios(cursor, batch)
    for scenario in sorted(whole):
        resolve(cursor, scenario)
    changed = {}
    for change in batch.changes:
        if change.kind == "operation":
            record = change.new or change.old or {}
            changed[change.entity] = str(record.get("scenario") or _scenario_of(cursor, change.entity))
    members = [bulk.table for bulk in batch.bulks if bulk.kind == "member" and bulk.action in (Action.CREATE, Action.DELETE)]
    if not changed:
        return whole
    lines = pa.concat_tables([table.select(["line"]) for table in members]) if members else None
    scenarios = {name for scenario in changed.values() for name in read_family(cursor, scenario)}
    for scenario in sorted(scenarios - whole):
        resolve(cursor, scenario, lines)
    return whole


def _restated_scenarios(cursor: Cursor, batch: Batch) -> set[str]:
    """Scenarios made, deleted, promoted or moved under another parent, with all that descends from them."""
    found: set[str] = set()
    for change in batch.changes:
        if change.kind == "scenario":
            old, new = change.old or {}, change.new or {}
            if any(old.get(name) != new.get(name) for name in ("state", "parent")) or not old or not new:
                found.update(read_family(cursor, change.entity))
    return found


def _scenario_of(cursor: Cursor, operation: str) -> str:
    rows = cursor.rows("SELECT scenario FROM operation WHERE id = ?", [operation])
    return str(rows[0][0]) if rows else ""
