"""An eligibility rule as a sentence people can check: when it applies, what it says, why, and the article it cites."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from budget.funding.rules import CitedDocument, cite
from budget.model import labels
from budget.money import format_money
from budget.quantity import format_share_bp
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


@dataclass(frozen=True, slots=True)
class Named:
    """The names of what rules may speak of besides units, by code; a code without a name is shown as it is."""

    tasks: Mapping[str, str] = field(default_factory=dict)
    task_groups: Mapping[str, str] = field(default_factory=dict)
    budget_codes: Mapping[str, str] = field(default_factory=dict)


NAMELESS = Named()


def describe_rule(rule: Rule, documents: Mapping[str, CitedDocument], units: Mapping[str, str], named: Named = NAMELESS) -> RuleText:
    """A rule in words; `units` gives the names of units by code, `named` those of everything else."""
    document = documents.get(rule.document)
    confirmed = rule.confidence is Confidence.CONFIRMED and document is not None and document.confirmed
    citation = cite(document, rule.document, rule.article, confirmed=confirmed)
    return RuleText(rule.id, labels.VERDICT[rule.verdict], describe_conditions(rule, units, named), rule.reason, citation, confirmed)


def describe_conditions(rule: Rule, units: Mapping[str, str], named: Named = NAMELESS) -> str:
    """When a rule applies: its conditions joined by semicolons, or that it applies to everything."""
    return "; ".join(dict.fromkeys(condition_words(rule, units, named).values())) or EVERYTHING


def condition_words(rule: Rule, units: Mapping[str, str], named: Named = NAMELESS) -> dict[str, str]:
    """Each condition a rule states, in words, by the field that states it; a period and a cap stand under their first field."""
    words = {
        "unit": units.get(rule.unit, rule.unit) if rule.unit else "",
        "unit_level": labels.UNIT_LEVEL[rule.unit_level] if rule.unit_level else "",
        "unit_kind": labels.UNIT_KIND[rule.unit_kind] if rule.unit_kind else "",
        "category": labels.CATEGORY[rule.category] if rule.category else "",
        "nature": labels.NATURE[rule.nature] if rule.nature else "",
        "form": labels.FORM[rule.form] if rule.form else "",
        "route": labels.ROUTE[rule.route] if rule.route else "",
        "task_group": _coded("nhóm tiện ích", rule.task_group, named.task_groups),
        "task": _coded("nhiệm vụ", rule.task, named.tasks),
        "budget_code": _coded("mục, tiểu mục", rule.budget_code, named.budget_codes),
        "appraisal": f"thẩm định nội dung: {labels.CONTENT_VERDICT[rule.appraisal].lower()}" if rule.appraisal else "",
        "listed": f"phụ lục được cấp: {labels.LISTED[rule.listed].lower()}" if rule.listed else "",
        "gate": labels.GATE[rule.gate].lower() if rule.gate else "",
        "year_from": _span("năm ngân sách", _text(rule.year_from), _text(rule.year_to)),
        "valid_from": _span("ngày", _day(rule.valid_from), _day(rule.valid_to)),
        "cap_amount": _caps(rule),
        "instead_of": f"thay cho quy tắc {rule.instead_of}" if rule.instead_of else "",
    }
    return {name: text for name, text in words.items() if text}


def _coded(what: str, code: str | None, names: Mapping[str, str]) -> str:
    return f"{what} {code} {names.get(code, '')}".rstrip() if code else ""


def _caps(rule: Rule) -> str:
    if rule.cap_amount is not None:
        return f"tối đa {format_money(rule.cap_amount)} đồng"
    if rule.cap_share_bp is not None:
        return f"tối đa {format_share_bp(rule.cap_share_bp)}"
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
