"""The queue keeps what is in hand, and takes the next one when that is gone."""

import pytest

from budget.model.problem import Problem
from pages.parts.work_queue import Queue, find_place, key_of

FIRST, SECOND, THIRD = (Problem("missing_code", f"Câu {line}.", line=line) for line in "abc")


@pytest.mark.parametrize(
    ("problems", "held", "place"),
    [
        ((FIRST, SECOND, THIRD), None, 0),
        ((FIRST, SECOND, THIRD), (key_of(THIRD), 0), 2),  # it has moved
        ((FIRST, THIRD), (key_of(SECOND), 1), 1),  # it is gone: the next stands there
        ((FIRST,), (key_of(SECOND), 1), 0),  # it was the last
        ((), (key_of(FIRST), 0), 0),
    ],
)
def test_what_is_in_hand_stays_or_gives_way_to_the_next(problems: tuple[Problem, ...], held: tuple | None, place: int) -> None:
    assert find_place(problems, held) == place


def test_done_counts_what_is_gone_since_the_person_began() -> None:
    assert Queue((FIRST,), 0, 3).done == 2
    assert Queue((FIRST, SECOND), 0, 1).done == 0
    assert Queue((), 0, 2).current is None


def test_problems_against_other_lines_are_different_problems() -> None:
    one, other = (Problem("duplicate_likely", "Câu.", line="a", others=(against,)) for against in "bc")
    assert key_of(one) != key_of(other)
