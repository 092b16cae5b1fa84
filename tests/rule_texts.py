"""Rules for tests, as people type them and as the domain holds them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from budget.funding.rule_conditions import RuleContext
from budget.funding.rules import CitedDocument
from budget.model.states import Verdict
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule

TEXTS: Mapping[str, str] = {
    "source": "PHI",
    "verdict": "Được",
    "unit_kind": "Sở, ban, ngành",
    "category": "Thiết bị CNTT",
    "document": "LNSNN2015",
    "article": "Điều 7",
    "reason": "Đơn vị đã kê khai số phí còn lại.",
}
"""A rule that can be saved and then decides for equipment of departments; tests replace what they speak of."""

DOCUMENT_TEXTS: Mapping[str, str] = {
    "number": "12/QĐ-UBND",
    "kind": "Quyết định",
    "title": "Giao bổ sung kinh phí (ví dụ của bài kiểm thử)",
    "rank": "UBND tỉnh",
}
"""A document that can be added."""

RULE = Rule(
    *("A-01", "A", Verdict.ALLOW, None, None, None, None, None, None, None, None, None, None, None, None, None),
    *("DOC", "Điều 1", "vì thế", Confidence.CONFIRMED, 2),
)
"""A rule that allows everything."""

DOCUMENTS = {"DOC": CitedDocument("DOC", "Quyết định", "12/QĐ-UBND", "Phê duyệt", "QĐ 12", date(2024, 1, 5), True, None, None, True)}

KNOWN = RuleContext(
    sources={"A": "recurrent", "B": "investment"},
    units={"S1": ("province", "department"), "H1": ("district", "district"), "CA": ("central", "police")},
    tasks={"NV1": "T1"},
    task_groups={"T1": "", "T2": ""},
    budget_codes={"6950": "", "6956": "6950", "6600": ""},
    documents={"DOC": 2},
    budget_year=2024,
)


def rule(identity: str = "A-01", verdict: Verdict = Verdict.ALLOW, **conditions: object) -> Rule:
    """RULE with another id, verdict and conditions."""
    return replace(RULE, id=identity, verdict=verdict, **conditions)  # type: ignore[arg-type]  # the caller names real fields
