"""The certificate can fail: each way of breaking a rule, and each way of being less than the best, is seen."""

import ast
from pathlib import Path

import numpy as np
import pytest

from budget.allocation.answer import Answer
from budget.allocation.certificate import Checked
from budget.allocation.instance import Instance, make_instance
from tests.questions import check

PAIRS = [(0, 0, 6), (0, 1, None), (1, 1, None)]


def question() -> Instance:
    """Two lines, two pots, one cap, one minimum."""
    return make_instance([10, 8], [1, 2], [7, 9], PAIRS, [0, 3])


def judged(paid: list[int], prices: list[int] | None = None) -> Checked:
    """What the certificate says of some amounts."""
    given = None if prices is None else np.array(prices, dtype=np.int64)
    return check(question(), Answer(np.array(paid, dtype=np.int64), (), False, given))


@pytest.mark.parametrize(
    ("paid", "sentence"),
    [
        ([7, 0, 0], "pair 0 carries more than its cap"),
        ([-1, 0, 0], "pair 0 carries less than nothing"),
        ([6, 5, 0], "line 0 gets more than it asks"),
        ([0, 0, 2], "line 1 gets something below its minimum"),
        ([0, 5, 5], "pot 1 pays more than it has"),
        ([6, 4], "an amount is missing or stands outside the lawful pairs"),
    ],
)
def test_a_broken_rule_is_named(paid: list[int], sentence: str) -> None:
    checked = judged(paid)
    assert checked.wrong == (sentence,)
    assert not checked.proved


def test_the_best_plan_is_proved_by_a_cut_and_by_prices() -> None:
    checked = judged([6, 4, 5], [0, 6])
    assert (checked.funded, checked.cuts) == ((10, 15, 15, 15), (10, 15, 15, 15))
    assert checked.proved


def test_less_than_the_most_is_seen() -> None:
    checked = judged([6, 3, 6], [0, 6])
    assert checked.lawful
    assert not checked.most
    assert checked.funded[0] < checked.cuts[0]


def test_the_wrong_order_of_sources_is_seen_though_as_much_is_funded() -> None:
    instance = make_instance([5], [1], [5, 5], [(0, 0, None), (0, 1, None)])
    late = check(instance, Answer(np.array([0, 5], dtype=np.int64), (), False, np.array([0, 0], dtype=np.int64)))
    assert late.most
    assert not late.proved
    early = check(instance, Answer(np.array([5, 0], dtype=np.int64), (), False, np.array([1, 0], dtype=np.int64)))
    assert early.proved


def test_wrong_prices_prove_nothing() -> None:
    assert not judged([6, 4, 5], [0, 0]).proved
    with pytest.raises(ValueError, match="never negative"):
        judged([6, 4, 5], [-1, 0])


def test_it_shares_no_code_with_the_solver() -> None:
    tree = ast.parse(Path("budget/allocation/certificate.py").read_text(encoding="utf-8"))
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in named if name.split(".")[0] in ("budget", "ortools", "scipy")] == []
