"""Filling: what it makes is one choice of each class within every cap, its figures are true, and ties are filled to the đồng."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.cuts.instance import Ints
from budget.cuts.search.classes import Floats
from budget.cuts.search.filling import Filler, Ways


def filler_of(classes: list[list[tuple[int, float]]], left: int, price: float, rooms: list[tuple[int, int]] | None = None) -> Filler:
    """Classes of rows (weight, excess), the first of each chosen; `rooms`: for each class its other cap's block and room.

    A row burdens its other cap by its weight.
    """
    klass = np.repeat(np.arange(len(classes)), [len(rows) for rows in classes])
    weight, excess = (np.array([row[at] for rows in classes for row in rows], kind) for at, kind in ((0, np.int64), (1, np.float64)))
    places = rooms or [(0, 10**9)] * len(classes)
    room = np.zeros(1 + max(block for block, _ in places), np.int64)
    for block, most in places:
        room[block] = most
    first = np.flatnonzero(np.append(True, np.diff(klass) != 0))
    block = np.array([place[0] for place in places], np.int64)[klass]
    ways = Ways(klass, weight, excess, np.ones(len(klass), np.bool_), weight if rooms else np.zeros_like(weight), block)
    return Filler(ways, first, left, price, room)


CLASSES = st.lists(
    st.lists(st.tuples(st.integers(-20, 20), st.floats(0, 10)), min_size=1, max_size=4).map(lambda rows: [(0, 0.0), *rows]),
    min_size=1,
    max_size=6,
)


@given(CLASSES, st.integers(-15, 40), st.floats(0.1, 5), st.data())
def test_what_is_filled_is_within_the_caps_and_no_worse_and_its_figures_are_true(
    classes: list[list[tuple[int, float]]], left: int, price: float, data: st.DataObject
) -> None:
    rooms = data.draw(st.none() | st.lists(st.tuples(st.integers(0, 1), st.just(25)), min_size=len(classes), max_size=len(classes)))
    filler = filler_of(classes, left, price, rooms)
    before, room = filler.above, filler.room.copy()
    filler.fill(0.0)
    ways = filler.ways
    assert ways.klass[filler.row].tolist() == list(range(len(classes)))
    assert filler.left == left - int(ways.weight[filler.row].sum())
    assert filler.spent == pytest.approx(float(ways.excess[filler.row].sum()), abs=1e-6)
    assert filler.above <= before + 1e-6
    assert (filler.room >= 0).all()
    assert (room - filler.room).tolist() == np.bincount(ways.block[filler.row], ways.burden[filler.row], len(room)).tolist()


@given(st.lists(st.integers(1, 30), min_size=2, max_size=8), st.integers(0, 120), st.floats(0.5, 4))
def test_of_a_few_classes_that_cost_alike_the_fullest_choice_is_found(sizes: list[int], left: int, price: float) -> None:
    filler = filler_of([[(0, 0.0), (size, 0.0)] for size in sizes], left, price)
    filler.fill(0.0)
    sums = [sum(taken) for taken in itertools.product(*((0, size) for size in sizes))]
    assert filler.left == left - max(one for one in sums if one <= left)


def dealt(count: int, seed: int) -> tuple[Ints, Floats]:
    """Weights as prices are printed, and excesses of nought."""
    dice = np.random.default_rng(seed)
    return dice.integers(1_000, 900_000, count) * 1_000 + dice.integers(0, 1_000, count), np.zeros(count)


@pytest.mark.parametrize("seed", range(3))
def test_many_classes_that_cost_alike_are_filled_to_within_a_few_hundred_dong_of_billions(seed: int) -> None:
    weight, _ = dealt(300, seed)
    filler = filler_of([[(0, 0.0), (int(one), 0.0)] for one in weight], int(weight.sum()) * 2 // 5, 4.37)
    filler.fill(40.0)
    assert 0 <= filler.left <= 1_000


def test_a_dear_departure_is_taken_back_when_cheap_ones_fill_its_place() -> None:
    """The cap has 10: the 7 is taken first at 0,1 a đồng and leaves 3 unfilled; 6 and 4 at 0,2 fill it for less in all."""
    filler = filler_of([[(0, 0.0), (7, 0.7)], [(0, 0.0), (6, 1.2)], [(0, 0.0), (4, 0.8)]], 10, 1.0)
    filler.fill(0.0)
    assert (filler.left, filler.spent) == (0, pytest.approx(2.0))


def test_what_passes_the_cap_is_brought_back_by_what_costs_least() -> None:
    filler = filler_of([[(0, 0.0), (-5, 5.0)], [(0, 0.0), (-6, 3.0)]], -4, 0.1)
    filler.fill(0.0)
    assert (filler.left, filler.spent) == (2, 3.0)
    stuck = filler_of([[(0, 0.0), (-3, 1.0)]], -4, 0.1)
    stuck.fill(0.0)
    assert stuck.above == np.inf


def test_no_other_cap_is_passed() -> None:
    filler = filler_of([[(0, 0.0), (8, 0.0)], [(0, 0.0), (5, 0.0)]], 8, 1.0, [(0, 6), (0, 6)])
    filler.fill(0.0)
    assert filler.left == 3
    assert filler.room.tolist() == [1]
