"""The plain order, a cut taken from it, and who changes sides when one weight moves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.necessity.ranking import compare_orders, cut_in_order, find_stability, rank_lines, swing_weights, target_of
from budget.cuts.necessity.scoring import default_weights, score_lines
from budget.model.states import Criterion, Listing
from tests.needs import need_table

ESTIMATE = Listing.ESTIMATE
PLAIN = [50] * 8
ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 10**9), st.lists(st.integers(-1, 100), min_size=8, max_size=8)), min_size=1, max_size=25
)


def test_level_then_score_then_the_larger_amount_then_the_number() -> None:
    poor, rich = [0] * 8, [100] * 8
    table = need_table([(6, 5, poor), (3, 5, rich), (3, 7, poor), (3, 9, poor), (3, 9, poor), (0, 1, rich)])
    assert rank_lines(table, ESTIMATE).places.tolist() == [5, 3, 4, 2, 1, 0]


def test_locked_lines_and_those_of_the_other_list_stand_in_no_order() -> None:
    table = need_table([(3, 5, PLAIN)] * 3, locked=[0], other=[1])
    order = rank_lines(table, ESTIMATE)
    assert (order.places.tolist(), order.rank.tolist()) == ([2], [0, 0, 1])
    assert target_of(table, ESTIMATE, 5_000) == 5  # of 10 đồng, locked ones included


@given(ROWS, st.integers(0, 10**10))
def test_a_cut_is_the_fewest_first_lines_that_reach_the_target(rows: list[tuple[int, int, list[int]]], target: int) -> None:
    table = need_table(rows)
    order = rank_lines(table, ESTIMATE)
    first = cut_in_order(table, order, target)
    amounts = table.amount[order.places]
    assert first.tolist() == order.places[: len(first)].tolist()
    assert amounts[: len(first)].sum() >= target or len(first) == len(rows)
    assert len(first) == 0 or amounts[: len(first) - 1].sum() < target


@given(ROWS, st.integers(0, 10_000))
def test_each_swing_tells_what_ordering_anew_comes_to(rows: list[tuple[int, int, list[int]]], share: int) -> None:
    table, weights = need_table(rows), default_weights()
    found = find_stability(table, ESTIMATE, weights, share)
    assert len(found.swings) == 2 * len(Criterion)
    for swing in found.swings:
        score, _ = score_lines(table.points, swing_weights(weights, swing.criterion, swing.change_bp))
        anew = set(cut_in_order(table, rank_lines(table, ESTIMATE, score), found.target).tolist())
        assert (set(found.inside) | set(swing.coming_in)) - set(swing.going_out) == anew
        assert swing.weight_milli == weights[swing.criterion] * (1_200 if swing.change_bp > 0 else 800)


def test_a_close_call_is_named_as_unsure() -> None:
    dutiful = [60, 0, 0, 0, 0, 0, 0, 0]
    urgent = [0, 95, 0, 0, 0, 0, 0, 0]
    table = need_table([(7, 10, dutiful), (7, 10, urgent), (8, 10, [0] * 8)])  # 15,0 against 14,25
    found = find_stability(table, ESTIMATE, default_weights(), 3_000)
    assert found.inside == (1,)
    assert found.unsure == (0, 1)
    moved = {(swing.criterion, swing.change_bp) for swing in found.swings if swing.moved}
    assert moved == {(Criterion.LEGAL_DUTY, -2_000), (Criterion.DEADLINE, 2_000)}


def test_weights_never_move_a_line_over_a_level() -> None:
    table = need_table([(3, 10, [100] * 8), (8, 10, [0] * 8)])
    assert find_stability(table, ESTIMATE, default_weights(), 5_000).unsure == ()


def test_a_weight_of_nought_is_not_moved() -> None:
    weights = {**default_weights(), Criterion.PEOPLE: 0}
    found = find_stability(need_table([(3, 10, PLAIN)], weights=weights), ESTIMATE, weights, 1_000)
    assert Criterion.PEOPLE not in {swing.criterion for swing in found.swings}


def test_two_orders_are_compared_by_ranks_and_sides() -> None:
    dutiful, urgent = [100, 0, 0, 0, 0, 0, 0, 0], [0, 100, 0, 0, 0, 0, 0, 0]
    table = need_table([(7, 10, dutiful), (7, 10, urgent)])
    only = dict.fromkeys(Criterion, 0)
    moves = compare_orders(table, table.weighed({**only, Criterion.DEADLINE: 1}), ESTIMATE, 5_000)
    assert (moves.ranks, moves.widest) == (2, ((0, 2, 1), (1, 1, 2)))
    assert (moves.coming_in, moves.going_out) == ((0,), (1,))
    same = compare_orders(table, table, ESTIMATE, 5_000)
    assert (same.ranks, same.widest, same.coming_in) == (0, (), ())
    assert np.array_equal(rank_lines(table, ESTIMATE).rank, [2, 1])
