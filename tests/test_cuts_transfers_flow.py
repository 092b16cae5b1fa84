"""Sharing freed money: nobody gives more than is freed, nobody gets more than looked for, the more needed first."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.transfers.flow import Routes, Shared, served_first, share_out
from budget.cuts.transfers.pools import Pool
from tests.room import COMPUTERS, MEETING, MILLION, a_room, drawn, needs

POOLS = (Pool("NSH-THEM", "502", "recurrent"), Pool("BSCDS", "", "recurrent"))


def routes(pairs: set[tuple[int, int]], most: int = 10**9) -> Routes:
    """Which need may be paid from which pot."""
    rows = sorted(pairs)
    need, pot = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    return Routes(POOLS, ((0, 2024), (1, 2024)), need, pot, np.full(len(rows), most, np.int64))


def got(shared: Shared, count: int) -> list[int]:
    found: list[int] = shared.by_need(count).tolist()
    return found


def test_the_more_needed_is_served_first_and_a_pot_only_one_need_may_use_is_left_to_it() -> None:
    asked = needs([50, 50, 50], [9, 8, 8])
    shared = share_out(asked, routes({(0, 0), (0, 1), (1, 0), (2, 1)}), {(0, 2024): 60, (1, 2024): 70})
    assert got(shared, 3)[0] == 50
    assert sum(got(shared, 3)) == 130
    assert sum(shared.by_pot().values()) == 130


def test_a_need_below_its_least_gets_nothing() -> None:
    shared = share_out(needs([50, 50], [9, 8], [50, 0]), routes({(0, 0), (1, 0)}), {(0, 2024): 40})
    assert got(shared, 2) == [0, 40]


def test_a_cap_of_a_rule_holds_and_nothing_comes_from_an_empty_pot() -> None:
    assert got(share_out(needs([50], [9]), routes({(0, 0)}, most=30), {(0, 2024): 100}), 1) == [30]
    assert got(share_out(needs([50], [9]), routes({(0, 0)}), {}), 1) == [0]
    assert got(share_out(needs([50], [9]), routes(set()), {(0, 2024): 10}), 1) == [0]


def test_the_first_are_served_of_what_there_is() -> None:
    assert served_first(np.array([30, 40, 50]), 60).tolist() == [30, 30, 0]
    assert served_first(np.array([], np.int64), 60).tolist() == []


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=6),
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 1))),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_sums_hold_whatever_is_asked(lines: list[tuple[int, int]], pairs: set[tuple[int, int]], freed: tuple[int, int]) -> None:
    asked = needs([wanted for wanted, _ in lines], [level for _, level in lines])
    known = {(need, pot) for need, pot in pairs if need < len(lines)}
    shared = share_out(asked, routes(known), {(0, 2024): freed[0], (1, 2024): freed[1]})
    assert all(amount <= wanted for amount, (wanted, _) in zip(got(shared, len(lines)), lines, strict=True))
    assert all(amount <= freed[pot] for (pot, _), amount in shared.by_pot().items())
    # no more could go: whoever still lacks may only use pots that are empty
    for need, pot in known:
        if got(shared, len(lines))[need] < lines[need][0]:
            assert shared.by_pot()[pot, 2024] == freed[pot]


def test_money_of_a_year_stays_in_it(tmp_path: Path) -> None:
    with a_room(tmp_path, [{**MEETING, "year": "2025"}, COMPUTERS]) as plan:
        question = drawn(plan)
    assert question.room.routes.pots == ()
    assert question.target == 0
    assert replace(question.room, aimed=np.zeros(0, np.int64)).routes.need.tolist() == []
    assert question.room.needs.lacking.tolist() == [60 * MILLION]
