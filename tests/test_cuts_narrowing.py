"""A question narrowed is the same question with less to choose from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.answer import KEPT, harm_of, saved_by
from budget.cuts.narrowing import holding, restricted, widened, with_target
from tests.cut_arrays import question, try_all, whole

LINES = [whole("a", 40, 100), whole("b", 30, 200), whole("c", 30, 300, unit="B"), whole("d", 9, 50, locked=True)]


def test_another_target_is_asked_and_the_other_rules_stay() -> None:
    instance = question(LINES, 50, {"A": 60})
    other = with_target(instance, 7)
    assert [row.limit for row in other.rows] == [7, 60]
    assert [row.limit for row in instance.rows] == [50, 60]
    with pytest.raises(ValueError, match="without a target"):
        with_target(restricted(instance, np.ones(4, np.bool_))[0].__class__(**{**vars_of(instance), "rows": ()}), 1)


def vars_of(instance: object) -> dict[str, object]:
    """The fields of an instance."""
    names = ("lines", "options", "rows", "parent", "child", "bundles", "sources", "titles")
    return {name: getattr(instance, name) for name in names}


def test_held_lines_stay_and_lines_surely_cut_are_cut() -> None:
    instance = question(LINES, 30)
    assert saved_by(instance, try_all(instance).chosen) == 40
    held = holding(instance, kept=[0])
    assert try_all(held).chosen[0] == KEPT
    cut = holding(held, cut=[0, 3])
    assert (cut.lines.forced.tolist(), cut.lines.locked.tolist()) == ([True, False, False, True], [False] * 4)
    assert not instance.lines.forced.any()


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_an_answer_to_the_narrowed_question_means_the_same_in_the_whole_one(which: list[bool]) -> None:
    instance = question(LINES, 60, {"A": 40})
    narrowed, places = restricted(instance, np.array(which))
    assert len(narrowed.options) == sum(which)
    answer = try_all(narrowed)
    again = widened(answer, places)
    assert harm_of(instance, again.chosen) == answer.harm
    assert saved_by(instance, again.chosen) == saved_by(narrowed, answer.chosen)
    assert all(which[option] for option in again.options().tolist())
