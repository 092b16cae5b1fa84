"""Legal documents, budget codes, chapters and price norms: dated, cited, chosen by date and never by confidence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.model.states import Nature, UnitLevel


class Confidence(StrEnum):
    """How well a fact was checked; it is shown to people and never decides which row is in force."""

    CONFIRMED = "confirmed"
    RECALLED = "recalled"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Document:
    """A legal document; `number` and `issued` are empty when nobody has seen them.

    `rank` is its strength, higher wins: law 6, decree 5, prime minister and ministry 4, provincial council 3, committee 2, letter 1.
    """

    code: str
    kind: str
    number: str
    issuer: str
    issued: date | None
    date_confidence: Confidence | None
    title: str
    short_name: str
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    rank: int
    citation: str
    note: str


@dataclass(frozen=True, slots=True)
class BudgetCode:
    """An item or sub-item of the state budget's list, keyed by (code, edition); codes are text."""

    code: str
    edition: str
    level: str
    parent: str | None
    name: str
    nature: Nature | None
    valid_from: date | None
    valid_to: date | None
    document: str
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the state budget's list: which body spends."""

    code: str
    name: str
    valid_from: date | None
    valid_to: date | None
    document: str
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class Norm:
    """The highest lawful price of a thing for a unit level (every level when null), in đồng; null = not known.

    A `hard` norm is a cap that is cut to; the others may be exceeded by a named authority's decision.
    """

    code: str
    name: str
    measure: str
    unit_level: UnitLevel | None
    max_price: int | None
    hard: bool
    document: str
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    note: str
