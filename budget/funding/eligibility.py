"""Eligibility as executable law: what the plan's rules say of a source paying for a line, and which rule says it.

The stronger document wins, then the later one, then the rule with more conditions; no rule is not enough basis, never a yes.
A rule that stands instead of another silences it while its document is in force (instead.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from budget.funding.gates import tell_missing
from budget.funding.instead import find_circles, leave_out_replaced
from budget.funding.rules import CitedDocument, cite
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import ContentVerdict, Gate, Listed, Verdict
from budget.reference.law import Confidence
from budget.reference.money_sources import Rule

SAME = ("unit", "unit_level", "unit_kind", "category", "nature", "form", "route", "task", "task_group", "appraisal", "listed", "gate")
"""The conditions of a rule that hold when the fact of the same name is equal."""
CONDITIONS = (*SAME, "budget_code", "valid_from", "valid_to", "year_from", "year_to")
"""All conditions of a rule; the more of them it has, the more particular it is."""
NO_RULE = "Chưa có quy định nào trong bộ quy tắc nói về trường hợp này."

Documents = Mapping[str, CitedDocument]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What rules look at; empty text = not stated. `year` is the budget year, `on` the day of the decision.

    `budget_item` is what the budget code stands under; `listed_by` the source on whose list for the unit the line stands, `lists` the
    sources whose list for the unit has been entered; `missing` the shut gates of an investment project (gates.py).
    """

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
    task: str = ""
    task_group: str = ""
    budget_code: str = ""
    budget_item: str = ""
    appraisal: str = ContentVerdict.PENDING
    listed_by: str = ""
    lists: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def listed(self) -> Listed:
        """How the line stands to the list of the source it is judged for; unknown while nobody entered that list for the unit."""
        if self.listed_by == self.source and self.listed_by:
            return Listed.LISTED
        return Listed.BEYOND if self.source in self.lists else Listed.UNKNOWN

    @property
    def gate(self) -> Gate:
        """Whether every decision the line needs is there."""
        return Gate.CLOSED if self.missing else Gate.OPEN


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer for one source and one line: verdict, the rule that decided (None = no rule), why, and what it cites.

    `confirmed` is False when the rule or its document has not been checked against the text; `conflict` holds the two rules
    of equal precedence of which one allows and one denies, `circle` the ids of rules that stand instead of one another: then nothing is
    decided and the verdict is insufficient.
    """

    verdict: Verdict
    reason: str
    citation: str = ""
    confirmed: bool = False
    rule: Rule | None = None
    conflict: tuple[Rule, Rule] | None = None
    circle: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem | None:
        """The error of rules that say opposite things with equal force or replace one another; None when there is none."""
        if self.circle:
            fix = "Bỏ trống ô “thay cho” của một trong các quy tắc này."
            return Problem("rule_circle", self.reason, fix, citation=self.citation)
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
        self.circles = find_circles(self.rules)
        self._by_source: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._by_source[rule.source].append(rule)

    def judge(self, facts: LineFacts) -> Ruling:
        """What the rules say of these facts."""
        return _judge(self._by_source.get(facts.source, ()), self.documents, self.circles, facts)

    def judge_all(self, facts: LineFacts, sources: Sequence[str]) -> dict[str, Ruling]:
        """Every source's ruling for the same line, in the order given."""
        return {source: self.judge(replace(facts, source=source)) for source in sources}


def judge(rules: Iterable[Rule], documents: Documents, facts: LineFacts) -> Ruling:
    """The ruling of the strongest rule that matches; among equals a denial outweighs what is unclear, and what is unclear a yes.

    An allowing rule whose document is not in force on the day allows nothing: the verdict is insufficient.
    """
    return RuleBook(rules, documents).judge(facts)


def is_met(rule: Rule, facts: LineFacts) -> bool:
    """Whether every condition of a rule holds; a null condition always does."""
    if rule.source != facts.source:
        return False
    if any((wanted := getattr(rule, name)) is not None and wanted != getattr(facts, name) for name in SAME):
        return False
    if rule.budget_code is not None and rule.budget_code not in (facts.budget_code, facts.budget_item):
        return False
    if (rule.year_from is not None and facts.year < rule.year_from) or (rule.year_to is not None and facts.year > rule.year_to):
        return False
    return (rule.valid_from is None or rule.valid_from <= facts.on) and (rule.valid_to is None or facts.on <= rule.valid_to)


def precedence(rule: Rule, documents: Documents) -> tuple[int, date, int]:
    """How strong a rule is, the greater the stronger: rank of its document, the day it was issued, how many conditions it has."""
    document = documents.get(rule.document)
    issued = document.issued if document and document.issued else date.min
    return rule.rank, issued, sum(getattr(rule, name) is not None for name in CONDITIONS)


def keep_apart(ruling: Ruling, source_nature: str, nature: str) -> Ruling:
    """A denial where a source is not of the line's nature, whatever the rules leave out: the two envelopes never mix."""
    if source_nature == nature or ruling.verdict is Verdict.DENY:
        return ruling
    told = labels.NATURE.get(source_nature, source_nature).lower()
    reason = f"Nguồn này là {told}, khác tính chất chi của khoản mục."
    return Ruling(Verdict.DENY, reason, ruling.citation, ruling.confirmed)


def _judge(rules: Iterable[Rule], documents: Documents, circles: Mapping[str, tuple[str, ...]], facts: LineFacts) -> Ruling:
    matching = [rule for rule in rules if is_met(rule, facts)]
    speaking = leave_out_replaced(matching, documents, facts.on, circles)
    if not speaking:
        return Ruling(Verdict.INSUFFICIENT, NO_RULE)
    strongest = max(precedence(rule, documents) for rule in speaking)
    return decide([rule for rule in speaking if precedence(rule, documents) == strongest], documents, circles, facts)


def decide(deciding: Sequence[Rule], documents: Documents, circles: Mapping[str, tuple[str, ...]], facts: LineFacts) -> Ruling:
    """The ruling of rules of equal precedence that match these facts (one at least)."""
    circle = next((circles[rule.id] for rule in deciding if rule.id in circles), ())
    if circle:
        return _circle(circle, deciding[0], documents)
    by_verdict = {verdict: [rule for rule in deciding if rule.verdict is verdict] for verdict in Verdict}
    if by_verdict[Verdict.ALLOW] and by_verdict[Verdict.DENY]:
        return _conflict(by_verdict[Verdict.ALLOW][0], by_verdict[Verdict.DENY][0], documents)
    rule = next(by_verdict[verdict][0] for verdict in (Verdict.DENY, Verdict.INSUFFICIENT, Verdict.ALLOW) if by_verdict[verdict])
    return _ruling(rule, documents, facts)


def _ruling(rule: Rule, documents: Documents, facts: LineFacts) -> Ruling:
    document = documents.get(rule.document)
    confirmed = rule.confidence is Confidence.CONFIRMED and document is not None and document.confirmed
    citation = cite(document, rule.document, rule.article, confirmed=confirmed)
    if rule.verdict is Verdict.ALLOW and document is not None and not document.is_in_force(facts.on):
        reason = f"{document.name} không có hiệu lực vào ngày {facts.on:%d/%m/%Y}; cần căn cứ đang có hiệu lực."
        return Ruling(Verdict.INSUFFICIENT, reason, citation, confirmed, rule)
    reason = f"{rule.reason} {tell_missing(facts.missing)}" if rule.gate is Gate.CLOSED else rule.reason
    return Ruling(rule.verdict, reason, citation, confirmed, rule)


def _conflict(allowing: Rule, denying: Rule, documents: Documents) -> Ruling:
    cited = [cite(documents.get(rule.document), rule.document, rule.article, confirmed=False) for rule in (allowing, denying)]
    reason = f"Hai quy tắc ngang bậc trái nhau: {allowing.id} cho phép, {denying.id} không cho phép, nên chưa kết luận được."
    return Ruling(Verdict.INSUFFICIENT, reason, "; ".join(dict.fromkeys(cited)), False, None, (allowing, denying))


def _circle(circle: tuple[str, ...], rule: Rule, documents: Documents) -> Ruling:
    named = ", ".join(circle)
    whom = f"Các quy tắc {named} thay thế lẫn nhau" if len(circle) > 1 else f"Quy tắc {named} thay thế chính nó"
    citation = cite(documents.get(rule.document), rule.document, rule.article, confirmed=False)
    return Ruling(Verdict.INSUFFICIENT, f"{whom} thành vòng, nên chưa kết luận được.", citation, circle=circle)
