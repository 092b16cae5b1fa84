"""An eligibility rule as a sentence people can check: when it applies, what it says, why, and the article it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budget.funding.rules import CitedDocument, cite
from budget.model import labels
from budget.money import format_money
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule

EVERYTHING = "Mọi khoản mục"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in words; `confirmed` is False while its document or article has not been checked (the citation says so too)."""

    id: str
    verdict: str
    applies: str
    reason: str
    citation: str
    confirmed: bool


def describe_rule(rule: Rule, documents: Mapping[str, CitedDocument], units: Mapping[str, str]) -> RuleText:
    """A rule in words; `units` gives the names of units by code."""
    document = documents.get(rule.document)
    confirmed = rule.confidence is Confidence.CONFIRMED and document is not None and document.confirmed
    citation = cite(document, rule.document, rule.article, confirmed=confirmed)
    return RuleText(rule.id, labels.VERDICT[rule.verdict], describe_conditions(rule, units), rule.reason, citation, confirmed)


def describe_conditions(rule: Rule, units: Mapping[str, str]) -> str:
    """When a rule applies: its conditions joined by semicolons, or that it applies to everything."""
    named = [
        units.get(rule.unit, rule.unit) if rule.unit else "",
        labels.UNIT_LEVEL[rule.unit_level] if rule.unit_level else "",
        labels.UNIT_KIND[rule.unit_kind] if rule.unit_kind else "",
        labels.CATEGORY[rule.category] if rule.category else "",
        labels.NATURE[rule.nature] if rule.nature else "",
        labels.FORM[rule.form] if rule.form else "",
        labels.ROUTE[rule.route] if rule.route else "",
        _span("năm ngân sách", _text(rule.year_from), _text(rule.year_to)),
        _span("ngày", _day(rule.valid_from), _day(rule.valid_to)),
        _caps(rule),
    ]
    return "; ".join(dict.fromkeys(part for part in named if part)) or EVERYTHING


def _caps(rule: Rule) -> str:
    if rule.cap_amount is not None:
        return f"tối đa {format_money(rule.cap_amount)} đồng"
    if rule.cap_share_bp is not None:
        whole, rest = divmod(rule.cap_share_bp, 100)
        return f"tối đa {whole}{f',{rest:02d}'.rstrip('0') if rest else ''} %"
    return ""


def _span(what: str, start: str, end: str) -> str:
    if start and end:
        return f"{what} {start}" if start == end else f"{what} {start} đến {end}"
    if start:
        return f"từ {what} {start}"
    return f"đến hết {what} {end}" if end else ""


def _text(year: int | None) -> str:
    return "" if year is None else str(year)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
