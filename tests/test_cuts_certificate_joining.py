"""Combinations of owners: all that keep the limits below the claim, and none when there are too many."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.cuts.certificate import joining as certificate_joining
from budget.cuts.certificate.joining import Choices, Limit, join

PRICE = 2.0
ONE = st.tuples(st.integers(0, 9), st.integers(0, 12))


def owner(choices: list[tuple[int, int]], number: int) -> Choices:
    """Choices of (excess, amount) at the one price; harm is what they cost with the price given back."""
    excess, amount = (np.array([choice[at] for choice in choices], dtype=np.int64) for at in range(2))
    options = np.array([[100 * number + at] for at in range(len(choices))], dtype=np.int64)
    return Choices(excess.astype(float), excess + (PRICE * amount).astype(np.int64), amount[:, None], options)


@settings(deadline=None)
@given(st.lists(st.lists(ONE, min_size=1, max_size=4), min_size=1, max_size=5), st.integers(0, 30), st.booleans(), st.integers(0, 25))
def test_all_combinations_below_the_claim_are_found(drawn: list[list[tuple[int, int]]], limit: int, at_least: bool, gap: int) -> None:
    owners = [owner(choices, number) for number, choices in enumerate(drawn)]
    expected = []
    for picks in product(*(range(len(choices)) for choices in drawn)):
        excess, amount = (sum(choices[pick][at] for choices, pick in zip(drawn, picks, strict=True)) for at in range(2))
        beyond = amount - limit if at_least else limit - amount
        # an answer below the claim has less than the gap of excess and of price for what goes beyond the limit
        if beyond >= 0 and excess + PRICE * beyond < gap:
            expected.append((excess + int(PRICE * amount), {100 * number + pick for number, pick in enumerate(picks)}))
    signed = PRICE if at_least else -PRICE
    found = join(owners, [Limit(at_least, limit, PRICE)], float(gap), 10**6)
    assert found is not None
    assert [harm for harm, _ in found] == sorted(harm for harm, _ in found)
    told = [(harm, set(options.tolist())) for harm, options in found]
    assert all(one in told for one in expected)
    kept = [harm for harm, _ in told]
    below = join(owners, [Limit(at_least, limit, abs(signed))], float(gap), min(kept, default=0))
    assert below == []


def test_without_a_price_the_limit_alone_decides() -> None:
    owners = [owner([(0, 1), (0, 5)], 0), owner([(0, 1), (0, 7)], 1)]
    found = join(owners, [Limit(True, 8, 0.0)], 1.0, 10**6)
    assert found is not None
    assert [sorted(options.tolist()) for _, options in found] == [[0, 101], [1, 101]]


def test_too_many_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = [owner([(0, 1), (0, 5)], number) for number in range(6)]
    limits = [Limit(True, 1, 0.0)]
    monkeypatch.setattr(certificate_joining, "MOST_PAIRS", 10)
    assert join(owners, limits, 1.0, 10**6) is None
    monkeypatch.setattr(certificate_joining, "MOST_STATES", 3)
    assert join(owners, limits, 1.0, 10**6) is None
