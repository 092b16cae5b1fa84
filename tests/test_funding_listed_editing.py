"""One item of an annex from texts: figures must hold together, what is not said stays unknown."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.funding.listed_editing import read_draft
from budget.money import format_money, scale_amount
from budget.quantity import format_quantity

TEXTS = {"unit": "SBN-STC", "name": "Máy tính", "measure": "bộ", "quantity": "4"}


def read(**texts: str) -> tuple[object, list[str]]:
    draft, problems = read_draft({**TEXTS, **texts}, "QD334", "recurrent", 2024)
    return draft, [problem.code for problem in problems]


def test_the_amount_follows_from_the_price_and_the_price_from_an_exact_amount() -> None:
    both = [read_draft({**TEXTS, **texts}, "QD334", "recurrent", 2024)[0] for texts in ({"unit_price": "10 triệu"}, {"amount": "40 triệu"})]
    assert [(draft.unit_price, draft.amount) for draft in both if draft] == [(10_000_000, 40_000_000)] * 2


def test_an_amount_that_no_whole_price_gives_leaves_the_price_unknown() -> None:
    draft, _ = read_draft({**TEXTS, "quantity": "3", "amount": "10.000.000"}, "QD334", "recurrent", 2024)
    assert draft is not None
    assert (draft.unit_price, draft.amount) == (None, 10_000_000)


def test_what_the_annex_does_not_say_is_unknown_not_zero() -> None:
    draft, _ = read_draft(TEXTS, "QD334", "recurrent", 2024)
    assert draft is not None
    assert (draft.unit_price, draft.amount, draft.bought_milli, draft.year) == (None, None, 0, 2024)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"name": ""}, "required"),
        ({"measure": " "}, "required"),
        ({"quantity": ""}, "required"),
        ({"quantity": "0"}, "quantity_zero"),
        ({"quantity": "-2"}, "quantity_negative"),
        ({"quantity": "4", "bought": "5"}, "bought_over_quantity"),
        ({"unit_price": "-5"}, "negative"),
        ({"unit_price": "10", "amount": "41"}, "amount_differs"),
        ({"amount": "1,234.50"}, None),
        ({"year": "24"}, "out_of_range"),
    ],
)
def test_what_cannot_be_is_refused(texts: Mapping[str, str], code: str | None) -> None:
    draft, codes = read(**texts)
    assert draft is None
    assert codes
    assert code is None or code in codes


@given(st.integers(1, 10**6), st.integers(0, 10**9))
def test_a_quantity_and_price_read_back_exactly(quantity: int, price: int) -> None:
    draft, _ = read_draft({**TEXTS, "quantity": format_quantity(quantity), "unit_price": format_money(price)}, "QD334", "recurrent", 2024)
    assert draft is not None
    assert draft.amount == scale_amount(quantity, price, 1_000)
