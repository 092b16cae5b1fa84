"""Lines that take all, a stated part, or nothing: never less, and the best choice of which."""

from hypothesis import given, settings

from budget.allocation.answer import by_priority, funded_lines
from budget.allocation.instance import Instance, make_instance
from budget.allocation.solving import solve
from tests.questions import check, goals_of, questions, solve_by_trying, solve_in_stages

FUNDED = slice(0, 4)


@given(questions(minimums=True))
@settings(max_examples=50)
def test_priorities_are_funded_as_a_second_solver_finds(instance: Instance) -> None:
    answer = solve(instance)
    assert answer.optimal
    assert check(instance, answer).wrong == ()
    assert goals_of(instance, answer)[FUNDED] == solve_in_stages(instance)[FUNDED] == answer.bound


@given(questions(minimums=True, largest=3, lines=3, pots=2))
@settings(max_examples=40)
def test_priorities_are_funded_as_trying_everything_finds(instance: Instance) -> None:
    assert goals_of(instance, solve(instance))[FUNDED] == solve_by_trying(instance)[FUNDED]


def test_the_better_of_two_wholes_is_taken_though_its_number_is_higher() -> None:
    instance = make_instance([6, 9], [1, 1], [10], [(0, 0, None), (1, 0, None)], [6, 9])
    answer = solve(instance)
    assert funded_lines(instance, answer.paid).tolist() == [0, 9]
    assert answer.optimal
    assert answer.prices is None


def test_a_part_is_given_down_to_the_minimum_and_not_below() -> None:
    enough = make_instance([10], [1], [5], [(0, 0, None)], [5])
    assert funded_lines(enough, solve(enough).paid).tolist() == [5]
    short = make_instance([10], [1], [4], [(0, 0, None)], [5])
    answer = solve(short)
    assert funded_lines(short, answer.paid).tolist() == [0]
    assert (answer.optimal, answer.bound) == (True, (0, 0, 0, 0))


def test_an_answer_cut_short_says_so_and_stays_lawful() -> None:
    demand = [7_919 * (place + 3) + place * place for place in range(60)]
    instance = make_instance(
        demand, [1] * 60, [sum(demand) // 3, sum(demand) // 7], [(line, pot, None) for line in range(60) for pot in (0, 1)], demand
    )
    answer = solve(instance, effort=0.0)
    funded = by_priority(instance, funded_lines(instance, answer.paid))
    assert check(instance, answer).wrong == ()
    assert answer.optimal == (answer.bound == funded)
    assert answer.bound >= funded
    better = solve(instance)
    assert by_priority(instance, funded_lines(instance, better.paid)) >= funded


def test_a_line_that_can_never_reach_its_minimum_stands_in_nobodys_way() -> None:
    # line 0 asks all of 10 but may take 4 only; its đồng go to line 1 at once
    instance = make_instance([10, 6], [1, 2], [8], [(0, 0, 4), (1, 0, None)], [10, 0])
    answer = solve(instance)
    assert funded_lines(instance, answer.paid).tolist() == [0, 6]
    assert (answer.optimal, answer.bound, answer.tried) == (True, (0, 6, 0, 0), 1)
