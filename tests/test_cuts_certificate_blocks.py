"""Blocks are bounded from below: exactly where asked, never above the truth, and weaker when parts may be taken."""

import numpy as np
import pytest

from budget.cuts.certificate import blocks as certificate_blocks
from budget.cuts.certificate.blocks import bound_blocks
from budget.cuts.certificate.priced import Priced, price_out
from budget.cuts.instance import Instance, plain_instance


def _knapsack() -> Instance:
    """One unit that may lose 10: of 6, 5 and 5 the two fives gain most, two thirds of the six and one five in parts."""
    amounts = {"a": (6, 0), "b": (5, 1), "c": (5, 1)}
    lines = [(name, "xã", own, False, [], [("drop", own, harm)]) for name, (own, harm) in amounts.items()]
    others = [(f"z{at}", f"huyện {at}", 1, False, [], [("drop", 1, 50)]) for at in range(3)]
    return plain_instance([*lines, *others], 10, {"xã": 10})


def _priced() -> Priced:
    return price_out(_knapsack(), (1.0, 0.0), [0, 0], few=0)


def test_a_block_is_solved_exactly_and_weaker_in_parts() -> None:
    assert bound_blocks(_priced(), exact=True).total == pytest.approx(-8.0, abs=1e-6)
    assert bound_blocks(_priced(), exact=False).total == pytest.approx(-6 - 4 * 4 / 5, abs=1e-6)


def test_the_bound_never_stands_above_the_truth_by_rounding() -> None:
    assert bound_blocks(_priced(), exact=True).total <= -8.0
    assert bound_blocks(_priced(), exact=False).total <= -9.2


def test_where_the_solver_proves_nothing_each_line_counts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate_blocks, "milp", lambda *_, **__: {"mip_dual_bound": None})
    assert bound_blocks(_priced(), exact=True).total == -6 - 4 - 4


def test_no_solver_is_asked_where_the_best_of_each_line_breaks_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing to search for")

    monkeypatch.setattr(certificate_blocks, "milp", refuse)
    lines = [
        ("a", "xã", 10, False, [], [("percent", 5, 3), ("drop", 10, 4)]),
        ("b", "xã", 10, False, ["a"], [("drop", 10, 9)]),
    ]
    priced = price_out(plain_instance(lines, 0, {"xã": 20}), (0.0, 0.0), [0, 0], few=0)
    cheap = Priced(priced.instance, np.array([-2.0, -6.0, -1.0]), np.ones(3, np.bool_), priced.inner, 0.0, 0.0)
    assert bound_blocks(cheap, exact=True).total == -7.0


def test_nothing_to_choose_costs_nothing() -> None:
    priced = price_out(plain_instance([("a", "xã", 10, True, [], [("drop", 10, 1)])], 0, {}), (0.0,), [0])
    assert bound_blocks(priced, exact=True).total == 0.0
