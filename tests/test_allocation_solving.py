"""The answer is the best there is: against a second solver goal by goal, against trying everything, and against its own proof."""

import numpy as np
from hypothesis import given, settings

from budget.allocation.answer import by_priority, funded_lines, used_pots
from budget.allocation.instance import Instance, make_instance
from budget.allocation.solving import solve
from budget.allocation.worth import weigh
from tests.questions import check, goals_of, questions, solve_by_trying, solve_in_stages

BILLION = 1_000_000_000


def worth_of(instance: Instance, paid: np.ndarray) -> int:
    """What a plan is worth on the scale of its instance."""
    worth = weigh(instance)
    levels = worth.of(np.array([1, 2, 3, 4]))
    funded = by_priority(instance, funded_lines(instance, paid))
    used = used_pots(instance, paid)
    return sum(int(a) * b for a, b in zip(levels, funded, strict=True)) + sum(int(a) * int(b) for a, b in zip(worth.pot, used, strict=True))


@given(questions())
@settings(max_examples=60)
def test_every_goal_is_what_a_second_solver_finds(instance: Instance) -> None:
    assert goals_of(instance, solve(instance)) == solve_in_stages(instance)


@given(questions(largest=3, lines=3, pots=2))
@settings(max_examples=60)
def test_every_goal_is_what_trying_everything_finds(instance: Instance) -> None:
    assert goals_of(instance, solve(instance)) == solve_by_trying(instance)


@given(questions(lines=20, pots=6, largest=50))
@settings(max_examples=200)
def test_every_answer_is_lawful_and_proved(instance: Instance) -> None:
    answer = solve(instance)
    checked = check(instance, answer)
    assert checked.wrong == ()
    assert checked.proved
    assert answer.optimal
    assert answer.bound == by_priority(instance, funded_lines(instance, answer.paid))


@given(questions(lines=6, pots=4))
@settings(max_examples=60)
def test_a_price_is_exactly_what_one_more_dong_brings(instance: Instance) -> None:
    answer = solve(instance)
    assert answer.prices is not None
    for pot in range(instance.pots):
        more = solve(instance.with_more(pot, 1))
        assert worth_of(instance, more.paid) - worth_of(instance, answer.paid) == answer.prices[pot]


def test_mandatory_comes_first_and_the_earmarked_source_is_spent_first() -> None:
    # line 0: priority 2, both pots; line 1: priority 1, only the earmarked one
    instance = make_instance([10, 8], [2, 1], [10, 5], [(0, 0, None), (0, 1, None), (1, 0, None)])
    answer = solve(instance)
    assert answer.paid.tolist() == [2, 5, 8]
    spare = solve(make_instance([10], [1], [6, 20], [(0, 0, None), (0, 1, None)]))
    assert spare.paid.tolist() == [6, 4]


def test_no_amount_of_a_lower_priority_outweighs_one_dong_of_a_higher_one() -> None:
    # the one đồng of priority 1 needs the pot that would otherwise pay for much of priority 2
    instance = make_instance([1, BILLION * 1000], [1, 2], [BILLION * 1000], [(0, 0, None), (1, 0, None)])
    assert funded_lines(instance, solve(instance).paid).tolist() == [1, BILLION * 1000 - 1]


def test_equals_are_funded_in_the_order_of_their_numbers_across_classes() -> None:
    # lines 0 and 2 may use both pots, line 1 only the second: three classes' worth of ties, 15 đồng for 30
    pairs = [(0, 0, None), (0, 1, None), (1, 1, None), (2, 0, None), (2, 1, None)]
    instance = make_instance([10, 10, 10], [3, 3, 3], [5, 10], pairs)
    assert funded_lines(instance, solve(instance).paid).tolist() == [10, 5, 0]
    blocked = make_instance([10, 10, 10], [3, 3, 3], [12, 3], pairs)
    assert funded_lines(blocked, solve(blocked).paid).tolist() == [10, 3, 2]


def test_a_cap_of_its_own_binds_one_line_only() -> None:
    instance = make_instance([10, 10], [1, 1], [20], [(0, 0, 4), (1, 0, None)])
    assert funded_lines(instance, solve(instance).paid).tolist() == [4, 10]


def test_the_amounts_of_a_whole_country_stay_exact() -> None:
    huge = 2_500_000 * BILLION
    instance = make_instance([huge, huge - 1], [1, 2], [huge, huge - 3], [(0, 0, None), (0, 1, None), (1, 1, None), (1, 0, None)])
    answer = solve(instance)
    assert funded_lines(instance, answer.paid).tolist() == [huge, huge - 3]
    assert check(instance, answer).proved


def test_nothing_asked_and_nothing_there_are_answers_too() -> None:
    for instance in (make_instance([], [], [], []), make_instance([5], [1], [], []), make_instance([0], [2], [7], [(0, 0, None)])):
        answer = solve(instance)
        assert answer.optimal
        assert funded_lines(instance, answer.paid).sum() == 0
