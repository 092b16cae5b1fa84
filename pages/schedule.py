"""Tiến độ: who does what by when, with which money; one task opened to its lines, its money and what would move it."""

from datetime import date

import streamlit as st

from budget.plan.tasks_part import describe_nearest, describe_standing, quarter_end
from pages.parts.burn_chart import draw_burn
from pages.parts.chart_frame import draw_chart
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, current_desk
from pages.parts.lead import TASK
from pages.parts.remembered import choose_one
from pages.parts.tables import draw_table
from pages.parts.task_chart import LEGEND, task_chart
from pages.parts.task_choices import Chosen, choose_tasks
from pages.parts.task_forms import add_task
from pages.parts.task_panel import draw_task
from pages.parts.task_tables import EXPECTED_COLUMNS, TASK_COLUMNS, expected_rows, names_of, task_rows, week_table


def draw_units(desk: Desk, chosen: Chosen) -> str:
    """The tasks by lead unit; the code of the open one."""
    rows, codes = task_rows(desk, desk.plan.tasks.by_lead_unit(chosen.shown))
    first = next((item.task.code for item in chosen.shown if item.overdue), codes[0])
    code = choose_row(desk.view, TASK, TASK_COLUMNS, rows, codes, default=first, label="Nhiệm vụ theo đơn vị chủ trì", height=330)
    st.caption(f"Kinh phí: {desk.unit.label}, {desk.year_label}, phương án đang xem. Bấm một nhiệm vụ để mở.")
    return code


def draw_bars(desk: Desk, chosen: Chosen) -> None:
    """A time bar per task."""
    ordered = [item for unit in desk.plan.tasks.by_lead_unit(chosen.shown) for item in unit.tasks]
    dated = [item for item in ordered if item.task.due is not None]
    if not dated:
        st.info("Không nhiệm vụ nào trong bộ lọc có thời hạn.")
        return

    def draw_twin() -> None:
        rows, _ = task_rows(desk, desk.plan.tasks.by_lead_unit(dated))
        draw_table(TASK_COLUMNS, rows, label="Nhiệm vụ và thời hạn", height=420)

    chart = task_chart(dated, chosen.day, desk.plan.budget_year)
    title = describe_nearest(dated)
    draw_chart(title, chart, draw_twin, name="tien-do", units=f"Thời gian từng nhiệm vụ, xét ngày {chosen.day:%d/%m/%Y}", note=LEGEND)


def draw_weeks(desk: Desk, chosen: Chosen) -> None:
    """What is due in which week of a chosen quarter."""
    years = sorted({item.task.due.year for item in chosen.shown if item.task.due} | {chosen.day.year})
    left, middle, _ = st.columns([1, 1, 3])
    with left:
        year = int(choose_one(desk.view, "tuan-nam", "Năm", [str(year) for year in years], default=str(chosen.day.year)))
    with middle:
        default = str((chosen.day.month + 2) // 3)
        quarter = int(choose_one(desk.view, "tuan-quy", "Quý", ["1", "2", "3", "4"], default=default))
    matrix = desk.plan.tasks.by_week(chosen.shown, date(year, quarter * 3 - 2, 1), quarter_end(year, quarter))
    if matrix.rows:
        columns, rows = week_table(desk, matrix)
        draw_table(columns, rows, label=f"Nhiệm vụ đến hạn từng tuần quý {quarter}/{year}", height=330)
        st.caption("Tuần không có trong bảng là tuần không việc nào đến hạn.")
    else:
        st.info(f"Không nhiệm vụ nào chưa xong đến hạn trong quý {quarter}/{year}.")
    beside = {"Đến hạn trước quý này": matrix.before, "Đến hạn sau quý này": matrix.after, "Chưa có thời hạn": matrix.undated}
    st.caption("  \n".join(f"{label}: {names_of(items)}" for label, items in beside.items() if items))


def draw_expected(desk: Desk, chosen: Chosen) -> None:
    """What each source is expected to disburse."""
    expected = desk.plan.tasks.expected(chosen.day, desk.scenario, desk.year)
    if not expected:
        st.info("Chưa có khoản mục nào trong năm đang xem.")
        return
    rows, total = expected_rows(desk, expected)
    draw_table(EXPECTED_COLUMNS, rows, total=total, label="Dự kiến giải ngân theo nguồn", height=380)
    st.caption(
        f"Đơn vị tính: {desk.unit.label}, {desk.year_label}, xét ngày {chosen.day:%d/%m/%Y}, mọi khoản mục. "
        "Phần chưa khai mức sẵn sàng được đếm riêng, không coi là giải ngân được hay không."
    )


desk = current_desk()
head, button = st.columns([5, 1], vertical_alignment="bottom")
heading = head.empty()
if button.button("Thêm nhiệm vụ", icon=":material/add_task:", width="stretch"):
    add_task(desk)
chosen = choose_tasks(desk)
heading.markdown(f"#### {describe_standing(chosen.shown, chosen.day)}")
if not chosen.shown:
    st.info("Không nhiệm vụ nào khớp bộ lọc. Bỏ bớt điều kiện, hoặc thêm nhiệm vụ.")
else:
    units, bars, weeks, expected, burn = st.tabs(
        ["Theo đơn vị chủ trì", "Theo thời gian", "Theo tuần", "Dự kiến giải ngân", "Tiến độ chi"], key="schedule-tabs", on_change="rerun"
    )
    for tab, draw in ((bars, draw_bars), (weeks, draw_weeks), (expected, draw_expected)):
        if tab.open:
            with tab:
                draw(desk, chosen)
    if burn.open:
        with burn:
            draw_burn(desk)
    if units.open:
        with units:
            code = draw_units(desk, chosen)
            draw_task(desk, chosen, code)
