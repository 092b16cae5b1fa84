"""What is wrong with a rule beside the others: a circle of replacements, or a rule of equal force that says the opposite.

A clash is asked of the very judge that decides for lines: a case is made up that meets both rules and nothing else, and it is judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar

from budget.funding.eligibility import Documents, LineFacts, RuleBook
from budget.funding.rule_conditions import RuleContext
from budget.funding.rules import cite
from budget.model.problem import Problem
from budget.model.states import Verdict
from budget.reference.money_sources import Rule

_ONE_OF = ("unit", "unit_level", "unit_kind", "category", "nature", "form", "route", "task", "task_group", "appraisal", "listed", "gate")
Number = TypeVar("Number", int, date)
_OPPOSITE = {Verdict.ALLOW: Verdict.DENY, Verdict.DENY: Verdict.ALLOW}


def find_clashes(rule: Rule, others: Iterable[Rule], documents: Documents, known: RuleContext) -> list[Problem]:
    """What keeps `rule` from standing beside the other rules of the plan, each problem naming the rules it concerns by id."""
    standing = [other for other in others if other.id != rule.id]
    return [*_replacement(rule, standing), *_ties(rule, standing, documents, known)]


def find_circle(rule: Rule, others: Sequence[Rule]) -> tuple[str, ...]:
    """The ids of a circle of "thay cho" that passes through a rule, beginning with it; empty when there is none."""
    replaced = {other.id: other.instead_of for other in others} | {rule.id: rule.instead_of}
    path: list[str] = []
    at: str | None = rule.id
    while at is not None and at not in path:
        path.append(at)
        at = replaced.get(at)
    return tuple(path) if at == rule.id else ()


def shared_case(first: Rule, second: Rule, known: RuleContext) -> LineFacts | None:
    """Facts that meet both rules and state nothing else; None when no line can meet both."""
    if first.source != second.source:
        return None
    case: dict[str, str] = {"source": first.source}
    for name in _ONE_OF:
        values = {str(value) for value in (getattr(first, name), getattr(second, name)) if value is not None}
        if len(values) > 1:
            return None
        case[name] = next(iter(values), "")
    code = _deeper(first.budget_code, second.budget_code, known.budget_codes)
    if code is None or not _fits_somebody(case, known):
        return None
    year = _within((first.year_from, second.year_from), (first.year_to, second.year_to), known.budget_year)
    day = _within((first.valid_from, second.valid_from), (first.valid_to, second.valid_to), date(known.budget_year, 12, 31))
    if year is None or day is None:
        return None
    stated: dict[str, object] = {**case, "budget_code": code, "year": year, "on": day}
    return LineFacts(**{field.name: stated.get(field.name, "") for field in fields(LineFacts)})  # type: ignore[arg-type]  # as declared


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
    circle = find_circle(rule, standing)
    if not circle:
        return []
    told = " thay cho ".join((*circle, rule.id))
    return [Problem("rule_circle", f"Các quy tắc thay nhau thành vòng: {told}.", "Bỏ mục thay cho ở một trong các quy tắc này.")]


def _ties(rule: Rule, standing: Sequence[Rule], documents: Documents, known: RuleContext) -> list[Problem]:
    if rule.verdict not in _OPPOSITE:
        return []
    book = RuleBook([*standing, rule], documents)
    problems = []
    for other in standing:
        if other.verdict is not _OPPOSITE[rule.verdict]:
            continue
        case = shared_case(rule, other, known)
        conflict = book.judge(case).conflict if case is not None else None
        if conflict is not None and {one.id for one in conflict} == {rule.id, other.id}:
            problems.append(_tie(rule, other, documents))
    return problems


def _tie(rule: Rule, other: Rule, documents: Documents) -> Problem:
    allowing, denying = (rule, other) if rule.verdict is Verdict.ALLOW else (other, rule)
    cited = [cite(documents.get(one.document), one.document, one.article, confirmed=False) for one in (allowing, denying)]
    sentence = f"Quy tắc {allowing.id} cho phép nhưng quy tắc {denying.id} ngang bậc lại không cho phép, với cùng một loại khoản mục."
    fix = "Thêm điều kiện cho quy tắc hẹp hơn, dẫn văn bản mạnh hơn, hoặc ghi rõ quy tắc này thay cho quy tắc kia."
    return Problem("rule_conflict", sentence, fix, citation="; ".join(dict.fromkeys(cited)))


def _fits_somebody(case: dict[str, str], known: RuleContext) -> bool:
    """Whether some unit of the plan has the stated code, level and kind; a stated unit's own level and kind are filled in."""
    if case["unit"] in known.units:
        level, kind = known.units[case["unit"]]
        if case["unit_level"] not in ("", level) or case["unit_kind"] not in ("", kind):
            return False
        case.update(unit_level=level, unit_kind=kind)
    if case["task"] in known.tasks:
        if case["task_group"] not in ("", known.tasks[case["task"]]):
            return False
        case["task_group"] = known.tasks[case["task"]]
    places = known.units.values()
    return any(case["unit_level"] in ("", level) and case["unit_kind"] in ("", kind) for level, kind in places)


def _deeper(first: str | None, second: str | None, parents: Mapping[str, str]) -> str | None:
    """The code that both budget codes hold for: the one that stands under the other; "" = neither states one, None = none can."""
    if not first or not second:
        return first or second or ""
    if second in _upwards(first, parents):
        return first
    return second if first in _upwards(second, parents) else None


def _upwards(code: str, parents: Mapping[str, str]) -> list[str]:
    found = [code]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return found


def _within(starts: Sequence[Number | None], ends: Sequence[Number | None], usual: Number) -> Number | None:
    """A value inside every period, the usual one if it is; None when the periods do not meet."""
    low = max((start for start in starts if start is not None), default=None)
    high = min((end for end in ends if end is not None), default=None)
    if low is not None and high is not None and low > high:
        return None
    at = usual if low is None else max(usual, low)
    return at if high is None else min(at, high)
