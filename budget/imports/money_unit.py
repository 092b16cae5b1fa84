"""In which unit the money of a sheet stands: said above the table, inside a heading, or nowhere.

"ĐVT" alone heads the column of measures; only with a word for money behind it does it name a money unit.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from budget.imports.cells import CellValue
from budget.money import MoneyUnit
from budget.vietnamese import fold


class Stated(Enum):
    """A unit the plan has no name for."""

    TY = "tỷ đồng"


Found = MoneyUnit | Stated
SHORTEST_ALONE = 2
_DONG = r"(?:dong|vnd|vnđ|đ|d)(?![a-z])"
_WORD = re.compile(
    rf"(?P<beyond>(?:nghin|ngan) ty)|(?P<ty>(?:1[., ]?000[., ]?000[., ]?000 *{_DONG})|ty *{_DONG})"
    rf"|(?P<trieu>trieu(?: *{_DONG})?|tr\.? ?(?:{_DONG})|1[., ]?000[., ]?000 *{_DONG}|10\^?6 *{_DONG})"
    rf"|(?P<nghin>(?:nghin|ngan)(?: *{_DONG})?|1[., ]?000 *{_DONG}|n(?:g)?\.? ?(?:{_DONG})|10\^?3 *{_DONG})"
    rf"|(?P<dong>dong(?: viet nam)?|vnd|vnđ|(?<![a-z])d(?![a-z]))"
)
_SAID = re.compile(r"(?:don vi tinh|don vi tien|dvt|d\.v\.t|don vi)(?: tien)?\s*[:.\-–;]?\s*(?P<unit>\(?.{1,24})")
_BRACKET = re.compile(r"\(([^()]{1,30})\)")


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """A unit found in a text, and where it was (for the sentence)."""

    unit: Found
    text: str


def unit_above(rows: Iterable[Sequence[CellValue]]) -> UnitSaid | None:
    """The unit said in the rows down to the first of content; the last one said counts, for it stands nearest the table."""
    found: UnitSaid | None = None
    for values in rows:
        for value in values:
            if isinstance(value, str) and value:
                found = _unit_in_sentence(value) or _unit_alone(value) or found
    return found


def unit_in_heading(heading: str) -> Found | None:
    """The unit a heading has in brackets or at its end: "Thành tiền (triệu đồng)", "Đơn giá (đ)", "Số tiền, nghìn đồng"."""
    folded = fold(heading)
    inside = [read_unit(text) for text in _BRACKET.findall(folded)]
    known = [unit for unit in inside if unit is not None]
    if known:
        return known[-1]
    tail = re.search(r"[,:\-] *((?:1[., ]?000[., ]?(?:000)? |trieu |nghin |ngan |ty )?dong)$|(?: )((?:trieu|nghin|ngan|ty) dong)$", folded)
    return read_unit(tail[1] or tail[2]) if tail else None


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Found | None:
    """The money unit a short text is: "triệu đồng", "1.000 đ", "trđ"; None when it is not one alone."""
    plain = fold(text).strip(" .:;()")
    found = _WORD.fullmatch(plain)
    return None if found is None else _unit_of(found)


def _unit_in_sentence(text: str) -> UnitSaid | None:
    if len(text) > 300:
        return None
    said = _SAID.search(fold(text))
    if said is None:
        return None
    found = _WORD.match(said["unit"].lstrip("( "))
    unit = None if found is None else _unit_of(found)
    return None if unit is None else UnitSaid(unit, text.strip())


def _unit_alone(text: str) -> UnitSaid | None:
    """A cell that says nothing but the unit; a single letter there is a numbering ("đ)"), not đồng."""
    plain = text.strip(" .:;()")
    unit = read_unit(plain) if len(plain) > SHORTEST_ALONE else None
    return None if unit is None else UnitSaid(unit, text.strip())


def _unit_of(found: re.Match[str]) -> Found | None:
    units: dict[str, Found] = {"ty": Stated.TY, "trieu": MoneyUnit.TRIEU, "nghin": MoneyUnit.NGHIN, "dong": MoneyUnit.DONG}
    return units.get(found.lastgroup or "")
