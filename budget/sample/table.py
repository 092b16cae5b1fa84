"""Drafts to the line table and the line table to CSV and back, without losing a đồng."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from budget.model.ids import uuid7_text
from budget.model.line import LAYER_FIELDS, LINE_SCHEMA, MAY_BE_UNKNOWN
from budget.model.states import Layer
from budget.sample.draft import Draft, Drivers
from budget.vietnamese import fold

NULLABLE_TEXT = frozenset({"norm", "route", "requires", "source", *MAY_BE_UNKNOWN})
"""Text columns where empty means none; the other texts are empty text."""
SAMPLE_BITS = 74


def number_drafts(drafts: Sequence[Draft], dice: Random, milliseconds: int) -> pa.Table:
    """The line table of the drafts in their order; ids follow from the moment (ms since 1970) and the seed alone."""
    ids = [uuid7_text(milliseconds + place, dice.getrandbits(SAMPLE_BITS)) for place in range(len(drafts))]
    by_key = {draft.key: line for draft, line in zip(drafts, ids, strict=True) if draft.key}
    rows = [_row(draft, line, number, by_key) for number, (draft, line) in enumerate(zip(drafts, ids, strict=True), start=1)]
    return pa.Table.from_pylist(rows, schema=LINE_SCHEMA)


def _row(draft: Draft, line: str, number: int, by_key: Mapping[str, str]) -> dict[str, object]:
    plain = {name: getattr(draft, name) for name in LINE_SCHEMA.names if hasattr(draft, name)}
    row: dict[str, object] = {
        **plain,
        **asdict(draft.evidence),
        **asdict(draft.project),
        "id": line,
        "number": number,
        "requires": by_key[draft.requires] if draft.requires else None,
        "sample": True,
        "amount": draft.amount,
        "folded": fold(draft.name),
    }
    drivers = {Layer.REQUESTED: draft.requested, Layer.CONTENT: draft.content, Layer.FINANCE: draft.finance}
    for layer in Layer:
        row.update(_layer(layer, drivers.get(layer)))
    return row


def _layer(layer: Layer, drivers: Drivers | None) -> dict[str, int | None]:
    return {f"{layer}_{field}": None if drivers is None else getattr(drivers, field) for field in LAYER_FIELDS}


def write_lines(table: pa.Table, path: Path) -> None:
    """The table as CSV: whole numbers, true/false, empty for null; the same bytes for the same lines."""
    options = pv.WriteOptions(quoting_style="needed")
    with path.open("wb") as handle:
        pv.write_csv(table, handle, options)


def read_lines(path: Path) -> pa.Table:
    """The line table of a CSV written by `write_lines`, with the exact schema; raises pyarrow's error for anything else."""
    read = pv.read_csv(
        path,
        convert_options=pv.ConvertOptions(
            column_types=LINE_SCHEMA, include_columns=LINE_SCHEMA.names, null_values=[""], strings_can_be_null=True
        ),
    )
    return pa.table([_filled(read, field) for field in LINE_SCHEMA], schema=LINE_SCHEMA)


def _filled(table: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    column = table.column(field.name)
    return pc.fill_null(column, "") if field.type == pa.string() and field.name not in NULLABLE_TEXT else column
