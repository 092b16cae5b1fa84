"""What an appraiser asks first, illustrated: price basis, VAT, what was given and spent, stock, the request, excess decisions.

Documents are called "minh họa" so that nobody takes one for real. What a person is paid by a state rate carries no VAT; its rate stays
unknown. Flaws are planted on purpose: old quotations, too few of them, more than entitled, no VAT, spent more than was allotted.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from budget.model.states import Category, Listing, Nature, PriceKind, UnitLevel
from budget.reference.in_force import norm_in_force
from budget.reference.load import Reference
from budget.reference.place import Unit
from budget.sample.draft import ONE, Draft, Evidence

Known = Mapping[str, Any]
"""Columns of Evidence and their values."""

NORMED_STOCK = frozenset({"MT_CBCC", "MI_PHONG"})
STATE_MEASURES = frozenset({"người/ngày", "người/buổi", "người-ngày", "người/tháng", "lượt", "trường"})
"""Counted so, a payment follows a state rate and not a quotation."""
TEN_PERCENT = frozenset(
    {Category.EQUIPMENT, Category.SOFTWARE, Category.CONNECTION, Category.SERVICE, Category.PROJECT, Category.CONSTRUCTION}
)
YEARLY = frozenset({Category.CONNECTION, Category.MAINTENANCE, Category.SERVICE, Category.TRAINING, Category.PUBLICITY, Category.OPERATION})
"""What is paid year after year, so that last year says something."""
FIRST_QUOTE, LAST_QUOTE = date(2024, 1, 10), date(2024, 5, 15)
SPENT_ON = date(2024, 5, 31)
SUPPLIERS = tuple(f"Nhà cung cấp minh họa {letter}" for letter in "ABCDEFGH")
HUNDRED_THOUSAND = 100_000
KNOWN_PRICE_IN_100 = 94
NO_VAT_IN_100 = 4
FEW_QUOTES_IN_100 = 4
OLD_QUOTES_IN_100 = 4
OVER_ENTITLED_IN_100 = 6
OVERSPENT_IN_100 = 2
EXCESS_ALLOWED_IN_100 = 35


def tell_evidence(dice: Random, drafts: list[Draft], reference: Reference) -> list[Draft]:
    """The drafts with what is known of them; amounts stay as they are."""
    units = {unit.code: unit for unit in reference.units}
    return [replace(draft, evidence=_evidence(dice, draft, units[draft.unit], reference)) for draft in drafts]


def _evidence(dice: Random, draft: Draft, unit: Unit, reference: Reference) -> Evidence:
    given = _given(dice, draft)
    if draft.listing is not Listing.ESTIMATE:
        return replace(given, **_request(unit))
    return replace(given, **_price(dice, draft), **_stock(dice, draft), **_request(unit), **_excess(dice, draft, unit.level, reference))


def _price(dice: Random, draft: Draft) -> Known:
    if dice.randrange(100) >= KNOWN_PRICE_IN_100:
        return {}
    if draft.measure in STATE_MEASURES or draft.category is Category.SOCIAL_PAYMENT:
        return {"price_kind": PriceKind.STATE_PRICE, "price_document": draft.basis or "Mức chi theo quy định (minh họa)"}
    kind = _price_kind(dice, draft)
    number = dice.randint(1, 99)
    old = kind is PriceKind.QUOTATION and dice.randrange(100) < OLD_QUOTES_IN_100
    dated = _day(dice, FIRST_QUOTE, LAST_QUOTE) - timedelta(days=560 if old else 0)
    return {
        "price_kind": kind,
        "price_document": f"{_DOCUMENT[kind]} minh họa {number:02d}",
        "price_date": dated.isoformat(),
        "price_supplier": dice.choice(SUPPLIERS),
        "price_quotes": _quotes(dice) if kind is PriceKind.QUOTATION else None,
        **_vat(dice, draft),
    }


_DOCUMENT: Mapping[PriceKind, str] = {
    PriceKind.BID_RESULT: "Kết quả trúng thầu",
    PriceKind.VALUATION: "Chứng thư thẩm định giá",
    PriceKind.QUOTATION: "Báo giá",
    PriceKind.STATE_PRICE: "Bảng giá",
    PriceKind.CONTRACT: "Hợp đồng",
}


def _price_kind(dice: Random, draft: Draft) -> PriceKind:
    if draft.contracted:
        return PriceKind.CONTRACT
    if draft.nature is Nature.INVESTMENT:
        return PriceKind.VALUATION
    return dice.choices((PriceKind.QUOTATION, PriceKind.VALUATION, PriceKind.BID_RESULT), (70, 14, 16))[0]


def _quotes(dice: Random) -> int:
    return dice.choice((1, 2)) if dice.randrange(100) < FEW_QUOTES_IN_100 else dice.choice((3, 3, 3, 4))


def _vat(dice: Random, draft: Draft) -> Known:
    rate = 1_000 if draft.category in TEN_PERCENT else 800
    drawn = dice.randrange(100)
    if drawn < NO_VAT_IN_100:
        return {} if drawn % 2 else {"vat_bp": rate}
    return {"vat_bp": rate, "vat_included": drawn < 97}


def _given(dice: Random, draft: Draft) -> Evidence:
    """Last year's outturn, this year's allotment and what is spent of it; all unknown where the unit has not said."""
    if draft.nature is Nature.INVESTMENT or dice.randrange(100) >= (75 if draft.category in YEARLY else 40):
        return Evidence()
    bought_before = draft.category in YEARLY or dice.random() < 0.4
    outturn = _share(draft.requested.amount, dice.randint(55, 110)) if bought_before else 0
    allotted = _share(draft.requested.amount, dice.randint(20, 70)) if dice.random() < 0.6 else 0
    over = allotted and dice.randrange(100) < OVERSPENT_IN_100
    spent = _share(allotted, 110 if over else dice.randint(10, 60))
    return Evidence(last_year_outturn=outturn, this_year_allotted=allotted, this_year_spent=spent, spent_on=SPENT_ON.isoformat())


def _stock(dice: Random, draft: Draft) -> Known:
    """What the norm and the headcount allow, and what of it still works; most requests stay inside the difference."""
    if draft.norm not in NORMED_STOCK:
        return {}
    usable = dice.randint(0, 30)
    pieces = -(-draft.requested.quantity_milli // ONE)
    over = dice.randrange(100) < OVER_ENTITLED_IN_100
    entitled = max(1, pieces + usable - dice.randint(1, 3) if over else pieces + usable + dice.choice((0, 0, 1, 2, 4)))
    return {"entitled_milli": entitled * ONE, "usable_milli": usable * ONE}


def _request(unit: Unit) -> Known:
    """One written request a unit; every ninth unit had to send it again."""
    day = date(2024, 3, 4) + timedelta(days=unit.position * 7 % 75)
    return {
        "request_document": f"Văn bản đề nghị minh họa {unit.position:03d}",
        "request_date": day.isoformat(),
        "request_round": 2 if unit.position % 9 == 0 else 1,
    }


def _excess(dice: Random, draft: Draft, level: UnitLevel, reference: Reference) -> Known:
    norm = norm_in_force(reference.norms, draft.norm, level, date(draft.year, 6, 30)) if draft.norm in NORMED_STOCK else None
    if norm is None or norm.max_price is None or (draft.finance or draft.requested).unit_price <= norm.max_price:
        return {}
    if dice.randrange(100) >= EXCESS_ALLOWED_IN_100:
        return {}
    return {
        "excess_authority": "UBND tỉnh (minh họa)",
        "excess_document": f"Quyết định minh họa {dice.randint(1, 99):02d}",
        "excess_date": _day(dice, FIRST_QUOTE, LAST_QUOTE).isoformat(),
    }


def _day(dice: Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randint(0, (last - first).days))


def _share(amount: int, percent: int) -> int:
    """A share in whole hundreds of thousands; small amounts keep whole thousands."""
    step = HUNDRED_THOUSAND if amount >= 10 * HUNDRED_THOUSAND else 1_000
    return amount * percent // 100 // step * step
