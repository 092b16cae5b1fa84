"""Closed sets of values the plan uses; the values are stored, the labels stand in labels.py."""

from enum import IntEnum, StrEnum


class Layer(StrEnum):
    """Whose figures a driver triple holds (nobody's yet when it is null)."""

    REQUESTED = "requested"
    CONTENT = "content"
    FINANCE = "finance"
    APPROVED = "approved"


class Nature(StrEnum):
    """Recurrent and investment money: separate envelopes that never mix."""

    RECURRENT = "recurrent"
    INVESTMENT = "investment"


class Listing(StrEnum):
    """Which list a line stands in: the estimate itself, or other spending that can make room for it."""

    ESTIMATE = "estimate"
    OTHER = "other"


class Category(StrEnum):
    """What the money buys."""

    EQUIPMENT = "equipment"
    SOFTWARE = "software"
    CONNECTION = "connection"
    SERVICE = "service"
    DIGITISATION = "digitisation"
    MAINTENANCE = "maintenance"
    TRAINING = "training"
    PUBLICITY = "publicity"
    INSPECTION = "inspection"
    MEETING = "meeting"
    OPERATION = "operation"
    SOCIAL_PAYMENT = "social_payment"
    PROJECT = "project"
    CONSTRUCTION = "construction"
    OTHER = "other"


class Form(StrEnum):
    """How an IT activity is prepared (hình thức): project, hired service, task with or without an outline."""

    PROJECT = "project"
    IT_SERVICE = "it_service"
    OUTLINE_TASK = "outline_task"
    PLAIN_TASK = "plain_task"


class Route(StrEnum):
    """Which way a line of the police request goes; a person confirms it."""

    INVESTMENT = "investment"
    OPERATING = "operating"
    UNCLASSIFIED = "unclassified"
    NOT_LOCAL = "not_local"


class Priority(IntEnum):
    """How needed a line is; 1 is never cut first."""

    MANDATORY = 1
    NEEDED = 2
    DEFERRABLE = 3
    NOT_NEEDED = 4


class UnitLevel(StrEnum):
    """The budget tier of a unit."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    CENTRAL = "central"


class UnitKind(StrEnum):
    """What sort of body a unit is; rules speak of kinds."""

    DEPARTMENT = "department"
    POLICE = "police"
    DISTRICT = "district"
    COMMUNE = "commune"
    BODY = "body"


class Verdict(StrEnum):
    """What a rule says of a source paying for a line."""

    ALLOW = "allow"
    DENY = "deny"
    INSUFFICIENT = "insufficient"


class ContentVerdict(StrEnum):
    """What the content appraisal by the IT department says of a line; nobody's word yet is pending."""

    PENDING = "pending"
    PASSED = "passed"
    AMEND = "amend"
    FAILED = "failed"


class Listed(StrEnum):
    """Whether a line stands on the list a decision grants (its annex); unknown while nobody has entered the list."""

    LISTED = "listed"
    BEYOND = "beyond"
    UNKNOWN = "unknown"


class Gate(StrEnum):
    """Whether an investment project has every decision it needs before money may be placed."""

    OPEN = "open"
    CLOSED = "closed"


class Step(StrEnum):
    """How far something a line waits for has come: guidance, design, procurement."""

    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    UNDER_WAY = "under_way"
    DONE = "done"


class TaskState(StrEnum):
    """Where a task stands, as a person says it; at_risk = its deadline is likely to be missed."""

    PLANNED = "planned"
    RUNNING = "running"
    AT_RISK = "at_risk"
    BLOCKED = "blocked"
    DONE = "done"


class PhasePattern(StrEnum):
    """How a line's money is spread over quarters."""

    EVEN = "even"
    FRONT = "front"
    BACK = "back"
    MILESTONE = "milestone"
    MANUAL = "manual"


class PriceKind(StrEnum):
    """What a unit price rests on, the strongest first: what every appraiser asks for."""

    BID_RESULT = "bid_result"
    VALUATION = "valuation"
    QUOTATION = "quotation"
    STATE_PRICE = "state_price"
    CONTRACT = "contract"


class OperationKind(StrEnum):
    """What a scenario may do to lines."""

    DROP = "drop"
    REDUCE_QUANTITY = "reduce_quantity"
    SET_DRIVER = "set_driver"
    PRICE_TO_NORM = "price_to_norm"
    PERCENT = "percent"
    DEFER = "defer"
    SLIP = "slip"
    RE_SOURCE = "re_source"


class CutAction(StrEnum):
    """What a search for cuts may do to a line; keep is the choice of doing nothing."""

    KEEP = "keep"
    TO_NORM = "to_norm"
    FEWER = "fewer"
    PERCENT = "percent"
    DEFER = "defer"
    RE_SOURCE = "re_source"
    DROP = "drop"


class Criterion(StrEnum):
    """What makes a line necessary; each is scored 0-100, 100 = speaks for keeping the line."""

    LEGAL_DUTY = "legal_duty"
    DEADLINE = "deadline"
    DEPENDED_ON = "depended_on"
    CONTRACTED = "contracted"
    READINESS = "readiness"
    PEOPLE = "people"
    NOT_DUPLICATE = "not_duplicate"
    WITHIN_NORM = "within_norm"


class Band(StrEnum):
    """The ordered groups cuts are taken from, the first first; OUTSIDE is what none of them names."""

    NOT_DISBURSABLE = "a"
    GIVEN_ALREADY = "b"
    EARLY_REPLACEMENT = "c"
    MEETINGS = "d"
    NEW_PROJECT = "e"
    SMALLER_QUANTITY = "f"
    OUTSIDE = "g"


class Reduction(StrEnum):
    """Money that an appraisal takes off and that is no cut, so it never counts as saved."""

    OVER_NORM = "over_norm"
    DUPLICATE = "duplicate"
    WRONG_TIER = "wrong_tier"
    NO_BASIS = "no_basis"


class ScenarioState(StrEnum):
    """Whether a scenario still stands beside the base, or its outcome has become the base."""

    OPEN = "open"
    PROMOTED = "promoted"


class Difference(StrEnum):
    """How a line in one scenario differs from the same line in another; a line may differ in several ways."""

    DROPPED = "dropped"
    RESTORED = "restored"
    REDUCED = "reduced"
    INCREASED = "increased"
    RESTATED = "restated"
    DEFERRED = "deferred"
    ADVANCED = "advanced"
    RE_SOURCED = "re_sourced"
    UNCHANGED = "unchanged"


class Severity(StrEnum):
    """How bad a problem is: an error blocks approval, a warning asks for a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
