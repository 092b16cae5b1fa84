"""Questions of a cut of any size for the bench: lines like those of `generate`, with caps of units, dependencies, locks and one target.

Pure arrays: no plan file is read. The same arguments give the same question again with the same numpy. Money in whole đồng.
"""

import numpy as np

from budget.cuts.instance import CODE_OF, Flags, Instance, Ints, Lines, Options, checked, target_row, unit_cap_rows
from budget.model.states import CutAction

ACTIONS = (CutAction.DROP, CutAction.PERCENT, CutAction.FEWER, CutAction.DEFER, CutAction.TO_NORM)
"""What may be done to each line, in the order in which `actions` takes them."""
MEDIAN_PRICE = 4_000_000
PRICE_SPREAD = 1.2
MOST_AMOUNT = 30 * 10**9
LEVEL_SHARES = (0.03, 0.03, 0.05, 0.06, 0.05, 0.08, 0.09, 0.18, 0.25, 0.18)
"""How many lines stand in each level: bands a to f, then priorities 4 to 1 (docs/cuts.md)."""
DEFERRED_HARM = 60
"""What putting off a đồng weighs against taking it, per cent."""


def make_cut_instance(
    lines: int,
    seed: int = 1,
    units: int = 260,
    dependencies: float = 0.1,
    cap: float = 0.18,
    locked: float = 0.35,
    target: float = 0.12,
    actions: int = 1,
) -> Instance:
    """A question over `lines` lines with the first `actions` of ACTIONS open to each; shares are of one.

    `cap`: what a unit may lose of its amount; `locked`: share of the amount that is locked; `target`: share of the whole amount to be
    saved (what is put off counts, where deferring is open); `dependencies`: children as a share of lines, each with a parent of its unit.
    """
    dice = np.random.default_rng([seed, lines])
    pieces = np.minimum(dice.geometric(0.12, lines), 60)
    amount = np.minimum(_prices(dice, lines) * pieces, MOST_AMOUNT // pieces * pieces)
    # Raising the draw to a power gives big units more lines than small ones, as in life.
    unit = (dice.random(lines) ** 1.5 * units).astype(np.int64)
    level = dice.choice(len(LEVEL_SHARES), lines, p=LEVEL_SHARES)
    score = dice.integers(0, 10_001, lines)
    weight = 100 * level + 1 + (99 * score + 5_000) // 10_000
    names = tuple(f"{place:07d}" for place in range(lines))
    places = tuple(f"unit-{place:04d}" for place in range(units))
    held = Lines(names, places, unit, amount, _locks(dice, amount, locked), np.zeros(lines, np.bool_))
    options = _options(dice, amount, weight, pieces, actions)
    parent, child = _dependencies(dice, unit, round(lines * dependencies))
    own = np.zeros(units, np.int64)
    np.add.at(own, unit, amount)
    most = {name: int(own[place] * cap) for place, name in enumerate(places)}
    asked = target_row(options, int(float(amount.sum()) * target), deferral=actions > ACTIONS.index(CutAction.DEFER))
    return checked(Instance(held, options, (asked, *unit_cap_rows(held, options, most)), parent, child))


def _prices(dice: np.random.Generator, count: int) -> Ints:
    """Log-normal prices in three figures, as price lists print them."""
    raw = np.maximum(1_000, MEDIAN_PRICE * np.exp(dice.normal(0.0, PRICE_SPREAD, count))).astype(np.int64)
    step = 10 ** np.maximum(0, np.floor(np.log10(raw)).astype(np.int64) - 2)
    found: Ints = raw // step * step
    return found


def _locks(dice: np.random.Generator, amount: Ints, share: float) -> Flags:
    """Lines in a random order, locked until they hold the share of the amount."""
    order = dice.permutation(len(amount))
    flags = np.zeros(len(amount), np.bool_)
    flags[order[np.cumsum(amount[order]) <= share * float(amount.sum())]] = True
    return flags


def _options(dice: np.random.Generator, amount: Ints, weight: Ints, pieces: Ints, actions: int) -> Options:
    """The same actions for every line; fewer keeps two pieces in three, to norm takes what stands above a drawn norm."""
    norm = amount * dice.integers(5, 26, len(amount)) // 100
    kept = np.maximum(1, pieces * 2 // 3)
    taken = np.stack([amount, amount // 2, amount // pieces * (pieces - kept), amount, norm])[:actions]
    value = np.stack([np.zeros_like(amount), np.full_like(amount, 5_000), kept * 1_000, np.full_like(amount, 2025 * 4), norm])[:actions]
    codes = np.array([CODE_OF[action] for action in ACTIONS[:actions]], dtype=np.int64)
    line = np.repeat(np.arange(len(amount)), actions)
    kind = np.tile(codes, len(amount))
    moved = taken.T.reshape(-1)
    deferring = kind == CODE_OF[CutAction.DEFER]
    harm = (moved * np.repeat(weight, actions) * np.where(deferring, DEFERRED_HARM, 100) + 5_000) // 10_000
    real = moved > 0
    parts = (line, kind, value.T.reshape(-1), np.where(deferring, 0, moved), np.where(deferring, moved, 0), harm)
    return Options(*(part[real] for part in parts))


def _dependencies(dice: np.random.Generator, unit: Ints, wanted: int) -> tuple[Ints, Ints]:
    """Drawn children, each with one parent of the same unit that stands before it, so that chains occur and circles do not."""
    order = np.lexsort((np.arange(len(unit)), unit))
    first = np.searchsorted(unit[order], unit[order])
    inside = np.arange(len(unit)) - first
    can = np.flatnonzero(inside > 0)
    chosen = np.sort(dice.choice(can, min(wanted, len(can)), replace=False))
    above = first[chosen] + (dice.random(len(chosen)) * inside[chosen]).astype(np.int64)
    return order[above], order[chosen]
