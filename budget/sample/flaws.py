"""What an appraiser must find: double requests, slipped zeros, prices over norm, wrong sources, half months, late years.

Each flaw is put into lines drawn by the seed; the twelve known cases and signed contracts are left alone.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from budget.model.states import Category, Listing, Nature, UnitLevel
from budget.reference.in_force import norm_in_force
from budget.reference.load import Reference
from budget.sample.draft import ONE, Draft, Drivers

DUPLICATES = 25
OUTLIERS = 13
EXCESSES = 40
HALF_MONTHS = 14
WRONG_SOURCES = 8
NEXT_YEAR = 30
_OTHER_SOURCE = {"NQ36-H": "BSCDS", "NQ36-X": "BSCDS", "BSCDS": "", "QD334": "DT-GIAO"}

Chooser = Callable[[Draft], bool]


def plant_flaws(dice: Random, drafts: list[Draft], reference: Reference) -> list[Draft]:
    """The drafts with the flaws in them; doubles stand at the end, each line carries at most one flaw."""
    free = [place for place, draft in enumerate(drafts) if not draft.locked and draft.nature is Nature.RECURRENT]
    result = list(drafts)

    def take(count: int, fits: Chooser) -> list[int]:
        chosen = sorted(dice.sample([place for place in free if fits(result[place])], count))
        free[:] = [place for place in free if place not in set(chosen)]
        return chosen

    levels = {unit.code: unit.level for unit in reference.units}
    doubled = take(DUPLICATES, lambda draft: bool(_OTHER_SOURCE.get(draft.source or "")) and not draft.key and not draft.requires)
    for place in take(EXCESSES, lambda draft: _excess_price(reference, levels, draft) > 0):
        result[place] = _reprice(result[place], _excess_price(reference, levels, result[place]))
    for place in take(OUTLIERS, lambda draft: draft.category is Category.EQUIPMENT and draft.norm is None and draft.amount < 60_000_000):
        result[place] = _reprice(result[place], result[place].requested.unit_price * dice.choice((4, 5, 6)))
    _slip_zeros(result, take(2, lambda draft: draft.name.startswith("Thiết bị lưu khóa")), take(1, lambda draft: draft.norm == "MT_CBCC"))
    for place in take(HALF_MONTHS, lambda draft: draft.measure == "tháng"):
        whole = result[place].requested
        months = dice.choice((ONE // 2, whole.quantity_milli - ONE // 2, whole.quantity_milli - ONE // 2))
        result[place] = replace(result[place], requested=replace(whole, quantity_milli=months), note="Có nửa tháng đầu kỳ")
    for place in take(WRONG_SOURCES, lambda draft: draft.source in ("NQ36-H", "NQ36-X") and draft.category is Category.EQUIPMENT):
        result[place] = replace(result[place], source="QD334")
    for place in take(NEXT_YEAR, lambda draft: draft.priority >= 3 and draft.category is not Category.MEETING):
        result[place] = replace(result[place], year=2025, quarter=dice.choice((1, 2)))
    return [*result, *(_double(dice, result[place]) for place in doubled)]


def _reprice(draft: Draft, price: int) -> Draft:
    return replace(draft, requested=replace(draft.requested, unit_price=price))


def _excess_price(reference: Reference, levels: dict[str, UnitLevel], draft: Draft) -> int:
    """A price some way over the line's norm, in whole hundreds; 0 when it has none."""
    if draft.norm is None or draft.listing is not Listing.ESTIMATE:
        return 0
    norm = norm_in_force(reference.norms, draft.norm, levels[draft.unit], date(draft.year, 6, 30))
    if norm is None or norm.max_price is None:
        return 0
    over = norm.max_price + norm.max_price * (10 + len(draft.name) % 21) // 100
    return over if norm.max_price < 1_000 else over // 1_000 * 1_000


def _slip_zeros(drafts: list[Draft], thousand_more: list[int], thousand_less: list[int]) -> None:
    for place in thousand_more:
        drafts[place] = _reprice(replace(drafts[place], requested=_fewer(drafts[place])), drafts[place].requested.unit_price * 1_000)
    for place in thousand_less:
        drafts[place] = _reprice(drafts[place], drafts[place].requested.unit_price // 1_000)


def _fewer(draft: Draft) -> Drivers:
    """Two pieces, so that a slipped zero is seen without drowning the plan."""
    return replace(draft.requested, quantity_milli=2 * ONE)


def _double(dice: Random, draft: Draft) -> Draft:
    """The same request again under another source, sometimes in other words."""
    name = draft.name if dice.random() < 0.5 else f"{draft.name} (bổ sung)"
    return replace(draft, name=name, source=_OTHER_SOURCE[draft.source or ""], quarter=4 if draft.year == 2024 else draft.quarter)
