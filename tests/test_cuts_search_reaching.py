"""Reaching: rows brought to the target keep every cap, and are no worse where they reached it before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.instance import plain_instance
from budget.cuts.search.classes import Table, lay_out
from budget.cuts.search.reaching import chosen_at, reach
from budget.cuts.search.sweep import Sweeper
from tests.cut_tables import every_pick, reachable_tables, within_caps


@given(reachable_tables(), st.floats(0, 6), st.data())
def test_rows_are_brought_to_the_target_within_the_caps(table: Table, price: float, data: st.DataObject) -> None:
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([price]))
    if sweep.impossible:
        return
    lawful = [rows for rows in every_pick(table) if within_caps(table, rows)]
    for rows in (chosen_at(sweeper, sweep), data.draw(st.sampled_from(lawful))):
        reached = reach(sweeper, sweep, rows, 0.0)
        if reached is None:
            assert table.amount[rows, 0].sum() < table.limit[0]
            continue
        assert sorted(reached.tolist()) in [pick.tolist() for pick in every_pick(table)]
        assert within_caps(table, reached)
        assert table.amount[reached, 0].sum() >= table.limit[0]
        if table.amount[rows, 0].sum() >= table.limit[0]:
            assert table.harm[reached].sum() <= table.harm[rows].sum()


def test_lines_that_are_equally_needed_reach_the_target_to_the_dong() -> None:
    """Forty lines at one harm a đồng under eight caps: 2,345,678 of 5 million is reached with nothing to spare."""
    dice = np.random.default_rng(5)
    sizes = dice.integers(20_000, 200_000, 40).tolist()
    lines = [(f"k{at:02d}", f"xã {at % 8}", size, False, [], [("drop", size, size)]) for at, size in enumerate(sizes)]
    table = lay_out(plain_instance(lines, 2_345_678, {f"xã {at}": 500_000 for at in range(8)}))
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([1.0]))
    reached = reach(sweeper, sweep, chosen_at(sweeper, sweep), 2.0)
    assert reached is not None
    assert 0 <= int(table.amount[reached, 0].sum()) - 2_345_678 <= 2
    assert within_caps(table, reached)


@pytest.mark.parametrize("price", [1.999, 2.001])
def test_of_equally_needed_lines_the_first_are_cut_whether_some_are_added_or_given_back(price: float) -> None:
    lines = [(name, "xã", 10, False, [], [("drop", 10, 20)]) for name in "abcd"]
    table = lay_out(plain_instance(lines, 20, {}))
    sweeper = Sweeper(table)
    sweep = sweeper.sweep(np.array([price]))
    reached = reach(sweeper, sweep, chosen_at(sweeper, sweep), 0.0)
    assert reached is not None
    assert table.harm[np.sort(reached)].tolist() == [20, 20, 0, 0]
