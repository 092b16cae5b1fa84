"""The resolved lines as scripts take them: one closed list of columns, streamed in number order."""

from collections.abc import Iterator

import pyarrow as pa

from budget.lines.query import LineFilter, where_clause
from budget.model.ids import BASE
from budget.store.database import Cursor

QUANTITIES = ("quantity", "times")
"""Listed columns that hold thousandths."""

WINDOW = 50_000
_LAYERS = ("requested", "content", "finance", "approved")
_NEWEST_TOUCH = "greatest(r.created_seq, COALESCE((SELECT max(t.seq) FROM touch t WHERE t.entity = 'line:' || r.id), 0))::BIGINT"
_EXPRESSIONS = {
    "version": _NEWEST_TOUCH,
    "unit_name": "p.unit_name",
    "level": "p.level",
    "district": "p.district",
    "quantity": "r.quantity_milli",
    "times": "r.times_milli",
    "entitled_quantity": "r.entitled_milli",
    "usable_quantity": "r.usable_milli",
    **{f"{layer}_{name}": f"r.{layer}_{name}_milli" for layer in _LAYERS for name in QUANTITIES},
}
LISTED = (
    *("id", "number", "version", "unit", "unit_name", "level", "district", "task", "name", "measure", "quantity", "unit_price", "times"),
    *("adjustment", "amount", "category", "nature", "form", "budget_code", "norm", "basis", "route", "priority", "locked", "lock_reason"),
    *("contracted", "source", "year", "quarter", "requires", "listing", "note", "sample", "appraised", "touched", "dropped", "deferred"),
    *("base_amount", "base_source", "base_year", "base_quarter"),
    *(f"{layer}_{name}" for layer in _LAYERS for name in ("quantity", "unit_price", "times", "adjustment", "amount")),
    *("price_kind", "price_document", "price_date", "price_supplier", "price_quotes", "vat_bp", "vat_included", "last_year_outturn"),
    *("this_year_allotted", "this_year_spent", "spent_on", "entitled_quantity", "usable_quantity", "request_document", "request_date"),
    *("request_round", "excess_authority", "excess_document", "excess_date", "heading", "origin"),
)
"""The columns, in order. Those that end in quantity or times hold thousandths; money is đồng."""

_FLAGS = ("locked", "contracted", "sample", "appraised", "touched", "dropped", "deferred", "vat_included")
_WHOLES = ("number", "version", "priority", "year", "quarter", "base_year", "base_quarter", "price_quotes", "vat_bp", "request_round")
_NUMBERS = ("quantity", "times", "price", "amount", "adjustment", "outturn", "allotted", "spent")


def _type_of(column: str) -> pa.DataType:
    if column in _FLAGS:
        return pa.bool_()
    return pa.int64() if column in _WHOLES or column.rpartition("_")[2] in _NUMBERS else pa.string()


LISTED_TYPES = {column: _type_of(column) for column in LISTED}
"""The Arrow type of each column as it is streamed."""


def is_milli(column: str) -> bool:
    """Whether a listed column holds thousandths."""
    return column.rpartition("_")[2] in QUANTITIES


def read_listing(cursor: Cursor, wanted: LineFilter, scenario: str = BASE) -> Iterator[pa.RecordBatch]:
    """The resolved lines a filter selects, LISTED columns, in number order."""
    condition, parameters = where_clause(wanted, scenario)
    names = ", ".join(f"{_EXPRESSIONS.get(name, f'r.{name}')} AS {name}" for name in LISTED)
    sql = f"""SELECT {names} FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
              WHERE {condition} AND r.number BETWEEN ?::BIGINT AND ?::BIGINT ORDER BY r.number, r.id"""
    first, last = cursor.rows("SELECT COALESCE(min(number), 1), COALESCE(max(number), 0) FROM line")[0]
    # sorting a window at a time keeps a million wide lines out of memory
    for start in range(int(str(first)), int(str(last)) + 1, WINDOW):
        yield from cursor.batches(sql, [scenario, *parameters, start, start + WINDOW - 1])
