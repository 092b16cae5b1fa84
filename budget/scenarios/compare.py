"""Scenarios side by side: what each comes to, by group, and only the lines that are not the same in all of them.

Cost grows with what the scenarios touch: one pass over the base for its groups, then each overlay's differences.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from budget.lines.query import LineFilter, count_lines, where_clause
from budget.model import labels
from budget.model.problem import refuse
from budget.scenarios.compare_lines import read_differing
from budget.scenarios.moved import read_moved
from budget.scenarios.reading import Scenario, find_scenario
from budget.store.database import Cursor, Parameter
from budget.totals.reading import GROUPINGS

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Compared:
    """One scenario of a comparison, in đồng, against the base.

    `lines` are those that stay (not dropped). Over all years amount = base - cut, deferral changes nothing; in one year
    amount = base - cut - deferred + arrived, where `arrived` was deferred into that year from an earlier one.
    """

    id: str
    number: int
    name: str
    colour: str
    state: str
    amount: int
    lines: int
    cut: int
    deferred: int
    arrived: int


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side in the order asked for; `year` None = all years.

    `groups`: the grouping columns, then one column of đồng per scenario, named by its id (0 where it has nothing there).
    `lines`: see `compare_lines.read_differing`; its columns per scenario are named by `compare_lines.column_of`.
    """

    scenarios: tuple[Compared, ...]
    by: tuple[str, ...]
    year: int | None
    groups: pd.DataFrame
    lines: pd.DataFrame


def compare_scenarios(
    cursor: Cursor,
    scenarios: Sequence[str],
    by: Sequence[str] = ("source",),
    year: int | None = None,
    listing: str = "estimate",
    limit: int | None = None,
) -> Comparison:
    """Two to six scenarios (ids, names or numbers) side by side; at most `limit` lines, the widest apart first.

    PlanError for an unknown scenario, one named twice, or too few or too many; KeyError for a name not in GROUPINGS.
    """
    chosen = [find_scenario(cursor, wanted) for wanted in scenarios]
    ids = [scenario.id for scenario in chosen]
    if len(set(ids)) != len(ids) or not FEWEST <= len(ids) <= MOST:
        raise refuse(
            "compare_count",
            f"Chưa so sánh được: cần chọn từ {FEWEST} đến {MOST} phương án khác nhau.",
            "Chọn lại các phương án cần đặt cạnh nhau, mỗi phương án một lần.",
        )
    groups = group_scenarios(cursor, ids, by, year, listing)
    compared = [_compare_one(cursor, scenario, groups, year, listing) for scenario in chosen]
    return Comparison(tuple(compared), tuple(by), year, groups, read_differing(cursor, ids, year, listing, limit))


def label_difference(kinds: str) -> str:
    """The kinds of one cell ("reduced,deferred") as people read them: "Giảm, Giãn tiến độ"."""
    return ", ".join(labels.DIFFERENCE[kind] for kind in kinds.split(","))


def group_scenarios(cursor: Cursor, scenarios: Sequence[str], by: Sequence[str], year: int | None, listing: str) -> pd.DataFrame:
    """Amounts (đồng) of scenarios by any of GROUPINGS: the grouping columns, then one column per scenario id."""
    names = "".join(f"{GROUPINGS[name]} AS {name}, " for name in by)
    in_time = year is not None or bool({"year", "quarter"} & set(by))
    if in_time and cursor.rows("SELECT 1 FROM phase_split LIMIT 1"):
        return _group_dated(cursor, scenarios, by, year, listing)
    where = "r.listing = ?" if year is None else "r.listing = ? AND r.year = ?::BIGINT"
    narrowing: list[Parameter] = [listing] if year is None else [listing, year]
    sums = "".join(f', COALESCE(sum(amount) FILTER (scenario = ?), 0)::BIGINT AS "{scenario}"' for scenario in scenarios)
    kept = "".join(f"{name}, " for name in by)
    order = ", ".join("min(place)" if name in ("unit", "unit_name") else name for name in by) or "1"
    totals = f"{names}min(p.position) AS place, {{sign}}sum(r.amount)::HUGEINT AS amount"
    purse = "LEFT JOIN purse p ON p.unit = r.unit"
    sql = f"""WITH chosen AS (SELECT unnest(?::TEXT[]) AS scenario),
        base AS (SELECT {totals.format(sign="")} FROM working r {purse} WHERE {where} GROUP BY ALL),
        before AS (SELECT o.scenario, {totals.format(sign="-")} FROM overlay o JOIN chosen USING (scenario)
                   JOIN working r ON r.id = o.line {purse} WHERE {where} GROUP BY ALL),
        moved AS (SELECT o.scenario, w.* REPLACE (o.amount AS amount, o.source AS source, o.year AS year, o.quarter AS quarter)
                  FROM overlay o JOIN chosen USING (scenario) JOIN working w ON w.id = o.line),
        after AS (SELECT r.scenario, {totals.format(sign="")} FROM moved r {purse} WHERE {where} GROUP BY ALL),
        facts AS (SELECT chosen.scenario, base.* FROM base CROSS JOIN chosen
                  UNION ALL SELECT * FROM before UNION ALL SELECT * FROM after)
        SELECT {kept}{sums.removeprefix(", ")} FROM facts {f"GROUP BY {kept.removesuffix(', ')}" if by else ""} ORDER BY {order}"""
    parameters: list[Parameter] = [list(scenarios), *(narrowing * 3), *scenarios]
    return cursor.frame(sql, parameters)


def _group_dated(cursor: Cursor, scenarios: Sequence[str], by: Sequence[str], year: int | None, listing: str) -> pd.DataFrame:
    """The same where money stands in other years than its lines: every scenario's rows by when their money falls."""
    names = "".join(f"{GROUPINGS[name]} AS {name}, " for name in by)
    where = "r.listing = ?" if year is None else "r.listing = ? AND r.year = ?::BIGINT"
    narrowing: list[Parameter] = [listing] if year is None else [listing, year]
    kept = "".join(f"{name}, " for name in by)
    facts = f"""SELECT {names}min(p.position) AS place, ?::TEXT AS scenario, sum(r.amount)::HUGEINT AS amount
                FROM dated(?) r LEFT JOIN purse p ON p.unit = r.unit WHERE {where} GROUP BY ALL"""
    order = ", ".join("min(place)" if name in ("unit", "unit_name") else name for name in by) or "1"
    sums = ", ".join(f'COALESCE(sum(amount) FILTER (scenario = ?), 0)::BIGINT AS "{scenario}"' for scenario in scenarios)
    sql = f"""WITH facts AS ({" UNION ALL ".join([facts] * len(scenarios))})
              SELECT {kept}{sums} FROM facts {f"GROUP BY {kept.removesuffix(', ')}" if by else ""} ORDER BY {order}"""
    parameters = [value for scenario in scenarios for value in (scenario, scenario, *narrowing)]
    return cursor.frame(sql, [*parameters, *scenarios])


def _compare_one(cursor: Cursor, scenario: Scenario, groups: pd.DataFrame, year: int | None, listing: str) -> Compared:
    wanted = LineFilter(listing, years=() if year is None else (year,))
    condition, parameters = where_clause(wanted, scenario.id)
    dropped = cursor.rows(f"SELECT count(*) FROM resolved(?) r WHERE r.dropped AND {condition}", [scenario.id, *parameters])[0][0]
    lines = count_lines(cursor, wanted, scenario.id)[0] - int(str(dropped))
    moved = read_moved(cursor, scenario.id, year, listing)
    who = (scenario.id, scenario.number, scenario.name, scenario.colour, scenario.state)
    return Compared(*who, int(groups[scenario.id].sum()), lines, moved.cut, moved.deferred, moved.arrived)
