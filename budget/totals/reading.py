"""Totals read by SQL: all of them at open, a scenario's differences from its overlay, any grouping for a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from budget.lines.query import LineFilter, where_clause
from budget.model.ids import BASE
from budget.model.problem import refuse
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.records import Record
from budget.totals.cube import EMPTY, Contribution, Totals

_COLUMNS = "listing, year, source, unit, category, nature, priority, task"
GROUPINGS = {
    "unit": "r.unit",
    "unit_name": "p.unit_name",
    "level": "p.level",
    "district": "p.district",
    "source": "r.source",
    "category": "r.category",
    "nature": "r.nature",
    "priority": "r.priority",
    "task": "r.task",
    "year": "r.year",
    "quarter": "r.quarter",
    "route": "r.route",
    "listing": "r.listing",
}


def read_totals(cursor: Cursor) -> Totals:
    """The base totals at the journal's head, by one pass over the lines."""
    sql = f"""SELECT {_COLUMNS}, sum(amount)::BIGINT, count(*), count(*) FILTER (NOT appraised) FROM working GROUP BY ALL"""
    return EMPTY.moved(head(cursor)[0], _contributions(cursor.rows(sql)))


def read_scenario_totals(cursor: Cursor, base: Totals, scenario: str) -> Totals:
    """A scenario's totals: the base's plus its overlay's differences, so the cost grows with what it touches only.

    PlanError when there is no such scenario: base figures must not pass for a scenario's.
    """
    if scenario == BASE:
        return base
    if not cursor.rows("SELECT 1 FROM scenario WHERE id = ?", [scenario]):
        raise refuse("scenario_missing", "Phương án này không còn trong bộ dự toán.", "Chọn phương án khác.")
    sql = f"""WITH touched AS (SELECT w.*, o.amount AS amount_then, o.source AS source_then, o.year AS year_then
                               FROM overlay o JOIN working w ON w.id = o.line WHERE o.scenario = ?)
              SELECT {_COLUMNS}, -sum(amount)::BIGINT, -count(*), -count(*) FILTER (NOT appraised) FROM touched GROUP BY ALL
              UNION ALL
              SELECT listing, year_then, source_then, unit, category, nature, priority, task,
                     sum(amount_then)::BIGINT, count(*), count(*) FILTER (NOT appraised) FROM touched GROUP BY ALL"""
    return base.moved(base.seq, _contributions(cursor.rows(sql, [scenario])))


def contribution_of(record: Record) -> Contribution:
    """What a stored line adds to the totals, from its columns."""
    appraised = record.get("finance_amount") is not None
    amount = record["finance_amount"] if appraised else record["requested_amount"]
    listing, source, unit, category, nature, task = (
        str(record.get(name) or "") for name in ("listing", "source", "unit", "category", "nature", "task")
    )
    year, priority = int(record.get("year") or 0), int(record.get("priority") or 0)
    return Contribution(listing, year, source, unit, category, nature, priority, task, int(amount or 0), 1, 0 if appraised else 1)


@dataclass(frozen=True)
class GroupedTotals:
    """Totals grouped as asked: a frame of the grouping columns, then amount (đồng) and lines; and the whole."""

    frame: pd.DataFrame
    amount: int
    lines: int


def group_totals(cursor: Cursor, by: Sequence[str], scenario: str = BASE, wanted: LineFilter | None = None) -> GroupedTotals:
    """Totals of a scenario by any of GROUPINGS, straight from SQL; KeyError for an unknown grouping."""
    condition, parameters = where_clause(wanted or LineFilter())
    names = "".join(f"{GROUPINGS[name]} AS {name}, " for name in by)
    sql = f"""SELECT {names}sum(r.amount)::BIGINT AS amount, count(*)::BIGINT AS lines FROM resolved(?) r
              LEFT JOIN purse p ON p.unit = r.unit WHERE {condition}
              GROUP BY ALL ORDER BY {"ALL" if by else "1"}"""
    frame = cursor.frame(sql, [scenario, *parameters])
    filled = frame.fillna({"amount": 0})
    # added up as Python's whole numbers: sixty-four bits would wrap round in silence where groups of that size meet
    return GroupedTotals(filled, sum(filled["amount"].tolist()), sum(filled["lines"].tolist()))


def _contributions(rows: Iterable[tuple[object, ...]]) -> Iterable[Contribution]:
    for row in rows:
        listing, year, source, unit, category, nature, priority, task, amount, lines, unappraised = row
        yield Contribution(
            listing=_text(listing),
            year=_whole(year),
            source=_text(source),
            unit=_text(unit),
            category=_text(category),
            nature=_text(nature),
            priority=_whole(priority),
            task=_text(task),
            amount=_whole(amount),
            lines=_whole(lines),
            unappraised=_whole(unappraised),
        )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int:
    return 0 if value is None else int(str(value))
