"""The facts rules look at, of one line or of all lines of a scenario: the one place where they are worked out.

A line is judged on the last day of its quarter unless a day is given; a line without a year is of the plan's budget year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.funding.bearings import Bearings
from budget.funding.eligibility import LineFacts, decision_day
from budget.funding.gates import gates_of, gates_sql
from budget.model.states import ContentVerdict
from budget.store.database import Cursor

RAW = (
    *("unit", "level", "kind", "category", "nature", "form", "route", "year", "judged_on"),
    *("task", "budget_code", "appraisal", "listed_by", "lists", "missing"),
)
"""The columns facts are made of, as `facts_of` reads them; `lists` are sources with BETWEEN between, `missing` the bits of shut gates."""
BETWEEN = "|"
"""No code of a source holds it: pots are named by it."""
APPRAISAL = f"COALESCE(NULLIF(r.content_verdict, ''), '{ContentVerdict.PENDING}')"
"""The SQL of what the content appraisal said of a line `r`."""
LISTED = "COALESCE(i.source, '') AS listed_by, COALESCE(s.lists, '') AS lists"
"""The SQL of the source whose list a line stands on and of the sources whose list for its unit is entered, over LISTS."""
LISTS = f"""LEFT JOIN listed_item i ON i.id = {{line}}.listed_item AND i.unit = {{line}}.unit
    LEFT JOIN (SELECT unit, string_agg(DISTINCT source, '{BETWEEN}' ORDER BY source) AS lists FROM listed_item GROUP BY unit) s
    ON s.unit = {{line}}.unit"""
DAYS = {quarter: f"-{decision_day(2000, quarter):%m-%d}" for quarter in (1, 2, 3, 4)}
"""The last day of a quarter, as it stands behind the year."""
_CASES = " ".join(f"WHEN {quarter} THEN '{end}'" for quarter, end in DAYS.items())
_QUARTER_ENDS = f"CASE r.quarter {_CASES} ELSE '{DAYS[4]}' END"


@dataclass(frozen=True)
class FactTable:
    """The lines of a scenario that live, in order of their number, and the cases they come to.

    `lines`: their ids, `class_of`: the case of each, `classes`: the facts of each case with an empty source and only what bears on rules;
    `numbers` and `amounts` (đồng) of the lines.
    """

    lines: pa.Array
    class_of: npt.NDArray[np.int32]
    classes: tuple[LineFacts, ...]
    numbers: npt.NDArray[np.int64]
    amounts: npt.NDArray[np.int64]


def judged_on_sql(budget_year: str) -> str:
    """The SQL of the day a line `r` is judged by, as text; `budget_year` is the SQL of the year of lines that tell none."""
    return f"COALESCE(r.year, {budget_year}) || {_QUARTER_ENDS}"


def facts_of(row: Mapping[str, object], bearings: Bearings, source: str = "") -> LineFacts:
    """The facts of a row of RAW columns, for a source."""
    text = {name: "" if row[name] is None else str(row[name]) for name in RAW}
    on = date.fromisoformat(text["judged_on"])
    return LineFacts(
        source=source,
        unit=text["unit"],
        unit_level=text["level"],
        unit_kind=text["kind"],
        category=text["category"],
        nature=text["nature"],
        form=text["form"],
        route=text["route"],
        year=int(text["year"]),
        on=on,
        task=text["task"],
        task_group=bearings.group_of(text["task"]),
        budget_code=text["budget_code"],
        budget_item=bearings.item_of(text["budget_code"], on),
        appraisal=text["appraisal"],
        listed_by=text["listed_by"],
        lists=tuple(filter(None, text["lists"].split(BETWEEN))),
        missing=gates_of(int(text["missing"])),
    )


def read_facts(cursor: Cursor, bearings: Bearings, scenario: str, line: str, on: date | None = None) -> LineFacts | None:
    """The facts of a line as a scenario resolves it, for its planned source; None when there is no such line."""
    raw = _raw_sql(bearings, on, reduced=False)
    rows = cursor.table(f"SELECT COALESCE(r.source, '') AS source, {raw} WHERE r.id = ?", [scenario, line]).to_pylist()
    return facts_of(rows[0], bearings, str(rows[0]["source"])) if rows else None


def read_fact_table(
    cursor: Cursor, bearings: Bearings, scenario: str, on: date | None = None, listing: str | None = "estimate"
) -> FactTable:
    """Every living line of a list (None = of both) with its case; a case may hold lines of any planned source."""
    chosen = "NOT r.dropped" if listing is None else f"NOT r.dropped AND r.listing = '{listing}'"
    raw = _raw_sql(bearings, on, reduced=True)
    # year and quarter make the day; as text it would cost more to hash than all the rest
    named = ", ".join(name if name != "judged_on" else "quarter" for name in RAW)
    hashes = f"hash({named}) AS one, hash({named}, 1) AS two"
    lines_sql = f"SELECT r.id, r.number, r.amount, COALESCE(r.quarter, 4) AS quarter, {raw} WHERE {chosen}"
    sql = f"SELECT id, number, amount, {hashes} FROM ({lines_sql})"
    table = cursor.table(sql, [scenario])
    numbers, one, two = (table.column(name).to_numpy() for name in ("number", "one", "two"))
    _, first, of_row = np.unique(one, return_index=True, return_inverse=True)
    if (two != two[first][of_row]).any():
        raise RuntimeError("two cases of facts have the same hash")
    with cursor.given("first_of_case", pa.table({"number": numbers[first], "place": np.arange(len(first))})):
        sql = f"SELECT {raw} JOIN first_of_case f ON f.number = r.number ORDER BY f.place"
        cases = cursor.table(sql, [scenario]).to_pylist()
    by_number = np.argsort(numbers, kind="stable")
    lines = table.column("id").combine_chunks().take(pa.array(by_number))
    classes = tuple(facts_of(row, bearings) for row in cases)
    amounts = table.column("amount").to_numpy()[by_number]
    return FactTable(lines, of_row[by_number].astype(np.int32), classes, numbers[by_number], amounts)


def _raw_sql(bearings: Bearings, on: date | None, *, reduced: bool) -> str:
    """The RAW columns and the FROM clause over `resolved(?)` (r) and `purse` (p); reduced = only what bears on the rules."""
    year = f"COALESCE(r.year, {bearings.budget_year})"
    judged_on = f"'{on.isoformat()}'" if on else judged_on_sql(str(bearings.budget_year))
    only = (bearings.unit_sql, bearings.task_sql, bearings.code_sql) if reduced else (_whole, _whole, _whole)
    unit, task, code = (show(column) for show, column in zip(only, ("r.unit", "r.task", "r.budget_code"), strict=True))
    columns = {
        "unit": unit,
        "level": "COALESCE(p.level, '')",
        "kind": "COALESCE(p.kind, '')",
        "category": "COALESCE(r.category, '')",
        "nature": "COALESCE(r.nature, '')",
        "form": "COALESCE(r.form, '')",
        "route": "COALESCE(r.route, '')",
        "year": year,
        "judged_on": judged_on,
        "task": f"COALESCE({task}, '')",
        "budget_code": f"COALESCE({code}, '')",
        "appraisal": APPRAISAL,
        "missing": gates_sql("r", "r.nature", judged_on),
    }
    named = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"{named}, {LISTED} FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit {LISTS.format(line='r')}"


def _whole(column: str) -> str:
    return column
