"""Resolving: the operations of a scenario and its ancestors replayed over the lines they hold, into the scenario's overlay."""

from collections.abc import Sequence
from contextlib import ExitStack

import pyarrow as pa

from budget.model.states import OperationKind, ScenarioState
from budget.scenarios.operations import settings_from_text
from budget.scenarios.replay import Step, begin, finish, read_acting, replay
from budget.store.database import Cursor


def read_chain(cursor: Cursor, scenario: str) -> list[str]:
    """The scenario and its ancestors, the oldest first."""
    chain: list[str] = []
    current: str | None = scenario
    while current and current not in chain:
        rows = cursor.rows("SELECT parent FROM scenario WHERE id = ?", [current])
        if not rows:
            break
        chain.insert(0, current)
        current = None if rows[0][0] is None else str(rows[0][0])
    return chain


def read_steps(cursor: Cursor, scenario: str) -> list[Step]:
    """Every operation of the scenario and its ancestors in replay order; a promoted one's stand in the base already."""
    steps = []
    promoted = {str(row[0]) for row in cursor.rows("SELECT id FROM scenario WHERE state = ?", [ScenarioState.PROMOTED.value])}
    for member in read_chain(cursor, scenario):
        if member in promoted:
            continue
        sql = "SELECT id, kind, settings FROM operation WHERE scenario = ? ORDER BY position, id"
        for identity, kind, settings in cursor.rows(sql, [member]):
            steps.append(Step(str(identity), member, OperationKind(str(kind)), settings_from_text(str(settings))))
    return steps


def read_family(cursor: Cursor, scenario: str) -> list[str]:
    """The scenario and everything that descends from it."""
    family, waiting = [scenario], [scenario]
    while waiting:
        rows = cursor.rows("SELECT id FROM scenario WHERE parent = ? ORDER BY id", [waiting.pop()])
        found = [str(row[0]) for row in rows if str(row[0]) not in family]
        family.extend(found)
        waiting.extend(found)
    return family


def resolve(cursor: Cursor, scenario: str, lines: Sequence[str] | pa.Table | None = None) -> None:
    """Write the scenario's overlay anew: for every line its operations hold, or only for `lines` among them."""
    steps = read_steps(cursor, scenario)
    operations = [step.id for step in steps]
    with ExitStack() as stack:
        if lines is None:
            cursor.run("DELETE FROM overlay WHERE scenario = ?", [scenario])
            begin(cursor, operations)
        elif isinstance(lines, pa.Table):
            stack.enter_context(cursor.given("only_lines", lines))
            cursor.run("DELETE FROM overlay WHERE scenario = ? AND line IN (SELECT line FROM only_lines)", [scenario])
            begin(cursor, operations, restricted=True)
        else:
            cursor.run("DELETE FROM overlay WHERE scenario = ? AND line IN (SELECT unnest(?::TEXT[]))", [scenario, list(lines)])
            begin(cursor, operations, lines)
        acting = read_acting(cursor)
        for step in steps:
            if step.id in acting:
                replay(cursor, step)
        finish(cursor, scenario)


def affected_scenarios(cursor: Cursor, lines: Sequence[str] | pa.Table) -> list[str]:
    """The scenarios whose operations, or whose ancestors' operations, hold any of these lines."""
    sql = "SELECT DISTINCT o.scenario FROM member m JOIN operation o ON o.id = m.operation WHERE m.line"
    if isinstance(lines, pa.Table):
        with cursor.given("only_lines", lines):
            owners = cursor.rows(f"{sql} IN (SELECT line FROM only_lines)")
    elif len(lines) == 1:
        owners = cursor.rows(f"{sql} = ?", [lines[0]])
    else:
        owners = cursor.rows(f"{sql} IN (SELECT unnest(?::TEXT[]))", [list(lines)]) if lines else []
    return sorted({scenario for (owner,) in owners for scenario in read_family(cursor, str(owner))})
