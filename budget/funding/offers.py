"""Every source for one line with its verdict: who may pay, who may not, and by which article."""

from dataclasses import dataclass
from datetime import date

from budget.funding.eligibility import LineFacts, RuleBook, Ruling, decision_day
from budget.funding.rules import read_documents, read_rules
from budget.model import labels
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


def read_facts(cursor: Cursor, scenario: str, line: str, on: date | None = None) -> LineFacts | None:
    """What rules look at of a line as a scenario resolves it; None when there is no such line.

    `on` is the day of the decision, by default the last day of the line's quarter.
    """
    sql = """SELECT r.source, r.unit, p.level, p.kind, r.category, r.nature, r.form, r.route, r.year, r.quarter
             FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit WHERE r.id = ?"""
    rows = cursor.rows(sql, [scenario, line])
    if not rows:
        return None
    *texts, year, quarter = rows[0]
    source, unit, level, kind, category, nature, form, route = ("" if value is None else str(value) for value in texts)
    when = int(str(year))
    day = on or decision_day(when, int(str(quarter or 4)))
    return LineFacts(source, unit, level, kind, category, nature, form, route, when, day)


def read_offers(cursor: Cursor, scenario: str, line: str, on: date | None = None) -> list[SourceOffer]:
    """Every source of the plan for a line, those that may pay first; empty when there is no such line."""
    facts = read_facts(cursor, scenario, line, on)
    if facts is None:
        return []
    book = RuleBook(read_rules(cursor), read_documents(cursor))
    rows = cursor.rows("SELECT code, COALESCE(short_name, name), nature FROM source ORDER BY position, code")
    rulings = book.judge_all(facts, [str(row[0]) for row in rows])
    offers = [_offer(str(code), str(name), rulings[str(code)], str(nature), facts) for code, name, nature in rows]
    return sorted(offers, key=lambda offer: _ORDER[offer.verdict])


def _offer(code: str, name: str, ruling: Ruling, nature: str, facts: LineFacts) -> SourceOffer:
    verdict, reason = ruling.verdict, ruling.reason
    if nature != facts.nature and verdict is not Verdict.DENY:
        # the two envelopes never mix, whatever the rules leave out
        verdict, reason = Verdict.DENY, f"Nguồn này là {labels.NATURE.get(nature, nature).lower()}, khác tính chất chi của khoản mục."
    return SourceOffer(code, name, verdict, reason, ruling.citation, ruling.confirmed, code == facts.source)
