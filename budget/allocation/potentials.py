"""What one more đồng would be worth in each pot: the best residual path to it, exact and not a slope (docs/allocation.md, "Prices")."""

import numpy as np

from budget.allocation.classes import Classes
from budget.allocation.instance import Ints, sums_by

UNREACHED = -(2**60)


def pot_gains(classes: Classes, pots: int, flow: Ints, wanting: Ints, worth: Ints) -> Ints:
    """What can be gained on the way to each pot; UNREACHED where no way leads.

    A way starts at a node that still wants money (`wanting`, its worth, else UNREACHED) or at a pot that pays less (losing its
    `worth`), goes forward on arcs with room and back on arcs with flow. Every way is simple, since the flow is best.
    """
    used = sums_by(classes.arc_pot, flow, pots)
    gains = np.where(used > 0, -worth, UNREACHED)
    forward, back = flow < classes.arc_cap, flow > 0
    forward_node, forward_pot = classes.arc_node[forward], classes.arc_pot[forward]
    back_node, back_pot = classes.arc_node[back], classes.arc_pot[back]
    at_node = wanting.copy()
    for _ in range(2 * (pots + classes.nodes) + 2):
        np.maximum.at(at_node, back_node, gains[back_pot])
        moved = gains.copy()
        np.maximum.at(moved, forward_pot, at_node[forward_node])
        if np.array_equal(moved, gains):
            return gains
        gains = moved
    raise RuntimeError("the flow is not the best one: a way to a pot gains without end")
