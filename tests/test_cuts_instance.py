"""An instance from plain rows stands in id order, and nothing that is not as promised passes the border."""

from dataclasses import replace

import numpy as np
import pytest

from budget.cuts.instance import CODE_OF, Instance, RowKind, checked, is_same_question, plain_instance, target_row
from budget.model.states import CutAction

LINES = [
    ("b", "xã", 100, False, ["a"], [("percent", 50, 40), ("drop", 100, 90)]),
    ("a", "xã", 80, False, [], [("drop", 80, 10)]),
    ("c", "huyện", 60, True, [], [("defer", 60, 5), ("drop", 60, 50)]),
]


def _instance() -> Instance:
    return plain_instance(LINES, 120, {"xã": 150, "khác": 1})


def test_lines_stand_in_id_order_whatever_order_they_came_in() -> None:
    instance = _instance()
    assert instance.lines.ids == ("a", "b", "c")
    assert instance.lines.amount.tolist() == [80, 100, 60]
    assert (instance.parent.tolist(), instance.child.tolist()) == ([0], [1])
    assert instance.first_options.tolist() == [0, 1, 3, 5]
    again = plain_instance(LINES[::-1], 120, {"xã": 150, "khác": 1})
    assert again.options.harm.tolist() == instance.options.harm.tolist()


def test_rows_are_the_target_and_a_cap_for_each_unit_that_has_options() -> None:
    target, cap = _instance().rows
    assert (target.kind, target.at_least, target.limit, target.weight.tolist()) == (RowKind.TARGET, True, 120, [80, 50, 100, 0, 60])
    assert (cap.subject, cap.limit, cap.option.tolist()) == ("xã", 150, [0, 1, 2])
    assert _instance().unit_caps == {"xã": 150}


def test_money_put_off_counts_for_a_target_only_when_it_says_so() -> None:
    options = _instance().options
    assert target_row(options, 1, deferral=True).weight.tolist() == [80, 50, 100, 60, 60]
    assert target_row(options, 1, held=np.array([3, 4])).weight.tolist() == [0, 60]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"harm": np.array([-1, 0, 0, 0, 0])}, "negative money"),
        ({"saved": np.array([81, 0, 0, 0, 0])}, "more than the line"),
        ({"line": np.array([1, 0, 1, 2, 2])}, "order of options"),
        ({"kind": np.full(5, CODE_OF[CutAction.KEEP])}, "keeping is no option"),
        ({"line": np.array([0, 1, 1, 2, 3])}, "places of options"),
    ],
)
def test_what_is_not_as_promised_is_our_own_mistake(change: dict[str, np.ndarray], told: str) -> None:
    instance = _instance()
    with pytest.raises(ValueError, match=told):
        checked(replace(instance, options=replace(instance.options, **change)))


def test_a_line_is_not_locked_and_forced_at_once() -> None:
    instance = _instance()
    with pytest.raises(ValueError, match="locked and forced"):
        checked(replace(instance, lines=replace(instance.lines, forced=np.array([False, False, True]))))


def test_a_question_is_the_same_when_nothing_that_decides_differs() -> None:
    one = _instance()
    assert is_same_question(one, replace(_instance(), titles={"xã": "Xã Trà Don"}))
    cap = one.rows[1]
    others = [
        plain_instance(LINES, 121, {"xã": 150, "khác": 1}),
        plain_instance(LINES[:2], 120, {"xã": 150, "khác": 1}),
        replace(one, rows=one.rows[:1]),
        replace(one, rows=(one.rows[0], replace(cap, weight=cap.weight + 1))),
        replace(one, options=replace(one.options, harm=one.options.harm + 1)),
        replace(one, lines=replace(one.lines, locked=~one.lines.locked)),
        replace(one, parent=one.child, child=one.parent),
        replace(one, bundles=((0, 1),)),
    ]
    assert [is_same_question(one, other) for other in others] == [False] * len(others)
