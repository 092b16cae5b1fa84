"""The sample holds real work for the checks: doubles, slipped zeros, prices over norm, half months."""

from datetime import date
from random import Random
from statistics import median

from budget.model.states import Category
from budget.reference.in_force import norm_in_force
from budget.reference.load import load_reference
from budget.sample.draft import Draft, Drivers
from budget.sample.flaws import plant_flaws
from budget.sample.load import load_sample
from budget.sample.quang_nam import draft_plan

REFERENCE = load_reference()
LINES = load_sample("quang-nam-2024").lines.to_pylist()
LEVELS = {unit.code: unit.level for unit in REFERENCE.units}


def test_about_twenty_five_requests_stand_twice_under_two_sources() -> None:
    seen: dict[tuple[str, str, int], set[str | None]] = {}
    for line in LINES:
        seen.setdefault((line["unit"], line["name"].removesuffix(" (bổ sung)"), line["requested_unit_price"]), set()).add(line["source"])
    doubled = [key for key, sources in seen.items() if len(sources) > 1]
    assert 22 <= len(doubled) <= 32


def test_about_forty_prices_stand_over_their_norm() -> None:
    over = 0
    for line in LINES:
        if line["norm"] is not None:
            norm = norm_in_force(REFERENCE.norms, line["norm"], LEVELS[line["unit"]], date(2024, 6, 30))
            over += norm is not None and norm.max_price is not None and line["requested_unit_price"] > norm.max_price
    assert 35 <= over <= 55


def test_some_prices_stand_far_from_their_peers() -> None:
    peers: dict[str, list[int]] = {}
    for line in LINES:
        if line["category"] == "equipment":
            peers.setdefault(line["name"], []).append(line["requested_unit_price"])
    ratios = [price / median(prices) for prices in peers.values() if len(prices) >= 8 for price in prices]
    assert 13 <= sum(ratio > 3 for ratio in ratios) <= 20
    assert sum(500 < ratio < 2_000 for ratio in ratios) == 2
    assert sum(ratio < 0.01 for ratio in ratios) == 1


def test_some_quantities_hold_half_a_month() -> None:
    halves = [line for line in LINES if line["requested_quantity_milli"] % 1_000 == 500 and line["measure"] == "tháng"]
    assert len(halves) >= 10
    assert any(line["requested_quantity_milli"] == 500 for line in halves)


def test_signed_contracts_are_left_alone_and_nothing_is_lost() -> None:
    locked = [draft for draft in draft_plan(REFERENCE) if draft.contracted]
    assert locked
    assert all(draft.year == 2024 for draft in locked)


def test_the_same_dice_plant_the_same_flaws() -> None:
    drafts = [
        Draft(
            "20335", "NV02", "Thiết bị lưu khóa chữ ký số" if place % 2 else "Máy tính", "tháng", Category.EQUIPMENT, "6956",
            "NQ36-X", Drivers(12_000, 900_000 + place), norm=None if place % 2 else "MT_CBCC", priority=3,
        )
        for place in range(400)
    ]  # fmt: skip
    first = plant_flaws(Random(5), drafts, REFERENCE)
    assert first == plant_flaws(Random(5), drafts, REFERENCE)
    assert first != plant_flaws(Random(6), drafts, REFERENCE)
    assert len(first) == 425
