"""The relaxed answer: every line divisible, some decided. One flow for priorities and pots, a second for the order of line numbers."""

from dataclasses import dataclass

import numpy as np

from budget.allocation.classes import NOWHERE, Classes
from budget.allocation.flow import Arcs, Offers, Pots, best_flow
from budget.allocation.instance import Instance, Ints, sums_by
from budget.allocation.potentials import UNREACHED, pot_gains
from budget.allocation.ties import settle_ties
from budget.allocation.worth import LOWEST, MUST, Worth


@dataclass(frozen=True)
class Network:
    """Classes with some lines decided: `must` is what each node cannot do without (đồng, 0 for an undecided one)."""

    classes: Classes
    must: Ints


@dataclass(frozen=True)
class Filling:
    """What flows on each arc of a network (đồng), and what one more đồng in each pot would be worth."""

    network: Network
    flow: Ints
    prices: Ints


def undecided(classes: Classes) -> Network:
    """The network in which nothing is decided."""
    return Network(classes, np.zeros(classes.nodes, np.int64))


def decide(instance: Instance, classes: Classes, refused: Ints, promised: Ints) -> Network:
    """The network in which the `refused` lines get nothing and the `promised` ones at least their minimum."""
    taken = np.concatenate([refused, promised])
    demand = classes.demand - sums_by(classes.node_of[taken], instance.demand[taken], classes.nodes)
    node_of, arc_of = classes.node_of.copy(), classes.arc_of.copy()
    node_of[refused] = NOWHERE
    node_of[promised] = classes.nodes + np.arange(len(promised))
    pairs = [np.flatnonzero(instance.pair_line == line) for line in promised]
    sizes = np.array([len(own) for own in pairs], dtype=np.int64)
    own = np.concatenate(pairs) if pairs else np.zeros(0, np.int64)
    arc_of[np.isin(instance.pair_line, refused)] = NOWHERE
    arc_of[own] = len(classes.arc_node) + np.arange(len(own))
    # what left a class may not flow through its arcs any more; a cap of a line standing alone stays its own
    cap = np.minimum(classes.arc_cap, demand[classes.arc_node])
    grown = Classes(
        node_of,
        np.concatenate([demand, instance.demand[promised]]),
        np.concatenate([classes.priority, instance.priority[promised]]),
        np.concatenate([classes.first_arc, classes.first_arc[-1] + np.cumsum(sizes)]),
        np.concatenate([classes.arc_node, np.repeat(classes.nodes + np.arange(len(promised)), sizes)]),
        np.concatenate([classes.arc_pot, instance.pair_pot[own]]),
        np.concatenate([cap, instance.pair_cap[own]]),
        arc_of,
    )
    return Network(grown, np.concatenate([np.zeros(classes.nodes, np.int64), instance.minimum[promised]]))


def fill(instance: Instance, network: Network, worth: Worth) -> Filling | None:
    """The best filling of a network; None when what must be funded cannot be. Ties go to the lower line number."""
    classes = network.classes
    arcs = Arcs(classes.arc_node, classes.arc_pot, classes.arc_cap)
    value = worth.of(classes.priority)
    nodes = np.arange(classes.nodes)
    offers = Offers(
        np.concatenate([nodes, nodes]),
        np.concatenate([network.must, classes.demand - network.must]),
        np.concatenate([np.full(classes.nodes, worth.step * (LOWEST - MUST)), value]),
    )
    flow = best_flow(classes.nodes, offers, arcs, Pots(instance.ceiling, worth.pot))
    got = sums_by(classes.arc_node, flow, classes.nodes)
    if bool((got < network.must).any()):
        return None
    wanting = got < classes.demand
    gains = pot_gains(classes, instance.pots, flow, np.where(wanting, value, UNREACHED), worth.pot)
    prices = np.maximum(gains + worth.pot, 0)
    flow = settle_ties(instance, classes, network.must, flow, gains, value)
    return Filling(network, flow, prices)


def split(instance: Instance, filling: Filling) -> Ints:
    """What each pair carries (đồng): in each class the lower line number first, and of its money the earlier pot first."""
    classes = filling.network.classes
    inside = np.flatnonzero(classes.node_of >= 0)
    by_node = inside[np.argsort(classes.node_of[inside], kind="stable")]
    before = np.zeros(instance.lines, np.int64)
    running = np.concatenate([np.zeros(1, np.int64), np.cumsum(instance.demand[by_node])])
    node = classes.node_of[by_node]
    first_of_node = np.searchsorted(node, node)
    before[by_node] = running[:-1] - running[first_of_node]
    got = sums_by(classes.arc_node, filling.flow, classes.nodes)
    upto = np.cumsum(filling.flow)
    arc_end = upto - (upto - filling.flow)[classes.first_arc[classes.arc_node]] if len(upto) else upto
    here = np.flatnonzero(classes.arc_of >= 0)
    line, arc = instance.pair_line[here], classes.arc_of[here]
    start = before[line]
    end = np.minimum(start + instance.demand[line], got[classes.node_of[line]])
    paid = np.zeros(len(instance.pair_line), np.int64)
    paid[here] = np.maximum(np.minimum(end, arc_end[arc]) - np.maximum(start, arc_end[arc] - filling.flow[arc]), 0)
    return paid
