"""The best price of a single target: where the exact bound is greatest (it is concave in the price).

The linear relaxation tells where to begin. Each sweep adds the choices it found to the pools of the capped blocks; pools and free classes
together are a model of the bound that is never below it, and where the model is greatest is the next price (cutting planes by block).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from budget.cuts.minima import priced
from budget.cuts.sweep import Sweep, Sweeper

FIRST_STEPS = 18
MODEL_STEPS = 26
MOST_SWEEPS = 30


@dataclass(frozen=True)
class Climbed:
    """A sweep, and how high the model says the bound may still get."""

    sweep: Sweep
    height: float


def relaxed_price(sweeper: Sweeper, most: float) -> float | None:
    """The price at which the relaxed choices reach the target; None when they do not at `most`."""

    def short(price: float) -> float:
        return -sweeper.relax(np.array([price]))[1]

    low, high = 0.0, 1.0
    if short(low) <= 0:
        return 0.0
    while short(high) > 0:
        low, high = high, high * 4
        if high > most:
            return None
    for _ in range(FIRST_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if short(middle) > 0 else (low, middle)
        if high - low <= 1e-6 * high:
            break
    return high


def climb(sweeper: Sweeper, start: float) -> Iterator[Climbed]:
    """Sweeps at better and better prices from `start`; ends when the model leaves nothing to be gained."""
    price, best, seen = start, -np.inf, set[float]()
    for _ in range(MOST_SWEEPS):
        sweep = sweeper.sweep(np.array([price]))
        best = max(best, sweep.bound)
        seen.add(price)
        slope = float(sweeper.limit[0] - sweep.amount[0])
        price, height = _summit(sweeper, price, slope) if slope else (price, sweep.bound)
        yield Climbed(sweep, max(height, best))
        if height - best <= 1e-9 * max(1.0, abs(best)) or price in seen:
            return


def _summit(sweeper: Sweeper, price: float, slope: float) -> tuple[float, float]:
    """Where the model is greatest, sought on the side that the slope points to; the price and the height."""
    low, high = price, price
    step = max(abs(price) * 0.01, 1e-6)
    while True:
        reached = price + np.copysign(step, slope)
        if slope < 0 and reached <= 0:
            low = 0.0
            break
        _, there = _model(sweeper, reached)
        low, high = (min(low, reached), max(high, reached))
        if there * slope <= 0 or step > 1e9:
            break
        step *= 3
    for _ in range(MODEL_STEPS):
        middle = (low + high) / 2
        _, there = _model(sweeper, middle)
        low, high = (middle, high) if there > 0 else (low, middle)
        if high - low <= 1e-8 * high:
            break
    value, _ = _model(sweeper, high)
    return high, value


def _model(sweeper: Sweeper, price: float) -> tuple[float, float]:
    """The model's height and slope at a price: blocks of which no choice is known stand in it with their relaxed ones."""
    at = np.array([price])
    cost = priced(sweeper.table, at)
    cap_price = sweeper.cap_prices(at, cost)
    least, amount = sweeper.relaxed(cost, cap_price)
    for cap in np.flatnonzero(cap_price > 0).tolist():
        if cap in sweeper.pools:
            least[cap], amount[cap] = sweeper.pools[cap].least(price)
    limit = float(sweeper.limit[0])
    return price * limit + float(least.sum()), limit - float(amount.sum())
