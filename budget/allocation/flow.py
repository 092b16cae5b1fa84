"""The best flow from offers through nodes into pots, in exact whole numbers: a minimum-cost flow (OR-tools, cost scaling)."""

from dataclasses import dataclass

import numpy as np

from budget.allocation.instance import Ints


@dataclass(frozen=True)
class Offers:
    """What may flow into the nodes: node, amount (đồng) and what each đồng of it is worth."""

    node: Ints
    amount: Ints
    worth: Ints


@dataclass(frozen=True)
class Arcs:
    """What may flow from nodes into pots: node, pot, cap (đồng)."""

    node: Ints
    pot: Ints
    cap: Ints


@dataclass(frozen=True)
class Pots:
    """Where it ends: ceiling (đồng) and what each đồng used of it is worth."""

    ceiling: Ints
    worth: Ints


def best_flow(nodes: int, offers: Offers, arcs: Arcs, pots: Pots) -> Ints:
    """The flow on each arc that is worth most; every worth is whole and an offer is always worth taking.

    Our own mistakes raise: ValueError for an amount below nothing (the solver would never end), RuntimeError when it finds no flow.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # a heavy part that only this needs

    if any(bool((part < 0).any()) for part in (offers.amount, offers.worth, arcs.cap, pots.ceiling, pots.worth)):
        raise ValueError("an amount or a worth is below nothing")
    total = min(int(offers.amount.sum()), int(pots.ceiling.sum()))
    if not total or not len(arcs.node):
        return np.zeros(len(arcs.node), np.int64)
    some = np.flatnonzero(offers.amount)
    offers = Offers(offers.node[some], offers.amount[some], offers.worth[some])
    count = len(pots.ceiling)
    source, sink = nodes + count, nodes + count + 1
    network = SimpleMinCostFlow()
    handles = network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([arcs.node, np.full(len(offers.node), source), nodes + np.arange(count)]).astype(np.int32),
        np.concatenate([nodes + arcs.pot, offers.node, np.full(count, sink)]).astype(np.int32),
        # a ceiling above all that is asked says nothing more, and sums of capacities must fit the solver's words
        np.concatenate([arcs.cap, offers.amount, np.minimum(pots.ceiling, total)]),
        np.concatenate([np.zeros(len(arcs.node), np.int64), -offers.worth, -pots.worth]),
    )
    network.set_node_supply(source, total)
    network.set_node_supply(sink, -total)
    status = network.solve_max_flow_with_min_cost()
    if status != network.OPTIMAL:
        raise RuntimeError(f"minimum-cost flow ended with {status}")
    found: Ints = np.asarray(network.flows(handles[: len(arcs.node)]), dtype=np.int64)
    return found
