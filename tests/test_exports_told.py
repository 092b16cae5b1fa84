"""Price basis and request in the few words of a table cell; nothing where nobody has told."""

import pytest

from budget.exports.told import PRICE_COLUMNS, REQUEST_COLUMNS, describe_price, describe_request

NOTHING = dict.fromkeys((*PRICE_COLUMNS, *REQUEST_COLUMNS))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, ""),
        ({"price_kind": "valuation"}, "Thẩm định giá"),
        (
            {"price_kind": "quotation", "price_document": "BG 1", "price_date": "2024-03-05", "price_quotes": 3},
            "BG 1 (05/03/2024, 03 báo giá)",
        ),
        ({"vat_bp": 1000, "vat_included": True}, "thuế GTGT 10% đã gồm"),
        ({"price_document": "BG 1", "vat_bp": 850, "vat_included": False}, "BG 1; thuế GTGT 8,5% chưa gồm"),
        ({"vat_bp": 0}, "thuế GTGT 0%"),
    ],
)
def test_a_price_in_words(told: dict[str, object], said: str) -> None:
    assert describe_price({**NOTHING, **told}) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, ""),
        ({"request_document": "CV 12", "request_round": 1}, "CV 12"),
        ({"request_document": "CV 12", "request_date": "2024-03-05", "request_round": 2}, "CV 12, 05/03/2024, lần 2"),
        ({"request_date": "2024-03-05"}, "05/03/2024"),
    ],
)
def test_a_request_in_words(told: dict[str, object], said: str) -> None:
    assert describe_request({**NOTHING, **told}) == said
