"""The police request as a whole: every line with its way, its appraisal and where it stands, and sums that add up to the đồng.

Law: request = two dossiers + waiting + unclassified + not local + refused + dropped + reduced - raised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from budget.model.ids import BASE
from budget.model.states import ContentVerdict, Listing, Route, UnitKind
from budget.police.routes import Suggestion, suggest_route
from budget.police.standing import STANDING, Standing, find_standing
from budget.store.database import Cursor
from budget.store.journal import head


@dataclass(frozen=True)
class PoliceLine:
    """One line of the request; quantities in thousandths, money in đồng, `content_amount` and `finance_amount` None = not done."""

    id: str
    number: int
    unit: str
    unit_name: str
    name: str
    measure: str
    category: str
    nature: str
    form: str
    budget_code: str
    basis: str
    source: str
    note: str
    year: int
    route: str
    verdict: str
    opinion: str
    document: str
    date: str
    quantity_milli: int
    unit_price: int
    times_milli: int
    requested: int
    content_quantity_milli: int | None
    content_unit_price: int | None
    content_amount: int | None
    finance_amount: int | None
    amount: int
    dropped: bool

    @cached_property
    def standing(self) -> Standing:
        """Where the line stands."""
        return find_standing(self.route, self.verdict, accepted=self.content_amount is not None, dropped=self.dropped)

    @cached_property
    def suggestion(self) -> Suggestion:
        """The way the tool would choose, and why."""
        return suggest_route(self)

    @property
    def accepted(self) -> int:
        """What goes up for this line, in đồng: the content appraisal's amount where the line stands in a dossier, else 0."""
        return (self.content_amount or 0) if self.standing in (Standing.INVESTMENT, Standing.OPERATING) else 0

    @property
    def may_follow(self) -> bool:
        """Whether the suggestion is a way and nobody has confirmed one yet."""
        return self.standing is Standing.UNCLASSIFIED and self.suggestion.route is not Route.UNCLASSIFIED


@dataclass(frozen=True, slots=True)
class RouteSums:
    """Some lines added up, in đồng; `content` and `finance` count what was appraised, `unappraised` the lines still to be judged."""

    lines: int
    requested: int
    content: int
    finance: int
    unappraised: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How the request comes apart, in đồng. `reduced` and `raised` are two sums over the dossiers' lines, never one net figure."""

    requested: int
    investment: int
    operating: int
    waiting: int
    unclassified: int
    not_local: int
    refused: int
    dropped: int
    reduced: int
    raised: int

    @property
    def difference(self) -> int:
        """What the parts fail to explain: 0 or a mistake of ours."""
        outside = self.waiting + self.unclassified + self.not_local + self.refused + self.dropped
        return self.requested - (self.investment + self.operating + outside + self.reduced - self.raised)

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What the request is the sum of, in words with their sign; parts of 0 but for the two dossiers are left out."""
        named = [(STANDING[standing], getattr(self, standing.value)) for standing in Standing]
        named += [("Thẩm định nội dung giảm", self.reduced), ("Thẩm định nội dung cao hơn đề nghị", -self.raised)]
        dossiers = (STANDING[Standing.INVESTMENT], STANDING[Standing.OPERATING])
        return tuple((name, amount) for name, amount in named if amount or name in dossiers)


@dataclass(frozen=True)
class PoliceRequest:
    """The police request of a scenario at journal seq `seq`, lines in number order.

    `year` None = all. A line that is paid over several years is asked for once, whole, in the year it begins.
    """

    lines: tuple[PoliceLine, ...]
    seq: int
    scenario: str = BASE
    year: int | None = None

    def at(self, *standings: Standing) -> tuple[PoliceLine, ...]:
        """The lines that stand in these places."""
        return tuple(line for line in self.lines if line.standing in standings)

    def routed(self, route: Route) -> tuple[PoliceLine, ...]:
        """The lines a person sees under a way; refused and dropped ones stay under theirs, no way is unclassified."""
        return tuple(line for line in self.lines if (line.route or Route.UNCLASSIFIED) == route)

    def sums(self, route: Route | None = None) -> RouteSums:
        """The sums of one way, or of the whole request."""
        return add_up(self.lines if route is None else self.routed(route))

    @property
    def unconfirmed(self) -> int:
        """How many lines nobody has given a way."""
        return len(self.at(Standing.UNCLASSIFIED))

    def reconcile(self) -> Reconciliation:
        """The request taken apart; RuntimeError should the parts not add up to it."""

        def asked(standing: Standing) -> int:
            return sum(line.requested for line in self.at(standing))

        going = self.at(Standing.INVESTMENT, Standing.OPERATING)
        found = Reconciliation(
            requested=sum(line.requested for line in self.lines),
            investment=sum(line.accepted for line in self.at(Standing.INVESTMENT)),
            operating=sum(line.accepted for line in self.at(Standing.OPERATING)),
            waiting=asked(Standing.WAITING),
            unclassified=asked(Standing.UNCLASSIFIED),
            not_local=asked(Standing.NOT_LOCAL),
            refused=asked(Standing.REFUSED),
            dropped=asked(Standing.DROPPED),
            reduced=sum(max(line.requested - line.accepted, 0) for line in going),
            raised=sum(max(line.accepted - line.requested, 0) for line in going),
        )
        if found.difference:
            raise RuntimeError(f"the police request does not add up: {found}")
        return found


def add_up(lines: tuple[PoliceLine, ...]) -> RouteSums:
    """Some lines added up."""
    return RouteSums(
        len(lines),
        sum(line.requested for line in lines),
        sum(line.content_amount or 0 for line in lines),
        sum(line.finance_amount or 0 for line in lines),
        sum(1 for line in lines if not is_judged(line)),
    )


def is_judged(line: PoliceLine) -> bool:
    """Whether the content appraisal has said what of the line is accepted; "cần sửa" without figures has not."""
    if line.verdict == ContentVerdict.FAILED:
        return True
    return line.verdict in (ContentVerdict.PASSED, ContentVerdict.AMEND) and line.content_amount is not None


_READ: Mapping[str, str] = {
    "id": "r.id",
    "number": "r.number",
    "unit": "r.unit",
    "unit_name": "p.unit_name",
    **{name: f"COALESCE(r.{name}, '')" for name in ("name", "measure", "category", "nature", "form", "budget_code", "basis")},
    **{name: f"COALESCE(r.{name}, '')" for name in ("source", "note", "route")},
    "year": "r.year::BIGINT",
    **{name: f"COALESCE(r.content_{name}, '')" for name in ("verdict", "opinion", "document", "date")},
    **{name: f"r.requested_{name}::BIGINT" for name in ("quantity_milli", "unit_price", "times_milli")},
    "requested": "r.requested_amount::BIGINT",
    **{name: f"r.{name}::BIGINT" for name in ("content_quantity_milli", "content_unit_price", "content_amount", "finance_amount")},
    "amount": "r.amount::BIGINT",
    "dropped": "r.dropped",
}
"""The fields of a line and what each is read from."""
_ASKED = f"""SELECT {", ".join(_READ.values())} FROM resolved(?) r JOIN purse p ON p.unit = r.unit
    WHERE p.kind = '{UnitKind.POLICE}' AND r.listing = '{Listing.ESTIMATE}' AND (?::BIGINT IS NULL OR r.year = ?::BIGINT)
    ORDER BY r.number"""


def read_request(cursor: Cursor, scenario: str = BASE, year: int | None = None) -> PoliceRequest:
    """The request as a scenario has it, from one snapshot; routes and appraisals are of the plan and the same in every scenario."""
    rows = cursor.rows(_ASKED, [scenario, year, year])
    lines = tuple(PoliceLine(**dict(zip(_READ, row, strict=True))) for row in rows)  # type: ignore[arg-type]  # the columns' own types
    return PoliceRequest(lines, head(cursor)[0], scenario, year)
