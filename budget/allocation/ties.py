"""Ties: among the best fillings, the one in which lower line numbers come first. Only what can still move is looked at.

What each pot pays is settled by then, and an arc whose flow is the same in every best filling stays as it is (docs/allocation.md).
"""

from dataclasses import dataclass

import numpy as np

from budget.allocation.classes import Classes
from budget.allocation.flow import Arcs, Offers, Pots, best_flow
from budget.allocation.instance import Flags, Instance, Ints, sums_by
from budget.allocation.potentials import UNREACHED


@dataclass(frozen=True)
class Face:
    """What can move among the best fillings.

    `moving`: arcs whose flow can change; `contested`: nodes whose share can; `group`: which nodes can exchange money, through
    pots, with which; `settled`: what a node gets on arcs that do not move (đồng); `least`: that, or its minimum where that is more;
    `got`: what it gets in all.
    """

    moving: Flags
    contested: Flags
    group: Ints
    settled: Ints
    least: Ints
    got: Ints


def settle_ties(instance: Instance, classes: Classes, must: Ints, flow: Ints, gains: Ints, value: Ints) -> Ints:
    """The best filling that gives the lowest line number the most, then the next one, and so on.

    `must` is what a node cannot do without, `value` its worth, `gains` what leads to each pot (potentials.py).
    """
    face = find_face(classes, must, flow, gains, value)
    if not bool(face.contested.any()):
        return flow
    lines = np.flatnonzero(np.append(face.contested, False)[classes.node_of])  # a line without a node reads the last entry
    wanted = _follow_numbers(instance, classes, face, lines)
    top = np.ones(classes.nodes, np.int64)
    moved = _route(instance, classes, face, flow, Offers(np.arange(classes.nodes), wanted - face.settled, top))
    short = sums_by(classes.arc_node, moved, classes.nodes) < wanted
    if not bool(short.any()):
        return moved
    # in some groups money cannot follow the numbers freely: there a flow decides line by line
    stuck = face.contested & np.isin(face.group, face.group[short])
    lines = lines[stuck[classes.node_of[lines]]]
    node = classes.node_of[lines]
    first = np.where(stuck, face.least, wanted) - face.settled
    offers = Offers(
        np.concatenate([np.arange(classes.nodes), node]),
        np.concatenate([first, instance.demand[lines] - face.least[node]]),
        np.concatenate([top * (len(lines) + 1), np.arange(len(lines), 0, -1)]),
    )
    return _route(instance, classes, face, flow, offers)


def find_face(classes: Classes, must: Ints, flow: Ints, gains: Ints, value: Ints) -> Face:
    """What can move without making a filling worse: arcs and nodes without loss or gain."""
    got = sums_by(classes.arc_node, flow, classes.nodes)
    level = np.where(got < classes.demand, value, UNREACHED)
    used = flow > 0
    np.maximum.at(level, classes.arc_node[used], gains[classes.arc_pot[used]])
    moving = (gains[classes.arc_pot] == level[classes.arc_node]) & (classes.arc_cap > 0)
    ways = np.bincount(classes.arc_node[moving], minlength=classes.nodes)
    contested = (level == value) & (ways > 0) & (classes.demand > must)
    moving &= (contested | (ways > 1))[classes.arc_node]
    group = _join(classes, moving, len(gains))
    rivals = np.bincount(group[contested], minlength=classes.nodes + 1)
    contested &= rivals[group] > 1
    moving &= (rivals[group] > 1)[classes.arc_node]
    settled = sums_by(classes.arc_node[~moving], flow[~moving], classes.nodes)
    return Face(moving, contested, group, settled, np.maximum(must, settled), got)


def _join(classes: Classes, moving: Flags, pots: int) -> Ints:
    """For each node the lowest node it is joined with through moving arcs."""
    node, pot = classes.arc_node[moving], classes.arc_pot[moving]
    group = np.arange(classes.nodes)
    while True:
        through = np.full(pots, classes.nodes, np.int64)
        np.minimum.at(through, pot, group[node])
        joined = group.copy()
        np.minimum.at(joined, node, through[pot])
        if np.array_equal(joined, group):
            return group
        group = joined


def _follow_numbers(instance: Instance, classes: Classes, face: Face, lines: Ints) -> Ints:
    """What each node would get if the money of a group could follow the line numbers freely."""
    group = face.group[classes.node_of[lines]]
    lines = lines[np.argsort(group, kind="stable")]
    node = classes.node_of[lines]
    group = face.group[node]
    pool = sums_by(face.group[face.contested], (face.got - face.least)[face.contested], classes.nodes)
    asked = instance.demand[lines] - face.least[node]
    running = np.cumsum(asked) - asked
    before = running - running[np.searchsorted(group, group)]
    wanted = np.where(face.contested, face.least, face.got)
    np.add.at(wanted, node, np.clip(pool[group] - before, 0, asked))
    return wanted


def _route(instance: Instance, classes: Classes, face: Face, flow: Ints, offers: Offers) -> Ints:
    """The flow with its moving part routed anew from some offers; each pot pays what it paid."""
    moving = face.moving
    ceiling = sums_by(classes.arc_pot[moving], flow[moving], instance.pots)
    arcs = Arcs(classes.arc_node[moving], classes.arc_pot[moving], classes.arc_cap[moving])
    concerned = np.bincount(arcs.node, minlength=classes.nodes)[offers.node] > 0
    kept = Offers(offers.node[concerned], offers.amount[concerned], offers.worth[concerned])
    moved = flow.copy()
    moved[moving] = best_flow(classes.nodes, kept, arcs, Pots(ceiling, np.zeros(instance.pots, np.int64)))
    return moved
