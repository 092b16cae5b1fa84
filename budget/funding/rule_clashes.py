"""What is wrong with a rule beside the others: a circle of replacements, or a rule of equal force that says the opposite.

A clash is asked of the very judge that decides for lines: a case is made up that meets both rules and nothing else, and it is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from budget.funding.eligibility import Documents, LineFacts, RuleBook
from budget.funding.gates import GATES
from budget.funding.instead import find_circles
from budget.funding.rule_conditions import RuleContext
from budget.funding.rules import cite
from budget.funding.suppose import suppose, unmet
from budget.model.problem import Problem
from budget.model.states import Verdict
from budget.reference.money_sources import Rule

_OPPOSITE = {Verdict.ALLOW: Verdict.DENY, Verdict.DENY: Verdict.ALLOW}


def find_clashes(rule: Rule, others: Iterable[Rule], documents: Documents, known: RuleContext) -> list[Problem]:
    """What keeps `rule` from standing beside the other rules of the plan, each problem naming the rules it concerns by id."""
    standing = [other for other in others if other.id != rule.id]
    return [*_replacement(rule, standing), *_ties(rule, standing, documents, known)]


def shared_cases(first: Rule, second: Rule, known: RuleContext) -> list[LineFacts]:
    """Facts that meet both rules and state nothing they do not ask; empty when no line can meet both.

    Where they ask nothing of annex or gates, one case stands for each way a line may stand to these.
    """
    if first.source != second.source:
        return []
    blank = LineFacts(first.source, "", "", "", "", "", "", "", known.budget_year, date(known.budget_year, 12, 31), appraisal="")
    found: list[LineFacts] = []
    for missing, (listed_by, lists) in product(((), tuple(GATES)), (("", ()), ("", (first.source,)), (first.source, (first.source,)))):
        open_ended = replace(blank, missing=missing, listed_by=listed_by, lists=lists)
        case = _fill(suppose(_fill(suppose(open_ended, first), known), second), known)
        if not unmet(first, case) and not unmet(second, case) and _fits_somebody(case, known) and case not in found:
            found.append(case)
    return found


def _replacement(rule: Rule, standing: Sequence[Rule]) -> list[Problem]:
    if rule.instead_of is None:
        return []
    replaced = next((other for other in standing if other.id == rule.instead_of), None)
    if rule.instead_of == rule.id:
        return [Problem("rule_circle", f"Quy tắc {rule.id} không thể thay cho chính nó.", "Bỏ trống mục thay cho quy tắc.")]
    if replaced is None:
        return [Problem("unknown_code", f"Không có quy tắc “{rule.instead_of}” để thay.", "Chọn một quy tắc có trong danh sách.")]
    if replaced.source != rule.source:
        sentence = f"Quy tắc {replaced.id} nói về nguồn {replaced.source}, không phải nguồn {rule.source}."
        return [Problem("rule_contradiction", sentence, "Chọn quy tắc của cùng một nguồn để thay.")]
    circle = find_circles([*standing, rule]).get(rule.id, ())
    if not circle:
        return []
    told = " thay cho ".join((*circle, circle[0]))
    return [Problem("rule_circle", f"Các quy tắc thay nhau thành vòng: {told}.", "Bỏ mục thay cho ở một trong các quy tắc này.")]


def _ties(rule: Rule, standing: Sequence[Rule], documents: Documents, known: RuleContext) -> list[Problem]:
    if rule.verdict not in _OPPOSITE:
        return []
    book = RuleBook([*standing, rule], documents)
    problems = []
    for other in standing:
        if other.verdict is not _OPPOSITE[rule.verdict]:
            continue
        conflicts = [book.judge(case).conflict for case in shared_cases(rule, other, known)]
        if any(conflict and {one.id for one in conflict} == {rule.id, other.id} for conflict in conflicts):
            problems.append(_tie(rule, other, documents))
    return problems


def _tie(rule: Rule, other: Rule, documents: Documents) -> Problem:
    allowing, denying = (rule, other) if rule.verdict is Verdict.ALLOW else (other, rule)
    cited = [cite(documents.get(one.document), one.document, one.article, confirmed=False) for one in (allowing, denying)]
    sentence = f"Quy tắc {allowing.id} cho phép nhưng quy tắc {denying.id} ngang bậc lại không cho phép, với cùng một loại khoản mục."
    fix = "Thêm điều kiện cho quy tắc hẹp hơn, dẫn văn bản mạnh hơn, hoặc ghi rõ quy tắc này thay cho quy tắc kia."
    return Problem("rule_conflict", sentence, fix, citation="; ".join(dict.fromkeys(cited)))


def _fill(case: LineFacts, known: RuleContext) -> LineFacts:
    """The case with what follows from it: level and kind of a stated unit, group of a task, what a budget code stands under."""
    level, kind = known.units.get(case.unit, (case.unit_level, case.unit_kind))
    return replace(
        case,
        unit_level=case.unit_level or level,
        unit_kind=case.unit_kind or kind,
        task_group=case.task_group or known.tasks.get(case.task, ""),
        budget_item=known.budget_codes.get(case.budget_code, ""),
    )


def _fits_somebody(case: LineFacts, known: RuleContext) -> bool:
    """Whether some unit of the plan has the stated code, level and kind, and the task is of the stated group."""
    if known.tasks.get(case.task, case.task_group) != case.task_group:
        return False
    places = [known.units[case.unit]] if case.unit in known.units else known.units.values()
    return any(case.unit_level in ("", level) and case.unit_kind in ("", kind) for level, kind in places)
