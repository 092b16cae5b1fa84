"""A line before it has an id: what the sample's systems write and the assembly numbers."""

from dataclasses import dataclass, replace

from budget.model.states import Category, Form, Listing, Nature
from budget.money import scale_amount

ONE = 1_000
"""One, in thousandths."""


@dataclass(frozen=True, slots=True)
class Drivers:
    """One layer's drivers: thousandths, đồng, thousandths, đồng (<= 0)."""

    quantity_milli: int
    unit_price: int
    times_milli: int = ONE
    adjustment: int = 0

    @property
    def amount(self) -> int:
        """The layer's amount in đồng."""
        return scale_amount(self.quantity_milli, self.unit_price, self.times_milli, self.adjustment)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an appraiser asks of a line first, under the line table's column names; None = nobody has told."""

    price_kind: str | None = None
    price_document: str | None = None
    price_date: str | None = None
    price_supplier: str | None = None
    price_quotes: int | None = None
    vat_bp: int | None = None
    vat_included: bool | None = None
    last_year_outturn: int | None = None
    this_year_allotted: int | None = None
    this_year_spent: int | None = None
    spent_on: str | None = None
    entitled_milli: int | None = None
    usable_milli: int | None = None
    request_document: str | None = None
    request_date: str | None = None
    request_round: int | None = None
    excess_authority: str | None = None
    excess_document: str | None = None
    excess_date: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A line without id and number; `requires` names another draft's `key`."""

    unit: str
    task: str
    name: str
    measure: str
    category: Category
    budget_code: str
    source: str | None
    requested: Drivers
    nature: Nature = Nature.RECURRENT
    form: Form = Form.PLAIN_TASK
    norm: str | None = None
    basis: str = ""
    route: str | None = None
    key: str = ""
    requires: str = ""
    note: str = ""
    priority: int = 2
    locked: bool = False
    lock_reason: str = ""
    contracted: bool = False
    year: int = 2024
    quarter: int = 3
    listing: Listing = Listing.ESTIMATE
    content: Drivers | None = None
    finance: Drivers | None = None
    evidence: Evidence = Evidence()
    content_verdict: str | None = None
    content_opinion: str | None = None
    content_document: str | None = None
    content_date: str | None = None

    @property
    def amount(self) -> int:
        """The working amount in đồng: finance-appraised if done, else requested."""
        return (self.finance or self.requested).amount


def sign_contract(draft: Draft) -> Draft:
    """The draft as a signed contract: locked, first priority, due early."""
    return replace(draft, priority=1, locked=True, lock_reason="Đã ký hợp đồng", contracted=True, quarter=2)
