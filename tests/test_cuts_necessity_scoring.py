"""The score of a line: exact, of what is known only, a person's points first; weights of harm by level and score."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.columns import UNKNOWN
from budget.cuts.necessity.scoring import UNTOLD, default_weights, score_lines, weigh, what_is_read
from budget.model.states import Criterion

POINTS = st.lists(st.one_of(st.just(UNKNOWN), st.integers(0, 100)), min_size=8, max_size=8)
WEIGHTS = st.lists(st.integers(0, 100), min_size=8, max_size=8)


def weights(values: list[int]) -> dict[Criterion, int]:
    return dict(zip(Criterion, values, strict=True))


@given(POINTS, WEIGHTS)
def test_a_score_is_the_weighted_average_of_what_is_known_half_up(points: list[int], values: list[int]) -> None:
    score, known = score_lines(np.array([points], np.int64), weights(values))
    told = [(value, weight) for value, weight in zip(points, values, strict=True) if value != UNKNOWN and weight]
    assert known[0] == len(told)
    whole = sum(weight for _, weight in told)
    exact = Fraction(100 * sum(value * weight for value, weight in told), whole) if whole else Fraction(UNTOLD)
    assert score[0] == int(exact + Fraction(1, 2))


@given(POINTS, WEIGHTS)
def test_an_unknown_criterion_weighs_nothing(points: list[int], values: list[int]) -> None:
    unknown = [UNKNOWN, *points[1:]]
    ignored = score_lines(np.array([points], np.int64), weights([0, *values[1:]]))[0]
    assert score_lines(np.array([unknown], np.int64), weights(values))[0].tolist() == ignored.tolist()


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_later_level_always_weighs_more(first: int, second: int, one: int, other: int) -> None:
    low, high = weigh(np.array([first, second]), np.array([one, other])).tolist()
    assert 100 * first + 1 <= low <= 100 * first + 100
    if first < second:
        assert low < high


def test_within_a_level_the_weight_follows_the_score_half_up() -> None:
    assert weigh(np.zeros(5, np.int64), np.array([0, 50, 51, 5_000, 10_000])).tolist() == [1, 1, 2, 51, 100]


def test_the_shipped_weights_make_a_hundred_and_say_what_they_read() -> None:
    assert sum(default_weights().values()) == 100
    assert list(default_weights()) == list(Criterion)
    assert all(what_is_read()[criterion] for criterion in Criterion)
