"""Synthetic plans are exact, whole and repeatable, whatever their size."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.line import LAYER_FIELDS, LINE_SCHEMA
from budget.model.states import Layer
from budget.money import scale_amount
from budget.sample.synthetic import Synthetic, synthesize
from budget.vietnamese import fold


def check_lines(plan: Synthetic) -> None:
    lines = plan.lines.to_pylist()
    units = {unit.code for unit in plan.units}
    by_id = {line["id"]: line for line in lines}
    assert len(by_id) == len(lines)
    for line in lines:
        assert line["unit"] in units
        assert line["folded"] == fold(line["name"])
        for layer in Layer:
            quantity, price, times, adjustment, amount = (line[f"{layer}_{field}"] for field in LAYER_FIELDS)
            if amount is None:
                assert (quantity, price, times, adjustment) == (None,) * 4
            else:
                assert price > 0
                assert adjustment <= 0 <= amount
                assert amount == scale_amount(quantity, price, times, adjustment)
        assert line["amount"] == (line["requested_amount"] if line["finance_amount"] is None else line["finance_amount"])
        if line["requires"] is not None:
            server = by_id[line["requires"]]
            assert (server["unit"], server["requires"]) == (line["unit"], None)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 600), st.integers(0, 2**31), st.integers(1, 4))
def test_every_synthetic_plan_is_exact_and_whole(count: int, seed: int, provinces: int) -> None:
    plan = synthesize(count, seed, provinces)
    assert plan.lines.schema == LINE_SCHEMA
    assert plan.lines["listing"].to_pylist()[:count] == ["estimate"] * count
    assert set(plan.lines["listing"].to_pylist()[count:]) <= {"other"}
    assert plan.lines["number"].to_pylist() == list(range(1, plan.lines.num_rows + 1))
    assert len(plan.units) == provinces * 284
    check_lines(plan)


def test_the_same_numbers_give_the_same_plan_and_another_seed_another() -> None:
    first = synthesize(3_000, 7)
    assert first == synthesize(3_000, 7)
    assert not first.lines.equals(synthesize(3_000, 8).lines)


def test_the_mix_is_that_of_a_real_plan() -> None:
    plan = synthesize(20_000, 1)
    lines = plan.lines.to_pylist()
    shares = Counter(line["priority"] for line in lines)
    assert all(abs(shares[priority] / 20_000 - share) < 0.05 for priority, share in zip((1, 2, 3, 4), (0.2, 0.4, 0.28, 0.12), strict=True))
    kinds = {unit.code: unit.kind for unit in plan.units}
    assert set(Counter(kinds[line["unit"]] for line in lines)) == set(kinds.values())
    assert sum(line["requires"] is not None for line in lines) > 200
    assert {line["nature"] for line in lines} == {"recurrent", "investment"}
    appraised = sum(line["finance_amount"] is not None for line in lines)
    assert 0.3 < appraised / 20_000 < 0.36


def test_provinces_have_codes_pots_and_rules_of_their_own() -> None:
    plan = synthesize(4_000, 3, provinces=3)
    codes = {unit.code: unit for unit in plan.units}
    assert codes["P02-502"].parent == "P02-49"
    assert codes["P03-20335"].parent == "P03-502"
    asked = Counter(code.split("-")[0] if code.startswith("P0") else "" for code in plan.lines["unit"].to_pylist())
    assert set(asked) == {"", "P02", "P03"}
    owners = {pot.unit for pot in plan.ceilings}
    assert {"49", "P02-49", "P03-49"} <= owners
    assert owners <= {*codes, "49", "P02-49", "P03-49"}
    assert any(rule.unit == "P02-SBN-STNMT" for rule in plan.rules)
    assert len({rule.id for rule in plan.rules}) == len(plan.rules)
    assert len({pot.id for pot in plan.ceilings}) == len(plan.ceilings)


def test_every_pot_the_estimate_asks_of_is_listed_and_some_are_not_entered() -> None:
    plan = synthesize(20_000, 5)
    purses = {source.code: source.purse for source in plan.sources}
    pots = {pot.id for pot in plan.ceilings}
    parents = {unit.code: unit for unit in plan.units}
    for line in plan.lines.to_pylist():
        if line["source"] is not None and line["listing"] == "estimate":
            unit = parents[line["unit"]]
            own = {"province": "49", "unit": unit.code, "district": unit.parent if unit.kind == "commune" else unit.code}
            assert f"{line['source']}|{own[purses[line['source']]]}|{line['year']}|{line['nature']}" in pots
    assert any(pot.granted is None for pot in plan.ceilings)


@pytest.mark.parametrize(("lines", "provinces"), [(0, 1), (10, 0)])
def test_nothing_cannot_be_made(lines: int, provinces: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        synthesize(lines, 1, provinces)


def test_asking_for_more_than_one_is_entitled_to_stays_rare_when_quantities_are_drawn_anew() -> None:
    lines = [line for line in synthesize(20_000, 3).lines.to_pylist() if line["entitled_milli"] is not None]
    over = sum(line["requested_quantity_milli"] > line["entitled_milli"] - line["usable_milli"] for line in lines)
    assert 0 < over < 0.15 * len(lines)
