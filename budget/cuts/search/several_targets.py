"""A question that several rules couple: prices for all of them climb together, and near those prices an answer is closed and polished.

The bound is that of one target, with a price for each coupling row; its summit is sought by cutting planes in a region of trust (Kelley,
SIAM Journal 8, 1960). There the first target is closed as if it were alone, the other rows being paid for at their prices; a row that is
then not kept is made dearer until it is. What is found is bettered by settling the classes nearest to the prices anew under all rules,
a few at a time, with the general solver.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from budget.cuts.answer import harm_of
from budget.cuts.instance import Instance, Ints
from budget.cuts.search.classes import UNCAPPED, Floats, Table
from budget.cuts.search.closing import close
from budget.cuts.search.found import Search
from budget.cuts.search.minima import priced
from budget.cuts.search.sweep import Sweep, Sweeper
from budget.cuts.search.whole import minimise_choices

STEPS = 40
REGION = 4.0
DEARER = (0.0, 0.002, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""By how much more than its price a row is paid for while it is not kept."""
WINDOWS = ((60, 0), (60, 40), (60, 80), (120, 0), (120, 80), (60, 20))
"""The classes settled anew, one attempt after the other: how many, from which on in the order of their excess."""
WINDOW_SECONDS = 2.0
LEAST_LEFT = 0.5
CLOSE_ENOUGH = 1e-7
FIRST_PRICE = 0.05


@dataclass(frozen=True)
class _Cut:
    """A tangent of the bound: its price, height and slope."""

    price: Floats
    height: float
    slope: Floats


def search_several(instance: Instance, table: Table, gap: float, left: Callable[[], float], pulse: Callable[[], None]) -> Search:
    """The answer where several rows couple the blocks; without a choice when none was found near the prices."""
    sweeper = Sweeper(table, pulse=pulse)
    best = _summit(sweeper, gap, left)
    if best is None:
        return Search(None, 0.0, np.zeros(len(instance.rows)), impossible=True)
    price = np.zeros(len(instance.rows))
    price[table.coupling], price[table.cap_rows] = best.price, best.cap_price
    found = Search(None, best.bound, price)
    rows = _closed(sweeper, best)
    if rows is None:
        return found
    chosen = table.chosen_options(instance, polish(table, best, rows, gap, left, pulse))
    return replace(found, chosen=chosen, harm=harm_of(instance, chosen))


def polish(table: Table, sweep: Sweep, rows: Ints, gap: float, left: Callable[[], float], pulse: Callable[[], None]) -> Ints:
    """The rows of an answer bettered by settling the classes nearest to the prices anew, some at a time, until they are within the gap."""
    harm = int(table.harm[rows].sum())
    for window in WINDOWS:
        if harm - sweep.bound <= max(gap * harm, 0.5) or left() <= LEAST_LEFT:
            break
        pulse()
        settled = _settle(table, sweep, rows, window, (gap / 4, min(left(), WINDOW_SECONDS)))
        if int(table.harm[settled].sum()) < harm:
            rows, harm = settled, int(table.harm[settled].sum())
    return rows


def _closed(sweeper: Sweeper, best: Sweep) -> Ints | None:
    """Rows that keep all rules: the first coupling row closed, the others paid for at their prices or somewhat dearer."""
    table, price = sweeper.table, best.price.copy()
    for dearer in DEARER:
        price[1:] = np.where(best.price[1:] > 0, best.price[1:] * (1 + dearer), price[1:])
        alone = replace(
            table,
            harm=np.rint(table.harm - table.amount[:, 1:] @ price[1:]).astype(np.int64),
            amount=table.amount[:, :1].copy(),
            coupling=table.coupling[:1],
            limit=table.limit[:1],
        )
        single = Sweeper(alone)
        closed = close(single, single.sweep(price[:1]), CLOSE_ENOUGH * abs(best.bound))
        if closed is not None:
            short = sweeper.limit - table.amount[closed.rows].sum(axis=0)
            if (short <= 0).all():
                return closed.rows
            # a row that is free at the summit and still not kept needs some price to begin with
            price[1:] = np.where((short[1:] > 0) & (price[1:] == 0), price[0] * FIRST_PRICE, price[1:])
    return None


def _summit(sweeper: Sweeper, gap: float, left: Callable[[], float]) -> Sweep | None:
    """The sweep with the greatest bound; None when some block cannot stay within its cap."""
    rows = len(sweeper.limit)
    steepest = _steepest(sweeper.table)
    price, region = np.zeros(rows), np.full(rows, steepest)
    cuts: list[_Cut] = []
    best: Sweep | None = None
    for _ in range(STEPS):
        sweep = sweeper.sweep(price)
        if sweep.impossible:
            return None
        cuts.append(_Cut(price, sweep.bound, (sweeper.limit - sweep.amount).astype(np.float64)))
        if best is None or sweep.bound > best.bound:
            best = sweep
        else:
            region = region / REGION
        price, height = _next_price(cuts, best.price, region)
        if height - best.bound <= gap / 4 * abs(best.bound) or left() <= LEAST_LEFT:
            break
    return best


def _next_price(cuts: list[_Cut], centre: Floats, region: Floats) -> tuple[Floats, float]:
    """Where the tangents leave the bound highest, within the region of trust; the price and that height."""
    rows = len(centre)
    scale = max(1.0, *(abs(cut.height) for cut in cuts))
    matrix = np.array([[*(-cut.slope / scale), 1.0] for cut in cuts])
    heights = np.array([(cut.height - float(cut.slope @ cut.price)) / scale for cut in cuts])
    bounds = [(max(0.0, low), high) for low, high in zip(centre - region, centre + region, strict=True)]
    found = linprog(np.append(np.zeros(rows), -1.0), A_ub=matrix, b_ub=heights, bounds=[*bounds, (None, None)], method="highs")
    if found.x is None:
        return centre, -np.inf
    return found.x[:rows], float(found.x[rows]) * scale


def _steepest(table: Table) -> float:
    some = table.weight > 0
    return float((table.harm[some] / table.weight[some]).max(initial=10.0)) * 2


def _settle(table: Table, sweep: Sweep, rows: Ints, window: tuple[int, int], asked: tuple[float, float]) -> Ints:
    """The rows of an answer with some classes settled anew under all rules: those whose other choices cost least at the prices."""
    cost = priced(table, sweep.price)
    charged = cost + np.append(sweep.cap_price, 0.0)[table.block_of_row] * table.weight
    own = np.full(len(table.start), np.inf)
    own[table.klass[rows]] = charged[rows]
    other = charged - own[table.klass]
    other[rows] = np.inf
    other[np.isinf(own)[table.klass]] = np.inf
    least = np.minimum.reduceat(other, table.start)
    count, first = window
    order = np.lexsort((np.arange(len(least)), least))
    chosen = order[first : first + count]
    inside = np.zeros(len(table.start), np.bool_)
    inside[chosen[np.isfinite(least[chosen])]] = True
    fixed = rows[~inside[table.klass[rows]]]
    taken = _solve_core(table, np.flatnonzero(inside[table.klass]), fixed, *asked)
    return rows if taken is None else np.concatenate([fixed, taken])


def _solve_core(table: Table, core: Ints, fixed: Ints, gap: float, seconds: float) -> Ints | None:
    if not len(core):
        return core
    _, klass = np.unique(table.klass[core], return_inverse=True)
    one_each = sparse.csr_matrix((np.ones(len(core)), (klass, np.arange(len(core)))))
    capped = table.block_of_row[core] != UNCAPPED
    weights = sparse.csr_matrix(
        (table.weight[core][capped].astype(np.float64), (table.block_of_row[core][capped], np.flatnonzero(capped))),
        shape=(len(table.caps), len(core)),
    )
    used = np.bincount(table.block_of_row[fixed] + 1, table.weight[fixed], len(table.caps) + 1)[1:]
    amounts = sparse.csr_matrix(table.amount[core].T.astype(np.float64))
    short = table.limit - table.amount[fixed].sum(axis=0)
    rules = ((one_each, np.ones(one_each.shape[0])), (weights, (table.caps - used).astype(np.float64)), (amounts, short.astype(np.float64)))
    places = minimise_choices(table.harm[core], rules, gap, seconds)
    return None if places is None else core[places]
