"""Appraisal only ever takes away, goes to norm first, and leaves other spending alone."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Category, Listing
from budget.reference.load import load_reference
from budget.sample.appraisal import appraise
from budget.sample.draft import Draft, Drivers

REFERENCE = load_reference()


def computer(price: int, quantity: int = 6_000) -> Draft:
    drivers = Drivers(quantity, price)
    return Draft("502", "NV02", "Máy tính", "bộ", Category.EQUIPMENT, "6956", "NQ36-H", drivers, norm="MT_CBCC")


@given(st.integers(1_000, 40_000_000), st.integers(1, 40), st.integers(0, 10**6))
def test_an_appraised_amount_is_never_above_the_request(price: int, pieces: int, seed: int) -> None:
    for draft in appraise(Random(seed), [computer(price, 1_000 * pieces)] * 8, REFERENCE):
        for layer in (draft.content, draft.finance):
            assert layer is None or 0 <= layer.amount <= draft.requested.amount
        assert draft.finance is None or draft.content is not None


def test_a_price_over_norm_is_cut_to_the_norm() -> None:
    appraised = [draft.finance for draft in appraise(Random(3), [computer(18_000_000)] * 200, REFERENCE) if draft.finance]
    assert appraised
    assert {layer.unit_price for layer in appraised} == {15_000_000}


def test_other_spending_is_not_appraised_here() -> None:
    drivers = Drivers(1_000, 5_000_000)
    other = Draft("502", "NV29", "Lễ hội", "cuộc", Category.OTHER, "7049", "NSH-THEM", drivers, listing=Listing.OTHER)
    assert appraise(Random(1), [other] * 50, REFERENCE) == [other] * 50
