"""What may still be bought is what is granted less what is usable, unknown while either is."""

from hypothesis import given
from hypothesis import strategies as st

from budget.lines.entitlement import describe_room, room_left


def test_unknown_is_not_nothing() -> None:
    assert (room_left(None, 3_000), room_left(12_000, None), room_left(None, None)) == (None, None, None)
    assert describe_room(None, 3_000, 1_000, "bộ") == ("", False)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_room_is_the_difference_and_never_below_nothing(entitled: int, usable: int) -> None:
    assert room_left(entitled, usable) == max(0, entitled - usable)


def test_the_sentence_says_by_how_much_it_is_too_much() -> None:
    assert describe_room(14_000, 2_000, 12_000, "bộ") == ("Được mua thêm tối đa 12 bộ, đang tính 12 bộ.", False)
    said, over = describe_room(14_000, 3_500, 12_000, "bộ")
    assert over
    assert said == "Được mua thêm tối đa 10,5 bộ, đang tính 12 bộ: vượt 1,5 bộ."
