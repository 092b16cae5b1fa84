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
_ASKED_FIRST: tuple[tuple[str, pa.DataType], ...] = (
    ("price_kind", _TEXT),
    ("price_document", _TEXT),
    ("price_date", _TEXT),
    ("price_supplier", _TEXT),
    ("price_quotes", _WHOLE),
    ("vat_bp", _WHOLE),
    ("vat_included", _FLAG),
    ("last_year_outturn", _WHOLE),
    ("this_year_allotted", _WHOLE),
    ("this_year_spent", _WHOLE),
    ("spent_on", _TEXT),
    ("entitled_milli", _WHOLE),
    ("usable_milli", _WHOLE),
    ("request_document", _TEXT),
    ("request_date", _TEXT),
    ("request_round", _WHOLE),
    ("excess_authority", _TEXT),
    ("excess_document", _TEXT),
    ("excess_date", _TEXT),
    ("heading", _TEXT),
    ("origin", _TEXT),
)
_ASKED_OF_FUNDING: tuple[tuple[str, pa.DataType], ...] = (
    ("pinned", _FLAG),
    ("pin_reason", _TEXT),
    ("minimum_bp", _WHOLE),
    ("listed_item", _TEXT),
    ("content_verdict", _TEXT),
    ("content_opinion", _TEXT),
    ("content_document", _TEXT),
    ("content_date", _TEXT),
    ("guidance", _TEXT),
    ("design", _TEXT),
    ("procurement", _TEXT),
    ("readiness_note", _TEXT),
    ("disbursable_bp", _WHOLE),
    ("project_code", _TEXT),
    ("policy_document", _TEXT),
    ("policy_date", _TEXT),
    ("feasibility_document", _TEXT),
    ("feasibility_date", _TEXT),
    ("decision_document", _TEXT),
    ("decision_date", _TEXT),
    ("total_investment", _WHOLE),
    ("medium_term", _WHOLE),
    ("accumulated", _WHOLE),
    ("disbursed", _WHOLE),
    ("phase_pattern", _TEXT),
    ("phase_note", _TEXT),
)
_DRIVERS = tuple((f"{layer}_{field}", _WHOLE) for layer in Layer for field in LAYER_FIELDS)
_DERIVED: tuple[tuple[str, pa.DataType], ...] = (("amount", _WHOLE), ("folded", _TEXT))

MAY_BE_UNKNOWN: tuple[str, ...] = tuple(name for name, _ in (*_ASKED_FIRST, *_ASKED_OF_FUNDING))
"""Columns where null says that nobody has told; the others hold a value or an empty text."""

LINE_SCHEMA: pa.Schema = pa.schema([*_WHAT, *_STANDING, *_DRIVERS, *_ASKED_FIRST, *_ASKED_OF_FUNDING, *_DERIVED])
"""One row a line. `amount` is the working figure (finance if done, else requested); `folded` the accent-free lower-case name."""
