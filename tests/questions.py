"""Questions of who pays for what, for tests: drawn by Hypothesis, answered again by an independent solver or by trying everything."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from budget.allocation.answer import Answer, by_priority, funded_lines, used_pots
from budget.allocation.certificate import Checked, check_allocation
from budget.allocation.instance import PRIORITIES, Instance, make_instance

Goals = tuple[int, ...]


@st.composite
def questions(draw: st.DrawFn, *, minimums: bool = False, largest: int = 12, lines: int = 8, pots: int = 4) -> Instance:
    """Small questions with caps, empty pots, lines that ask nothing, and (with `minimums`) lines that take all or a part or nothing."""
    count, places = draw(st.integers(1, lines)), draw(st.integers(1, pots))
    amounts = st.integers(0, largest)
    demand = draw(st.lists(amounts, min_size=count, max_size=count))
    priority = draw(st.lists(st.sampled_from(PRIORITIES), min_size=count, max_size=count))
    ceiling = draw(st.lists(st.integers(0, largest + 3), min_size=places, max_size=places))
    caps = st.none() | amounts
    allowed = draw(st.sets(st.sampled_from(list(product(range(count), range(places))))))
    pairs = [(line, pot, draw(caps)) for line, pot in sorted(allowed)]
    least = [draw(st.sampled_from([0, asked // 2, asked])) for asked in demand] if minimums else None
    return make_instance(demand, priority, ceiling, pairs, least)


def check(instance: Instance, answer: Answer) -> Checked:
    """What the certificate says of an answer."""
    lines = (instance.demand, instance.priority, instance.minimum)
    pairs = (instance.pair_line, instance.pair_pot, instance.pair_cap)
    return check_allocation(lines, instance.ceiling, pairs, answer.paid, answer.prices)


def goals_of(instance: Instance, answer: Answer) -> Goals:
    """An answer as its goals in order: funded by priority, used by pot, got by line."""
    funded = funded_lines(instance, answer.paid)
    return (*by_priority(instance, funded), *used_pots(instance, answer.paid).tolist(), *funded.tolist())


def solve_in_stages(instance: Instance) -> Goals:
    """The same goals by HiGHS: one program a goal, each goal's best kept as a rule of the next."""
    lines, pots, pairs = instance.lines, instance.pots, len(instance.pair_line)
    by_line = (instance.pair_line[None, :] == np.arange(lines)[:, None]).astype(float)
    by_pot = (instance.pair_pot[None, :] == np.arange(pots)[:, None]).astype(float)
    by_level = np.array([(instance.priority[instance.pair_line] == level).astype(float) for level in PRIORITIES]).reshape(4, pairs)
    rows = [
        (np.hstack([by_line, -np.diag(instance.demand)]), -np.inf, 0.0),
        (np.hstack([by_line, -np.diag(instance.minimum)]), 0.0, np.inf),
        (np.hstack([by_pot, np.zeros((pots, lines))]), -np.inf, instance.ceiling.astype(float)),
    ]
    rules = [LinearConstraint(*row) for row in rows]
    limits = Bounds(np.zeros(pairs + lines), np.concatenate([instance.pair_cap, np.ones(lines)]))
    kinds = np.concatenate([np.zeros(pairs), np.ones(lines)])
    found = []
    for goal in np.vstack([by_level, by_pot, by_line]):
        wide = np.concatenate([goal, np.zeros(lines)])
        answer = milp(-wide, integrality=kinds, bounds=limits, constraints=rules)
        assert answer.status == 0, answer
        found.append(round(-answer.fun))
        assert abs(found[-1] + answer.fun) < 1e-5
        rules.append(LinearConstraint(wide[None, :], found[-1] - 1e-7, np.inf))
    return tuple(found)


def solve_by_trying(instance: Instance) -> Goals:
    """The same goals by trying every whole amount on every pair; only for the tiniest questions."""
    best: Goals = ()
    for paid in product(*(range(int(cap) + 1) for cap in instance.pair_cap)):
        answer = Answer(np.array(paid, dtype=np.int64), (), False, None)
        lines = (instance.demand, instance.priority, instance.minimum)
        pairs = (instance.pair_line, instance.pair_pot, instance.pair_cap)
        if check_allocation(lines, instance.ceiling, pairs, answer.paid).lawful:
            best = max(best, goals_of(instance, answer))
    return best
