"""The columns of an estimate line, in order: what every table, payload and export of lines agrees on."""

import pyarrow as pa

from budget.model.states import Layer

LAYER_FIELDS: tuple[str, ...] = ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount")
"""What a layer holds: thousandths, đồng, thousandths, đồng (<= 0), đồng; all null = not done."""

_TEXT = pa.string()
_WHOLE = pa.int64()
_FLAG = pa.bool_()

_WHAT: tuple[tuple[str, pa.DataType], ...] = (
    ("id", _TEXT),
    ("number", _WHOLE),
    ("listing", _TEXT),
    ("unit", _TEXT),
    ("task", _TEXT),
    ("name", _TEXT),
    ("measure", _TEXT),
    ("category", _TEXT),
    ("nature", _TEXT),
    ("form", _TEXT),
    ("budget_code", _TEXT),
    ("norm", _TEXT),
    ("basis", _TEXT),
    ("route", _TEXT),
    ("requires", _TEXT),
    ("note", _TEXT),
    ("sample", _FLAG),
)
_STANDING: tuple[tuple[str, pa.DataType], ...] = (
    ("priority", _WHOLE),
    ("locked", _FLAG),
    ("lock_reason", _TEXT),
    ("contracted", _FLAG),
    ("source", _TEXT),
    ("year", _WHOLE),
    ("quarter", _WHOLE),
)
_DRIVERS = tuple((f"{layer}_{field}", _WHOLE) for layer in Layer for field in LAYER_FIELDS)
_DERIVED: tuple[tuple[str, pa.DataType], ...] = (("amount", _WHOLE), ("folded", _TEXT))

LINE_SCHEMA: pa.Schema = pa.schema([*_WHAT, *_STANDING, *_DRIVERS, *_DERIVED])
"""One row a line. `amount` is the working figure (finance if done, else requested); `folded` the accent-free lower-case name."""
