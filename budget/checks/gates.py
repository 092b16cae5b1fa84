"""Investment lines as projects: gates that are closed, dates out of order, money beyond the project's total, lines that disagree.

Law: a project is one thing however many lines it has, so its money is summed over them and its facts must be the same on each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from budget.checks.few import beside_by
from budget.checks.registry import found
from budget.checks.scope import Scope
from budget.checks.who import Line, say_day
from budget.funding.ladder import LAW, MONEY, TEXTS, ProjectFacts, explain
from budget.funding.rules import cite
from budget.lines.fields import FIELDS
from budget.model.problem import Problem
from budget.model.states import Nature
from budget.money import format_money
from budget.store.database import Cursor

SHARED = frozenset({"project_over_total", "project_disagrees"})
"""Codes found of all lines of one project together."""
SHOWN = 3
_TOLD = ", ".join((*(f"COALESCE(l.{name}, '')" for name in TEXTS), *(f"l.{name}" for name in MONEY)))
_ASKED = f"k.listing = 'estimate' AND k.amount > 0 AND k.nature = '{Nature.INVESTMENT}'"
_DATES = (("policy_date", "feasibility_date"), ("policy_date", "decision_date"), ("feasibility_date", "decision_date"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of a project with what it tells and asks (đồng)."""

    line: Line
    facts: ProjectFacts
    amount: int


def check_gates(scope: Scope) -> list[Problem]:
    """What keeps the investment lines looked at from getting money, and what their figures say against each other."""
    if not scope.may(lambda k: k["nature"] == Nature.INVESTMENT and k["listing"] == "estimate"):
        return []
    parts = _read(scope, f"kept k JOIN line l ON l.id = k.id WHERE {_ASKED}", "k.amount, k.judged_on")
    citation = cite(scope.law.documents.get(LAW), LAW, confirmed=False)
    problems = [problem for part in parts for problem in _own(part, citation)]
    projects = {part.facts.project_code for part in parts if part.facts.project_code}
    return [*problems, *(problem for members in _projects(scope, projects) for problem in _together(members))]


def beside_in_project(cursor: Cursor, lines: Iterable[str]) -> set[str]:
    """The lines of the projects that some lines belong to."""
    return beside_by(cursor, "project_code", lines)


def _read(scope: Scope, source: str, amount: str, parameters: Sequence[str] = ()) -> list[_Part]:
    rows = scope.rows(f"{_TOLD}, COALESCE(k.budget_code, ''), {amount}", source, parameters)
    found_parts = []
    for line, values in rows:
        told = ProjectFacts(*values[:12])  # type: ignore[arg-type]  # the schema's types, in the order of the fields
        facts = replace(told, year_granted=True, judged_on=str(values[13]))  # the year's money is checked pot by pot
        found_parts.append(_Part(line, facts, int(str(values[12]))))
    return sorted(found_parts, key=lambda part: part.line.number)


def _projects(scope: Scope, codes: set[str]) -> list[list[_Part]]:
    """The living lines of some projects, project by project, the oldest line first."""
    if not codes:
        return []
    ordered = sorted(codes)
    everything = f"""(SELECT r.*, COALESCE(p.unit_name, r.unit) AS unit_name FROM resolved(?) r LEFT JOIN purse p ON p.unit = r.unit
                     WHERE r.project_code IN ({", ".join("?" for _ in ordered)})) k JOIN line l ON l.id = k.id"""
    parts = _read(scope, f"{everything} WHERE {_ASKED} AND NOT k.dropped", "k.amount, ''", [scope.scenario, *ordered])
    parts.sort(key=lambda part: (part.facts.project_code, part.line.number))
    return [list(members) for _, members in groupby(parts, key=lambda part: part.facts.project_code)]


def _own(part: _Part, citation: str) -> list[Problem]:
    """What one line tells of its project, by itself."""
    facts, line, problems = part.facts, part.line, []
    if not facts.project_code:
        fix = "Ghi mã dự án; khoản chi đầu tư phải là một dự án, không phải khoản lẻ."
        problems.append(
            found("project_code_missing", f"{line} là chi đầu tư nhưng chưa có mã dự án.", fix, line=line.id, citation=citation)
        )
    sentence, fix = explain(facts)
    if sentence:
        problems.append(found("gate_closed", f"{line}: {sentence[0].lower()}{sentence[1:]}", fix, line=line.id, citation=citation))
    for earlier, later in _DATES:
        first, second = getattr(facts, earlier), getattr(facts, later)
        if first and second and second < first:
            said = f"{FIELDS[later].label.lower()} ({say_day(second)}) trước {FIELDS[earlier].label.lower()} ({say_day(first)})"
            problems.append(found("gate_dates_reversed", f"{line} có {said}.", "Đối chiếu văn bản rồi sửa lại ngày.", line=line.id))
    if facts.disbursed is not None and facts.accumulated is not None and facts.disbursed > facts.accumulated:
        sentence = (
            f"{line} đã giải ngân {format_money(facts.disbursed)} đ, nhiều hơn lũy kế vốn bố trí {format_money(facts.accumulated)} đ."
        )
        problems.append(found("disbursed_over_accumulated", sentence, "Đối chiếu với kho bạc rồi sửa lại hai số.", line=line.id))
    return problems


def _together(parts: Sequence[_Part]) -> list[Problem]:
    """What the lines of one project say together; each problem stands on the youngest and names the others."""
    *older, youngest = parts
    others = tuple(part.line.id for part in older)
    return [*_over(parts, youngest, others), *_disagree(older, youngest, others)]


def _over(parts: Sequence[_Part], youngest: _Part, others: tuple[str, ...]) -> list[Problem]:
    amount = sum(part.amount for part in parts)
    earlier = [part.facts.accumulated for part in parts if part.facts.accumulated is not None]
    accumulated = max(earlier, default=0)
    before = f"cộng lũy kế đã bố trí {format_money(accumulated)} đ, " if earlier else "chưa kể lũy kế đã bố trí (chưa khai), "
    problems = []
    for name in ("total_investment", "medium_term"):
        told = [value for part in parts if (value := getattr(part.facts, name)) is not None]
        if told and amount + accumulated > min(told):
            label = FIELDS[name].label.lower()
            sentence = (
                f"{youngest.line}: dự án {youngest.facts.project_code} đề nghị {format_money(amount)} đ, {before}"
                f"vượt {label} {format_money(min(told))} đ."
            )
            fix = f"Giảm {format_money(amount + accumulated - min(told))} đ, hoặc trình điều chỉnh {label} trước."
            problems.append(found("project_over_total", sentence, fix, line=youngest.line.id, others=others))
    return problems[:1]


def _disagree(older: Sequence[_Part], youngest: _Part, others: tuple[str, ...]) -> list[Problem]:
    """Facts two lines tell differently; a line that tells nothing of one does not disagree."""
    parts = [*older, youngest]
    differing = [name for name in (*TEXTS, *MONEY) if len({value for part in parts if (value := getattr(part.facts, name))}) > 1]
    if not differing:
        return []
    labels = ", ".join(FIELDS[name].label.lower() for name in differing[:SHOWN])
    more = " và số khác" if len(differing) > SHOWN else ""
    numbers = ", ".join(str(part.line.number) for part in older[:SHOWN])
    sentence = f"{youngest.line} và khoản mục số {numbers} cùng dự án {youngest.facts.project_code} nhưng ghi khác nhau: {labels}{more}."
    return [found("project_disagrees", sentence, "Sửa cho thống nhất giữa các khoản của dự án.", line=youngest.line.id, others=others)]
