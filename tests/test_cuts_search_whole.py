"""The general solver on the whole question: exact on small ones, judged to the đồng; and the cheapest way out where none is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from scipy import sparse
from scipy.optimize import OptimizeResult

from budget.cuts.answer import KEPT, ContradictionError, StoppedError, broken_lines, broken_rows, harm_of
from budget.cuts.instance import Instance, Relaxation, Row, RowKind, plain_instance, target_row
from budget.cuts.search import whole
from budget.cuts.search.whole import least_relaxed, minimise_choices, solve_whole
from tests.cut_questions import least_harm_of_all, questions

SECONDS = 20.0


@settings(max_examples=60)
@given(questions())
def test_the_least_harm_is_found_and_proved_and_what_has_no_answer_is_called_impossible(instance: Instance) -> None:
    assume(len(instance.options))
    least = least_harm_of_all(instance)
    solved = solve_whole(instance, 0.0, SECONDS)
    assert solved.impossible == (least is None)
    if solved.chosen is None:
        assert least is None
        return
    assert broken_rows(instance, solved.chosen) == []
    assert broken_lines(instance, solved.chosen) == []
    assert (harm_of(instance, solved.chosen), solved.proved) == (least, True)
    assert solved.bound <= least + 1e-6


def drops(*lines: tuple[str, str, int, int], target: int, caps: dict[str, int] | None = None) -> Instance:
    """Lines (id, unit, amount, harm of dropping it) with a target and caps."""
    return plain_instance(
        [(name, unit, amount, False, [], [("drop", amount, harm)]) for name, unit, amount, harm in lines], target, caps or {}
    )


@pytest.mark.parametrize("size", [10**6, 10**9, 3 * 10**12, 10**15])
def test_a_target_is_reached_to_the_dong_however_large_the_money(size: int) -> None:
    """The cheaper line is one đồng short, far below what the solver can tell apart; the dearer one is exactly enough."""
    instance = drops(("a", "xã", size - 1, 5), ("b", "xã", size, 6), ("c", "xã", 7 * size, 900), target=size)
    solved = solve_whole(instance, 0.0, SECONDS)
    assert solved.chosen is not None
    assert solved.chosen.tolist() == [KEPT, 1, KEPT]
    assert solved.bound <= 6


@pytest.mark.parametrize("size", [10**6, 3 * 10**12, 10**15])
def test_a_cap_is_kept_to_the_dong_however_large_the_money(size: int) -> None:
    lines = (("a", "xã", size + 1, 5), ("b", "xã", size, 6), ("c", "thị xã", 7 * size, 900))
    solved = solve_whole(drops(*lines, target=size, caps={"xã": size}), 0.0, SECONDS)
    assert solved.chosen is not None
    assert solved.chosen.tolist() == [KEPT, 1, KEPT]


def test_nothing_is_called_impossible_because_the_time_is_up() -> None:
    dice = np.random.default_rng(3)
    lines = [(f"k{at:03d}", f"xã {at % 7}", int(dice.integers(10**6, 10**9)), int(dice.integers(10**6, 10**9))) for at in range(400)]
    total = sum(line[2] for line in lines)
    solved = solve_whole(drops(*lines, target=total // 3, caps={f"xã {at}": total // 20 for at in range(7)}), 0.0, 1e-3)
    assert not solved.impossible


def eased(instance: Instance) -> dict[str, int]:
    """What gives way in the cheapest way out: subject -> by how much."""
    return {instance.rows[row].subject: by for row, by in broken_rows(instance, least_relaxed(instance, SECONDS))}


def test_a_cap_gives_way_by_the_fewest_dong_there_are() -> None:
    """70 needed; the units may lose 30 and 25: of 20, 28, 40 in the one and 24, 45 in the other, 20 + 28 + 24 passes by least."""
    one = [("a1", "xã 1", 20, 1), ("a2", "xã 1", 28, 9), ("a3", "xã 1", 40, 1)]
    other = [("b1", "xã 2", 24, 1), ("b2", "xã 2", 45, 9)]
    assert eased(drops(*one, *other, target=70, caps={"xã 1": 30, "xã 2": 25})) == {"xã 1": 18}


def test_of_equally_few_dong_those_of_less_harm_give_way() -> None:
    lines = [("a", "xã 1", 20, 9), ("b", "xã 2", 20, 2), ("c", "xã 3", 20, 5)]
    assert eased(drops(*lines, target=20, caps={"xã 1": 15, "xã 2": 15, "xã 3": 15})) == {"xã 2": 5}


def test_a_target_gives_way_last_and_only_by_what_nothing_can_reach() -> None:
    lines = [("a", "xã 1", 20, 9), ("b", "xã 2", 30, 2)]
    assert eased(drops(*lines, target=61, caps={"xã 1": 0, "xã 2": 29})) == {"": 11, "xã 1": 20, "xã 2": 1}


def test_a_dong_of_a_target_outweighs_any_easing_of_other_rules() -> None:
    """One đồng more of the target can only come of a line of two thousand million under a cap of nothing."""
    big = 2 * 10**9
    assert eased(drops(("a", "xã 1", 999, 1), ("b", "xã 2", big, 1), target=1_000, caps={"xã 2": 0})) == {"xã 2": big}


def test_floors_and_pieces_give_way_like_caps() -> None:
    instance = drops(("a", "xã", 30, 1), ("b", "xã", 30, 1), ("c", "xã", 30, 1), target=60)
    floor = Row(RowKind.FLOOR, "đào tạo", False, 25, np.array([0]), np.array([30]))
    pieces = Row(RowKind.AT_LEAST, "một trong hai", False, 1, np.array([1, 2]), np.ones(2, np.int64))
    assert eased(replace(instance, rows=(*instance.rows, floor, pieces))) == {"một trong hai": 1}
    wide = replace(floor, limit=29)
    assert eased(replace(instance, rows=(*instance.rows, wide, pieces))) in ({"đào tạo": 1}, {"một trong hai": 1})


def test_what_never_gives_way_does_not_and_what_is_left_does() -> None:
    instance = drops(("a", "xã 1", 20, 1), ("b", "xã 2", 30, 2), target=40, caps={"xã 1": 10, "xã 2": 30})
    rows = tuple(replace(row, relaxation=Relaxation.NEVER) if row.subject == "xã 1" else row for row in instance.rows)
    assert eased(replace(instance, rows=rows)) == {"": 10}
    sacred = tuple(replace(row, relaxation=Relaxation.NEVER) for row in instance.rows)
    with pytest.raises(ContradictionError):
        least_relaxed(replace(instance, rows=sacred), SECONDS)


def test_pins_against_locks_leave_no_way_out() -> None:
    instance = plain_instance([("a", "xã", 5, False, [], [("drop", 5, 1)]), ("b", "xã", 5, True, ["a"], [("drop", 5, 1)])], 5, {})
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([True, False])))
    assert solve_whole(pinned, 0.0, SECONDS).impossible
    with pytest.raises(ContradictionError):
        least_relaxed(pinned, SECONDS)


def test_where_the_time_is_up_nobody_is_told_that_pins_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "minimise", lambda *_asked: OptimizeResult(x=None, status=1))
    with pytest.raises(StoppedError):
        least_relaxed(drops(("a", "xã", 5, 1), target=9), SECONDS)


def test_waiting_parents_bundles_and_forced_lines_are_kept_to() -> None:
    wait = [("defer", 40, 1), ("drop", 40, 10)]
    rows = [("a", "xã", 40, False, [], wait), ("b", "xã", 40, False, ["a"], [("percent", 10, 1), *wait]), ("c", "xã", 40, False, [], wait)]
    instance = plain_instance(rows, 80, {})
    waiting = replace(instance, rows=(target_row(instance.options, 80, deferral=True),))
    solved = solve_whole(waiting, 0.0, SECONDS)
    assert solved.chosen is not None
    assert harm_of(waiting, solved.chosen) == 2
    bundled = replace(instance, bundles=((0, 2),))
    found = solve_whole(bundled, 0.0, SECONDS)
    assert found.chosen is not None
    assert found.chosen.tolist() == [1, 4, 6]


def test_of_each_class_one_choice_is_taken_within_caps_and_towards_targets() -> None:
    """Two classes of two: keep or drop 30 (harm 4), keep or drop 50 (harm 9); a cap of 60, a target of 40."""
    harm, classes = np.array([0, 4, 0, 9]), (sparse.csr_matrix(np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]])), np.ones(2))
    weight = sparse.csr_matrix(np.array([[0.0, 30, 0, 50]]))
    cap = (weight, np.array([60.0]))
    found = minimise_choices(harm, (classes, cap, (weight, np.array([40.0]))), 0.0, SECONDS)
    assert found is not None
    assert found.tolist() == [0, 3]
    assert minimise_choices(harm, (classes, cap, (weight, np.array([70.0]))), 0.0, SECONDS) is None


def test_targets_with_turned_signs_are_kept_to_the_dong() -> None:
    """The cheaper choice passes a floor (turned round: at least minus so much) by one đồng in three thousand milliard."""
    size = 3 * 10**12
    classes = (sparse.csr_matrix(np.ones((1, 2))), np.ones(1))
    nothing = (sparse.csr_matrix((0, 2)), np.zeros(0))
    floor = (sparse.csr_matrix(np.array([[-size - 1.0, -size]])), np.array([-float(size)]))
    found = minimise_choices(np.array([1, 2]), (classes, nothing, floor), 0.0, SECONDS)
    assert found is not None
    assert found.tolist() == [1]
