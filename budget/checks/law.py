"""What lines are judged by and no edit of a line changes: the plan's documents, sources, rules and budget year."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from budget.funding.bearings import Bearings, read_bearings
from budget.funding.eligibility import LineFacts, RuleBook, Ruling
from budget.funding.rules import CitedDocument, read_documents, read_rules
from budget.store.database import Cursor


@dataclass(frozen=True)
class Law:
    """Documents by code; short names and natures of the sources by code, in display order; the rules; rulings already given.

    `bearings`: what of a line the rules look at; `fitting`: budget codes that were found in force on a day and of a nature.
    """

    documents: Mapping[str, CitedDocument]
    names: Mapping[str, str]
    natures: Mapping[str, str]
    book: RuleBook
    budget_year: int
    bearings: Bearings
    rulings: dict[LineFacts, Ruling] = field(default_factory=dict)
    fitting: set[tuple[object, ...]] = field(default_factory=set)

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
    return Law(documents, names, natures, RuleBook(rules, documents), bearings.budget_year, bearings)
