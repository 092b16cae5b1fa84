"""What the plan tells of each line that may be cut, as columns in id order: scores, bands and locks all read these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from budget.cuts.columns import Texts, flags_of, texts_of, whole_of
from budget.cuts.instance import Flags, Ints
from budget.lines.query import LineFilter, where_clause
from budget.store.database import Cursor

FIFTY = 50
"""Sub-items of the state budget's list stand under their item by fifties: 6651 to 6699 under 6650."""
_TEXTS = (
    *("unit", "source", "nature", "listing", "category", "form", "budget_code", "task", "measure", "lock_reason"),
    *("guidance", "design", "procurement", "readiness_note", "listed_item", "requires", "level", "kind", "route"),
)
_WHOLE = (
    *("number", "amount", "priority", "quantity_milli", "unit_price", "entitled_milli", "usable_milli", "disbursable_bp", "year"),
    *("accumulated", "disbursed", "contract"),
)
_FLAGS = ("locked", "normed")
_COLUMNS = {
    **{name: f"r.{name}" for name in (*_TEXTS, *_WHOLE, "locked")},
    "measure": "lower(trim(COALESCE(r.measure, '')))",
    "level": "p.level",
    "kind": "p.kind",
    "year": "COALESCE(r.year, (SELECT budget_year FROM plan LIMIT 1))",
    "priority": "COALESCE(r.priority, 3)",
    "contract": "CASE r.contracted WHEN TRUE THEN 1 WHEN FALSE THEN 0 END",
    "normed": "COALESCE(r.norm, '') <> '' AND r.unit_price > 0",
}


@dataclass(frozen=True)
class LineFacts:
    """The lines that ask for money, in id order. Whole numbers are UNKNOWN (-1) and texts "" where nobody has told.

    `text` and `whole` are the columns by name (amounts in đồng, quantities in thousandths, `contract` 1 = signed, 0 = not);
    `item` the budget item a line's code stands under; `spoken` phrase -> which lines' names hold it as whole words.
    """

    ids: tuple[str, ...]
    text: dict[str, Texts]
    whole: dict[str, Ints]
    locked: Flags
    normed: Flags
    item: Texts
    spoken: dict[str, Flags]

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ids)

    @cached_property
    def places(self) -> dict[str, int]:
        """Line id -> its place."""
        return {line: place for place, line in enumerate(self.ids)}

    def none(self) -> Flags:
        """No line."""
        return np.zeros(len(self.ids), np.bool_)


def read_line_facts(cursor: Cursor, scenario: str, year: int | None, phrases: tuple[str, ...] = ()) -> LineFacts:
    """The living lines of both lists with an amount, and which of some folded phrases their names hold.

    Of one year (None = of all): a line is of every year one of its phases falls in, with its whole amount.
    """
    named = ", ".join(f"{sql} AS {name}" for name, sql in _COLUMNS.items())
    wanted, asked = where_clause(LineFilter(listing=None, years=() if year is None else (year,)), scenario)
    table = cursor.table(
        f"""SELECT r.id, CASE WHEN regexp_matches(r.folded, ?) THEN r.folded END AS spoken, {named}
            FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit WHERE NOT r.dropped AND r.amount > 0 AND {wanted} ORDER BY r.id""",
        [_as_pattern(phrases), scenario, *asked],
    )
    heard = texts_of(table.column("spoken"))
    text = {name: texts_of(table.column(name)) for name in _TEXTS}
    codes = text["budget_code"]
    return LineFacts(
        tuple(table.column("id").to_pylist()),
        text,
        {name: whole_of(table.column(name)) for name in _WHOLE},
        flags_of(table.column("locked")),
        flags_of(table.column("normed")),
        Texts(tuple(item_of(code) for code in codes.names), codes.codes),
        {phrase: heard.where(re.compile(_as_pattern((phrase,))).search) for phrase in phrases},
    )


def item_of(code: str) -> str:
    """The item a budget code stands under; the code itself where it is no number of four digits."""
    return str(int(code) // FIFTY * FIFTY) if code.isdigit() and len(code) == 4 else code


def _as_pattern(phrases: Sequence[str]) -> str:
    """The pattern of a text that holds one of some phrases as whole words; none = nothing is searched for."""
    return rf"\b({'|'.join(re.escape(phrase) for phrase in phrases)})\b" if phrases else r"\b\B"
