"""A block's list has every lawful choice within the sum, and is refused when it grows too long."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.cuts.certificate import lists as certificate_lists
from budget.cuts.certificate.lists import list_choices
from budget.cuts.certificate.priced import price_out
from budget.cuts.certificate.program import Rules, write_rules
from budget.cuts.instance import plain_instance

Line = tuple[int, int, int, bool]


def one_block(lines: list[Line], cap: int, price: float) -> Rules:
    """One unit under a cap, every line with half and whole to cut, a child under each line that says so; a target elsewhere is priced."""
    told = [
        (f"k{at}", "xã", amount, False, [f"k{at - 1}"] if child and at else [], [("percent", amount // 2, half), ("drop", amount, whole)])
        for at, (amount, half, whole, child) in enumerate(lines)
    ]
    elsewhere = ("z", "huyện", 1, False, [], [("drop", 1, 1)])
    instance = plain_instance([*told, elsewhere], 1, {"xã": cap})
    return write_rules(price_out(instance, (price, 0.0), [0, 0], 0, spare=1e9))


def every(rules: Rules, block: int) -> list[tuple[tuple[int, ...], float]]:
    """Every lawful choice of a block and its cost, by trying all."""
    columns, rows = rules.places(block)
    found = []
    for taken in product([0.0, 1.0], repeat=columns.stop - columns.start):
        total = rules.matrix[rows, columns] @ np.array(taken)
        if ((total >= rules.low[rows] - 1e-9) & (total <= rules.high[rows] + 1e-9)).all():
            places = tuple(columns.start + at for at, one in enumerate(taken) if one)
            found.append((places, float(rules.cost[columns] @ np.array(taken))))
    return found


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(0, 60), st.booleans()), min_size=1, max_size=5),
    st.integers(0, 80),
    st.floats(0, 3),
    st.floats(-60, 40),
)
def test_everything_lawful_that_costs_no_more_is_listed_once(lines: list[Line], cap: int, price: float, most: float) -> None:
    rules = one_block(lines, cap, price)
    for block in range(rules.blocks):
        listed = list_choices(rules, block, most)
        assert listed is not None
        told = [tuple(sorted(one for one in choice if one >= 0)) for choice in listed.tolist()]
        assert len(told) == len(set(told))
        expected = every(rules, block)
        assert {places for places, cost in expected if cost <= most} <= set(told) <= {places for places, _ in expected}


def test_what_costs_clearly_more_is_left_out() -> None:
    rules = one_block([(10, 0, 0, False), (10, 0, 0, False)], 100, 1.0)
    cheapest = min(cost for _, cost in every(rules, 0))
    listed = list_choices(rules, 0, cheapest)
    assert listed is not None
    assert len(listed) == sum(cost <= cheapest for _, cost in every(rules, 0))


def test_a_list_that_grows_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate_lists, "MOST_PARTIAL", 3)
    assert list_choices(one_block([(10, 1, 1, False)] * 3, 100, 1.0), 0, 1e6) is None
