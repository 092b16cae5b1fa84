"""Patterns: whole đồng that add up exactly, over quarters and years; what is missing is told."""

from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import PhasePattern
from budget.phases import from_period
from budget.schedule.patterns import Pattern, apply_pattern, check_pattern, check_sum

MONEY = st.integers(1, 10**15)
PERIODS = st.integers(2020 * 4, 2040 * 4)


@given(st.sampled_from([PhasePattern.EVEN, PhasePattern.FRONT, PhasePattern.BACK]), MONEY, PERIODS, st.integers(0, 39))
def test_every_pattern_adds_up_to_the_amount(kind: PhasePattern, amount: int, start: int, longer: int) -> None:
    pattern = Pattern(kind, from_period(start), from_period(start + longer))
    assert check_pattern(pattern) == []
    parts = apply_pattern(pattern, amount)
    assert sum(part for _, part in parts) == amount
    assert [quarter for quarter, _ in parts] == [from_period(start + place) for place in range(longer + 1)]


def test_early_and_late_are_each_others_mirror() -> None:
    early, late = (apply_pattern(Pattern(kind, (2024, 3), (2025, 2)), 1000) for kind in (PhasePattern.FRONT, PhasePattern.BACK))
    assert early == [((2024, 3), 400), ((2024, 4), 300), ((2025, 1), 200), ((2025, 2), 100)]
    assert [part for _, part in late] == [100, 200, 300, 400]


def test_even_gives_the_odd_dong_to_the_earlier_quarters() -> None:
    assert [part for _, part in apply_pattern(Pattern(PhasePattern.EVEN, (2024, 1), (2024, 4)), 10)] == [3, 3, 2, 2]


def test_milestones_take_their_shares() -> None:
    pattern = Pattern(PhasePattern.MILESTONE, shares={(2025, 1): 7000, (2024, 3): 3000})
    assert check_pattern(pattern) == []
    assert apply_pattern(pattern, 1_000_001) == [((2024, 3), 300_000), ((2025, 1), 700_001)]


def test_shares_that_are_no_whole_are_refused_with_their_sum() -> None:
    (problem,) = check_pattern(Pattern(PhasePattern.MILESTONE, shares={(2024, 3): 3000, (2024, 4): 6950}))
    assert problem.code == "milestones_wrong"
    assert "99,5 %" in problem.sentence
    assert [problem.code for problem in check_pattern(Pattern(PhasePattern.MILESTONE))] == ["milestones_wrong"]


def test_amounts_typed_by_hand_must_add_up() -> None:
    pattern = Pattern(PhasePattern.MANUAL, amounts={(2024, 3): 30, (2024, 4): 60})
    assert check_pattern(pattern) == []
    assert check_sum(pattern, 90) == []
    (problem,) = check_sum(pattern, 100)
    assert "90 đ" in problem.sentence
    assert "10 đ" in problem.fix
    assert [problem.code for problem in check_pattern(Pattern(PhasePattern.MANUAL, amounts={(2024, 3): -1}))] == ["amounts_wrong"]


def test_quarters_must_be_in_order_and_few_enough() -> None:
    codes = {
        "quarters_missing": Pattern(PhasePattern.EVEN, (2024, 3), (2024, 2)),
        "too_many_quarters": Pattern(PhasePattern.EVEN, (2024, 1), (2034, 1)),
        "quarter_out_of_range": Pattern(PhasePattern.EVEN, (2024, 0), (2024, 3)),
    }
    assert {code: [problem.code for problem in check_pattern(pattern)] for code, pattern in codes.items()} == {
        code: [code] for code in codes
    }
