"""Classes hold lines that the law cannot tell apart, and only those; what a class gets its lines get in number order."""

import numpy as np
from hypothesis import given

from budget.allocation.classes import NOWHERE, group_lines
from budget.allocation.instance import Instance, make_instance
from tests.questions import questions


def likeness(instance: Instance, line: int) -> tuple[object, ...]:
    """What a line must share with another to stand in its class."""
    own = instance.pair_line == line
    capped = bool((instance.pair_cap[own] < instance.demand[line]).any())
    return (int(instance.priority[line]), tuple(instance.pair_pot[own].tolist()), line if capped else None)


@given(questions(lines=12))
def test_lines_share_a_class_exactly_when_they_are_alike(instance: Instance) -> None:
    node_of = group_lines(instance).node_of
    asking = [line for line in range(instance.lines) if instance.demand[line] and (instance.pair_line == line).any()]
    assert [line for line in range(instance.lines) if node_of[line] != NOWHERE] == asking
    for first in asking:
        for second in asking:
            assert (node_of[first] == node_of[second]) == (likeness(instance, first) == likeness(instance, second))


@given(questions(lines=12))
def test_no_money_asked_is_lost_and_arcs_lead_where_pairs_do(instance: Instance) -> None:
    classes = group_lines(instance)
    inside = classes.node_of != NOWHERE
    assert classes.demand.sum() == instance.demand[inside].sum()
    kept = classes.arc_of != NOWHERE
    assert np.array_equal(classes.arc_pot[classes.arc_of[kept]], instance.pair_pot[kept])
    assert np.array_equal(classes.arc_node[classes.arc_of[kept]], classes.node_of[instance.pair_line[kept]])


def test_classes_are_numbered_by_their_first_line() -> None:
    instance = make_instance([1, 1, 1], [2, 1, 2], [5, 5], [(0, 1, None), (1, 0, None), (2, 1, None)])
    assert group_lines(instance).node_of.tolist() == [0, 1, 0]
