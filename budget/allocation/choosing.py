"""Which all-or-nothing lines to take: an integer program (CP-SAT) over classes and the lines that matter, priority by priority.

Whole numbers throughout, so its bounds hold to the đồng; a solver in floating point could not promise that.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from budget.allocation.classes import Classes
from budget.allocation.filling import Network
from budget.allocation.instance import PRIORITIES, Flags, Instance, Ints

MOST = 600
"""How many lines one program decides; more would not be answered in time."""
LEAST_EFFORT = 0.05


@dataclass(frozen=True)
class Choice:
    """Whether each line that mattered is taken, and by priority the most (đồng) any choice could fund, read in order.

    `bound` ends where a priority could not be settled: after that nothing is known. `spent` is the effort it took.
    """

    taken: Flags
    bound: tuple[int, ...]
    spent: float


def choose_lines(instance: Instance, classes: Classes, broken: Ints, funded: Ints) -> Ints:
    """The lines with a minimum in the classes of broken ones; when too many, those around the border between funded and not."""
    candidates = np.flatnonzero((instance.minimum > 0) & np.isin(classes.node_of, np.unique(classes.node_of[broken])))
    if len(candidates) <= MOST:
        return candidates
    node, distance = classes.node_of[candidates], np.empty(len(candidates), np.int64)
    reached = funded[candidates] >= instance.minimum[candidates]
    for own, direction in ((np.flatnonzero(reached), -1), (np.flatnonzero(~reached), 1)):
        order = own[np.lexsort((direction * candidates[own], node[own]))]
        distance[order] = np.arange(len(order)) - np.searchsorted(node[order], node[order])
    return np.sort(candidates[np.argsort(distance, kind="stable")[:MOST]])


def choose_whole(instance: Instance, network: Network, first: int, known: Flags, effort: float) -> Choice:
    """The best choice for the nodes from `first` on (one line each); `known` is a lawful choice to start from.

    `effort` is the solver's own measure of work, not seconds: the same question gets the same answer everywhere.
    """
    from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver  # a heavy part that only this needs

    classes, model, solver = network.classes, CpModel(), CpSolver()
    solver.parameters.num_workers = 1
    flows = [model.new_int_var(0, int(cap), "") for cap in classes.arc_cap]
    taken = [model.new_bool_var("") for _ in range(first, classes.nodes)]
    for node, (start, end) in enumerate(pairwise(classes.first_arc.tolist())):
        got, most = sum(flows[start:end]), int(classes.demand[node])
        if node < first:
            model.add(got <= most)
        else:
            model.add(got <= most * taken[node - first])
            model.add(got >= int(network.must[node]) * taken[node - first])
    by_pot = np.argsort(classes.arc_pot, kind="stable")
    borders = np.searchsorted(classes.arc_pot[by_pot], np.arange(instance.pots + 1))
    for pot, (start, end) in enumerate(pairwise(borders.tolist())):
        model.add(sum(flows[arc] for arc in by_pot[start:end]) <= int(instance.ceiling[pot]))
    for variable, value in zip(taken, known.tolist(), strict=True):
        model.add_hint(variable, value)
    chosen, bound, spent = known, [], 0.0
    for priority in PRIORITIES:
        goal = sum(flows[arc] for arc in np.flatnonzero(classes.priority[classes.arc_node] == priority))
        model.maximize(goal)
        solver.parameters.max_deterministic_time = max(effort - spent, LEAST_EFFORT)
        status = solver.solve(model)
        spent += solver.response_proto.deterministic_time
        if status not in (OPTIMAL, FEASIBLE):
            break
        chosen = np.array([solver.boolean_value(one) for one in taken], dtype=bool)
        # the solver's bound is a whole number below 2^53, which a float holds exactly
        bound.append(int(solver.best_objective_bound))
        if status != OPTIMAL:
            break
        model.add(goal >= round(solver.objective_value))
        model.clear_hints()  # type: ignore[no-untyped-call]  # the package has no types for it
        for variable in (*flows, *taken):
            model.add_hint(variable, solver.value(variable))
    return Choice(chosen, tuple(bound), spent)
