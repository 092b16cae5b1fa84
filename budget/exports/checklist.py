"""Kiểm tra: that the tables agree to the đồng, by live formulas, and the problems found in the plan."""

from collections.abc import Sequence

from budget.exports.cells import Cell, Column, Live, name_cell
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.model import labels
from budget.model.problem import Problem

SHEET = "Kiểm tra"


def checklist_columns() -> list[Column]:
    """The columns of the list of checks."""
    return [
        Column("STT", 6, "center"),
        Column("Mức", 10, "center"),
        Column("Nội dung", 60, "text"),
        Column("Cách xử lý", 44, "text"),
        Column("Căn cứ", 26, "text"),
        Column("Khoản mục", 36, "text"),
        Column("Chênh lệch (đồng)", 16, "money"),
        Column("Mã khoản mục", 38, "machine"),
    ]


def write_checklist(page: Page, snapshot: Snapshot, agreements: Sequence[tuple[str, Live]], problems: Sequence[Problem] | None) -> None:
    """Agreements between tables (each difference must be 0), then the problems; `problems` None = not checked."""
    page.write_row(_heading("A", "ĐỐI CHIẾU GIỮA CÁC BẢNG (chênh lệch phải bằng 0)", page), "block")
    for place, (label, difference) in enumerate(agreements, start=1):
        state = Live(f'=IF({name_cell(page.row, 6)}=0,"Khớp","Lệch")', "Khớp" if difference.value == 0 else "Lệch")
        page.write_row([str(place), state, label, None, None, None, difference, None])
    page.write_row(_heading("B", _problems_heading(problems), page), "block")
    lines = {line.id: line for line in snapshot.lines}
    for place, problem in enumerate(problems or (), start=1):
        line = lines.get(problem.line or "")
        where = f"Số {line.number}: {line.name}" if line else ""
        cells: list[Cell] = [
            *(str(place), labels.SEVERITY[problem.severity], problem.sentence, problem.fix),
            *(problem.citation, where, None, problem.line),
        ]
        page.write_row(cells)


def _heading(stt: str, label: str, page: Page) -> list[Cell]:
    cells: list[Cell] = [None] * len(page.columns)
    cells[0], cells[2] = stt, label
    return cells


def _problems_heading(problems: Sequence[Problem] | None) -> str:
    if problems is None:
        return "VẤN ĐỀ CỦA BỘ DỰ TOÁN: chưa chạy kiểm tra"
    return f"VẤN ĐỀ CỦA BỘ DỰ TOÁN ({len(problems)})" if problems else "VẤN ĐỀ CỦA BỘ DỰ TOÁN: không thấy vấn đề nào"
