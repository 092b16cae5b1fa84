"""What lines are judged by and no edit of a line changes: the plan's documents, sources, rules and budget year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budget.checks.dues import Due, read_dues
from budget.funding.bearings import Bearings, read_bearings
from budget.funding.eligibility import LineFacts, RuleBook, Ruling
from budget.funding.holders import read_grantees
from budget.funding.listed import read_listed_sources
from budget.funding.rules import CitedDocument, read_documents, read_rules
from budget.store.database import Cursor


class Place(NamedTuple):
    """What checks ask of a line's unit."""

    unit_name: str
    level: str
    district: str
    kind: str


class Code(NamedTuple):
    """A budget code in one edition: the days (ISO texts) it is in force from and to, its name and nature, where it stands, its group."""

    begins: str
    ends: str
    name: str | None
    nature: str | None
    document: str | None
    confidence: str | None
    group: str


class Norm(NamedTuple):
    """A norm of one unit level ("" = all), in force from and to days (ISO texts); its price in đồng, `measure_key` for comparison."""

    level: str
    begins: str
    ends: str
    name: str | None
    max_price: int | None
    hard: bool
    document: str | None
    confirmed: bool
    measure: str | None
    measure_key: str


class Listing(NamedTuple):
    """The sources granted by list, the units the rules let each of them pay for, and whether any item was entered."""

    granted: Mapping[str, frozenset[str]]
    entered: bool


OF_UNIT: Mapping[str, str] = {
    "unit_name": "COALESCE(p.unit_name, {unit})",
    "level": "COALESCE(p.level, '')",
    "district": "COALESCE(p.district, {unit})",
    "kind": "COALESCE(p.kind, '')",
}
"""Column -> what it is of a row `p` of `purse`; {unit} is the code asked for."""


@dataclass(frozen=True)
class Law:
    """Documents by code; short names and natures of the sources by code, in display order; the rules; the units by code.

    `codes`: every entry of a budget code; `norms`: every entry of a norm; `listing`: what lists grant; `bearings`: what of a line the
    rules look at; `dues`: deadlines of unfinished tasks; `rulings`: those already given.
    """

    documents: Mapping[str, CitedDocument]
    names: Mapping[str, str]
    natures: Mapping[str, str]
    book: RuleBook
    budget_year: int
    places: Mapping[str, Place]
    codes: Mapping[str, Sequence[Code]]
    norms: Mapping[str, Sequence[Norm]]
    listing: Listing
    bearings: Bearings
    dues: Mapping[str, Due] = field(default_factory=dict)
    rulings: dict[LineFacts, Ruling] = field(default_factory=dict)

    def is_hard(self, norm: object) -> bool:
        """Whether any entry of a norm is a hard cap."""
        return any(entry.hard for entry in self.norms.get(str(norm), ()))

    def judge(self, facts: LineFacts) -> Ruling:
        """What the rules say of a set of facts, worked out once."""
        ruling = self.rulings.get(facts)
        if ruling is None:
            ruling = self.rulings[facts] = self.book.judge(facts)
        return ruling


def read_law(cursor: Cursor) -> Law:
    """The plan's law as it stands."""
    documents = read_documents(cursor)
    rows = cursor.rows("SELECT code, COALESCE(short_name, name), nature FROM source ORDER BY position, code")
    names, natures = {str(row[0]): str(row[1]) for row in rows}, {str(row[0]): str(row[2]) for row in rows}
    rules = read_rules(cursor)
    bearings = read_bearings(cursor, rules)
    places, codes = _read_places(cursor), _read_codes(cursor)
    dues = read_dues(cursor, documents)
    book, norms, listing = RuleBook(rules, documents), _read_norms(cursor), _read_listing(cursor)
    return Law(documents, names, natures, book, bearings.budget_year, places, codes, norms, listing, bearings, dues)


def _read_codes(cursor: Cursor) -> dict[str, list[Code]]:
    sql = """SELECT code, COALESCE(valid_from, ''), COALESCE(NULLIF(valid_to, ''), '9999'), name, nature, document, confidence,
             COALESCE(parent, code) FROM budget_code"""
    codes: dict[str, list[Code]] = {}
    for code, *entry in cursor.rows(sql):
        codes.setdefault(str(code), []).append(Code(*entry))  # type: ignore[arg-type]  # column types are the schema's
    return codes


def _read_norms(cursor: Cursor) -> dict[str, list[Norm]]:
    sql = """SELECT code, COALESCE(unit_level, ''), COALESCE(valid_from, ''), COALESCE(NULLIF(valid_to, ''), '9999'), name, max_price,
             COALESCE(hard, FALSE), document, COALESCE(confidence = 'confirmed', FALSE), measure, lower(COALESCE(measure, '')) FROM norm"""
    norms: dict[str, list[Norm]] = {}
    for code, *entry in cursor.rows(sql):
        norms.setdefault(str(code), []).append(Norm(*entry))  # type: ignore[arg-type]  # column types are the schema's
    return norms


def _read_listing(cursor: Cursor) -> Listing:
    granted = {source: frozenset(unit.code for unit in read_grantees(cursor, source)) for source in read_listed_sources(cursor)}
    return Listing(granted, bool(cursor.rows("SELECT 1 FROM listed_item LIMIT 1")))


def _read_places(cursor: Cursor) -> dict[str, Place]:
    columns = ", ".join(OF_UNIT.values()).replace("{unit}", "p.unit")
    rows = cursor.rows(f"SELECT p.unit, {columns} FROM purse p")
    return {str(row[0]): Place(*(str(value) for value in row[1:])) for row in rows}
