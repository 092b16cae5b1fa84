"""The register of journaled kinds: which table, which key, which driver groups a change may replace.

A change replaces one whole group of one entity; a group is the unit of conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT, BIGINT, BOOLEAN = "TEXT", "BIGINT", "BOOLEAN"
ALL = "all"

Columns = Mapping[str, str]


@dataclass(frozen=True)
class Kind:
    """A journaled table: its key columns and its groups of (column -> SQL type)."""

    table: str
    key: tuple[str, ...]
    groups: Mapping[str, Columns]
    fixed: Columns = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, str]:
        """Every stored column with its SQL type: key, what never changes, then the groups in order."""
        result: dict[str, str] = dict.fromkeys(self.key, TEXT)
        result.update(self.fixed)
        for columns in self.groups.values():
            result.update(columns)
        return result

    def group_columns(self, group: str) -> dict[str, str]:
        """The columns one change of `group` replaces; ALL means the whole entity."""
        return self.columns if group == ALL else dict(self.groups[group])

    def group_of(self, column: str) -> str:
        """The group a column belongs to; KeyError for an unknown one."""
        for group, columns in self.groups.items():
            if column in columns:
                return group
        raise KeyError(column)


def _layer(name: str) -> Columns:
    """The five columns of one layer of drivers."""
    fields = ("quantity_milli", "unit_price", "times_milli", "adjustment", "amount")
    return {f"{name}_{column}": BIGINT for column in fields}


def _texts(*names: str) -> Columns:
    return dict.fromkeys(names, TEXT)


def _numbers(*names: str) -> Columns:
    return dict.fromkeys(names, BIGINT)


LINE = Kind(
    "line",
    ("id",),
    {
        "about": {
            **_texts("listing", "unit", "task", "name", "measure", "category", "nature", "form", "budget_code"),
            **_texts("norm", "basis", "route", "requires", "note", "folded"),
            "sample": BOOLEAN,
        },
        "priority": {"priority": BIGINT, "locked": BOOLEAN, "lock_reason": TEXT, "contracted": BOOLEAN},
        "funding": {"source": TEXT},
        "time": _numbers("year", "quarter"),
        "requested": _layer("requested"),
        "content": _layer("content"),
        "finance": _layer("finance"),
        "approved": _layer("approved"),
        "pricing": {
            **_texts("price_kind", "price_document", "price_date", "price_supplier"),
            **_numbers("price_quotes", "vat_bp"),
            "vat_included": BOOLEAN,
        },
        "given": {**_numbers("last_year_outturn", "this_year_allotted", "this_year_spent"), **_texts("spent_on")},
        "stock": _numbers("entitled_milli", "usable_milli"),
        "request": {**_texts("request_document", "request_date"), **_numbers("request_round")},
        "excess": _texts("excess_authority", "excess_document", "excess_date"),
        "origin": _texts("heading", "origin"),
        "pin": {"pinned": BOOLEAN, "pin_reason": TEXT},
        "minimum": _numbers("minimum_bp"),
        "listed": _texts("listed_item"),
        "opinion": _texts("content_verdict", "content_opinion", "content_document", "content_date"),
        "readiness": {**_texts("guidance", "design", "procurement", "readiness_note"), **_numbers("disbursable_bp")},
        "project": {
            **_texts("project_code", "policy_document", "policy_date", "feasibility_document", "feasibility_date"),
            **_texts("decision_document", "decision_date"),
            **_numbers("total_investment", "medium_term", "accumulated", "disbursed"),
        },
        "phasing": _texts("phase_pattern", "phase_note"),
    },
    fixed={"number": BIGINT},
)

KINDS: Mapping[str, Kind] = {
    "plan": Kind("plan", ("id",), {"about": {**_texts("name", "province", "programme", "note"), "budget_year": BIGINT}}),
    "unit": Kind(
        "unit",
        ("code",),
        {
            "about": {
                **_texts("name", "short_name", "level", "kind", "parent", "type_name", "chapter", "sort_key"),
                "mountain": BOOLEAN,
                "position": BIGINT,
            }
        },
    ),
    "source": Kind(
        "source",
        ("code",),
        {
            "about": {
                **_texts("name", "short_name", "nature", "purse", "allocator", "origin", "decider", "document", "note"),
                **_texts("valid_from", "valid_to", "confidence"),
                "position": BIGINT,
            }
        },
    ),
    "rule": Kind(
        "rule",
        ("id",),
        {
            "about": {
                **_texts("source", "verdict", "unit_level", "unit_kind", "category", "nature", "form", "route", "unit"),
                **_texts("valid_from", "valid_to", "document", "article", "reason", "confidence"),
                **_numbers("year_from", "year_to", "cap_share_bp", "cap_amount", "rank"),
                **_texts("task", "task_group", "budget_code", "appraisal", "listed", "gate", "instead_of"),
            }
        },
    ),
    "task": Kind(
        "task",
        ("code",),
        {
            "about": {
                **_texts("task_group", "name", "lead_unit", "deadline", "document", "state", "confidence", "note"),
                "quarter": BIGINT,
                **_texts("partners", "person", "started", "finished", "amended_deadline", "amending_document"),
            }
        },
    ),
    "ceiling": Kind(
        "ceiling",
        ("id",),
        {
            "money": _numbers("granted", "spent", "committed"),
            "about": {**_texts("origin", "decider", "document", "note"), "sample": BOOLEAN},
        },
        fixed={"source": TEXT, "unit": TEXT, "year": BIGINT, "nature": TEXT},
    ),
    "line": LINE,
    "phase_split": Kind("phase_split", ("id",), {"money": {"line": TEXT, **_numbers("year", "quarter", "amount"), "spent": BOOLEAN}}),
    "scenario": Kind(
        "scenario",
        ("id",),
        {"about": {**_texts("name", "parent", "layer", "state", "colour", "note"), "base_seq": BIGINT}},
        fixed={"number": BIGINT},
    ),
    "operation": Kind(
        "operation",
        ("id",),
        {"about": {**_texts("kind", "predicate", "settings", "reason"), **_numbers("position", "members", "base_seq")}},
        fixed={"scenario": TEXT},
    ),
    "member": Kind("member", ("operation", "line"), {}),
    "placement": Kind(
        "placement",
        ("id",),
        {"about": {**_texts("scenario", "line", "phase", "pot"), **_numbers("amount", "seen_seq")}},
    ),
    "allocation": Kind(
        "allocation",
        ("scenario",),
        {"about": {**_numbers("seen_seq", "funded", "unfunded", "bound"), "optimal": BOOLEAN, **_texts("settings", "author", "moment")}},
    ),
    "listed_item": Kind(
        "listed_item",
        ("id",),
        {
            "about": {
                **_texts("source", "unit", "name", "folded", "measure", "nature", "document", "note"),
                "year": BIGINT,
                "sample": BOOLEAN,
            },
            "money": _numbers("quantity_milli", "unit_price", "amount", "bought_milli"),
        },
    ),
    "own_document": Kind(
        "own_document",
        ("code",),
        {
            "about": {
                **_texts("kind", "number", "issuer", "issued", "title", "short_name", "valid_from", "valid_to", "confidence", "note"),
                "rank": BIGINT,
            }
        },
    ),
    "criterion": Kind("criterion", ("code",), {"about": {**_numbers("weight"), **_texts("note")}}),
    "score": Kind(
        "score",
        ("id",),
        {"about": {**_numbers("points"), **_texts("reason", "author", "moment")}},
        fixed={"line": TEXT, "criterion": TEXT},
    ),
    "banding": Kind("banding", ("line",), {"about": _texts("band", "reason", "author", "moment")}),
    "cut_run": Kind(
        "cut_run",
        ("scenario",),
        {
            "about": {
                **_numbers("seen_seq", "saved", "deferred", "reduced", "harm", "bound"),
                **_texts("status", "settings", "answer", "author", "moment"),
            }
        },
    ),
    "comment": Kind("comment", ("id",), {"about": _texts("author", "moment", "text")}, fixed={"line": TEXT}),
    "attachment": Kind(
        "attachment",
        ("id",),
        {"about": {**_texts("name", "media_type", "digest", "author", "moment", "note"), "size": BIGINT}},
        fixed={"line": TEXT},
    ),
    "dismissal": Kind(
        "dismissal",
        ("id",),
        {"about": _texts("seen", "reason", "author", "moment")},
        fixed={"code": TEXT, "line": TEXT, "other": TEXT},
    ),
    "profile": Kind("profile", ("id",), {"about": _texts("name", "headings", "settings")}),
}


def entity_key(kind: str, entity: str) -> str:
    """How the journal names an entity across kinds."""
    return f"{kind}:{entity}"
