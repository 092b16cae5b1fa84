"""Amounts are never taken: they agree with their drivers, were not recalculated, or the row is asked about."""

import pytest

from budget.imports.returned_amounts import LayerRow, check_amount
from budget.imports.returned_book import Copied


def layer(
    texts: tuple[str, str, str], amount: str, *, was: tuple[str, str, str] = ("2", "10000000", "1"), was_amount: str = "20000000"
) -> LayerRow:
    names = ("quantity", "unit_price", "times")
    copies = {name: Copied(text, text) for name, text in zip(names, was, strict=True)}
    fallback = dict(zip(names, ("2", "10000000", "1"), strict=True))
    return LayerRow(dict(zip(names, texts, strict=True)), copies, amount, Copied(was_amount, was_amount), fallback)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (layer(("2", "10000000", "1"), "20000000"), None),
        (layer(("3", "10.000.000", "1"), "30000000"), None),
        (layer(("3", "10000000", "1"), ""), None),  # saved by a program that does not calculate
        (layer(("3", "10000000", "1"), "20000000"), None),  # its old value kept
        (layer(("0,5", "3", "1"), "1"), None),  # rounded the other way by an office program
        (layer(("2", "10000000", "1"), "18000000"), "returned_amount_typed"),
        (layer(("2", "10000000", "1"), "mười tám triệu"), "returned_amount_unreadable"),
        (layer(("", "", ""), "18000000", was=("", "", ""), was_amount=""), "returned_amount_alone"),
        (layer(("1", "", ""), "10000000", was=("", "", ""), was_amount=""), None),  # price and times as requested
        (layer(("hai", "10000000", "1"), "18000000"), None),  # told of the quantity instead
    ],
)
def test_an_amount_beside_its_drivers(row: LayerRow, code: str | None) -> None:
    problem = check_amount(row)
    assert (problem.code if problem else None) == code


def test_what_a_percent_cut_took_stays_off() -> None:
    row = layer(("3", "10000000", "1"), "28000000", was_amount="18000000")
    assert check_amount(row) is None
    assert check_amount(layer(("3", "10000000", "1"), "30000000", was_amount="18000000")) is not None


def test_left_out_and_emptied_are_told_apart() -> None:
    assert layer(("2", "", "1"), "").left_out == ("unit_price",)
    assert layer(("", "", ""), "").emptied
    assert not layer(("", "", ""), "", was=("", "", ""), was_amount="").emptied
