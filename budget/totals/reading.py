"""Totals read by SQL: all of them at open, a scenario's differences from its overlay, any grouping for a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from budget.lines.query import LineFilter, count_lines, figured_rows, where_clause
from budget.model.ids import BASE
from budget.model.problem import refuse
from budget.phases import Share, reckon_phases
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
    """The base totals at the journal's head, by one pass over the lines; what is split is counted by its phases."""
    # every line whole, then those that are split taken away and added by their phases: an anti-join of a million ids costs far more;
    # three queries, because the engine does not come back from their union at a million lines (docs/decisions/lines-and-phases.md)
    counted = "sum(amount)::BIGINT, {sign}count(*), {sign}count(*) FILTER (NOT appraised), 0, 0"
    rows = cursor.rows(f"SELECT {_COLUMNS}, {counted.format(sign='')} FROM working GROUP BY ALL")
    if cursor.rows("SELECT 1 FROM phase_split LIMIT 1"):
        which = "working w SEMI JOIN phase_split s ON s.line = w.id"
        rows += cursor.rows(f"SELECT {_COLUMNS}, -{counted.format(sign='-')} FROM {which} GROUP BY ALL")
        rows += cursor.rows(_split_sums("working"), [BASE])
    return EMPTY.moved(head(cursor)[0], _contributions(rows))


def read_scenario_totals(cursor: Cursor, base: Totals, scenario: str) -> Totals:
    """A scenario's totals: the base's plus its overlay's differences, so the cost grows with what it touches only.

    PlanError when there is no such scenario: base figures must not pass for a scenario's.
    """
    if scenario == BASE:
        return base
    if not cursor.rows("SELECT 1 FROM scenario WHERE id = ?", [scenario]):
        raise refuse("scenario_missing", "Phương án này không còn trong bộ dự toán.", "Chọn phương án khác.")
    sql = f"""WITH touched AS (SELECT w.*, o.amount AS amount_then, o.source AS source_then, o.year AS year_then
                               FROM overlay o JOIN working w ON w.id = o.line WHERE o.scenario = ?),
              whole AS (SELECT * FROM touched t ANTI JOIN phase_split s ON s.line = t.id)
              SELECT {_COLUMNS}, -sum(amount)::BIGINT, -count(*), -count(*) FILTER (NOT appraised), 0, 0 FROM whole GROUP BY ALL
              UNION ALL
              SELECT listing, year_then, source_then, unit, category, nature, priority, task,
                     sum(amount_then)::BIGINT, count(*), count(*) FILTER (NOT appraised), 0, 0 FROM whole GROUP BY ALL
              UNION ALL {_split_sums("touched", "-")}
              UNION ALL {_split_sums("(SELECT * REPLACE (source_then AS source) FROM touched)")}"""
    return base.moved(base.seq, _contributions(cursor.rows(sql, [scenario, BASE, scenario])))


def _split_sums(lines: str, sign: str = "") -> str:
    """The sums of lines that are split, by the year of their phases in the scenario given; each counts in every year it reaches."""
    columns = _COLUMNS.replace("year", "m.year AS year")
    return f"""SELECT {columns}, {sign}sum(m.amount)::BIGINT, {sign}count(*), {sign}count(*) FILTER (NOT appraised),
                 {sign}count(*) FILTER (m.again), {sign}count(*) FILTER (m.again AND NOT appraised)
               FROM {lines} l JOIN (SELECT line, year, sum(amount) AS amount,
                                      row_number() OVER (PARTITION BY line ORDER BY year) > 1 AS again
                                    FROM portioned(?) GROUP BY line, year) m ON m.line = l.id GROUP BY ALL"""


def contributions_of(record: Record, split: Sequence[Share] = ()) -> list[Contribution]:
    """What a stored line adds to the totals, from its columns and its split: one contribution for every year its money reaches."""
    item = _contribution_of(record)
    if not split:
        return [item]
    year, quarter = (None if record.get(name) is None else int(str(record[name])) for name in ("year", "quarter"))
    sums: dict[int, int] = {}
    for phase in reckon_phases(item.amount, year, quarter, split):
        sums[phase.year] = sums.get(phase.year, 0) + phase.amount
    first = min(sums)
    return [
        replace(item, year=when, amount=sums[when], again=int(when != first), unappraised_again=item.unappraised * int(when != first))
        for when in sorted(sums)
    ]


def _contribution_of(record: Record) -> Contribution:
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
    """Totals of a scenario by any of GROUPINGS, straight from SQL; years and quarters are those of the money.

    A line counts in each group that has money of it, so `lines` of the groups may add up to more than the lines there are: the
    whole counts each once. KeyError for an unknown grouping.
    """
    asked = wanted or LineFilter()
    in_time = bool(asked.years) or bool({"year", "quarter"} & set(by))
    rows, counted = figured_rows(dated=in_time)
    condition, parameters = where_clause(asked, None)
    names = "".join(f"{GROUPINGS[name]} AS {name}, " for name in by)
    sql = f"""SELECT {names}sum(r.amount)::BIGINT AS amount, {counted} AS lines FROM {rows} r
              LEFT JOIN purse p ON p.unit = r.unit WHERE {condition}
              GROUP BY ALL ORDER BY {"ALL" if by else "1"}"""
    frame = cursor.frame(sql, [scenario, *parameters])
    filled = frame.fillna({"amount": 0})
    # added up as Python's whole numbers: sixty-four bits would wrap round in silence where groups of that size meet
    lines = count_lines(cursor, asked, scenario)[0] if in_time else sum(filled["lines"].tolist())
    return GroupedTotals(filled, sum(filled["amount"].tolist()), lines)


GROUP_FIGURES = ("lines", "amount", "requested_amount", "finance_amount", "difference")
"""What `group_figures` gives of each group: lines, and đồng; a figure nobody has given yet is None, never 0."""
Figures = dict[str, int | None]


def group_figures(
    cursor: Cursor, by: Sequence[str], scenario: str = BASE, wanted: LineFilter | None = None
) -> dict[tuple[str, ...], Figures]:
    """GROUP_FIGURES of the whole filter at every level: () the whole, then each value of `by[0]`, of `by[:2]` and so on.

    The levels are added up from the finest, as Python's whole numbers. A filter of years counts the money of those years only; a
    line stands in the group of its own year and quarter. KeyError for an unknown grouping.
    """
    asked = wanted or LineFilter()
    rows, counted = figured_rows(dated=bool(asked.years))
    condition, parameters = where_clause(asked, None)
    own = {"year": "r.own_year", "quarter": "r.own_quarter"} if asked.years else {}
    names = "".join(f"COALESCE({own.get(name, GROUPINGS[name])}::TEXT, ''), " for name in by)
    sql = f"""SELECT {names}{counted}, sum(r.amount)::HUGEINT, sum(r.requested_amount)::HUGEINT, sum(r.finance_amount)::HUGEINT,
                     sum(r.finance_amount - r.requested_amount)::HUGEINT
              FROM {rows} r LEFT JOIN purse p ON p.unit = r.unit WHERE {condition} GROUP BY ALL"""
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
        listing, year, source, unit, category, nature, priority, task, amount, lines, unappraised, again, unappraised_again = row
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
            again=_whole(again),
            unappraised_again=_whole(unappraised_again),
        )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int:
    return 0 if value is None else int(str(value))
