"""The lines that are not the same in every scenario compared: figures side by side, how they differ, and why."""

from collections.abc import Sequence
from contextlib import ExitStack

import pandas as pd
import pyarrow as pa

from budget.model.states import Difference, OperationKind
from budget.scenarios.resolve import read_steps
from budget.store.database import Cursor, Parameter

_WHO = ("id", "number", "unit", "unit_name", "name", "measure", "category", "nature", "priority", "task", "locked")
_BASE = ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount", "source", "year", "quarter")
FIGURES = (*_BASE, "dropped", "deferred")
"""What each scenario says of a line; `column_of(figure, scenario)` names the column."""


def column_of(figure: str, scenario: str) -> str:
    """The name of a scenario's column: a figure of FIGURES, "counted", "kind" or "reason"."""
    return f"{figure}@{scenario}"


def read_differing(cursor: Cursor, scenarios: Sequence[str], year: int | None, listing: str, limit: int | None = None) -> pd.DataFrame:
    """The lines that differ between scenarios, the widest apart first.

    Columns: id, number, unit, unit_name, name, measure, category, nature, priority, task, locked; base_* of each figure; for every
    scenario its FIGURES, `counted` (đồng that count in `year`; the amount when `year` is None) and `reason` (of the operations
    that could act on the line there, in order); for every scenario after the first `kind`: Difference values joined by commas,
    against the first. With `year`, a line no scenario puts in that year is left out.
    """
    first = 0
    columns = [*(f"w.{name}" for name in _WHO), *(f"w.{name} AS base_{name}" for name in _BASE)]
    for place, scenario in enumerate(scenarios):
        columns += [f'{_figure(place, name)} AS "{column_of(name, scenario)}"' for name in FIGURES]
        columns.append(f'{_counted(place, year)} AS "{column_of("counted", scenario)}"')
        columns.append(f"""COALESCE(e{place}.reason, '') AS "{column_of("reason", scenario)}\"""")
        if place != first:
            columns.append(f'{_kinds(place)} AS "{column_of("kind", scenario)}"')
    others = range(1, len(scenarios))
    joins = "".join(_join(place) for place in range(len(scenarios)))
    differ = " OR ".join(
        f"{_figure(first, name)} IS DISTINCT FROM {_figure(place, name)}" for place in others for name in (*_BASE, "dropped")
    )
    counted = [_counted(place, year) for place in range(len(scenarios))]
    in_year = "TRUE" if year is None else " OR ".join(_stands_in(place, year) for place in range(len(scenarios)))
    paging = "" if limit is None else f" LIMIT {int(limit)}"
    sql = f"""WITH w AS (
          SELECT w.*, p.unit_name, w.id IN (SELECT line FROM phase_split) AS split FROM working w LEFT JOIN purse p ON p.unit = w.unit
          WHERE w.listing = ? AND w.id IN (SELECT line FROM overlay WHERE scenario IN (SELECT unnest(?::TEXT[]))))
        SELECT {", ".join(columns)} FROM w{joins} WHERE ({differ}) AND ({in_year})
        ORDER BY GREATEST({", ".join(counted)}) - LEAST({", ".join(counted)}) DESC, w.number{paging}"""
    parameters: list[Parameter] = [listing, list(scenarios)]
    for scenario in scenarios:
        parameters += [scenario, scenario, scenario, year]
    with ExitStack() as stack:
        stack.enter_context(cursor.given("reason_rows", _read_reasons(cursor, scenarios)))
        return cursor.frame(sql, parameters)


def _read_reasons(cursor: Cursor, scenarios: Sequence[str]) -> pa.Table:
    """Per scenario and line the reasons of the operations that hold it and may act on it, in replay order, each once."""
    steps = [(scenario, step.id, place) for scenario in scenarios for place, step in enumerate(read_steps(cursor, scenario))]
    rows = [{"scenario": scenario, "operation": operation, "place": place} for scenario, operation, place in steps]
    schema = pa.schema([("scenario", pa.string()), ("operation", pa.string()), ("place", pa.int64())])
    source, moves = OperationKind.RE_SOURCE.value, f"('{OperationKind.DEFER.value}', '{OperationKind.SLIP.value}')"
    sql = f"""WITH held AS (
          SELECT s.scenario, m.line, p.reason, min(s.place) AS place FROM step_rows s JOIN operation p ON p.id = s.operation
          JOIN member m ON m.operation = p.id JOIN line w ON w.id = m.line
          LEFT JOIN source f ON p.kind = '{source}' AND f.code = json_extract_string(p.settings, '$.source')
          WHERE CASE WHEN p.kind = '{source}' THEN w.nature = f.nature
                     ELSE NOT w.locked AND (p.kind NOT IN {moves} OR NOT w.contracted) END
          GROUP BY ALL)
        SELECT scenario, line, string_agg(reason, '; ' ORDER BY place) AS reason FROM held GROUP BY ALL"""
    with cursor.given("step_rows", pa.Table.from_pylist(rows, schema=schema)):
        return cursor.table(sql)


def _join(place: int) -> str:
    return f"""
        LEFT JOIN (SELECT * FROM overlay WHERE scenario = ?) o{place} ON o{place}.line = w.id
        LEFT JOIN (SELECT * FROM reason_rows WHERE scenario = ?) e{place} ON e{place}.line = w.id
        LEFT JOIN (SELECT line, sum(amount)::BIGINT AS amount FROM portioned(?) WHERE year = ?::BIGINT GROUP BY line) y{place}
          ON y{place}.line = w.id"""


def _figure(place: int, name: str) -> str:
    return f"COALESCE(o{place}.{name}, {'FALSE' if name in ('dropped', 'deferred') else f'w.{name}'})"


def _counted(place: int, year: int | None) -> str:
    amount = _figure(place, "amount")
    if year is None:
        return amount
    return f"(CASE WHEN w.split THEN COALESCE(y{place}.amount, 0) WHEN {_figure(place, 'year')} = {int(year)} THEN {amount} ELSE 0 END)"


def _stands_in(place: int, year: int) -> str:
    """SQL of whether the line has money in the year in the scenario at `place`."""
    return f"(CASE WHEN w.split THEN y{place}.line IS NOT NULL ELSE {_figure(place, 'year')} = {int(year)} END)"


def _kinds(place: int) -> str:
    """SQL of how the line at `place` differs from the first scenario's, as Difference values joined by commas."""

    def then(name: str) -> str:
        return _figure(place, name)

    def first(name: str) -> str:
        return _figure(0, name)

    def period(side: int) -> str:
        return f"({_figure(side, 'year')} * 4 + {_figure(side, 'quarter')})"

    drivers = ("quantity_milli", "unit_price", "times_milli", "adjustment")
    restated = " OR ".join(f"{then(name)} <> {first(name)}" for name in drivers)
    parts = [
        (Difference.REDUCED, f"{then('amount')} < {first('amount')}"),
        (Difference.INCREASED, f"{then('amount')} > {first('amount')}"),
        (Difference.RESTATED, f"{then('amount')} = {first('amount')} AND ({restated})"),
        (Difference.DEFERRED, f"{period(place)} > {period(0)}"),
        (Difference.ADVANCED, f"{period(place)} < {period(0)}"),
        (Difference.RE_SOURCED, f"{then('source')} IS DISTINCT FROM {first('source')}"),
    ]
    cases = ", ".join(f"CASE WHEN {condition} THEN '{kind.value}' END" for kind, condition in parts)
    return f"""(CASE WHEN {then("dropped")} AND NOT {first("dropped")} THEN '{Difference.DROPPED.value}'
        WHEN {first("dropped")} AND NOT {then("dropped")} THEN '{Difference.RESTORED.value}'
        ELSE COALESCE(NULLIF(concat_ws(',', {cases}), ''), '{Difference.UNCHANGED.value}') END)"""
