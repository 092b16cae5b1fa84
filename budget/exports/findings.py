"""Phụ lục kiểm tra: every problem that stands, errors first; then what was looked at and set aside, with who and why.

Law: the counts in its headings are those of the page Việc cần xử lý at the same journal seq.
"""

from collections.abc import Sequence

from budget.checks.dismissals import Dismissed
from budget.exports.cells import Cell, Column
from budget.exports.page import Page
from budget.exports.reading import ExportLine, Snapshot
from budget.model import labels
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money

SHEET = "PL Kiểm tra"


def findings_columns() -> list[Column]:
    """The columns of the annex."""
    return [
        Column("STT", 6, "center", "A"),
        Column("Mức độ", 12, "center", "B"),
        Column("Khoản mục", 32, "text", "C"),
        Column("Đơn vị", 20, "text", "D"),
        Column("Nội dung", 50, "text", "E"),
        Column("Cách xử lý", 38, "text", "F"),
        Column("Căn cứ", 24, "text", "G"),
        Column("Mã khoản mục", 38, "machine"),
    ]


def write_findings(page: Page, snapshot: Snapshot, problems: Sequence[Problem] | None, dismissed: Sequence[Dismissed]) -> None:
    """Block A by severity, block B what is set aside; `problems` None = not checked."""
    lines = {line.id: line for line in snapshot.lines}
    page.write_row(_heading("A", _standing_heading(problems), page), "block")
    place = 0
    for severity in Severity:
        held = [problem for problem in problems or () if problem.severity is severity]
        if held:
            page.write_row(_heading("", f"{labels.SEVERITY[severity]} ({format_money(len(held))})", page), "unit")
        for problem in held:
            place += 1
            page.write_row(_row(place, problem, snapshot, lines.get(problem.line or ""), problem.fix))
    page.write_row(_heading("B", f"ĐÃ XEM VÀ BỎ QUA ({format_money(len(dismissed))})", page), "block")
    for number, item in enumerate(dismissed, start=1):
        day = "/".join(reversed(item.moment[:10].split("-")))
        why = f"Bỏ qua: {item.reason} ({item.author}, {day})"
        page.write_row(_row(number, item.problem, snapshot, lines.get(item.problem.line or ""), why))


def _row(place: int, problem: Problem, snapshot: Snapshot, line: ExportLine | None, cure: str) -> list[Cell]:
    owner = line.unit if line else _pot_owner(problem)
    unit = snapshot.units[owner].name if owner in snapshot.units else ""
    where = f"Số {line.number}: {line.name}" if line else _pot_words(problem, snapshot)
    return [str(place), labels.SEVERITY[problem.severity], where, unit, problem.sentence, cure, problem.citation, problem.line]


def _pot_words(problem: Problem, snapshot: Snapshot) -> str:
    if problem.pot:
        return f"Nguồn {snapshot.source_name(problem.pot.split('|')[0])}"
    return f"Nhiệm vụ {problem.task}" if problem.task else ""


def _pot_owner(problem: Problem) -> str:
    """The unit whose money a pot is; "" for all pots of a source, and for the province's own."""
    parts = (problem.pot or "").split("|")
    return parts[1] if len(parts) == 4 else ""


def _heading(stt: str, label: str, page: Page) -> list[Cell]:
    cells: list[Cell] = [None] * len(page.columns)
    cells[0], cells[4] = stt, label
    return cells


def _standing_heading(problems: Sequence[Problem] | None) -> str:
    if problems is None:
        return "VẤN ĐỀ CẦN XỬ LÝ: chưa chạy kiểm tra"
    return f"VẤN ĐỀ CẦN XỬ LÝ ({format_money(len(problems))})" if problems else "VẤN ĐỀ CẦN XỬ LÝ: không thấy vấn đề nào"
