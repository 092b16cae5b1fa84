"""Half-way appraisal: Sở TT&TT has judged the content of some IT lines, Sở Tài chính the money of about a third of all."""

from dataclasses import replace
from datetime import date
from random import Random

from budget.model.states import Category, Listing, UnitLevel
from budget.money import divide_half_up
from budget.reference.in_force import norm_in_force
from budget.reference.load import Reference
from budget.sample.draft import ONE, Draft, Drivers

IT_WORK = frozenset({Category.EQUIPMENT, Category.SOFTWARE, Category.CONNECTION, Category.SERVICE, Category.DIGITISATION, Category.PROJECT})
"""What Sở TT&TT looks at before money is discussed; every line of the police request goes there too."""
FINANCE_SHARE = 0.36
CONTENT_ONLY_SHARE = 0.12
SMALL_ENOUGH_TO_DROP = 60_000_000
"""In đồng; larger requests are cut down, not struck out."""
PIECES = frozenset({"bộ", "chiếc", "bản quyền", "tấm", "lớp", "đợt", "cuộc"})


def appraise(dice: Random, drafts: list[Draft], reference: Reference) -> list[Draft]:
    """The drafts with content and finance layers where the appraisal has got to; other spending is not appraised here."""
    levels = {unit.code: unit.level for unit in reference.units}
    return [_appraise_one(dice, draft, reference, levels) for draft in drafts]


def _appraise_one(dice: Random, draft: Draft, reference: Reference, levels: dict[str, UnitLevel]) -> Draft:
    drawn = dice.random()
    if draft.listing is not Listing.ESTIMATE or drawn > FINANCE_SHARE + CONTENT_ONLY_SHARE:
        return draft
    needs_content = draft.category in IT_WORK or draft.route is not None
    content = _content(dice, draft) if needs_content else None
    if drawn > FINANCE_SHARE or draft.route == "unclassified":
        return replace(draft, content=content)
    return replace(draft, content=content, finance=_finance(dice, draft, content or draft.requested, reference, levels))


def _content(dice: Random, draft: Draft) -> Drivers:
    """Sở TT&TT keeps most requests and takes a piece or two off some."""
    asked = draft.requested
    if draft.measure in PIECES and asked.quantity_milli >= 4 * ONE and dice.random() < 0.3:
        pieces = max(1, asked.quantity_milli // ONE // 5)
        return replace(asked, quantity_milli=asked.quantity_milli - pieces * ONE)
    return asked


def _finance(dice: Random, draft: Draft, drivers: Drivers, reference: Reference, levels: dict[str, UnitLevel]) -> Drivers:
    """Prices go down to norm or to a keener quotation; some lines bear the ten percent saving as an adjustment."""
    norm = norm_in_force(reference.norms, draft.norm, levels[draft.unit], date(draft.year, 6, 30)) if draft.norm else None
    if norm is not None and norm.max_price is not None and drivers.unit_price > norm.max_price:
        return replace(drivers, unit_price=norm.max_price)
    drawn = dice.random()
    if draft.contracted or draft.locked or drawn < 0.35:
        return drivers
    if drawn < 0.85:
        return replace(drivers, unit_price=_keener(drivers.unit_price, dice.randint(90, 98)))
    if drawn < 0.95 or drivers.amount > SMALL_ENOUGH_TO_DROP:
        return replace(drivers, adjustment=-divide_half_up(drivers.amount, 10))
    return replace(drivers, quantity_milli=0)


def _keener(price: int, percent: int) -> int:
    """A lower price in round figures, never above the asked one."""
    step = 50_000 if price >= 1_000_000 else 1_000 if price >= 20_000 else 10 if price >= 500 else 1
    return max(step, price * percent // 100 // step * step)
