"""Many new lines as one Arrow table or, when they are few, as single journal changes; the same columns either way."""

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa

from budget.lines.adding import DEFAULTS
from budget.model.ids import new_id
from budget.store.kinds import ALL, LINE
from budget.store.payloads import table_schema
from budget.store.records import ROWS_LIMIT, Action, Bulk, Change

Drivers = tuple[int, int, int]


class DraftLine(NamedTuple):
    """A line about to be added, with what differs from line to line; money in đồng, drivers quantity, unit price, times (thousandths).

    `finance` adds the appraised amount to its drivers; `given` is last year's outturn, this year's allotment and spending.
    """

    unit: str
    task: str
    name: str
    measure: str
    category: str
    nature: str
    budget_code: str
    basis: str
    note: str
    folded: str
    priority: int
    source: str | None
    year: int
    quarter: int
    requested: Drivers
    requested_amount: int
    finance: tuple[int, int, int, int] | None
    vat_bp: int | None
    given: tuple[int | None, int | None, int | None]
    heading: str | None
    origin: str | None

    @property
    def working_amount(self) -> int:
        """What every total will count: the appraised amount once there is one, else the requested."""
        return self.requested_amount if self.finance is None else self.finance[3]


_PLAIN = (
    *("unit", "task", "name", "measure", "category", "nature", "budget_code", "basis", "note", "folded", "priority", "source"),
    *("year", "quarter", "requested_amount", "vat_bp", "heading", "origin"),
)
_GIVEN = ("last_year_outturn", "this_year_allotted", "this_year_spent")
_DRIVERS = ("quantity_milli", "unit_price", "times_milli")


def make_table(lines: Sequence[DraftLine], first_number: int, request_document: str = "") -> pa.Table:
    """New lines as a table with every stored column, numbered from `first_number` in their order."""
    count = len(lines)
    columns: dict[str, object] = {"id": [new_id() for _ in range(count)], "number": range(first_number, first_number + count)}
    fields = dict(zip(DraftLine._fields, zip(*lines, strict=True), strict=True)) if lines else dict.fromkeys(DraftLine._fields, ())
    columns |= {name: fields[name] for name in _PLAIN}
    columns |= _take_apart("requested_", _DRIVERS, fields["requested"])
    columns |= _take_apart("finance_", (*_DRIVERS, "amount"), [one or (None,) * 4 for one in fields["finance"]])
    columns["finance_adjustment"] = [None if one is None else 0 for one in fields["finance"]]
    columns |= _take_apart("", _GIVEN, fields["given"])
    if request_document:
        columns["request_document"] = [request_document] * count
    schema = table_schema(LINE.columns)
    return pa.table([_column(field, columns, count) for field in schema], schema=schema)


def as_records(table: pa.Table) -> tuple[list[Change], list[Bulk]]:
    """The table as the journal keeps it: single changes up to its limit, one payload above."""
    if table.num_rows > ROWS_LIMIT:
        return [], [Bulk("line", ALL, Action.CREATE, table)]
    return [Change("line", record["id"], ALL, None, record) for record in table.to_pylist()], []


def _take_apart(prefix: str, names: Sequence[str], values: Sequence[tuple[int | None, ...]]) -> dict[str, Sequence[int | None]]:
    """Tuples as one column for each of their places."""
    columns = list(zip(*values, strict=True)) if values else [()] * len(names)
    return {f"{prefix}{name}": column for name, column in zip(names, columns, strict=True)}


def _column(field: pa.Field, columns: dict[str, object], count: int) -> pa.Array:
    if field.name in columns:
        return pa.array(columns[field.name], field.type)
    value = DEFAULTS.get(field.name)
    return pa.nulls(count, field.type) if value is None else pa.repeat(pa.scalar(value, field.type), count)
