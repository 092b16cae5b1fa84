"""Conventions of cutting that people adjust: the weight of each criterion, and the marks of lines that are protected or cut early."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.model.states import Criterion
from budget.reference.law import Confidence

BETWEEN = ";"
"""What stands between several codes, categories or words in one cell."""


class CutEffect(StrEnum):
    """What a mark does: keep a line from being cut, or put it into a band."""

    PROTECT = "protect"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class CriterionWeight:
    """The weight (0-100) a criterion begins with, and what of the plan it reads, in words."""

    code: Criterion
    weight: int
    reads: str
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class CutMark:
    """By what a line is known that is protected (`place` = what of it) or belongs to a band (`place` = its letter).

    Every condition that is told must hold: budget codes (or the item they stand under), categories, words of the name without accents,
    a priority number at least so high (4 = least needed). Lists are told with BETWEEN between.
    """

    code: str
    effect: CutEffect
    place: str
    budget_codes: str
    unless_codes: str
    categories: str
    unless_categories: str
    words: str
    least_priority: int | None
    reason: str
    document: str
    article: str
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    note: str


def parts(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several."""
    return tuple(part.strip() for part in text.split(BETWEEN) if part.strip())
