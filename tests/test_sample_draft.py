"""A draft's amount follows from its drivers, the finance layer first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Category
from budget.money import scale_amount
from budget.sample.draft import Draft, Drivers, sign_contract

PRINTER = Draft("502", "NV01", "Máy in", "chiếc", Category.EQUIPMENT, "6956", "NQ36-H", Drivers(1_000, 5_000_000), priority=4)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 10**5), st.integers(-(10**6), 0))
def test_an_amount_is_the_product_of_its_drivers(quantity: int, price: int, times: int, adjustment: int) -> None:
    assert Drivers(quantity, price, times, adjustment).amount == scale_amount(quantity, price, times, adjustment)


def test_the_working_amount_is_the_finance_figure_when_there_is_one() -> None:
    assert PRINTER.amount == 5_000_000
    assert replace(PRINTER, finance=Drivers(1_000, 4_700_000)).amount == 4_700_000


def test_a_signed_contract_is_locked_and_comes_first() -> None:
    signed = sign_contract(PRINTER)
    assert (signed.priority, signed.locked, signed.contracted, signed.lock_reason) == (1, True, True, "Đã ký hợp đồng")
