"""Cells become the text a person would have typed, so that the same parser judges them."""

from datetime import date, datetime, time, timedelta
from math import inf, nan

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.cells import cell_text
from budget.money import parse_money
from budget.quantity import parse_quantity


def test_cells_read_as_a_person_types_them() -> None:
    assert cell_text(12.0) == "12"
    assert cell_text(0.5) == "0,5"
    assert cell_text(0.1 + 0.2) == "0,3"
    assert cell_text(14_900_000) == "14900000"
    assert cell_text(True) == "có"
    assert cell_text(date(2024, 3, 5)) == "05/03/2024"
    assert cell_text(" 12.500.000 ") == "12.500.000"
    assert cell_text("") == ""
    assert cell_text("#REF!") == "#REF!"


def test_times_are_shown_as_a_spreadsheet_shows_them() -> None:
    assert cell_text(datetime.fromisoformat("2024-03-05T00:00")) == "05/03/2024"
    assert cell_text(datetime.fromisoformat("2024-03-05T10:30")) == "05/03/2024 10:30"
    assert cell_text(time(10, 30)) == "10:30:00"
    assert cell_text(timedelta(hours=36, minutes=5)) == "36:05:00"


def test_codes_and_dust() -> None:
    assert cell_text(6001.0) == "6001"
    assert cell_text(69661830000.00003) == "69661830000"


def test_what_is_no_number_is_shown_as_an_error() -> None:
    assert [cell_text(value) for value in (inf, -inf, nan)] == ["#NUM!"] * 3


@given(st.integers(0, 10**14))
def test_whole_amounts_pass_through_a_double(amount: int) -> None:
    assert parse_money(cell_text(float(amount))) == (amount, [])


@given(st.integers(0, 10**8))
def test_quantities_in_thousandths_pass_through_a_double(milli: int) -> None:
    assert parse_quantity(cell_text(milli / 1000)) == (milli, [])
