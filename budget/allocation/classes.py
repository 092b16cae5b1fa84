"""Lines that the law cannot tell apart, made one: the same priority, the same pots, no cap of their own.

What a class gets can be given to its lines in any way, so a flow over classes is a flow over lines.
"""

from dataclasses import dataclass

import numpy as np

from budget.allocation.instance import Instance, Ints, sums_by

NOWHERE = -1
_SEEDS = range(20240607, 20240617)


@dataclass(frozen=True)
class Classes:
    """Nodes of the class network: demand and priority each, arcs sorted by node and pot; where each line and pair went.

    `node_of` is NOWHERE for a line without a pot; `arc_of` gives each pair's arc; `first_arc` has one more entry than nodes.
    """

    node_of: Ints
    demand: Ints
    priority: Ints
    first_arc: Ints
    arc_node: Ints
    arc_pot: Ints
    arc_cap: Ints
    arc_of: Ints

    @property
    def nodes(self) -> int:
        """How many classes there are."""
        return len(self.demand)


def group_lines(instance: Instance) -> Classes:
    """The classes of an instance; a line with a cap below its demand stands alone."""
    lines = instance.lines
    count = np.bincount(instance.pair_line, minlength=lines).astype(np.int64)
    start = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    asking = np.flatnonzero((count > 0) & (instance.demand > 0))
    capped = np.zeros(lines, bool)
    capped[instance.pair_line[instance.pair_cap < instance.demand[instance.pair_line]]] = True
    together, alone = asking[~capped[asking]], asking[capped[asking]]
    place = np.arange(len(instance.pair_line)) - start[instance.pair_line]
    members = _group(instance, together, count, start, place)
    first = np.full(int(members.max()) + 1 if len(together) else 0, lines, np.int64)
    np.minimum.at(first, members, together)
    first = np.concatenate([first, alone])
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    node_of = np.full(lines, NOWHERE, np.int64)
    node_of[together] = rank[members]
    node_of[alone] = rank[len(first) - len(alone) :]
    return _lay_out(instance, node_of, first[order], count, start, place)


def _group(instance: Instance, lines: Ints, count: Ints, start: Ints, place: Ints) -> Ints:
    """The class of each of some lines; grouped by a hash of its pots, then compared pot by pot."""
    if not len(lines):
        return np.zeros(0, np.int64)
    for seed in _SEEDS:
        dice = np.random.default_rng(seed).integers(0, 2**64, instance.pots + 5, dtype=np.uint64)
        running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(dice[instance.pair_pot], dtype=np.uint64)])
        mark = running[start[lines + 1]] - running[start[lines]] + dice[instance.pots + instance.priority[lines]] * np.uint64(3)
        _, first, members = np.unique(mark, return_index=True, return_inverse=True)
        if _is_exact(instance, lines, lines[first][members], count, start, place):
            return members.astype(np.int64)
    raise RuntimeError("classes could not be told apart")


def _is_exact(instance: Instance, lines: Ints, chosen: Ints, count: Ints, start: Ints, place: Ints) -> bool:
    """Whether each line has the pots and the priority of the line chosen for its class."""
    if not (np.array_equal(count[lines], count[chosen]) and np.array_equal(instance.priority[lines], instance.priority[chosen])):
        return False
    stands_for = np.arange(instance.lines)
    stands_for[lines] = chosen
    mirrored = start[stands_for[instance.pair_line]] + place
    return bool(np.array_equal(instance.pair_pot, instance.pair_pot[mirrored]))


def _lay_out(instance: Instance, node_of: Ints, first: Ints, count: Ints, start: Ints, place: Ints) -> Classes:
    nodes = len(first)
    first_arc = np.concatenate([np.zeros(1, np.int64), np.cumsum(count[first])]).astype(np.int64)
    arc_node = np.repeat(np.arange(nodes), count[first])
    arc_pair = start[first][arc_node] + np.arange(len(arc_node)) - first_arc[arc_node]
    inside = node_of >= 0
    demand = sums_by(node_of[inside], instance.demand[inside], nodes)
    chosen = instance.pair_cap[arc_pair]
    # the arc of a class carries all its lines; that of a line standing alone carries its own cap
    arc_cap = np.where(chosen < instance.demand[first][arc_node], chosen, demand[arc_node])
    node = node_of[instance.pair_line]
    arc_of = np.where(node >= 0, first_arc[np.maximum(node, 0)] + place, NOWHERE) if nodes else np.full(len(node), NOWHERE)
    priority = instance.priority[first]
    return Classes(node_of, demand, priority, first_arc, arc_node, instance.pair_pot[arc_pair], arc_cap, arc_of)
