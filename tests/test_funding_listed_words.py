"""What happened to an item of an annex, in people's words."""

from budget.funding.listed_words import tell_item
from budget.store.records import Change

ITEM = {"name": "Máy quét", "measure": "chiếc", "quantity_milli": 2_500, "unit_price": 1_000_000, "year": 2024}


def test_an_item_entered_or_withdrawn_is_told_whole() -> None:
    assert tell_item(Change("listed_item", "i", "all", None, ITEM)) == [("Thêm mục trong phụ lục", "", "2,5 chiếc Máy quét")]
    assert tell_item(Change("listed_item", "i", "all", ITEM, None)) == [("Xóa mục trong phụ lục", "2,5 chiếc Máy quét", "")]


def test_only_what_differs_is_told_as_people_write_it() -> None:
    after = {**ITEM, "unit_price": None, "year": 2025}
    assert tell_item(Change("listed_item", "i", "all", ITEM, after)) == [("Đơn giá (đồng)", "1.000.000", ""), ("Năm", "2024", "2025")]
