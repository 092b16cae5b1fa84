"""Eligibility as executable law: what the plan's rules say of a source paying for a line, and which rule says it.

The stronger document wins, then the later one, then the rule with more conditions; no rule is not enough basis, never a yes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from budget.funding.rules import CitedDocument, cite
from budget.model.problem import Problem
from budget.model.states import Verdict
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule

_CONDITIONS = (
    *("unit_level", "unit_kind", "category", "nature", "form", "route", "unit"),
    *("valid_from", "valid_to", "year_from", "year_to"),
)
_SAME = ("source", "unit", "unit_level", "unit_kind", "category", "nature", "form", "route")
NO_RULE = "Chưa có quy định nào trong bộ quy tắc nói về trường hợp này."

Documents = Mapping[str, CitedDocument]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What rules look at; empty text = not stated. `year` is the budget year, `on` the day of the decision."""

    source: str
    unit: str
    unit_level: str
    unit_kind: str
    category: str
    nature: str
    form: str
    route: str
    year: int
    on: date


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer for one source and one line: verdict, the rule that decided (None = no rule), why, and what it cites.

    `confirmed` is False when the rule or its document has not been checked against the text; `conflict` holds the two rules
    of equal precedence of which one allows and one denies: then nothing is decided and the verdict is insufficient.
    """

    verdict: Verdict
    reason: str
    citation: str = ""
    confirmed: bool = False
    rule: Rule | None = None
    conflict: tuple[Rule, Rule] | None = None

    @property
    def problem(self) -> Problem | None:
        """The error of two rules that say opposite things with equal force; None when there is none."""
        if self.conflict is None:
            return None
        fix = "Sửa hoặc bỏ một trong hai quy tắc theo đúng văn bản."
        return Problem("rule_conflict", self.reason, fix, citation=self.citation)

    def limit(self, amount: int) -> int | None:
        """The most this source may pay of a line of `amount` đồng; None = no cap."""
        if self.rule is None or (self.rule.cap_amount is None and self.rule.cap_share_bp is None):
            return None
        caps = [] if self.rule.cap_amount is None else [self.rule.cap_amount]
        if self.rule.cap_share_bp is not None:
            caps.append(amount * self.rule.cap_share_bp // 10_000)
        return min(caps)


def decision_day(year: int, quarter: int) -> date:
    """The day a line is judged by: the last day of its quarter, the latest moment its money can lawfully be placed.

    A plan of a past year is judged by the law of that year, so today's date never enters.
    """
    first_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return first_after - timedelta(days=1)


class RuleBook:
    """The rules of one plan, ready to be asked often: grouped by source, with the documents they cite."""

    def __init__(self, rules: Iterable[Rule], documents: Documents) -> None:
        """Group the rules once."""
        self.rules = tuple(rules)
        self.documents = documents
        self._by_source: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._by_source[rule.source].append(rule)
        self.named_units = frozenset(rule.unit for rules in self._by_source.values() for rule in rules if rule.unit)

    def judge(self, facts: LineFacts) -> Ruling:
        """What the rules say of these facts."""
        return judge(self._by_source.get(facts.source, ()), self.documents, facts)

    def judge_all(self, facts: LineFacts, sources: Sequence[str]) -> dict[str, Ruling]:
        """Every source's ruling for the same line, in the order given."""
        return {source: self.judge(replace(facts, source=source)) for source in sources}


def judge(rules: Iterable[Rule], documents: Documents, facts: LineFacts) -> Ruling:
    """The ruling of the strongest rule that matches; among equals a denial outweighs what is unclear, and what is unclear a yes.

    An allowing rule whose document is not in force on the day allows nothing: the verdict is insufficient.
    """
    matching = [rule for rule in rules if is_met(rule, facts)]
    if not matching:
        return Ruling(Verdict.INSUFFICIENT, NO_RULE)
    strongest = max(_precedence(rule, documents) for rule in matching)
    deciding = [rule for rule in matching if _precedence(rule, documents) == strongest]
    by_verdict = {verdict: [rule for rule in deciding if rule.verdict is verdict] for verdict in Verdict}
    if by_verdict[Verdict.ALLOW] and by_verdict[Verdict.DENY]:
        return _conflict(by_verdict[Verdict.ALLOW][0], by_verdict[Verdict.DENY][0], documents)
    rule = next(by_verdict[verdict][0] for verdict in (Verdict.DENY, Verdict.INSUFFICIENT, Verdict.ALLOW) if by_verdict[verdict])
    return _ruling(rule, documents, facts.on)


def is_met(rule: Rule, facts: LineFacts) -> bool:
    """Whether every condition of a rule holds; a null condition always does."""
    if any((wanted := getattr(rule, name)) is not None and wanted != getattr(facts, name) for name in _SAME):
        return False
    if (rule.year_from is not None and facts.year < rule.year_from) or (rule.year_to is not None and facts.year > rule.year_to):
        return False
    return (rule.valid_from is None or rule.valid_from <= facts.on) and (rule.valid_to is None or facts.on <= rule.valid_to)


def _precedence(rule: Rule, documents: Documents) -> tuple[int, date, int]:
    document = documents.get(rule.document)
    issued = document.issued if document and document.issued else date.min
    return rule.rank, issued, sum(getattr(rule, name) is not None for name in _CONDITIONS)


def _ruling(rule: Rule, documents: Documents, on: date) -> Ruling:
    document = documents.get(rule.document)
    confirmed = rule.confidence is Confidence.CONFIRMED and document is not None and document.confirmed
    citation = cite(document, rule.document, rule.article, confirmed=confirmed)
    if rule.verdict is Verdict.ALLOW and document is not None and not document.is_in_force(on):
        reason = f"{document.name} không có hiệu lực vào ngày {on:%d/%m/%Y}; cần căn cứ đang có hiệu lực."
        return Ruling(Verdict.INSUFFICIENT, reason, citation, confirmed, rule)
    return Ruling(rule.verdict, rule.reason, citation, confirmed, rule)


def _conflict(allowing: Rule, denying: Rule, documents: Documents) -> Ruling:
    cited = [cite(documents.get(rule.document), rule.document, rule.article, confirmed=False) for rule in (allowing, denying)]
    reason = f"Hai quy tắc ngang bậc trái nhau: {allowing.id} cho phép, {denying.id} không cho phép, nên chưa kết luận được."
    return Ruling(Verdict.INSUFFICIENT, reason, "; ".join(dict.fromkeys(cited)), False, None, (allowing, denying))
