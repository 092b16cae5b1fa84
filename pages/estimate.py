"""Dự toán chi tiết: filter, edit in the grid or in the panel, add, delete, see a line's history."""

from dataclasses import replace

import streamlit as st

from budget.model.ids import BASE
from budget.plan.terms import LineFilter
from pages.parts.clicks import clicked
from pages.parts.desk import Desk, current_desk, explain_failures
from pages.parts.estimate_columns import COLUMN_SETS
from pages.parts.estimate_filters import draw_filters
from pages.parts.estimate_grid import PAGE_ROWS, SORT, Chosen, draw_grid, draw_marks, read_count, scope_of
from pages.parts.estimate_groups import GROUPINGS
from pages.parts.grid import pick_line
from pages.parts.grid_review import GRID, review_held
from pages.parts.line_forms import add_line
from pages.parts.line_panel import draw_line
from pages.parts.line_saving import REASON
from pages.parts.lines_together import change_together
from pages.parts.navigation import link
from pages.parts.redraw import LINES, PANEL, SUM
from pages.parts.remembered import choose_one
from pages.parts.view import write_address

_SELECTED = "grid-selected"
_ORDER = "order-drawn"
_DRAWN = "estimate-drawn"
_SHOWN = "estimate-shown"
_CHOICE = 146
"""Width of a choice, in pixels: the bar must stay one row at 1366."""
ORDERS = {
    "unit": "Theo đơn vị",
    "number": "Theo số thứ tự",
    "amount": "Thành tiền lớn trước",
    "name": "Theo nội dung",
    "priority": "Theo ưu tiên",
}


def draw_toolbar(desk: Desk, wanted: LineFilter) -> Chosen:
    """Column set, grouping, order and page; what is shown of how much."""
    count, amount = read_count(desk, wanted)
    pages = max(1, -(-count // PAGE_ROWS))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        only_shown = desk.scenario != BASE
        if clicked("Thêm", key="add-line", help="Thêm khoản mục", icon=":material/add:", type="primary", disabled=only_shown):
            add_line(desk)
        link("import_workbook", "Nhập tệp", icon=":material/upload_file:")
        columns = choose_one(
            desk.view, "cot", "Cột", list(COLUMN_SETS), COLUMN_SETS.__getitem__, default="co-ban", hidden=True, width=_CHOICE
        )
        names = {code: label for code, (label, _) in GROUPINGS.items()}
        grouping = choose_one(desk.view, "gop", "Gộp theo", list(names), names.__getitem__, default="khong", hidden=True, width=_CHOICE)
        order = choose_one(desk.view, "thu-tu", "Thứ tự", list(ORDERS), ORDERS.__getitem__, default="unit", hidden=True, width=_CHOICE)
        if st.session_state.setdefault(_ORDER, order) != order:  # an order chosen here replaces a click on a heading
            st.session_state[_ORDER] = order
            desk.view.choose(SORT, None)
        page = 1
        if pages > 1:
            numbers = [str(number) for number in range(1, pages + 1)]
            page = int(
                choose_one(
                    desk.view, "trang", "Trang", numbers, lambda number: f"Trang {number}/{pages}", default="1", hidden=True, width=126
                )
            )
        st.toggle("Dòng chọn", key="show-line", persist_state="session")
        st.text_input("Lý do", key=REASON, placeholder="Lý do sửa", label_visibility="collapsed", persist_state="session", width=136)
        draw_sum(desk, wanted)
        if (
            not only_shown
            and count
            and clicked("Cả nhóm", key="many-lines", icon=":material/checklist:", help="Làm cùng lúc với các dòng đang lọc")
        ):
            change_together(desk, desk.plan.lines.select(wanted), desk.plan.head())
    return Chosen(columns, order, grouping, page, count, amount)


@st.fragment(key=SUM)
def draw_sum(desk: Desk, wanted: LineFilter) -> None:
    """How many lines the filter holds, and their sum."""
    with explain_failures():
        count, amount = read_count(desk, wanted)
        st.markdown(f":small[**{count:,}** khoản mục · **{desk.money(amount)}** {desk.unit.label}]".replace(",", "."), width=178)


@st.fragment(key=LINES)
def draw_lines(desk: Desk, wanted: LineFilter, chosen: Chosen, years: tuple[int, ...]) -> None:
    """The grid, drawn again with the other parts an act in it moves; the whole screen where what is offered for choice moved too."""
    with explain_failures():
        count, amount = read_count(desk, wanted)
        fresh = replace(chosen, count=count, amount=amount)
        if (fresh.pages, bool(count), years_of(desk)) != (chosen.pages, bool(chosen.count), years):
            st.rerun()
        st.session_state[_DRAWN] = desk.plan.head()
        st.session_state[_SHOWN] = draw_grid(desk, wanted, fresh)
        write_address(desk.view)


@st.fragment(key=PANEL)
def draw_panel(desk: Desk) -> None:
    """The chosen line beside the grid. Choosing a line runs this alone; anything saved here runs the whole screen."""
    with explain_failures():
        if desk.plan.head() != st.session_state[_DRAWN]:
            st.rerun()
        follow_selection(desk, pick_line(GRID, scope_of(desk)))
        if st.session_state["show-line"]:
            with st.container(height=490, border=False):
                draw_line(desk, desk.view.text("khoan-muc") or None)
        write_address(desk.view)


@st.fragment
def draw_findings(desk: Desk) -> None:
    """The marks of failed checks: run alone, when the grid asks, and never while a person waits for a figure."""
    with explain_failures():
        draw_marks(desk, st.session_state[_SHOWN])


def years_of(desk: Desk) -> tuple[int, ...]:
    """The years that are offered for choice."""
    return tuple(desk.plan.totals(desk.scenario).years())


def follow_selection(desk: Desk, selected: str | None) -> None:
    """Take over a line newly chosen in the grid; an old choice must not push away the line just added, copied or linked to."""
    if selected != st.session_state.get(_SELECTED):
        st.session_state[_SELECTED] = selected
        if selected:
            desk.plan.expect_edit()
            desk.view.choose("khoan-muc", selected)


desk = current_desk()
if desk.scenario != BASE:
    name = desk.plan.scenarios.get(desk.scenario).name
    st.info(f"Đang xem **{name}**: số trong bảng là kết quả của phương án, chỉ để xem. Chọn Phương án gốc ở dòng trên để sửa số liệu.")
wanted = draw_filters(desk)
st.session_state.setdefault("show-line", True)
chosen = draw_toolbar(desk, wanted)
review_held(desk, scope_of(desk))
left, right = st.columns([3.1, 1] if st.session_state["show-line"] else [200, 1], gap="small")
with left:
    draw_lines(desk, wanted, chosen, years_of(desk))
with right:
    draw_panel(desk)
draw_findings(desk)
