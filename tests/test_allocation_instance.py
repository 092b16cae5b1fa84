"""An instance that promises what it does not hold is our own mistake and is refused."""

import numpy as np
import pytest

from budget.allocation.flow import Arcs, Offers, Pots, best_flow
from budget.allocation.instance import make_instance


@pytest.mark.parametrize(
    ("demand", "priority", "ceiling", "pairs", "minimum", "named"),
    [
        ([-1], [1], [1], [], None, "negative amounts"),
        ([1], [5], [1], [], None, "priorities"),
        ([1], [1], [-1], [], None, "negative amounts"),
        ([1], [1], [1], [(0, 1, None)], None, "pair places"),
        ([1], [1], [1], [(0, 0, None), (0, 0, None)], None, "pair order"),
        ([1], [1], [1], [(0, 0, -1)], None, "negative amounts"),
        ([1], [1], [1], [], [2], "minimum above demand"),
        ([1], [1, 2], [1], [], None, "lengths"),
    ],
)
def test_a_wrong_instance_is_refused(
    demand: list[int],
    priority: list[int],
    ceiling: list[int],
    pairs: list[tuple[int, int, int | None]],
    minimum: list[int] | None,
    named: str,
) -> None:
    with pytest.raises(ValueError, match=named):
        make_instance(demand, priority, ceiling, pairs, minimum)


def test_a_cap_above_the_demand_says_no_more_than_the_demand() -> None:
    assert make_instance([5], [1], [9], [(0, 0, 8)]).pair_cap.tolist() == [5]


def test_less_money_in_a_pot_is_never_below_nothing() -> None:
    instance = make_instance([5], [1], [9], [(0, 0, None)])
    assert instance.with_more(0, 4).ceiling.tolist() == [13]
    assert instance.with_more(0, -20).ceiling.tolist() == [0]


def test_a_flow_below_nothing_is_refused_before_the_solver_sees_it() -> None:
    one = np.array([0], dtype=np.int64)
    with pytest.raises(ValueError, match="below nothing"):
        best_flow(1, Offers(one, one - 3, one + 1), Arcs(one, one, one + 5), Pots(one + 5, one))
