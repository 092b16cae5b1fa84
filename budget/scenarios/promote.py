"""Promotion: a scenario's outcome becomes the base, as journaled changes of its lines; one batch, one reason, one undo.

Figures go to the finance layer, sources and periods to their own groups. The scenario and what it descends from are then
"promoted": their operations stand in the base and are replayed no more.
"""

from dataclasses import dataclass

import pyarrow as pa

from budget.model.states import Layer, ScenarioState
from budget.scenarios.changing import replace_about
from budget.scenarios.planning import Outcome, read_outcome
from budget.scenarios.reading import find_scenario
from budget.scenarios.resolve import read_chain
from budget.store.database import Cursor
from budget.store.kinds import LINE
from budget.store.records import Action, Batch, Bulk, Change

FEW = 200
_WORKING = {
    "finance": ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount"),
    "funding": ("source",),
    "time": ("year", "quarter"),
}


@dataclass(frozen=True)
class Promotion:
    """What promoting would write: per group the lines with old and new values; `others` also hold some of these lines.

    `before` and `after` are the base's amount in đồng over all years; `promoted` the scenario and its ancestors still open.
    """

    scenario: str
    promoted: tuple[str, ...]
    tables: tuple[tuple[str, pa.Table], ...]
    lines: int
    before: int
    after: int
    outcome: Outcome
    others: tuple[str, ...]


def plan_promotion(cursor: Cursor, scenario: str) -> Promotion:
    """What making a scenario's outcome the base would write, from its overlay."""
    tables = [(group, _read_group(cursor, scenario, group)) for group in _WORKING]
    kept = tuple((group, table) for group, table in tables if table.num_rows)
    lines = {str(line) for _, table in kept for line in table.column("id").to_pylist()}
    outcome = read_outcome(cursor, scenario)
    chain = read_chain(cursor, scenario)
    still_open = tuple(one for one in chain if find_scenario(cursor, one).state != ScenarioState.PROMOTED)
    others = _read_others(cursor, scenario, chain)
    return Promotion(scenario, still_open, kept, len(lines), outcome.amount + outcome.cut, outcome.amount, outcome, others)


def promotion_batch(cursor: Cursor, promotion: Promotion, actor: str, reason: str, operation_id: str | None = None) -> Batch:
    """The batch that carries a promotion out: single changes when they are few, payloads when they are many."""
    states = [replace_about(cursor, "scenario", one, {"state": ScenarioState.PROMOTED.value}) for one in promotion.promoted]
    if promotion.lines <= FEW:
        changes = [change for group, table in promotion.tables for change in _to_changes(group, table)]
        return Batch(actor, "promote_scenario", reason, [*changes, *states], [], operation_id)
    bulks = [Bulk("line", group, Action.UPDATE, table) for group, table in promotion.tables]
    return Batch(actor, "promote_scenario", reason, states, bulks, operation_id)


def _read_group(cursor: Cursor, scenario: str, group: str) -> pa.Table:
    """The lines of one group whose working figures the overlay changes: id, old_* stored columns, new_* overlay figures."""
    names = _WORKING[group]
    prefix = f"{Layer.FINANCE.value}_" if group == "finance" else ""
    columns = ", ".join(f"w.{prefix}{name} AS old_{prefix}{name}, o.{name} AS new_{prefix}{name}" for name in names)
    differ = " OR ".join(f"o.{name} IS DISTINCT FROM w.{name}" for name in names)
    sql = f"""SELECT w.id, {columns} FROM overlay o JOIN working w ON w.id = o.line
              WHERE o.scenario = ? AND ({differ}) ORDER BY w.number"""
    return cursor.table(sql, [scenario])


def _read_others(cursor: Cursor, scenario: str, chain: list[str]) -> tuple[str, ...]:
    sql = """SELECT DISTINCT s.number, s.name FROM overlay mine JOIN overlay theirs ON theirs.line = mine.line
             JOIN scenario s ON s.id = theirs.scenario
             WHERE mine.scenario = ? AND theirs.scenario NOT IN (SELECT unnest(?::TEXT[])) ORDER BY s.number"""
    return tuple(str(name) for _, name in cursor.rows(sql, [scenario, chain]))


def _to_changes(group: str, table: pa.Table) -> list[Change]:
    columns = list(LINE.groups[group])
    rows = table.to_pylist()
    return [
        Change(
            "line", str(row["id"]), group, {name: row[f"old_{name}"] for name in columns}, {name: row[f"new_{name}"] for name in columns}
        )
        for row in rows
    ]
