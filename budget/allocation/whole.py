"""Lines that take all, or at least a minimum, or nothing: chosen by an integer program, funded by an exact flow.

The program holds only the lines that matter, the others stay in their classes as if they could be divided, so its bound holds for
all; lines that the next flow breaks are let in too, until none is broken (docs/allocation.md, "All or nothing").
"""

from dataclasses import dataclass

import numpy as np

from budget.allocation.answer import by_priority, funded_lines
from budget.allocation.choosing import MOST, choose_lines, choose_whole
from budget.allocation.classes import Classes
from budget.allocation.filling import decide, fill, split
from budget.allocation.instance import Flags, Instance, Ints, sums_by
from budget.allocation.worth import Worth

ROUNDS = 20
Funded = tuple[int, ...]
"""Funded đồng by priority: a greater tuple is a better plan."""


@dataclass(frozen=True)
class Decision:
    """Lines that get nothing and lines that get their minimum at least, with what is best then and what that still breaks."""

    refused: Ints
    promised: Ints
    paid: Ints
    funded: Funded
    broken: Ints


@dataclass(frozen=True)
class Found:
    """The best lawful plan found, the tuple none can pass, and how many flows it took."""

    best: Decision
    bound: Funded
    tried: int


@dataclass(frozen=True)
class Question:
    """What every step of the search needs."""

    instance: Instance
    classes: Classes
    worth: Worth


def broken_lines(instance: Instance, paid: Ints) -> Ints:
    """The lines that get something but less than their minimum, in line order."""
    funded = funded_lines(instance, paid)
    return np.flatnonzero((funded > 0) & (funded < instance.minimum))


def search_whole(question: Question, relaxed: Ints, effort: float) -> Found:
    """The best plan that keeps every minimum, from the relaxed answer; `bound` is what it funds when none can fund more."""
    instance, classes = question.instance, question.classes
    nobody = np.zeros(0, np.int64)
    root = _judge(instance, nobody, nobody, relaxed)
    best, tried = _refuse_until_lawful(question, root)
    bound, here, chosen, kept = root.funded, root, nobody, nobody
    for _ in range(ROUNDS):
        if best.funded == bound or effort <= 0:
            break
        wanted = np.union1d(chosen, choose_lines(instance, classes, here.broken, funded_lines(instance, best.paid)))
        partly = bool(len(kept)) or len(wanted) > MOST or len(wanted) < _all_in_classes(question, here.broken, wanted)
        if len(wanted) > MOST and len(chosen):
            break
        chosen = wanted
        kept = np.setdiff1d(best.refused, chosen) if partly else nobody
        known = np.isin(chosen, np.flatnonzero(funded_lines(instance, best.paid)))
        choice = choose_whole(instance, decide(instance, classes, kept, chosen), classes.nodes, known, effort)
        effort -= choice.spent
        if not partly:
            bound = min(bound, _read_bound(choice.bound, root.funded))
        found = _try(question, np.union1d(kept, chosen[~choice.taken]), chosen[choice.taken])
        if found is None:
            break
        lawful, more = _refuse_until_lawful(question, found)
        tried += more + 1
        best, here = max(best, lawful, key=lambda plan: plan.funded), found
        if not len(found.broken):
            break
    return Found(best, max(bound, best.funded), tried)


def _all_in_classes(question: Question, broken: Ints, wanted: Ints) -> int:
    """How many lines with a minimum stand in the classes concerned: fewer chosen than that means the rest was set aside."""
    nodes = np.unique(question.classes.node_of[np.union1d(broken, wanted)])
    return int(((question.instance.minimum > 0) & np.isin(question.classes.node_of, nodes)).sum())


def _read_bound(settled: Funded, relaxed: Funded) -> Funded:
    """The program's bound, where it settled less than the relaxed answer says: up to each priority no plan funds more than that."""
    bound: list[int] = []
    for place in range(len(relaxed)):
        most = sum(relaxed[: place + 1]) - sum(bound)
        bound.append(min(most, settled[place]) if place < len(settled) else most)
    return tuple(bound)


def _refuse_until_lawful(question: Question, start: Decision) -> tuple[Decision, int]:
    """A lawful plan soon: refuse what is broken, and what in its class needs more than was left for it, until nothing is broken.

    After some rounds every line with a minimum that has not got it is refused at once.
    """
    here, tried = start, 0
    while len(here.broken):
        hopeless = _hopeless(question, here) if tried < ROUNDS else _unserved(question.instance, here)
        refused = np.setdiff1d(np.union1d(here.refused, np.flatnonzero(hopeless)), here.promised)
        found = _try(question, refused, here.promised)
        if found is None:
            raise RuntimeError("refusing lines made a plan impossible")
        here, tried = found, tried + 1
    return here, tried


def _hopeless(question: Question, here: Decision) -> Flags:
    instance, node_of = question.instance, question.classes.node_of
    funded = funded_lines(instance, here.paid)
    left = sums_by(node_of[here.broken], funded[here.broken], question.classes.nodes)
    hopeless: Flags = (funded == 0) & np.isin(node_of, node_of[here.broken]) & (instance.minimum > left[node_of])
    hopeless[here.broken] = True
    return hopeless


def _unserved(instance: Instance, here: Decision) -> Flags:
    return np.asarray((instance.minimum > 0) & (funded_lines(instance, here.paid) < instance.minimum), dtype=bool)


def _try(question: Question, refused: Ints, promised: Ints) -> Decision | None:
    instance = question.instance
    filling = fill(instance, decide(instance, question.classes, refused, promised), question.worth)
    return None if filling is None else _judge(instance, refused, promised, split(instance, filling))


def _judge(instance: Instance, refused: Ints, promised: Ints, paid: Ints) -> Decision:
    return Decision(refused, promised, paid, by_priority(instance, funded_lines(instance, paid)), broken_lines(instance, paid))
