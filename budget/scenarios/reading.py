"""The scenarios of a plan and their operations, as people list them."""

from dataclasses import dataclass

import pandas as pd

from budget.model.ids import BASE
from budget.model.problem import refuse
from budget.scenarios.operations import describe_operation, settings_from_text
from budget.store.database import Cursor

BASE_NAME = "Phương án gốc"
COLOURS = ("#1B4B8F", "#B45309", "#0F766E", "#7C3AED", "#BE185D", "#4D7C0F")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario: `id` "goc" is the plan itself."""

    id: str
    number: int
    name: str
    parent: str | None
    layer: str
    state: str
    colour: str
    note: str
    base_seq: int


@dataclass(frozen=True, slots=True)
class AppliedOperation:
    """One operation that stands in a scenario, with its sentence and how many lines it holds."""

    id: str
    scenario: str
    position: int
    kind: str
    sentence: str
    reason: str
    members: int
    seq: int
    predicate: str
    settings: dict[str, int | str]


BASE_SCENARIO = Scenario(BASE, 0, BASE_NAME, None, "finance", "open", COLOURS[0], "", 0)


def read_scenarios(cursor: Cursor) -> list[Scenario]:
    """The base first, then every scenario in the order they were made."""
    sql = "SELECT id, number, name, parent, layer, state, colour, note, base_seq FROM scenario ORDER BY number"
    return [BASE_SCENARIO, *(Scenario(*row) for row in cursor.rows(sql))]  # type: ignore[arg-type]  # the schema's types


def find_scenario(cursor: Cursor, wanted: str) -> Scenario:
    """The scenario of that id, else of that name, else of that number (PA1); PlanError naming those there are, or those it may mean."""
    scenarios = read_scenarios(cursor)
    for call in (lambda one: one.id, lambda one: one.name, number_name):
        meant = [scenario for scenario in scenarios if call(scenario) == wanted]
        if len(meant) > 1:
            # an undo may bring back a scenario whose name was given again meanwhile
            ids = "; ".join(scenario.id for scenario in meant)
            raise refuse("scenario_ambiguous", f"Có {len(meant)} phương án cùng gọi là “{wanted}”.", f"Ghi mã: {ids}; hoặc đổi tên.")
        if meant:
            return meant[0]
    names = "; ".join(scenario.name for scenario in scenarios)
    raise refuse("scenario_missing", f"Không có phương án “{wanted}”.", f"Các phương án đang có: {names}.")


def number_name(scenario: Scenario) -> str:
    """What a scenario is called by its number: PA1; the base has no such name."""
    return f"PA{scenario.number}" if scenario.number else scenario.id


def next_number(cursor: Cursor) -> int:
    """The number after the highest any scenario has ever had, so that a deleted one can come back under its own."""
    sql = """SELECT COALESCE(max(json_extract_string(new, '$.number')::BIGINT), 0)::BIGINT FROM change
             WHERE kind = 'scenario' AND old IS NULL"""
    return 1 + int(str(cursor.rows(sql)[0][0]))


def read_source_names(cursor: Cursor) -> dict[str, str]:
    """Source code -> the short name people know it by."""
    return {str(code): str(name) for code, name in cursor.rows("SELECT code, short_name FROM source")}


def read_operations(cursor: Cursor, scenario: str) -> list[AppliedOperation]:
    """A scenario's own operations in order (its ancestors' are not listed)."""
    sql = """SELECT id, scenario, position, kind, reason, members, created_seq, predicate, settings FROM operation
             WHERE scenario = ? ORDER BY position, id"""
    found, names = [], read_source_names(cursor)
    for identity, owner, position, kind, reason, members, seq, predicate, stored in cursor.rows(sql, [scenario]):
        settings = settings_from_text(str(stored))
        sentence = describe_operation(str(kind), settings, names)
        who = (str(identity), str(owner), int(str(position)), str(kind), sentence, str(reason))
        found.append(AppliedOperation(*who, int(str(members)), int(str(seq)), str(predicate), settings))
    return found


TOUCHED_COLUMNS = (
    *("id", "number", "unit_name", "name", "measure", "base_quantity_milli", "base_unit_price", "base_times_milli"),
    *("base_amount", "base_source", "base_year", "base_quarter"),
    *("quantity_milli", "unit_price", "times_milli", "adjustment", "amount", "source", "year", "quarter"),
    *("dropped", "deferred", "priority", "locked"),
)


def read_touched(cursor: Cursor, scenario: str, limit: int | None = None) -> pd.DataFrame:
    """The lines a scenario holds, with what they were and what they become (TOUCHED_COLUMNS; đồng, thousandths)."""
    paging = "" if limit is None else f" LIMIT {int(limit)}"
    sql = f"""SELECT w.id, w.number, p.unit_name, w.name, w.measure, w.quantity_milli AS base_quantity_milli,
                w.unit_price AS base_unit_price, w.times_milli AS base_times_milli, w.amount AS base_amount,
                w.source AS base_source, w.year AS base_year, w.quarter AS base_quarter,
                o.quantity_milli, o.unit_price, o.times_milli, o.adjustment, o.amount, o.source, o.year, o.quarter,
                o.dropped, o.deferred, w.priority, w.locked
              FROM overlay o JOIN working w ON w.id = o.line LEFT JOIN purse p ON p.unit = w.unit
              WHERE o.scenario = ? ORDER BY w.amount - o.amount DESC, w.number{paging}"""
    return cursor.frame(sql, [scenario])[list(TOUCHED_COLUMNS)]
