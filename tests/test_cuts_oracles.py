"""The two ways the tests answer a cut by, every choice tried and one whole program, agree; so neither errs alone."""

from hypothesis import assume, given, settings

from budget.cuts.instance import Instance
from tests.cut_questions import every_choice, least_harm_of_all, misses, questions
from tests.whole_cuts import solve_whole


@settings(deadline=None, max_examples=60)
@given(questions())
def test_every_choice_tried_and_the_whole_program_find_the_same_least_harm(instance: Instance) -> None:
    assume(len(instance.options))
    least = least_harm_of_all(instance)
    found = solve_whole(instance)
    assert (found.x is not None) == (least is not None)
    if least is not None:
        assert round(found.harm) == least


@settings(deadline=None, max_examples=60)
@given(questions(gives_way=True))
def test_the_choices_tried_break_none_of_the_rules_that_never_give_way(instance: Instance) -> None:
    tried = every_choice(instance)
    assert not (tried[:, instance.lines.locked] >= 0).any()
    assert not (tried[:, instance.lines.forced] < 0).any()
    assert misses(instance, tried).min(initial=0) >= 0
