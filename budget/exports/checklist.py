"""Kiểm tra: that the tables agree to the đồng, by live formulas, and how many problems of which kind the plan has."""

from collections.abc import Sequence

from budget.checks.run import group_problems
from budget.exports.cells import Cell, Column, Live, name_cell
from budget.exports.page import Page
from budget.model import labels
from budget.model.problem import Problem
from budget.money import format_money

SHEET = "Kiểm tra"
DIFFERENCE, COUNT = 3, 4


def checklist_columns() -> list[Column]:
    """The columns of the list of checks."""
    return [
        Column("STT", 6, "center"),
        Column("Mức", 12, "center"),
        Column("Nội dung", 70, "text"),
        Column("Chênh lệch (đồng)", 20, "money"),
        Column("Số vấn đề", 14, "quantity"),
    ]


def write_checklist(page: Page, agreements: Sequence[tuple[str, Live]], problems: Sequence[Problem] | None, dismissed: int) -> None:
    """Agreements between tables (each difference must be 0), then the kinds of problem; `problems` None = not checked."""
    page.write_row(_heading("A", "ĐỐI CHIẾU GIỮA CÁC BẢNG (chênh lệch phải bằng 0)", page), "block")
    for place, (label, difference) in enumerate(agreements, start=1):
        state = Live(f'=IF({name_cell(page.row, DIFFERENCE)}=0,"Khớp","Lệch")', "Khớp" if difference.value == 0 else "Lệch")
        page.write_row([str(place), state, label, difference, None])
    page.write_row(_heading("B", _problems_heading(problems), page), "block")
    for place, group in enumerate(group_problems(problems or ()), start=1):
        page.write_row([str(place), labels.SEVERITY[group.severity], group.title, None, group.count])
    if dismissed:
        page.write_row(["", "", "Đã xem và bỏ qua", None, dismissed])
    page.write_row(["", "", "Từng vấn đề, cách xử lý và căn cứ: xem Phụ lục kiểm tra.", None, None])


def _heading(stt: str, label: str, page: Page) -> list[Cell]:
    cells: list[Cell] = [None] * len(page.columns)
    cells[0], cells[2] = stt, label
    return cells


def _problems_heading(problems: Sequence[Problem] | None) -> str:
    if problems is None:
        return "VẤN ĐỀ CỦA BỘ DỰ TOÁN: chưa chạy kiểm tra"
    return f"VẤN ĐỀ CỦA BỘ DỰ TOÁN ({format_money(len(problems))})" if problems else "VẤN ĐỀ CỦA BỘ DỰ TOÁN: không thấy vấn đề nào"
