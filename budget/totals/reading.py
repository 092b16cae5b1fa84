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
    "heading": "r.heading",
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


GROUP_FIGURES = ("lines", "amount", "requested_amount", "finance_amount", "difference")
"""What `group_figures` gives of each group: lines, and đồng; a figure nobody has given yet is None, never 0."""
Figures = dict[str, int | None]


def group_figures(
    cursor: Cursor, by: Sequence[str], scenario: str = BASE, wanted: LineFilter | None = None
) -> dict[tuple[str, ...], Figures]:
    """GROUP_FIGURES of the whole filter at every level: () the whole, then each value of `by[0]`, of `by[:2]` and so on.

    The levels are added up from the finest, as Python's whole numbers. KeyError for an unknown grouping.
    """
    condition, parameters = where_clause(wanted or LineFilter())
    names = "".join(f"COALESCE({GROUPINGS[name]}::TEXT, ''), " for name in by)
    sql = f"""SELECT {names}count(*)::BIGINT, sum(r.amount)::HUGEINT, sum(r.requested_amount)::HUGEINT, sum(r.finance_amount)::HUGEINT,
                     sum(r.finance_amount - r.requested_amount)::HUGEINT
              FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit WHERE {condition} GROUP BY ALL"""
    found: dict[tuple[str, ...], Figures] = {}
    for row in cursor.rows(sql, [scenario, *parameters]):
        values = tuple(str(value) for value in row[: len(by)])
        figures = [None if value is None else int(str(value)) for value in row[len(by) :]]
        for level in range(len(by) + 1):
            _add_figures(found.setdefault(values[:level], dict.fromkeys(GROUP_FIGURES)), figures)
    return found or {(): {name: 0 if name in ("lines", "amount") else None for name in GROUP_FIGURES}}


def _add_figures(group: Figures, figures: Sequence[int | None]) -> None:
    for name, figure in zip(GROUP_FIGURES, figures, strict=True):
        held = group[name]
        group[name] = figure if held is None else held + (figure or 0)


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
