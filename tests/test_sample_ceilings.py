"""The sample's pots: one for each purse the estimate asks of, some short, some over, some not entered."""

from budget.model.states import Nature, UnitKind
from budget.reference.load import load_reference
from budget.reference.money_sources import Allocator, Purse
from budget.sample.ceilings import LOCAL, owner_of
from budget.sample.quang_nam import draft_plan

REFERENCE = load_reference()
POTS = {pot.id: pot for pot in REFERENCE.ceilings}


def needs() -> dict[str, int]:
    found: dict[str, int] = {}
    for draft in draft_plan(REFERENCE):
        if draft.source is not None and draft.listing == "estimate":
            owner = owner_of(REFERENCE.source_by_code[draft.source], REFERENCE.unit_by_code[draft.unit])
            pot = f"{draft.source}|{owner}|{draft.year}|{draft.nature}"
            found[pot] = found.get(pot, 0) + draft.amount
    return found


def test_every_purse_the_estimate_asks_of_is_listed() -> None:
    assert set(needs()) <= set(POTS)


def test_some_pots_are_short_some_over_and_some_not_entered() -> None:
    asked = needs()
    known = {pot: POTS[pot].left for pot in asked}
    assert sum(left is None for left in known.values()) >= 20
    assert sum(left is not None and left < asked[pot] for pot, left in known.items()) >= 50
    assert sum(left is not None and left > asked[pot] for pot, left in known.items()) >= 50
    assert sum(pot.granted is not None and pot.spent is None for pot in POTS.values()) >= 20


def test_decision_334_is_short_by_a_few_ty() -> None:
    pot = POTS["QD334|49|2024|recurrent"]
    assert pot.left is not None
    assert 1_000_000_000 < needs()[pot.id] - pot.left < 6_000_000_000


def test_a_pot_not_entered_is_null_and_never_zero() -> None:
    assert all(pot.granted is None or pot.granted > 0 for pot in POTS.values())
    assert all(pot.left is None for pot in POTS.values() if pot.granted is None)


def test_a_district_purse_pays_for_its_communes_and_a_unit_purse_for_itself() -> None:
    commune = next(unit for unit in REFERENCE.units if unit.kind is UnitKind.COMMUNE)
    owners = {source.purse: owner_of(source, commune) for source in REFERENCE.sources}
    assert owners == {Purse.PROVINCE: "49", Purse.UNIT: commune.code, Purse.DISTRICT: commune.parent}
    assert {source.nature for source in REFERENCE.sources} == set(Nature)


def test_own_money_of_districts_and_communes_carries_an_illustrative_commitment_or_none() -> None:
    levels = {unit.code: unit.level for unit in REFERENCE.units}
    own = {source.code for source in REFERENCE.sources if source.allocator is Allocator.UNIT}
    letters = [pot.document for pot in POTS.values() if pot.source in own and levels.get(pot.unit) in LOCAL and pot.granted is not None]
    assert all(not letter or letter.startswith("Văn bản cam kết minh họa ") for letter in letters)
    assert 20 <= sum(not letter for letter in letters) < len(letters) // 3
