"""One line explained: each criterion with its points and why, the band, what protects it, who decides; in sentences to read aloud."""

from dataclasses import dataclass
from fractions import Fraction

from budget.cuts.columns import UNKNOWN
from budget.cuts.necessity.bands import BANDS, HandBand
from budget.cuts.necessity.criteria import CRITERIA
from budget.cuts.necessity.needed import Needed
from budget.cuts.necessity.scoring import HUNDREDTHS, HandScore, Weights
from budget.model.states import Band, Criterion
from budget.numerals import write_numeral

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion of a line: its weight, points (None = unknown, left out of the average), why, and the points a person gave, if any."""

    criterion: Criterion
    weight: int
    points: int | None
    sentence: str
    hand: HandScore | None


@dataclass(frozen=True)
class LineNeed:
    """How needed one line is; `rank` 0 = it stands in no order; `score` in hundredths, `known` of how many criteria; money in đồng."""

    line: str
    number: int
    amount: int
    priority: int
    rank: int
    level: int
    score: int
    known: int
    parts: tuple[Part, ...]
    band: Band
    band_reason: str
    hand_band: HandBand | None
    lock_reason: str
    decider: str
    proposal: bool


def explain_line(
    needed: Needed, line: str, weights: Weights, rank: int, scores: list[HandScore], banding: HandBand | None
) -> LineNeed | None:
    """Everything that makes up a line's place; None when the line asks for nothing here."""
    table = needed.table
    place = needed.ground.facts.places.get(line)
    if place is None:
        return None
    by_hand = {score.criterion: score for score in scores}
    parts = []
    for column, criterion in enumerate(CRITERIA):
        points, hand = int(table.points[place, column]), by_hand.get(criterion)
        said = f"Chấm tay: {hand.reason}" if hand else needed.readings[criterion].say(place)
        parts.append(Part(criterion, weights[criterion], None if points == UNKNOWN else points, said, hand))
    return LineNeed(
        line=line,
        number=int(table.number[place]),
        amount=int(table.amount[place]),
        priority=int(table.priority[place]),
        rank=rank,
        level=int(table.level[place]),
        score=int(table.score[place]),
        known=int(table.known[place]),
        parts=tuple(parts),
        band=BANDS[table.band[place]],
        band_reason=table.band_reason[place],
        hand_band=banding,
        lock_reason=table.lock_reason[place],
        decider=table.decider[place],
        proposal=bool(table.proposal[place]),
    )


def say_score(score: int, known: int) -> str:
    """A score in hundredths as people read it, half up to a tenth (57,3); a dash where no criterion with a weight is known."""
    tenths = (score + HUNDREDTHS // TENTHS // 2) // (HUNDREDTHS // TENTHS)
    return write_numeral(Fraction(tenths, TENTHS), 1) if known else "—"
