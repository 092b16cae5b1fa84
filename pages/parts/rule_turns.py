"""What a change of the rules turns, before it is saved: verdicts before and after, with their lines and money."""

from collections.abc import Sequence

import streamlit as st

from budget.model.states import Verdict
from budget.money import format_money
from budget.plan.rules_part import Shift
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, draw_table
from pages.parts.verdict_words import verdict_cell


def draw_turns(desk: Desk, shifts: Sequence[Shift]) -> None:
    """The table of verdicts that turn; a sentence when none does."""
    if not shifts:
        st.info("Không khoản mục nào hiện có đổi kết luận. Quy tắc chỉ có tác dụng khi có khoản mục khớp điều kiện.")
        return
    columns = (
        Column("Nguồn", "lien"),
        Column("Trước", "lien"),
        Column("Sau", "lien"),
        Column("Khoản mục", "so"),
        Column(f"Thành tiền ({desk.unit.label})", "so"),
        Column("Trong đó đang lấy nguồn này", "so"),
        Column(f"Thành tiền đang lấy ({desk.unit.label})", "so"),
    )
    draw_table(columns, [_row(desk, shift) for shift in shifts], label="Kết luận trước và sau khi lưu")
    st.caption("Tính trên mọi năm và cả hai danh mục của phương án đang xem.")
    lost = [shift for shift in shifts if shift.planned_lines and shift.after is not Verdict.ALLOW]
    if lost:
        st.warning("Có khoản mục đang lấy nguồn này sẽ không còn được chi; các khoản mục đó vào Việc cần xử lý sau khi lưu.")


def _row(desk: Desk, shift: Shift) -> list[str | Cell]:
    return [
        desk.plan.catalogue().source_name(shift.source),
        verdict_cell(shift.before),
        verdict_cell(shift.after),
        format_money(shift.lines),
        desk.money(shift.amount),
        format_money(shift.planned_lines),
        desk.money(shift.planned_amount),
    ]
