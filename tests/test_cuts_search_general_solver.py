"""The door to the general solver: nothing it prints gets out, and what it misses by rounding is ruled out without losing what is lawful."""

import os
import threading
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from budget.cuts.search import general_solver
from budget.cuts.search.general_solver import SILENCE, Linear, minimise, must_change, scale_of

ONE = np.ones(1)


def test_nothing_the_solver_prints_reaches_the_output_not_even_from_two_threads(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second search begins while the first runs and ends after it; then the output is open again."""
    first_inside, second_inside, leave = threading.Event(), threading.Event(), threading.Event()

    def talkative(cost: np.ndarray, **_named: object) -> None:
        os.write(1, b"Running HiGHS\n")
        (first_inside if cost[0] == 1 else second_inside).set()
        assert (second_inside if cost[0] == 1 else leave).wait(20)

    monkeypatch.setattr(general_solver, "milp", talkative)
    nothing = Linear(sparse.csr_matrix((0, 1)), np.zeros(0), np.zeros(0))
    first, second = (threading.Thread(target=minimise, args=(at * ONE, nothing, ONE, ONE, (1.0, 0.0))) for at in (1, 2))
    first.start()
    assert first_inside.wait(20)
    second.start()
    first.join(20)
    leave.set()
    second.join(20)
    os.write(1, b"heard\n")
    assert capfd.readouterr().out == "heard\n"


def test_the_output_opens_again_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with SILENCE:
            os.write(1, b"never heard\n")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    os.write(1, b"heard\n")
    assert capfd.readouterr().out == "heard\n"


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.data())
def test_what_must_change_is_met_by_every_greater_sum_and_not_by_the_one_at_hand(weights: list[int], data: st.DataObject) -> None:
    weight = np.array(weights)
    taken = np.array(data.draw(st.lists(st.booleans(), min_size=len(weights), max_size=len(weights))))
    rule = must_change(np.arange(len(weights)), weight, taken, len(weights))

    def met(choice: np.ndarray) -> bool:
        return float((rule.matrix @ choice.astype(float))[0]) >= rule.low[0]

    assert not met(taken)
    for one in product([False, True], repeat=len(weights)):
        if weight[np.array(one)].sum() > weight[taken].sum():
            assert met(np.array(one))


def test_rules_stand_one_after_the_other() -> None:
    one = Linear(sparse.csr_matrix(np.array([[1.0, 2.0]])), np.array([1.0]), np.array([np.inf]))
    none = Linear(sparse.csr_matrix((0, 2)), np.zeros(0), np.zeros(0))
    both = none.beside([one, one])
    assert both.matrix.toarray().tolist() == [[1.0, 2.0], [1.0, 2.0]]
    assert (both.low.tolist(), both.high.tolist()) == ([1.0, 1.0], [np.inf, np.inf])


def test_the_least_cost_is_found_with_and_without_rules() -> None:
    cost, every = np.array([3.0, -2.0]), np.ones(2)
    none = Linear(sparse.csr_matrix((0, 2)), np.zeros(0), np.zeros(0))
    assert minimise(cost, none, every, every, (5.0, 0.0)).x.tolist() == [0.0, 1.0]
    asked = Linear(sparse.csr_matrix(np.array([[1.0, -1.0]])), np.array([0.0]), np.array([np.inf]))
    assert minimise(cost, asked, every, every, (5.0, 0.0)).fun == 0.0


@pytest.mark.parametrize(("money", "scale"), [([], 1.0), ([5], 1.0), ([-4_000_000, 3], 4.0), ([10**15], 10**9)])
def test_figures_are_scaled_to_a_million(money: list[int], scale: float) -> None:
    assert scale_of(np.array(money, dtype=np.int64)) == scale
