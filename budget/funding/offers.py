"""Every source for one line with its verdict: who may pay, who may not, and by which article."""

from dataclasses import dataclass
from datetime import date

from budget.funding.bearings import read_bearings
from budget.funding.eligibility import RuleBook, Ruling, keep_apart
from budget.funding.facts import read_facts
from budget.funding.rules import read_documents, read_rules
from budget.model.states import Verdict
from budget.store.database import Cursor

_ORDER = {Verdict.ALLOW: 0, Verdict.INSUFFICIENT: 1, Verdict.DENY: 2}


@dataclass(frozen=True, slots=True)
class SourceOffer:
    """One source for a line: verdict, why, citation ("cần kiểm tra" in it when not confirmed); `planned` = the line's source now."""

    source: str
    name: str
    verdict: Verdict
    reason: str
    citation: str
    confirmed: bool
    planned: bool


def read_offers(cursor: Cursor, scenario: str, line: str, on: date | None = None) -> list[SourceOffer]:
    """Every source of the plan for a line, those that may pay first; empty when there is no such line.

    `on` is the day of the decision, by default the last day of the line's quarter.
    """
    rules = read_rules(cursor)
    facts = read_facts(cursor, read_bearings(cursor, rules), scenario, line, on)
    if facts is None:
        return []
    book = RuleBook(rules, read_documents(cursor))
    rows = cursor.rows("SELECT code, COALESCE(short_name, name), nature FROM source ORDER BY position, code")
    rulings = book.judge_all(facts, [str(row[0]) for row in rows])
    offers = [
        _offer(str(code), str(name), keep_apart(rulings[str(code)], str(nature), facts.nature), code == facts.source)
        for code, name, nature in rows
    ]
    return sorted(offers, key=lambda offer: _ORDER[offer.verdict])


def _offer(code: str, name: str, ruling: Ruling, planned: bool) -> SourceOffer:
    return SourceOffer(code, name, ruling.verdict, ruling.reason, ruling.citation, ruling.confirmed, planned)
