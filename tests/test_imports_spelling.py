"""Names compared by their letters and marks: what a poorer spelling may stand for."""

import pytest

from budget.imports.spelling import spell


@pytest.mark.parametrize(
    ("poorer", "fuller"),
    [
        ("Trà Don", "Trà Dơn"),
        ("Tra Don", "Trà Don"),
        ("Tam Thanh", "Tam Thạnh"),
        ("Phước Hoà", "Phước Hòa"),
        ("Dai Loc", "Đại Lộc"),
        ("CH'ƠM", "ch’ơm"),
    ],
)
def test_marks_may_have_been_lost(poorer: str, fuller: str) -> None:
    assert spell(poorer).may_stand_for(spell(fuller))


@pytest.mark.parametrize(
    ("name", "other"), [("Trà Dơn", "Trà Don"), ("Tam Thạnh", "Tam Thành"), ("Tam Đàn", "Tam Dân"), ("Núi", "Núi Thành"), ("Trà", "Trì")]
)
def test_marks_are_not_added_or_changed(name: str, other: str) -> None:
    assert not spell(name).may_stand_for(spell(other))
