"""Tasks and their lines in time: who leads, by when, what is planned too late, what cannot be disbursed for want of guidance.

A line is judged against the quarter of its task's deadline, and a deadline moves only by a numbered document. Whether a deadline has
passed is judged on today or, once the budget year is over, on its last day: a plan of a past year stays as it was judged.
"""

from collections.abc import Iterable, Mapping

from budget.checks.dues import Due, cite_basis
from budget.checks.few import is_asked
from budget.checks.registry import found
from budget.checks.scope import Scope, quote
from budget.checks.who import Line
from budget.funding.rules import CitedDocument, read_documents
from budget.model.problem import Problem
from budget.model.states import Step
from budget.money import format_money
from budget.store.database import Cursor
from budget.tasks.standing import default_day
from budget.tasks.task import Task, read_tasks
from budget.totals.cube import Totals

_ASKED = "k.listing = 'estimate' AND k.amount > 0"


def check_timing(scope: Scope) -> list[Problem]:
    """Lines planned for after their task's deadline, and lines of this year that wait for guidance nobody has issued."""
    return [*_late(scope), *_without_guidance(scope)]


def check_tasks(cursor: Cursor, scenario_totals: Totals) -> list[Problem]:
    """Tasks nobody leads or that have no deadline, and those whose deadline has passed with money not recorded as spent."""
    year = int(str(cursor.rows("SELECT budget_year FROM plan")[0][0]))
    day, documents = default_day(year), read_documents(cursor)
    amounts = scenario_totals.group("task")
    spent = {
        str(task): int(str(amount))
        for task, amount in cursor.rows(
            "SELECT l.task, sum(s.amount)::BIGINT FROM phase_split s JOIN line l ON l.id = s.line WHERE s.spent GROUP BY l.task"
        )
    }
    problems: list[Problem] = []
    for task in read_tasks(cursor).values():
        problems.extend(_incomplete(task, documents))
        unspent = amounts.get(task.code, (0, 0))[0] - spent.get(task.code, 0)
        if task.is_overdue(day) and task.due is not None and unspent > 0:
            sentence = (
                f"Nhiệm vụ {task.code} “{task.name}” quá hạn {task.due:%d/%m/%Y} (xét ngày {day:%d/%m/%Y}) "
                f"mà còn {format_money(unspent)} đ chưa ghi nhận đã chi."
            )
            fix = "Ghi hoàn thành hoặc số đã chi; nếu chậm, trình sửa kế hoạch rồi ghi hạn điều chỉnh kèm số văn bản."
            problems.append(found("task_overdue", sentence, fix, citation=cite_basis(task, documents), task=task.code))
    return problems


def _incomplete(task: Task, documents: Mapping[str, CitedDocument]) -> list[Problem]:
    missing = [what for what, lacks in (("đơn vị chủ trì", not task.lead_unit), ("thời hạn", task.due is None)) if lacks and not task.done]
    if not missing:
        return []
    sentence = f"Nhiệm vụ {task.code} “{task.name}” chưa có {' và '.join(missing)}."
    return [found("task_incomplete", sentence, "Mở nhiệm vụ ở Tiến độ và ghi.", citation=cite_basis(task, documents), task=task.code)]


def _late(scope: Scope) -> list[Problem]:
    dues: Mapping[str, Due] = scope.law.dues
    problems = []
    for line, (task, year, quarter) in _later(scope, dues):
        due = dues[str(task)]
        sentence = f"{line} xếp chi vào quý {quarter}/{year}, sau thời hạn {due.day:%d/%m/%Y} của nhiệm vụ {task}."
        fix = "Đưa về trước thời hạn, hoặc trình sửa kế hoạch rồi ghi hạn điều chỉnh kèm số văn bản."
        problems.append(found("line_after_deadline", sentence, fix, line=line.id, citation=due.citation, task=str(task)))
    return problems


def _later(scope: Scope, dues: Mapping[str, Due]) -> Iterable[tuple[Line, tuple[object, ...]]]:
    """The lines planned for after the deadline of their task, each with task, year and quarter."""
    if not dues:
        return []
    if scope.few is not None:
        return scope.at_hand(
            ("task", "year", "quarter"),
            lambda k: is_asked(k) and k["task"] in dues and _period(k["year"], k["quarter"]) > dues[str(k["task"])].period,
        )
    listed = ", ".join(f"({quote(code)}, {due.period})" for code, due in dues.items())
    late = f"kept k JOIN (VALUES {listed}) d(code, period) ON d.code = k.task WHERE {_ASKED} AND k.year * 4 + k.quarter - 1 > d.period"
    return scope.rows("k.task, k.year, k.quarter", late)


def _without_guidance(scope: Scope) -> list[Problem]:
    if not scope.may(lambda k: k["guidance"] == Step.MISSING and is_asked(k) and k["year"] == scope.law.budget_year):
        return []
    year = scope.law.budget_year
    ending = f"' chưa có hướng dẫn của bộ, ngành nên không giải ngân được trong năm {year}.'"
    fix = "Ghi hướng dẫn khi đã ban hành; chưa có thì giãn sang năm sau bằng một phương án."
    return scope.told("guidance_missing", ending, fix, f"kept k WHERE {_ASKED} AND k.guidance = '{Step.MISSING}' AND k.year = {year}")


def _period(year: object, quarter: object) -> int:
    return int(str(year)) * 4 + int(str(quarter)) - 1
