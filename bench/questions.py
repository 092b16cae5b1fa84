"""The questions every page asks after an edit, answered twice: from the plan, and by pandas from a DataFrame in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from budget.model.ids import BASE
from budget.plan.face import Plan

DIMENSIONS = ("source", "unit", "category", "nature", "priority", "task", "year")
Answers = dict[str, dict[str, tuple[int, int]]]


@dataclass
class Table:
    """The plan as a spreadsheet user would hold it: every line in one DataFrame, and each pot's ceiling and owner."""

    lines: pd.DataFrame
    left: Mapping[tuple[str, str, int, str], int | None]
    purses: Mapping[str, str]
    owners: Mapping[str, tuple[str, str]]


def read_table(plan: Plan) -> Table:
    """Everything the questions need, read once; not part of what is timed."""
    groups = "listing, year, COALESCE(source, '') AS source, unit, category, nature, priority, COALESCE(task, '') AS task"
    columns = f"id, {groups}, quantity_milli, unit_price, times_milli, adjustment, amount"
    with plan.store.read() as cursor:
        lines = cursor.table(f"SELECT {columns} FROM working").to_pandas().set_index("id")
        purses = {str(code): str(purse) for code, purse in cursor.rows("SELECT code, purse FROM source")}
        rows = cursor.rows("SELECT unit, district, province FROM purse")
    left = {(pot.source, pot.unit, pot.year, pot.nature): pot.left for pot in plan.funding.pots()}
    return Table(lines, left, purses, {str(unit): (str(district), str(province)) for unit, district, province in rows})


def ask_plan(plan: Plan, scenario: str = BASE) -> tuple[Answers, tuple[int, int]]:
    """Amount and lines of the estimate by each dimension, and shortage and surplus over all pots."""
    totals = plan.totals(scenario)
    answers = {name: {key: value for key, value in totals.group(name).items() if value[1]} for name in DIMENSIONS if name != "year"}
    answers["year"] = {str(year): (totals.amount(year=year), totals.lines(year=year)) for year in totals.years() if totals.lines(year=year)}
    sums = plan.funding.sums(scenario)
    return answers, (sums.shortage, sums.surplus)


def ask_pandas(table: Table) -> tuple[Answers, tuple[int, int]]:
    """The same from the DataFrame: a groupby for each dimension, and one by pot."""
    estimate = table.lines[table.lines["listing"] == "estimate"]
    answers: Answers = {}
    for name in DIMENSIONS:
        grouped = estimate.groupby(name, sort=False)["amount"].agg(["sum", "count"])
        answers[name] = {str(key): (int(row[0]), int(row[1])) for key, row in zip(grouped.index, grouped.to_numpy(), strict=True)}
    needs: dict[tuple[str, str, int, str], int] = dict.fromkeys(table.left, 0)
    pots = estimate.groupby(["source", "unit", "year", "nature"], sort=False)["amount"].sum()
    for (source, unit, year, nature), amount in pots.items():
        district, province = table.owners[unit]
        owner = {"province": province, "district": district}.get(table.purses.get(source, "unit"), unit)
        pot = (source, owner, int(year), nature)
        needs[pot] = needs.get(pot, 0) + int(amount)
    gaps = [need - left for pot, need in needs.items() if (left := table.left.get(pot)) is not None]
    return answers, (sum(gap for gap in gaps if gap > 0), -sum(gap for gap in gaps if gap < 0))


def same(one: tuple[Answers, tuple[int, int]], other: tuple[Answers, tuple[int, int]]) -> bool:
    """Whether both ways give the same đồng and the same lines everywhere."""
    return one[1] == other[1] and all(one[0][name] == other[0][name] for name in DIMENSIONS)
