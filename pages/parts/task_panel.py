"""One task opened: what it rests on, what endangers it, its lines and money, and the forms that change it."""

import streamlit as st

from budget.plan.tasks_part import ReadyLine, Standing, days_words
from pages.parts.desk import Desk
from pages.parts.tables import draw_table
from pages.parts.task_choices import Chosen, group_name
from pages.parts.task_forms import edit_task, end_task
from pages.parts.task_readiness import draw_readiness
from pages.parts.task_slip import draw_slip
from pages.parts.task_tables import QUARTER_COLUMNS, quarter_rows, unit_name


def draw_task(desk: Desk, chosen: Chosen, code: str) -> None:
    """The open task under the list."""
    item = next(item for item in chosen.every if item.task.code == code)
    draw_head(desk, item)
    tabs = st.tabs(["Khoản mục, mức sẵn sàng", "Kinh phí theo quý", "Thử lùi hạn", "Sửa nhiệm vụ"], key="task-tabs", on_change="rerun")
    with tabs[0]:
        if tabs[0].open:
            draw_readiness(desk, item, lines_of(desk, chosen, code))
    with tabs[1]:
        if tabs[1].open:
            draw_quarters(desk, chosen, code)
    with tabs[2]:
        if tabs[2].open:
            draw_slip(desk, item, lines_of(desk, chosen, code))
    with tabs[3]:
        if tabs[3].open:
            edit_task(desk, item)
            end_task(desk, item, chosen.day)


def draw_head(desk: Desk, item: Standing) -> None:
    """What the task is, on which document, and why it may fail."""
    task = item.task
    basis = desk.plan.tasks.bases().get(task.document)
    st.markdown(f"#### {task.code} {task.name}")
    due = f"{task.due:%d/%m/%Y}" if task.due else "chưa có"
    words = [
        group_name(desk, task.group),
        f"Chủ trì: {unit_name(desk, task.lead_unit)}" + (f" ({task.person})" if task.person else ""),
        f"Thời hạn: {due}" + (f", {days_words(item.days_left)}" if item.days_left is not None else ""),
        f"Căn cứ: {basis.citation if basis else task.document or 'chưa ghi'}",
    ]
    st.caption(" · ".join(words))
    if basis and basis.warning:
        st.caption(f":orange[Cần kiểm tra văn bản: {basis.warning}.]")
    if not task.confirmed and task.deadline:
        st.caption(":orange[Thời hạn này chưa đối chiếu với văn bản.]")
    if item.risks:
        st.warning(" ".join(risk.sentence for risk in item.risks), icon=":material/warning:")


def lines_of(desk: Desk, chosen: Chosen, code: str) -> list[ReadyLine]:
    """The lines of the task in the chosen scenario."""
    return desk.plan.tasks.lines_of(code, chosen.day, desk.scenario)


def draw_quarters(desk: Desk, chosen: Chosen, code: str) -> None:
    """The task's money by quarter, of all years."""
    lines = lines_of(desk, chosen, code)
    if not lines:
        st.info("Nhiệm vụ này chưa có kinh phí trong dự toán.")
        return
    rows, total = quarter_rows(desk, lines)
    draw_table(QUARTER_COLUMNS, rows, total=total, label="Kinh phí của nhiệm vụ theo quý")
    st.caption(f"Đơn vị tính: {desk.unit.label}, mọi năm. Phần chưa ước được là khoản mục chưa khai mức sẵn sàng, không coi là 0.")
