"""Looking into the gap finds the least harm there is, at any prices; and says so when there is too much to look at."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget.cuts.certificate import near as certificate_near
from budget.cuts.certificate.blocks import bound_blocks
from budget.cuts.certificate.near import least_near
from budget.cuts.certificate.priced import price_out
from budget.cuts.instance import Instance, plain_instance
from tests.cut_questions import every_choice, harms, misses, questions


def looked(instance: Instance, price: list[float], allowed: list[int], claim: int) -> int | None:
    """What is found below a claim, with every rule over several units priced away."""
    priced = price_out(instance, price, allowed, 0)
    bounded = bound_blocks(priced, exact=True)
    gap = claim - (bounded.total + priced.constant - 2 * priced.slack)
    return least_near(instance, price, allowed, price_out(instance, price, allowed, 0, spare=gap), bounded, claim)


@settings(deadline=None, max_examples=60)
@given(questions(), st.data())
def test_the_least_harm_is_found_below_any_claim_and_a_true_claim_is_confirmed(instance: Instance, data: st.DataObject) -> None:
    allowed = [data.draw(st.integers(0, 9)) for _ in instance.rows]
    tried = every_choice(instance)
    kept = tried[(misses(instance, tried) <= np.array(allowed, dtype=np.int64)).all(axis=1)]
    assume(len(kept))
    least = int(harms(instance, kept).min())
    price = [data.draw(st.floats(0, 4) | st.sampled_from([0.0, 1.0])) for _ in instance.rows]
    claim = least + data.draw(st.integers(-5, 20))
    assert looked(instance, price, allowed, claim) == min(claim, least)


def _close_call() -> Instance:
    """Two units; 10 to be saved; prices alone leave a gap between 9 (in parts of options) and 11."""
    lines = [
        ("a", "xã 1", 7, False, [], [("drop", 7, 6)]),
        ("b", "xã 1", 6, False, [], [("drop", 6, 6)]),
        ("c", "xã 2", 4, False, [], [("drop", 4, 5)]),
        ("d", "xã 2", 5, False, [], [("drop", 5, 6)]),
    ]
    return plain_instance(lines, 10, {"xã 1": 8, "xã 2": 8})


def test_a_claim_that_prices_do_not_reach_is_confirmed_and_a_higher_one_refuted() -> None:
    instance = _close_call()
    price = [1.2, 0.0, 0.0]
    priced = price_out(instance, price, [0, 0, 0], 0)
    assert bound_blocks(priced, exact=True).total + priced.constant < 10
    assert looked(instance, price, [0, 0, 0], 11) == 11
    assert looked(instance, price, [0, 0, 0], 20) == 11


def test_too_much_to_look_at_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificate_near, "list_choices", lambda *_: None)
    assert looked(_close_call(), [1.2, 0.0, 0.0], [0, 0, 0], 11) is None
    monkeypatch.undo()
    monkeypatch.setattr(certificate_near, "MOST_LOOKED_AT", 0)
    assert looked(_close_call(), [1.2, 0.0, 0.0], [0, 0, 0], 12) is None
