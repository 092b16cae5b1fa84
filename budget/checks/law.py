"""What lines are judged by and no edit of a line changes: the plan's documents, sources, rules and budget year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budget.funding.bearings import Bearings, read_bearings
from budget.funding.eligibility import LineFacts, RuleBook, Ruling
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

    `codes`: every edition's entry of a budget code; `bearings`: what of a line the rules look at; `rulings`: those already given.
    """

    documents: Mapping[str, CitedDocument]
    names: Mapping[str, str]
    natures: Mapping[str, str]
    book: RuleBook
    budget_year: int
    places: Mapping[str, Place]
    codes: Mapping[str, Sequence[Code]]
    bearings: Bearings
    rulings: dict[LineFacts, Ruling] = field(default_factory=dict)

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
    return Law(documents, names, natures, RuleBook(rules, documents), bearings.budget_year, places, codes, bearings)


def _read_codes(cursor: Cursor) -> dict[str, list[Code]]:
    sql = """SELECT code, COALESCE(valid_from, ''), COALESCE(NULLIF(valid_to, ''), '9999'), name, nature, document, confidence,
             COALESCE(parent, code) FROM budget_code"""
    codes: dict[str, list[Code]] = {}
    for code, *entry in cursor.rows(sql):
        codes.setdefault(str(code), []).append(Code(*entry))  # type: ignore[arg-type]  # column types are the schema's
    return codes


def _read_places(cursor: Cursor) -> dict[str, Place]:
    columns = ", ".join(OF_UNIT.values()).replace("{unit}", "p.unit")
    rows = cursor.rows(f"SELECT p.unit, {columns} FROM purse p")
    return {str(row[0]): Place(*(str(value) for value in row[1:])) for row in rows}
