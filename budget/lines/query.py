"""Finding lines: a filter as data, and the resolved lines it selects in a scenario."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import pandas as pd
import pyarrow as pa

from budget.lines.ordering import NAMED, Order, order_terms, text_column
from budget.model.ids import BASE
from budget.model.line import MAY_BE_UNKNOWN
from budget.model.problem import refuse
from budget.store.database import Cursor, Parameter, to_frame
from budget.vietnamese import fold, order_key


@dataclass(frozen=True)
class LineFilter:
    """Which lines; an empty tuple or None means any. `text` matches words of the name without accents, or the line number.

    `years` are those of the money: a line is in every year one of its phases falls in.
    """

    listing: str | None = "estimate"
    units: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    tasks: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    routes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    locked: bool | None = None
    appraised: bool | None = None
    commented: bool | None = None
    attached: bool | None = None
    priced: bool | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the listing is asked for."""
        default = LineFilter(listing=self.listing)
        return all(getattr(self, item.name) == getattr(default, item.name) for item in fields(self))


LINE_COLUMNS = (
    *("id", "number", "version", "listing", "unit", "unit_name", "level", "task", "name", "measure"),
    *("quantity_milli", "unit_price", "times_milli", "adjustment", "amount", "category", "nature", "form", "budget_code"),
    *("norm", "basis", "route", "priority", "locked", "lock_reason", "contracted", "source", "year", "quarter", "requires"),
    *("note", "sample", "appraised", "requested_quantity_milli", "requested_unit_price", "requested_times_milli"),
    *("requested_adjustment", "requested_amount", "content_quantity_milli", "content_unit_price", "content_times_milli"),
    *("content_adjustment", "content_amount", "finance_quantity_milli", "finance_unit_price", "finance_times_milli"),
    *("finance_adjustment", "finance_amount", "base_amount", "base_source", "base_year", "base_quarter", "dropped", "deferred", "touched"),
    *MAY_BE_UNKNOWN,
)
"""The columns of a frame of lines, in order."""

ORDERS = NAMED
MOST_SORTED_TEXTS = 200_000
"""Different texts that are put in Vietnamese order at once; about three seconds of work."""

_MEMBERS = {
    "units": "r.unit",
    "levels": "p.level",
    "sources": "r.source",
    "categories": "r.category",
    "natures": "r.nature",
    "priorities": "r.priority",
    "tasks": "r.task",
    "years": "r.year",
    "routes": "r.route",
    "lines": "r.id",
}

_JUDGED_BY = {
    **{name: (column.partition(".")[2],) for name, column in _MEMBERS.items()},
    "listing": ("listing",),
    "levels": ("unit",),
    "years": ("year", "quarter"),
    "locked": ("locked",),
    "appraised": ("finance_amount",),
    "priced": ("price_kind", "price_document", "price_quotes"),
    "text": ("folded", "number", "budget_code"),
}


_IN_YEARS = """((r.year IN (SELECT unnest(?::BIGINT[])) AND r.id NOT IN (SELECT line FROM phase_split WHERE line IS NOT NULL))
    OR r.id IN (SELECT line FROM portioned(?) WHERE year IN (SELECT unnest(?::BIGINT[]))))"""

_TOLD = {
    "commented": "EXISTS (SELECT 1 FROM comment c WHERE c.line = r.id)",
    "attached": "EXISTS (SELECT 1 FROM attachment a WHERE a.line = r.id)",
    "priced": "r.price_kind IS NOT NULL AND (r.price_document IS NOT NULL OR COALESCE(r.price_quotes, 0) > 0)",
}
"""What may be asked of what was told of a line: a comment, a file, a price basis with something to show for it."""


def where_clause(wanted: LineFilter, scenario: str | None = BASE) -> tuple[str, list[Parameter]]:
    """The SQL condition over `r` (lines resolved in `scenario`) and `p` (purse view) and its parameters.

    Scenario None: `r` are dated rows, which stand in the year of their money already.
    """
    conditions, parameters = ["TRUE"], list[Parameter]()
    if wanted.listing is not None:
        conditions.append("r.listing = ?")
        parameters.append(wanted.listing)
    for name, column in _MEMBERS.items():
        values = getattr(wanted, name)
        if values and name == "years" and scenario is not None:
            conditions.append(_IN_YEARS)
            parameters.extend([list(values), scenario, list(values)])
        elif values:
            condition, value = _is_one_of(column, values)
            conditions.append(condition)
            parameters.append(value)
    for name in ("locked", "appraised"):
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(f"r.{name} = ?")
            parameters.append(value)
    for name, told in _TOLD.items():
        value = getattr(wanted, name)
        if value is not None:
            conditions.append(told if value else f"NOT ({told})")
    for word in fold(wanted.text).split():
        # as vietnamese.contains_folded: beginnings of words only, and a bracket or a slash begins one too
        begins = ("(^|[^\\pL\\pN])" if word[0].isalnum() else "") + re.escape(word)
        found = "(contains(r.folded, ?) AND regexp_matches(r.folded, ?))"
        conditions.append(f"({found} OR r.number::TEXT = ? OR starts_with(r.budget_code, ?))")
        parameters.extend([word, begins, word, word])
    return " AND ".join(conditions), parameters


def _is_one_of(column: str, values: Sequence[int | str]) -> tuple[str, Parameter]:
    kind = "BIGINT" if isinstance(values[0], int) else "TEXT"
    if len(values) == 1:  # said plainly, one value reaches the index or the scan itself
        return f"{column} = ?::{kind}", values[0]
    return f"{column} IN (SELECT unnest(?::{kind}[]))", list(values)  # type: ignore[return-value]  # of one type each


def asks_what_is_told(wanted: LineFilter) -> bool:
    """Whether a filter asks for comments or files, which stand beside the lines."""
    return wanted.commented is not None or wanted.attached is not None


def stored_columns(wanted: LineFilter, order: str | Order) -> frozenset[str]:
    """The stored columns of a line by which a filter or an order may judge it."""
    asked = {column for name, columns in _JUDGED_BY.items() if getattr(wanted, name) not in ((), None, "") for column in columns}
    return frozenset(asked) | (order if isinstance(order, Order) else Order(order)).columns


def read_lines(
    cursor: Cursor, wanted: LineFilter, scenario: str = BASE, order: str | Order = "unit", limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """The resolved lines a filter selects, with LINE_COLUMNS; amounts in đồng, quantities in thousandths."""
    return to_frame(_read_page(cursor, wanted, scenario, order, limit, offset))


def read_line_rows(
    cursor: Cursor, wanted: LineFilter, scenario: str = BASE, order: str | Order = "unit", limit: int | None = None, offset: int = 0
) -> list[dict[str, int | str | bool | None]]:
    """The same lines as plain rows (column -> value), for grids and panels."""
    rows: list[dict[str, int | str | bool | None]] = _read_page(cursor, wanted, scenario, order, limit, offset).to_pylist()
    return rows


def _read_page(cursor: Cursor, wanted: LineFilter, scenario: str, order: str | Order, limit: int | None, offset: int) -> pa.Table:
    """First which lines, over the few columns that decide it; then every column of those lines only."""
    return read_whole(cursor, select_page(cursor, wanted, scenario, order, limit, offset), scenario)


def select_page(cursor: Cursor, wanted: LineFilter, scenario: str, order: str | Order, limit: int | None, offset: int) -> pa.Table:
    """The ids (column `id`) of the lines a page shows, in its order; KeyError for an order there is none of."""
    condition, parameters = where_clause(wanted, scenario)
    chosen = order if isinstance(order, Order) else Order(order)
    paging = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    lines = "resolved(?) r LEFT JOIN purse p ON p.unit = r.unit LEFT JOIN source s ON s.code = r.source"
    text = text_column(chosen)
    if text is None:
        sql = f"SELECT r.id FROM {lines} WHERE {condition} ORDER BY {order_terms(chosen)}{paging}"
        return cursor.table(sql, [scenario, *parameters])
    keys = _read_keys(cursor, f"SELECT DISTINCT {text} AS text FROM {lines} WHERE {condition}", [scenario, *parameters])
    sql = f"""SELECT r.id FROM {lines} LEFT JOIN text_keys k ON k.text = {text}
              WHERE {condition} ORDER BY {order_terms(chosen)}{paging}"""
    with cursor.given("text_keys", keys):
        return cursor.table(sql, [scenario, *parameters])


def _read_keys(cursor: Cursor, sql: str, parameters: Sequence[Parameter]) -> pa.Table:
    """The Vietnamese sort key of each text (columns `text`, `key`); PlanError when there are too many to order while a person waits."""
    texts = cursor.table(f"{sql} LIMIT {MOST_SORTED_TEXTS + 1}", parameters)["text"]
    if len(texts) > MOST_SORTED_TEXTS:
        sentence = f"Có trên {MOST_SORTED_TEXTS:,} nội dung khác nhau nên không sắp theo cột chữ này được.".replace(",", ".")
        raise refuse("too_many_to_sort", sentence, "Lọc bớt theo đơn vị, nguồn hoặc nhóm chi rồi sắp lại.")
    keys = [order_key(text) if text else None for text in texts.to_pylist()]
    return pa.table({"text": texts, "key": pa.array(keys, pa.string())})


def read_whole(cursor: Cursor, ids: pa.Table, scenario: str) -> pa.Table:
    """LINE_COLUMNS of the lines named in column `id`, in that order."""
    page = ids.append_column("place", pa.array(range(ids.num_rows), pa.int64()))
    with cursor.given("page_rows", page):
        return cursor.table(_WHOLE_LINES, [scenario])


_OTHERWISE = {
    "version": "greatest(r.created_seq, COALESCE(t.touched, 0))::BIGINT AS version",
    "unit_name": "p.unit_name",
    "level": "p.level",
}
_WHOLE_LINES = f"""
    WITH newest AS (SELECT entity, max(seq) AS touched FROM touch WHERE entity IN (SELECT 'line:' || id FROM page_rows) GROUP BY entity)
    SELECT {", ".join(_OTHERWISE.get(name, f"r.{name}") for name in LINE_COLUMNS)}
    FROM page_rows g JOIN resolved(?) r ON r.id = g.id LEFT JOIN purse p ON p.unit = r.unit
    LEFT JOIN newest t ON t.entity = 'line:' || g.id ORDER BY g.place"""


def count_lines(cursor: Cursor, wanted: LineFilter, scenario: str = BASE) -> tuple[int, int]:
    """How many lines a filter selects and their amount in đồng; of the years asked for where it asks for years."""
    rows, counted = figured_rows(dated=bool(wanted.years))
    condition, parameters = where_clause(wanted, None)
    sql = f"""SELECT {counted}, COALESCE(sum(r.amount), 0)::BIGINT FROM {rows} r
              LEFT JOIN purse p ON p.unit = r.unit WHERE {condition}"""
    count, amount = cursor.rows(sql, [scenario, *parameters])[0]
    return int(str(count)), int(str(amount))


def figured_rows(*, dated: bool) -> tuple[str, str]:
    """The SQL of the rows whose money is added up (lines, or with `dated` their money by quarter) and of how many lines they are."""
    if dated:
        return "dated(?)", "(count(*) FILTER (NOT r.split) + count(DISTINCT r.id) FILTER (r.split))::BIGINT"
    return "resolved(?)", "count(*)::BIGINT"


def select_ids(cursor: Cursor, wanted: LineFilter, scenario: str = BASE) -> list[str]:
    """The ids of the lines a filter selects, in line-number order."""
    condition, parameters = where_clause(wanted, scenario)
    sql = f"SELECT r.id FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit WHERE {condition} ORDER BY r.number"
    return [str(row[0]) for row in cursor.rows(sql, [scenario, *parameters])]


def read_records(cursor: Cursor, columns: Sequence[str], ids: Sequence[str]) -> dict[str, dict[str, int | str | bool | None]]:
    """The stored columns of the lines named, by id; a line that does not exist is left out."""
    sql = f"SELECT {', '.join(columns)} FROM line WHERE id IN (SELECT unnest(?::TEXT[]))"
    if len(ids) == 1:
        sql = f"SELECT {', '.join(columns)} FROM line WHERE id = ?"
    rows = cursor.rows(sql, [ids[0] if len(ids) == 1 else list(ids)])
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return {str(record["id"]): record for record in found}  # type: ignore[misc]  # DuckDB values are the schema's
