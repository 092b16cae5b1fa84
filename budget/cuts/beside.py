"""What stands beside the least harmful cut: a cut that an officer made by hand in a scenario, weighed by the same harm."""

from dataclasses import dataclass

import numpy as np

from budget.cuts.acting import DEFER_DIVISOR, harm_of_taking
from budget.cuts.drawing import Drawn
from budget.store.database import Cursor

_OF_ALL = """SELECT o.line, p.amount - o.amount AS cut, CASE WHEN o.deferred AND NOT p.deferred THEN o.amount ELSE 0 END AS late
    FROM overlay o JOIN resolved(?) p ON p.id = o.line WHERE o.scenario = ?"""
_OF_YEAR = """SELECT line, sum(was - kept)::BIGINT AS cut, sum(kept - now)::BIGINT AS late FROM moved_years(?)
    WHERE year = ?::BIGINT GROUP BY line"""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A cut made by hand in a scenario: what it saves, puts off and harms, and which protected lines it touches (by number)."""

    scenario: str
    saved: int
    deferred: int
    harm: int
    protected: tuple[int, ...]


def weigh_by_hand(cursor: Cursor, drawn: Drawn, scenario: str) -> ByHand:
    """What the operations of a scenario that stands on the one drawn come to, weighed as the question weighs.

    Over one year what was done in the scenario's ancestors counts too.
    """
    year = drawn.settings.year
    rows = cursor.rows(_OF_ALL, [drawn.scenario, scenario]) if year is None else cursor.rows(_OF_YEAR, [scenario, year])
    place = {line: at for at, line in enumerate(drawn.figures.ids)}
    found = [(place[str(line)], int(str(cut)), int(str(late))) for line, cut, late in rows if line in place]
    at, cut, late = (np.array([row[column] for row in found], np.int64) for column in range(3))
    cut, late = np.maximum(cut, 0), np.maximum(late, 0)
    weight = drawn.need.weight[at]
    harm = harm_of_taking(cut, weight) + harm_of_taking(late, weight, DEFER_DIVISOR)
    touched = at[(cut + late > 0) & drawn.instance.lines.locked[at]]
    protected = tuple(sorted(int(number) for number in drawn.need.number[touched]))
    return ByHand(scenario, int(cut.sum()), int(late.sum()), int(harm.sum()), protected)
