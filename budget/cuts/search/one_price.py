"""The best price of a single target: where the exact bound is greatest (it is concave in the price).

The linear relaxation tells where to begin. Each sweep adds the choices it found to the pools of the capped blocks; pools and free classes
together are a model of the bound that is never below it, and where the model is greatest is the next price (cutting planes by block).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from budget.cuts.search.minima import priced
from budget.cuts.search.sweep import Sweep, Sweeper

FIRST_STEPS = 18
MODEL_STEPS = 26
MOST_SWEEPS = 30
GAIN = 1e-9
"""A gain of less than this share of the bound is none."""
MOST_IDLE = 2
"""So many sweeps that gain nothing end the climb: blocks are settled to within a little, so it may go to and fro."""
FARTHER = 16.0
"""A price is followed by none that is more than so many times as dear, for what is known of so dear a one is little."""
LEAST_STEP = 1e-3


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


def out_of_reach(sweeper: Sweeper) -> bool:
    """Whether the target is more than can be saved at all, even by relaxed choices: harms set aside, each đồng is worth one."""
    harmless = replace(sweeper.table, harm=np.zeros_like(sweeper.table.harm), limit=sweeper.limit)
    missing, _ = Sweeper(harmless).relax(np.ones(1))
    return missing > 0.5 + 1e-12 * abs(float(sweeper.limit[0]))


def climb(sweeper: Sweeper, start: float) -> Iterator[Climbed]:
    """Sweeps at better and better prices from `start`; ends when the model leaves nothing to be gained, or several gained nothing."""
    price, best, idle, seen = start, -np.inf, 0, set[float]()
    for _ in range(MOST_SWEEPS):
        sweep = sweeper.sweep(np.array([price]))
        if sweep.impossible:
            yield Climbed(sweep, np.inf)
            return
        idle = idle + 1 if sweeper.enough and sweep.bound - best <= GAIN * abs(sweep.bound) else 0
        best = max(best, sweep.bound)
        seen.add(price)
        here = _Tangent(price, sweep.bound, float(sweeper.limit[0] - sweep.amount[0]))
        price, height = _summit(sweeper, here)
        yield Climbed(sweep, max(height, best))
        if height - best <= GAIN * max(1.0, abs(best)) or price in seen or idle == MOST_IDLE:
            return


@dataclass(frozen=True)
class _Tangent:
    """A price with the height of the bound, or of its model, and the slope there."""

    price: float
    height: float
    slope: float

    def at(self, price: float) -> float:
        """The height on it at another price: what is concave is nowhere higher."""
        return self.height + self.slope * (price - self.price)


def _summit(sweeper: Sweeper, here: _Tangent) -> tuple[float, float]:
    """Where the model is greatest on the side that the slope points to, and a height that it does not pass there (inf = not known)."""
    far = _beyond(sweeper, here)
    if far.slope * here.slope >= 0:
        return far.price, far.height if far.slope == 0 or far.price == 0 else np.inf
    low, high = (here, far) if here.slope > 0 else (far, here)
    best, top = low, low.height
    for _ in range(MODEL_STEPS):
        price = (high.height - low.height + low.slope * low.price - high.slope * high.price) / (low.slope - high.slope)
        best, top = _model(sweeper, price), low.at(price)
        if top - best.height <= 1e-12 * max(1.0, abs(top)) or not low.price < price < high.price:
            break
        low, high = (best, high) if best.slope > 0 else (low, best)
    return best.price, top


def _beyond(sweeper: Sweeper, here: _Tangent) -> _Tangent:
    """The first place looked at where the slope has turned, on the side that it points to; or the last, if it turns nowhere near."""
    found, step = here, max(abs(here.price) * 0.01, 1e-6)
    furthest = 0.0 if here.slope < 0 else FARTHER * here.price + LEAST_STEP
    while found.price != furthest and found.slope * here.slope > 0:
        reached = here.price + float(np.copysign(step, here.slope))
        found = _model(sweeper, max(reached, furthest) if here.slope < 0 else min(reached, furthest))
        step *= 3
    return found


def _model(sweeper: Sweeper, price: float) -> _Tangent:
    """The model at a price: what no cap binds is exact, a capped block does the best of its pool or its light choice at this price.

    Before any sweep it is the relaxed bound.
    """
    at = np.array([price])
    cost = priced(sweeper.table, at)
    cap_price = sweeper.cap_prices(at, cost)
    least, amount = sweeper.light(cost, cap_price) if sweeper.pools else sweeper.relaxed(cost, cap_price)
    for cap in np.flatnonzero(cap_price > 0).tolist():
        if cap in sweeper.pools:
            known = sweeper.pools[cap].least(price)
            if known[0] < least[cap]:
                least[cap], amount[cap] = known
    limit = float(sweeper.limit[0])
    return _Tangent(price, price * limit + float(least.sum()), limit - float(amount.sum()))
