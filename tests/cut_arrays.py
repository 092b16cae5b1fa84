"""Small questions of cuts as arrays, and an answer to them found by trying everything."""

from itertools import product

import numpy as np

from budget.cuts.answer import KEPT, Answer, Relaxed, broken_lines, broken_rows, harm_of
from budget.cuts.instance import Instance, plain_instance

Line = tuple[str, str, int, bool, list[str], list[tuple[str, int, int]]]


def whole(name: str, amount: int, weight: int = 100, unit: str = "A", requires: list[str] | None = None, *, locked: bool = False) -> Line:
    """A line that can be dropped, at a harm of weight / 100 a đồng."""
    return (name, unit, amount, locked, requires or [], [("drop", amount, amount * weight // 100)])


def question(lines: list[Line], target: int, caps: dict[str, int] | None = None) -> Instance:
    """The question of some lines."""
    return plain_instance(lines, target, caps or {})


def try_all(instance: Instance) -> Answer:
    """The least harmful answer, the first of equals; where none keeps all rules the one that breaks them by the fewest đồng."""
    first = instance.first_options.tolist()
    choices = [[KEPT, *range(first[at], first[at + 1])] for at in range(len(instance.lines))]
    best: tuple[int, int, Answer] | None = None
    for picked in product(*choices):
        chosen = np.array(picked, np.int64)
        if broken_lines(instance, chosen):
            continue
        broken, harm = broken_rows(instance, chosen), harm_of(instance, chosen)
        over = sum(by for _, by in broken)
        if best is None or (over, harm) < best[:2]:
            relaxed = tuple(Relaxed(row, by) for row, by in broken)
            answer = Answer(chosen, harm, float(harm), "relaxed" if relaxed else "optimal", (0.0,) * len(instance.rows), relaxed)
            best = (over, harm, answer)
    assert best is not None
    return best[2]
