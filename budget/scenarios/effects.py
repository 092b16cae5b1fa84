"""What an operation would make of lines, without applying it: the very expressions the replay sets, read over figures given as a table.

Law: applying the operation for good gives the same đồng (tests hold both against each other).
"""

import pyarrow as pa

from budget.scenarios.replay import FIGURES, Step, assign, measure_key
from budget.store.database import Cursor

STAGED = f"""SELECT r.id AS line, {", ".join(f"r.{name.strip()}" for name in FIGURES.split(","))}, r.dropped, r.listing,
    COALESCE(r.locked, FALSE) AS locked, COALESCE(r.contracted, FALSE) AS contracted, r.nature, r.norm, r.unit,
    {measure_key("r.measure")} AS measure"""
"""The columns of a staged line, over resolved lines `r`."""
STAGED_COLUMNS = (
    *("line", "quantity_milli", "unit_price", "times_milli", "adjustment", "amount", "source", "year", "quarter"),
    *("dropped", "listing", "locked", "contracted", "nature", "norm", "unit", "measure"),
)
CHANGED = tuple(name.strip() for name in FIGURES.split(","))


def read_effect(cursor: Cursor, step: Step, staged: pa.Table) -> pa.Table:
    """The lines of `staged` (columns of STAGED and `place`) that an operation takes, in order of place, with their figures after it.

    Columns: place, quantity_milli, unit_price, times_milli, adjustment, amount, source, year, quarter.
    """
    assignment = assign(step)
    columns = ", ".join(f"{assignment.columns.get(name, f'o.{name}')} AS {name}" for name in CHANGED)
    sql = f"""WITH stage AS (SELECT * FROM staged_rows)
              SELECT o.place, {columns} FROM stage o{assignment.beside} WHERE {assignment.where} ORDER BY o.place"""
    with cursor.given("staged_rows", staged):
        return cursor.table(sql, [*assignment.given, *assignment.asked])
