"""How lines are ordered: a few named orders, any column up or down, and groups first; texts in Vietnamese order.

Law: texts stand as `vietnamese.sort_key` orders them, up to its last tie-breaks (case, signs), where the line number decides.
"""

from dataclasses import dataclass

from budget.model import labels
from budget.vietnamese import sort_key

NAMED = {
    "number": "r.number",
    "unit": "p.position, r.number",
    "amount": "r.amount DESC, r.number",
    "name": "r.folded, r.number",
    "priority": "r.priority, r.number",
}
"""The orders offered by name."""

_LAYERS = ("requested", "finance")
_WHOLES = {
    **{name: f"r.{name}" for name in ("number", "amount", "unit_price", "priority", "year", "quarter")},
    "quantity": "r.quantity_milli",
    "times": "r.times_milli",
    **{name: f"r.{name}" for name in ("price_quotes", "last_year_outturn", "this_year_allotted", "this_year_spent", "request_round")},
    **{name: f"r.{name}" for name in ("price_date", "spent_on", "request_date", "excess_date")},
    "vat": "r.vat_bp",
    "vat_included": "r.vat_included::BIGINT",
    "pinned": "r.pinned::BIGINT",
    "minimum": "r.minimum_bp",
    "entitled": "r.entitled_milli",
    "usable": "r.usable_milli",
    "room": "r.entitled_milli - r.usable_milli",
    "locked": "CASE WHEN r.locked THEN 0 END",
    "unit_name": "p.position",
    "difference": "r.finance_amount - r.requested_amount",
    **{f"{layer}_{name}": f"r.{layer}_{name}" for layer in _LAYERS for name in ("unit_price", "amount")},
    **{f"{layer}_{name}": f"r.{layer}_{name}_milli" for layer in _LAYERS for name in ("quantity", "times")},
}
_TEXTS = (
    *("name", "measure", "budget_code", "norm", "basis", "task", "note", "source"),
    *("price_document", "price_supplier", "request_document", "excess_authority", "excess_document", "pin_reason"),
)
_CHOICES = {"category": labels.CATEGORY, "nature": labels.NATURE, "price_kind": labels.PRICE_KIND}
SORTABLE = frozenset({*_WHOLES, *_TEXTS, *_CHOICES})
"""The columns lines can be sorted by."""

GROUPED = {
    "unit": "p.position",
    "source": "s.position, r.source",
    "task": "r.task",
    "category": "r.category",
    "heading": "r.heading NULLS LAST",
}
"""The columns lines can be grouped by, and the order of the groups."""


@dataclass(frozen=True)
class Order:
    """Which order: a `column` of SORTABLE up or down, else the one NAMED `by`; lines of one group of `groups` stand together."""

    by: str = "unit"
    column: str = ""
    descending: bool = False
    groups: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The stored columns of a line that decide its place."""
        return frozenset(column for name in (self.column or self.by, *self.groups) for column in _stored_columns(name))


def order_terms(order: Order) -> str:
    """The ORDER BY terms over `r` (resolved lines), `p` (purse), `s` (source) and `k` (text keys); KeyError for an unknown order."""
    groups = "".join(f"{GROUPED[name]}, " for name in order.groups)
    return f"{groups}{_column_terms(order) if order.column else NAMED[order.by]}, r.id"


def text_column(order: Order) -> str | None:
    """The SQL of the text whose Vietnamese keys the order needs; None when it needs none."""
    if order.column not in _TEXTS:
        return None
    return "COALESCE(s.short_name, r.source)" if order.column == "source" else f"r.{order.column}"


def _column_terms(order: Order) -> str:
    way = "DESC" if order.descending else "ASC"
    if order.column in _TEXTS:
        term = "k.key"
    elif order.column in _CHOICES:
        term = _choice_rank(order.column)
    else:
        term = _WHOLES[order.column]
    return f"{term} {way} NULLS LAST, r.number"


def _choice_rank(name: str) -> str:
    known = _CHOICES[name]
    codes = ", ".join(f"'{code!s}'" for code in sorted(known, key=lambda code: sort_key(known[code])))
    return f"list_position([{codes}], r.{name})"


def _stored_columns(name: str) -> tuple[str, ...]:
    if name in ("unit", "unit_name"):
        return ("unit", "number")
    if name in ("requested_quantity", "requested_times", "finance_quantity", "finance_times"):
        return (f"{name}_milli",)
    if name in ("vat", "entitled", "usable", "room"):
        return {"vat": ("vat_bp",), "room": ("entitled_milli", "usable_milli")}.get(name, (f"{name}_milli",))
    if name in ("amount", "difference", "quantity", "unit_price", "times"):
        return tuple(f"{layer}_{part}" for layer in _LAYERS for part in ("amount", "quantity_milli", "unit_price", "times_milli"))
    return ("folded", "name") if name == "name" else (name,)
