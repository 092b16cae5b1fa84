"""What is left of a pot is granted less spent and committed; what was not entered stays unknown."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Nature
from budget.reference.money_sources import Ceiling, Origin

POT = Ceiling(
    "QD334|49|2024|recurrent", "QD334", "49", 2024, Nature.RECURRENT, 10, 3, 2, Origin.ALLOTTED, "UBND tỉnh", "QD334", sample=True, note=""
)
MONEY = st.integers(0, 10**14)


@given(MONEY, MONEY, MONEY)
def test_what_is_left_and_taken_makes_the_grant(granted: int, spent: int, committed: int) -> None:
    pot = replace(POT, granted=granted, spent=spent, committed=committed)
    assert pot.left is not None
    assert pot.left + spent + committed == granted
    assert not pot.is_incomplete


def test_a_grant_not_entered_leaves_nothing_known() -> None:
    assert replace(POT, granted=None).left is None
    assert replace(POT, granted=0, spent=0, committed=0).left == 0


def test_an_unknown_part_says_so() -> None:
    assert replace(POT, spent=None).left == 8
    assert all(replace(POT, **{part: None}).is_incomplete for part in ("granted", "spent", "committed"))
