"""Dự toán chi tiết: filter, edit in the grid or in the panel, add, delete, see a line's history."""

import streamlit as st

from budget.model.ids import BASE
from budget.plan.terms import LineFilter
from pages.parts.desk import Desk, current_desk
from pages.parts.estimate_columns import COLUMN_SETS, columns_of, grid_rows
from pages.parts.estimate_filters import draw_filters
from pages.parts.grid import GridAction, OperationAnswer, render_grid
from pages.parts.grid_messages import read_messages
from pages.parts.grid_saving import answer_action
from pages.parts.line_forms import add_line
from pages.parts.line_page import read_line_page
from pages.parts.line_panel import draw_line
from pages.parts.line_saving import REASON
from pages.parts.lines_together import change_together
from pages.parts.navigation import link
from pages.parts.remembered import choose_one

PAGE_ROWS = 2_000
EMPTY_FILTER = "Không có khoản mục nào khớp bộ lọc. Bấm Bỏ lọc, hoặc Thêm khoản mục."
EMPTY_PLAN = "Chưa có khoản mục nào. Bấm Thêm khoản mục, hoặc nhập tệp của đơn vị ở trang Nhập tệp."
_SELECTED = "grid-selected"
ORDERS = {
    "unit": "Theo đơn vị",
    "number": "Theo số thứ tự",
    "amount": "Thành tiền lớn trước",
    "name": "Theo nội dung",
    "priority": "Theo ưu tiên",
}


def save_action(action: GridAction) -> list[OperationAnswer]:
    """Save one act of the grid with the reason that stands above it."""
    return answer_action(current_desk().plan, action, st.session_state.get(REASON, ""))


def draw_toolbar(desk: Desk, wanted: LineFilter, count: int, amount: int) -> tuple[str, str, int]:
    """Column set, order and page; what is shown of how much."""
    pages = max(1, -(-count // PAGE_ROWS))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Thêm khoản mục", icon=":material/add:", type="primary"):
            add_line(desk)
        link("import_workbook", "Nhập tệp", icon=":material/upload_file:")
        columns = choose_one(desk.view, "cot", "Cột", list(COLUMN_SETS), COLUMN_SETS.__getitem__, default="co-ban", hidden=True)
        order = choose_one(desk.view, "thu-tu", "Thứ tự", list(ORDERS), ORDERS.__getitem__, default="unit", hidden=True)
        numbers = [str(number) for number in range(1, pages + 1)]
        page = 1
        if pages > 1:
            page = int(choose_one(desk.view, "trang", "Trang", numbers, lambda number: f"Trang {number}/{pages}", default="1", hidden=True))
        st.toggle("Bảng bên phải", key="show-line", persist_state="session")
        hint = "Lý do sửa (ghi vào nhật ký)"
        st.text_input("Lý do", key=REASON, placeholder=hint, label_visibility="collapsed", persist_state="session")
        st.markdown(f"**{count:,}** khoản mục · **{desk.money(amount)}** {desk.unit.label}".replace(",", "."))
        if desk.scenario == BASE and count and st.button("Cả nhóm", icon=":material/checklist:", help="Làm cùng lúc với các dòng đang lọc"):
            change_together(desk, desk.plan.lines.select(wanted), desk.plan.head())
    return columns, order, page


def draw_grid(desk: Desk, wanted: LineFilter, chosen: tuple[str, str, int], amount: int) -> str | None:
    """The grid; the chosen line's id."""
    columns, order, page = chosen
    plan, catalogue = desk.plan, desk.plan.catalogue()

    found = read_line_page(desk, wanted, order, page, PAGE_ROWS)
    # a restored backup has the id of the plan it was taken from, so the file's name belongs to what is shown and to what is pending
    dataset = f"{plan.path.stem}|{desk.scenario}|{wanted}|{order}|{page}"
    events = render_grid(
        "estimate",
        lambda: grid_rows(found.rows, catalogue),
        columns_of(columns, catalogue),
        scope=f"{plan.info().id}|{plan.path.stem}",
        dataset=dataset,
        revision=(found.seq, columns),
        messages=read_messages(plan, desk.scenario, dataset, [str(row["id"]) for row in found.rows]),
        on_action=save_action,
        totals_row={"name": "Tổng cộng theo bộ lọc", "amount": amount},
        money_unit=desk.unit,
        height=480,
        read_only=desk.scenario != BASE,
        label="Dự toán chi tiết",
        empty_text=EMPTY_PLAN if not plan.totals().lines() else EMPTY_FILTER,
    )
    return events.selected


def follow_selection(desk: Desk, selected: str | None) -> None:
    """Take over a line newly chosen in the grid; an old choice must not push away the line just added, copied or linked to."""
    if selected != st.session_state.get(_SELECTED):
        st.session_state[_SELECTED] = selected
        if selected:
            desk.view.choose("khoan-muc", selected)


desk = current_desk()
if desk.scenario != BASE:
    name = desk.plan.scenarios.get(desk.scenario).name
    st.info(f"Đang xem **{name}**: số trong bảng là kết quả của phương án, chỉ để xem. Chọn Phương án gốc ở dòng trên để sửa số liệu.")
wanted = draw_filters(desk)
count, amount = desk.plan.lines.count(wanted, desk.scenario)
st.session_state.setdefault("show-line", True)
chosen = draw_toolbar(desk, wanted, count, amount)
left, right = st.columns([3.1, 1] if st.session_state["show-line"] else [200, 1], gap="small")
with left:
    selected = draw_grid(desk, wanted, chosen, amount)
follow_selection(desk, selected)
if st.session_state["show-line"]:
    with right, st.container(height=490, border=False):
        draw_line(desk, desk.view.text("khoan-muc") or None)
