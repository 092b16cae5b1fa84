"""Codes and norms are chosen by the day, never by how well they were checked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.reference.in_force import budget_code_in_force, is_in_force, norm_in_force
from budget.reference.law import BudgetCode
from budget.reference.load import load_reference

REFERENCE = load_reference()
DAYS = st.dates(date(2008, 1, 1), date(2030, 12, 31))


def test_a_code_that_stands_twice_is_chosen_by_date() -> None:
    doubled = {row.code for row in REFERENCE.budget_codes if row.edition == "TT324"} & {
        row.code for row in REFERENCE.budget_codes if row.edition == "QD33"
    }
    assert len(doubled) >= 66
    for code in doubled:
        before = budget_code_in_force(REFERENCE.budget_codes, code, date(2017, 12, 31))
        after = budget_code_in_force(REFERENCE.budget_codes, code, date(2018, 1, 1))
        assert before is not None
        assert after is not None
        assert (before.edition, after.edition) == ("QD33", "TT324")


def test_a_recalled_row_in_force_beats_a_confirmed_one_that_has_ended() -> None:
    found = budget_code_in_force(REFERENCE.budget_codes, "6606", date(2024, 3, 15))
    assert found is not None
    assert (found.document, found.confidence) == ("TT324-2016", "recalled")


@pytest.mark.parametrize("code", ["9000", "9050"])
def test_the_codes_of_before_2018_are_refused_after_2017(code: str) -> None:
    assert budget_code_in_force(REFERENCE.budget_codes, code, date(2017, 12, 31)) is not None
    assert budget_code_in_force(REFERENCE.budget_codes, code, date(2018, 1, 1)) is None


@given(st.sampled_from(REFERENCE.budget_codes), DAYS)
def test_the_code_found_is_in_force_on_the_day(row: BudgetCode, on: date) -> None:
    found = budget_code_in_force(REFERENCE.budget_codes, row.code, on)
    assert found is None or (found.code == row.code and is_in_force(found.valid_from, found.valid_to, on))


def test_recurrent_codes_are_6_and_7_and_investment_codes_are_92_to_94() -> None:
    for row in REFERENCE.budget_codes:
        number = int(row.code)
        expected = "recurrent" if 6000 <= number <= 7999 else "investment" if 9200 <= number <= 9449 else None
        assert row.nature == expected


def test_a_norm_is_chosen_by_the_level_of_the_unit() -> None:
    on = date(2024, 6, 1)
    prices = {
        level: norm.max_price if (norm := norm_in_force(REFERENCE.norms, "BG_LV", level, on)) else None
        for level in ("province", "district", "commune", "central")
    }
    assert prices == {"province": 5_000_000, "district": 5_000_000, "commune": 3_000_000, "central": None}


def test_a_norm_for_every_level_holds_for_the_police_too() -> None:
    norm = norm_in_force(REFERENCE.norms, "PCLT", "central", date(2024, 6, 1))
    assert norm is not None
    assert (norm.max_price, norm.hard) == (200_000, True)


def test_norms_are_hard_by_their_document() -> None:
    hard = {norm.document: norm.hard for norm in REFERENCE.norms}
    assert hard["QD50-2017"] is False
    assert all(hard[code] for code in ("TT40-2017", "TT36-2018", "NQ52-2018", "TT194-2012"))


def test_a_repealed_norm_is_not_in_force_and_an_unknown_rate_is_null() -> None:
    assert norm_in_force(REFERENCE.norms, "MT_CU", "province", date(2024, 6, 1)) is None
    unknown = norm_in_force(REFERENCE.norms, "GV_4", "province", date(2024, 6, 1))
    assert unknown is not None
    assert unknown.max_price is None


@given(DAYS, DAYS, DAYS)
def test_a_period_holds_its_two_ends(first: date, second: date, on: date) -> None:
    start, end = sorted((first, second))
    assert is_in_force(start, end, start)
    assert is_in_force(start, end, end)
    assert not is_in_force(start, end, end + timedelta(days=1))
    assert is_in_force(None, None, on)
