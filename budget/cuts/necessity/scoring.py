"""The score of a line: the weighted average of the criteria that are known, a person's points before the computed ones.

Law: whole numbers only, rounded half up once; a criterion nobody can tell is left out of the average, never taken as 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.cuts.columns import UNKNOWN
from budget.cuts.instance import Flags, Ints
from budget.cuts.marks import shipped
from budget.cuts.necessity.criteria import CRITERIA, Reading
from budget.cuts.necessity.line_facts import LineFacts
from budget.model.states import Criterion
from budget.store.database import Cursor

Weights = Mapping[Criterion, int]
MOST_WEIGHT = 100
HUNDREDTHS = 100
UNTOLD = 5_000
"""The score, in hundredths, of a line of which no criterion with a weight is known: the middle, and told as unknown."""
STEP, WITHIN = 100, 99
"""The weight of a line is STEP a level, and within the level 1 to 1 + WITHIN by its score: weights decide only inside a level."""
_WHOLE_SCORE = 10_000


@dataclass(frozen=True)
class Points:
    """Points by [line, criterion], UNKNOWN where nobody can tell; `by_hand` where a person gave them."""

    points: Ints
    by_hand: Flags


@dataclass(frozen=True, slots=True)
class HandScore:
    """Points a person gave a line for a criterion, with the reason, who and when (ISO text with zone)."""

    line: str
    criterion: Criterion
    points: int
    reason: str
    author: str
    moment: str


def default_weights() -> dict[Criterion, int]:
    """The weights the program comes with: a convention, to be adjusted."""
    weights = {row.code: row.weight for row in shipped().criteria}
    return {criterion: weights[criterion] for criterion in CRITERIA}


def what_is_read() -> dict[Criterion, str]:
    """What each criterion reads of the plan, in a sentence."""
    return {row.code: row.reads for row in shipped().criteria}


def read_weights(cursor: Cursor) -> dict[Criterion, int]:
    """The plan's weights; where nobody set one, the one the program comes with."""
    stored = {str(code): int(str(weight)) for code, weight in cursor.rows("SELECT code, weight FROM criterion WHERE weight IS NOT NULL")}
    return {criterion: stored.get(criterion, weight) for criterion, weight in default_weights().items()}


def read_hand_scores(cursor: Cursor, line: str | None = None) -> list[HandScore]:
    """The points people gave (to one line), by line and criterion."""
    sql = """SELECT line, criterion, points, COALESCE(reason, ''), COALESCE(author, ''), COALESCE(moment, '') FROM score
             WHERE points IS NOT NULL AND (?::TEXT IS NULL OR line = ?) ORDER BY line, criterion"""
    return [
        HandScore(str(row[0]), Criterion(str(row[1])), int(str(row[2])), str(row[3]), str(row[4]), str(row[5]))
        for row in cursor.rows(sql, [line, line])
    ]


def lay_points(facts: LineFacts, readings: Mapping[Criterion, Reading], by_hand: list[HandScore]) -> Points:
    """The points of every line, those given by hand in the place of the computed ones."""
    points = np.column_stack([readings[criterion].points for criterion in CRITERIA]).astype(np.int64)
    given = np.zeros(points.shape, np.bool_)
    places = facts.places if by_hand else {}
    for score in by_hand:
        place = places.get(score.line)
        if place is not None:
            column = CRITERIA.index(score.criterion)
            points[place, column], given[place, column] = score.points, True
    return Points(points, given)


def score_lines(points: Ints, weights: Weights) -> tuple[Ints, Ints]:
    """(score in hundredths 0-10000, how many criteria were known) of each line."""
    weight = np.array([weights[criterion] for criterion in CRITERIA], np.int64)
    known = points != UNKNOWN
    whole = known @ weight
    taken = np.where(known, points, 0) @ (weight * HUNDREDTHS)
    score = np.where(whole > 0, (2 * taken + whole) // np.maximum(2 * whole, 1), UNTOLD)
    counted: Ints = (known & (weight > 0)).sum(axis=1).astype(np.int64)
    return score.astype(np.int64), counted


def weigh(level: Ints, score: Ints) -> Ints:
    """The weight of a line in harm: its level in hundreds, then 1 to 100 by its score, rounded half up."""
    within = (2 * WITHIN * score + _WHOLE_SCORE) // (2 * _WHOLE_SCORE)
    weight: Ints = STEP * level + 1 + within
    return weight
