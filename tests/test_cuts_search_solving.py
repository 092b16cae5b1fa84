"""What holds of every answer: the least harm there is, proved; the cheapest way out where nothing keeps the rules; the same every time."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.cut_instances import make_cut_instance
from budget.cuts.answer import Answer, saved_by
from budget.cuts.certificate.checking import check_answer
from budget.cuts.instance import Instance, Relaxation, Row, RowKind, plain_instance
from budget.cuts.search.solving import ContradictionError, StoppedError, solve
from tests.cut_questions import every_choice, harms, least_harm_of_all, misses, questions
from tests.whole_cuts import solve_whole

law = settings(deadline=None, max_examples=40)
GOALS = (RowKind.TARGET, RowKind.CEILING)


def eased(instance: Instance, answer: Answer) -> Instance:
    """The question with its limits moved by what the answer says gave way."""
    rows = list(instance.rows)
    for one in answer.relaxed:
        row = rows[one.row]
        rows[one.row] = replace(row, limit=row.limit - one.by if row.at_least else row.limit + one.by)
    return replace(instance, rows=tuple(rows))


def with_target(instance: Instance, limit: int) -> Instance:
    """The question with another limit of its first row."""
    return replace(instance, rows=(replace(instance.rows[0], limit=limit), *instance.rows[1:]))


@law
@given(questions())
def test_where_an_answer_keeps_every_rule_the_least_harmful_is_found_and_proved(instance: Instance) -> None:
    least = least_harm_of_all(instance)
    assume(least is not None)
    answer = solve(instance, gap=0.0)
    assert (answer.harm, answer.relaxed) == (least, ())
    assert answer.status == "optimal"
    checked = check_answer(instance, answer)
    assert (checked.sound, checked.findings) == (True, ())
    assert answer.bound <= answer.harm


@law
@given(questions(gives_way=True))
def test_where_none_does_a_target_gives_way_last_and_everything_by_as_little_as_can_be(instance: Instance) -> None:
    tried = every_choice(instance)
    assume(len(tried))
    missed = misses(instance, tried)
    goals = np.array([row.kind in GOALS for row in instance.rows])
    short, over = missed[:, goals].sum(axis=1), missed[:, ~goals].sum(axis=1)
    assume((short + over).min() > 0)
    answer = solve(instance, gap=0.0)
    by = {one.row: one.by for one in answer.relaxed}
    assert answer.status == "relaxed"
    given_up = (sum(by.get(at, 0) for at in np.flatnonzero(goals)), sum(by.get(at, 0) for at in np.flatnonzero(~goals)))
    assert given_up == min(zip(short.tolist(), over.tolist(), strict=True))
    within = (missed <= np.array([by.get(at, 0) for at in range(len(instance.rows))])).all(axis=1)
    assert answer.harm == harms(instance, tried[within]).min()
    assert check_answer(instance, answer).sound


@law
@given(questions())
def test_what_must_never_give_way_never_does(instance: Instance) -> None:
    sacred = np.array([row.relaxation is Relaxation.NEVER for row in instance.rows])
    tried = every_choice(instance)
    possible = bool((misses(instance, tried)[:, sacred] == 0).all(axis=1).any()) if len(tried) else False
    if not possible:
        with pytest.raises(ContradictionError):
            solve(instance, gap=0.0)
        return
    answer = solve(instance, gap=0.0)
    assert not [one for one in answer.relaxed if sacred[one.row]]
    assert check_answer(instance, answer).sound


@law
@given(questions(gives_way=True), st.data())
def test_harm_never_falls_when_the_target_rises(instance: Instance, data: st.DataObject) -> None:
    tried = every_choice(instance)
    within = tried[~misses(instance, tried)[:, 1:].any(axis=1)]
    assume(len(within))
    most = int(np.append(instance.rows[0].weight, 0)[within].sum(axis=1).max())
    low, high = sorted(data.draw(st.tuples(st.integers(0, most), st.integers(0, most))))
    assert solve(with_target(instance, low), gap=0.0).harm <= solve(with_target(instance, high), gap=0.0).harm


@law
@given(questions(gives_way=True))
def test_the_same_question_has_the_same_answer(instance: Instance) -> None:
    assume(least_harm_of_all(instance) is not None)
    first, again = solve(instance), solve(instance)
    assert first.chosen.tolist() == again.chosen.tolist()
    assert (first.bound, first.price) == (again.bound, again.price)


@law
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 40), st.booleans(), st.integers(0, 9)), min_size=1, max_size=9), st.randoms())
def test_an_answer_does_not_depend_on_the_order_its_lines_came_in(drawn: list[tuple[int, int, bool, int]], shuffler: random.Random) -> None:
    lines = [
        (
            f"k{at}",
            f"xã {unit}",
            amount,
            locked,
            [f"k{at - 1}"] if at % 3 == 2 else [],
            [("percent", amount // 2, harm), ("drop", amount, 2 * harm)],
        )
        for at, (unit, amount, locked, harm) in enumerate(drawn)
    ]
    target, caps = sum(row[2] for row in lines) // 3, {"xã 0": 40, "xã 1": 25}
    shuffled = list(lines)
    shuffler.shuffle(shuffled)
    one, other = solve(plain_instance(lines, target, caps)), solve(plain_instance(shuffled, target, caps))
    assert one.chosen.tolist() == other.chosen.tolist()
    assert one.relaxed == other.relaxed


@pytest.mark.parametrize(("lines", "units", "actions", "seed"), [(300, 12, 1, 3), (600, 20, 1, 4), (250, 9, 5, 5), (400, 260, 1, 6)])
def test_larger_questions_agree_with_one_whole_program_and_are_proved(lines: int, units: int, actions: int, seed: int) -> None:
    instance = make_cut_instance(lines, seed=seed, units=units, actions=actions)
    answer = solve(instance, gap=1e-6)
    checked = check_answer(instance, answer)
    assert (checked.sound, checked.findings) == (True, ())
    assert not (answer.chosen[instance.lines.locked] >= 0).any()
    asked = eased(instance, answer)
    found = solve_whole(asked, gap=1e-6, time_limit=20.0)
    assert found.bound <= answer.harm * (1 + 1e-9)
    assert answer.bound <= found.harm * (1 + 1e-9)


def test_a_target_out_of_reach_with_caps_eases_the_caps_by_the_fewest_dong() -> None:
    lines = [(f"k{at}", f"xã {at % 3}", 100, False, [], [("drop", 100, 10 + at)]) for at in range(9)]
    instance = plain_instance(lines, 700, {"xã 0": 200, "xã 1": 200, "xã 2": 200})
    answer = solve(instance, gap=0.0)
    assert [(instance.rows[one.row].kind, one.by) for one in answer.relaxed] == [(RowKind.UNIT_CAP, 100)]
    assert saved_by(instance, answer.chosen) == 700
    assert answer.harm == sum(10 + at for at in range(7))


def test_a_target_beyond_all_there_is_gives_way_itself_by_what_is_missing() -> None:
    lines = [("a", "xã", 100, False, [], [("drop", 100, 7)]), ("b", "xã", 50, True, [], [("drop", 50, 1)])]
    instance = plain_instance(lines, 130, {"xã": 100})
    answer = solve(instance, gap=0.0)
    assert [(one.row, one.by) for one in answer.relaxed] == [(0, 30)]
    assert answer.harm == 7


def test_at_least_one_of_gives_way_by_the_piece() -> None:
    lines = [(name, "xã", 10, name != "c", [], [("drop", 10, 3)]) for name in "abc"]
    instance = plain_instance(lines, 0, {})
    row = Row(RowKind.AT_LEAST, "nhóm", True, 2, np.arange(3), np.ones(3, np.int64))
    answer = solve(replace(instance, rows=(*instance.rows, row)), gap=0.0)
    assert [(one.row, one.by) for one in answer.relaxed] == [(1, 1)]


def test_a_pin_against_a_lock_leaves_no_answer_whatever_gives_way() -> None:
    lines = [("a", "xã", 10, False, [], [("drop", 10, 3)]), ("b", "xã", 10, True, ["a"], [("drop", 10, 3)])]
    instance = plain_instance(lines, 0, {})
    pinned = replace(instance, lines=replace(instance.lines, forced=np.array([True, False])))
    with pytest.raises(ContradictionError):
        solve(pinned)


def test_who_wants_no_more_stops_the_search() -> None:
    heard: list[float] = []

    def enough(share: float, _words: str) -> bool:
        heard.append(share)
        return len(heard) < 2

    instance = make_cut_instance(2_000, units=40)
    with pytest.raises(StoppedError):
        solve(instance, progress=enough)
    assert len(heard) == 2


@pytest.mark.parametrize("asked", [1e-2, 1e-4])
def test_an_answer_is_called_optimal_only_within_the_gap_asked_for(asked: float) -> None:
    answer = solve(make_cut_instance(1_500, units=30), gap=asked)
    assert (answer.status == "optimal") == (answer.gap <= asked)
