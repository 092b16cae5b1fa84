"""Where the nodes and ribbons of a flow diagram stand: three columns, heights in proportion to money, nothing crossing without need.

Places are in pixels from the top; money stays whole đồng and is never read back from a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 14.0
LEAST = 2.0
"""No node is drawn thinner, so that a small sum is seen; its ribbons keep the true proportion."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money on its way (đồng, > 0): the name of its place in each column, left to right."""

    places: tuple[str, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Node:
    """One place of a column: its money (đồng) and where it is drawn."""

    column: int
    name: str
    amount: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The money between two places of neighbouring columns, with its edges at both ends."""

    column: int
    start: str
    end: str
    amount: int
    left: tuple[float, float]
    right: tuple[float, float]


def lay_out(flows: Sequence[Flow], order: Mapping[str, int], height: float) -> tuple[list[Node], list[Ribbon]]:
    """Nodes and ribbons of the flows in a picture of some height; names in `order` stand by it, the others by size."""
    columns = len(flows[0].places) if flows else 0
    whole = sum(flow.amount for flow in flows)
    sums = [_add_up((flow.places[column], flow.amount) for flow in flows) for column in range(columns)]
    most = max((len(held) for held in sums), default=1)
    scale = max(height - GAP * (most - 1), height / 2) / whole if whole else 0.0
    nodes = [node for column, held in enumerate(sums) for node in _stand(column, held, order, scale, height)]
    places = {(node.column, node.name): node for node in nodes}
    ribbons = [ribbon for column, _ in enumerate(pairwise(range(columns))) for ribbon in _tie(column, flows, places, scale)]
    return nodes, ribbons


def curve(ribbon: Ribbon, left: float, right: float, steps: int = 24) -> list[tuple[float, float, float]]:
    """The ribbon as (x, upper edge, lower edge) from left to right: flat at both ends, steepest in the middle."""
    points = []
    for step in range(steps + 1):
        share = step / steps
        bend = share * share * (3 - 2 * share)
        upper, lower = (ribbon.left[side] + (ribbon.right[side] - ribbon.left[side]) * bend for side in (0, 1))
        points.append((left + (right - left) * share, upper, lower))
    return points


def _add_up(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    held: dict[str, int] = {}
    for name, amount in pairs:
        held[name] = held.get(name, 0) + amount
    return held


def _stand(column: int, held: Mapping[str, int], order: Mapping[str, int], scale: float, height: float) -> list[Node]:
    names = sorted(held, key=lambda name: (order.get(name, len(order)), -held[name], name))
    thickness = [max(held[name] * scale, LEAST) for name in names]
    gap = min(GAP, (height - sum(thickness)) / max(len(names) - 1, 1))
    top, nodes = 0.0, []
    for name, thick in zip(names, thickness, strict=True):
        nodes.append(Node(column, name, held[name], top, top + thick))
        top += thick + max(gap, 0.0)
    return nodes


def _tie(column: int, flows: Sequence[Flow], places: Mapping[tuple[int, str], Node], scale: float) -> list[Ribbon]:
    """The ribbons between a column and the next, each end stacked in the order of the nodes at the other end."""
    sums = _add_up((f"{flow.places[column]}\0{flow.places[column + 1]}", flow.amount) for flow in flows)
    pairs = {(start, end): amount for key, amount in sums.items() for start, _, end in [key.partition("\0")]}
    tops = {pair: (places[column, pair[0]].top, places[column + 1, pair[1]].top) for pair in pairs}
    left = _stack(sorted(pairs, key=lambda pair: (tops[pair][0], tops[pair][1])), pairs, 0, tops, scale)
    right = _stack(sorted(pairs, key=lambda pair: (tops[pair][1], tops[pair][0])), pairs, 1, tops, scale)
    return [Ribbon(column, *pair, amount, left[pair], right[pair]) for pair, amount in pairs.items()]


def _stack(
    ordered: Sequence[tuple[str, str]],
    pairs: Mapping[tuple[str, str], int],
    side: int,
    tops: Mapping[tuple[str, str], tuple[float, float]],
    scale: float,
) -> dict[tuple[str, str], tuple[float, float]]:
    edges, filled = {}, dict[str, float]()
    for pair in ordered:
        top = filled.get(pair[side], tops[pair][side])
        filled[pair[side]] = top + pairs[pair] * scale
        edges[pair] = (top, filled[pair[side]])
    return edges
