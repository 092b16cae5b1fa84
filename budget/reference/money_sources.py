"""Where money may come from and what it may pay: sources, their pots, and the eligibility rules that cite their articles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.model.states import Category, ContentVerdict, Form, Gate, Listed, Nature, Route, UnitKind, UnitLevel, Verdict
from budget.reference.law import Confidence


class Purse(StrEnum):
    """Whose money a source is: the province's one pot, each unit's own, or the district's."""

    PROVINCE = "province"
    UNIT = "unit"
    DISTRICT = "district"


class Allocator(StrEnum):
    """Who places the money: the province, or the unit that owns it (then the province only records it)."""

    PROVINCE = "province"
    UNIT = "unit"


class Origin(StrEnum):
    """How the money came about, which decides who may move it (Luật NSNN)."""

    ALLOTTED = "allotted"
    UNALLOCATED = "unallocated"
    RESERVE = "reserve"
    EXTRA_REVENUE = "extra_revenue"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class Source:
    """A funding source; recurrent and investment money never mix."""

    code: str
    name: str
    short_name: str
    nature: Nature
    purse: Purse
    allocator: Allocator
    origin: Origin
    decider: str
    document: str
    position: int
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a document says of a source paying for a line; every null condition means any.

    Among the rules that match, the higher `rank` wins, then the later document, then the rule with more conditions; no rule
    at all means there is not enough basis. `cap_share_bp` is in basis points, `cap_amount` in đồng. `valid_*` bound the date
    of the decision, `year_*` the budget year of the line. `budget_code` holds for a code and for what stands under it. While a rule
    with `instead_of` is in force, the rule it names says nothing.
    """

    id: str
    source: str
    verdict: Verdict
    unit_level: UnitLevel | None
    unit_kind: UnitKind | None
    category: Category | None
    nature: Nature | None
    form: Form | None
    route: Route | None
    valid_from: date | None
    valid_to: date | None
    year_from: int | None
    year_to: int | None
    unit: str | None
    cap_share_bp: int | None
    cap_amount: int | None
    document: str
    article: str
    reason: str
    confidence: Confidence
    rank: int
    task: str | None = None
    task_group: str | None = None
    budget_code: str | None = None
    appraisal: ContentVerdict | None = None
    listed: Listed | None = None
    gate: Gate | None = None
    instead_of: str | None = None


class Part(StrEnum):
    """Which freed money: what a cut frees, or the tenth of recurrent money that is saved by law."""

    CUT = "cut"
    TENTH = "tenth"


class Destination(StrEnum):
    """Where freed money goes: the province's budget, the unit's own, to projects the council decides, to the wage reform fund."""

    PROVINCE = "province"
    SAME_UNIT = "same_unit"
    COUNCIL = "council"
    WAGE_FUND = "wage_fund"


@dataclass(frozen=True, slots=True)
class FreedMoney:
    """Where money of a source goes when it is freed, and who decides; no source = every recurrent source without a row of its own."""

    source: str | None
    part: Part
    destination: Destination
    decider: str
    document: str
    article: str
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A pot of (source, owning unit, year, nature) in đồng; null = not entered, never 0. The province's unit is `49`."""

    id: str
    source: str
    unit: str
    year: int
    nature: Nature
    granted: int | None
    spent: int | None
    committed: int | None
    origin: Origin
    decider: str
    document: str
    sample: bool
    note: str

    @property
    def left(self) -> int | None:
        """What can still be placed, in đồng: granted - spent - committed; null when the grant is unknown.

        An unknown spent or committed part counts as nothing taken; `is_incomplete` says when that happened.
        """
        if self.granted is None:
            return None
        return self.granted - (self.spent or 0) - (self.committed or 0)

    @property
    def is_incomplete(self) -> bool:
        """True when the grant, the spent or the committed part was never entered."""
        return self.granted is None or self.spent is None or self.committed is None
