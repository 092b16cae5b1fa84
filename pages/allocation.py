"""Bố trí nguồn: who pays for what as the law allows, what stays without money and why, and saving it with a reason."""

import streamlit as st

from budget.money import format_money
from budget.plan.allocation_part import UNPAID, AllocationPreview
from pages.parts.allocation_run import draw_saved, keep_preview, save_preview
from pages.parts.allocation_tables import (
    LACK_COLUMNS,
    PRIORITY_COLUMNS,
    SHARE_COLUMNS,
    UNIT_COLUMNS,
    flow_table,
    lack_row,
    priority_rows,
    say_gap,
    say_proof,
    share_rows,
    unit_rows,
)
from pages.parts.allocation_what_if import ask_more
from pages.parts.chart_frame import draw_chart
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, current_desk
from pages.parts.flow_chart import flow_chart
from pages.parts.flow_layout import Flow
from pages.parts.lead import open_lines
from pages.parts.remembered import choose_one
from pages.parts.tables import draw_table

EVERY = "tat-ca"
SHOWN = 300


def draw_flows(desk: Desk, preview: AllocationPreview) -> None:
    """Sources to those who spend to what they buy; the table beside it."""
    bands = [*preview.flows, *preview.lacking]
    if not bands:
        st.info("Chưa có khoản mục nào trong năm đang xem.")
        return
    flows = [Flow((band.source_name, band.group_name, band.category_name), band.amount) for band in bands]
    order = list(dict.fromkeys(band.source_name for band in bands))
    columns, rows = flow_table(desk, bands)

    def draw_twin() -> None:
        draw_table(columns, rows, label="Dòng tiền từ nguồn đến nơi chi", height=380)

    chart, units = flow_chart(flows, order, UNPAID), "Nguồn kinh phí → khối đơn vị → nhóm chi"
    draw_chart(say_gap(preview), chart, draw_twin, name="dong-tien", units=units)


def draw_sources(desk: Desk, preview: AllocationPreview) -> None:
    """Each source with ceiling and use, and what more money in it would do."""
    rows, total = share_rows(desk, preview.by_source)
    draw_table(SHARE_COLUMNS, rows, total=total, label="Bố trí theo nguồn", height=380)
    st.caption(
        f"Đơn vị tính: {desk.unit.label}. Nguồn ghi “kiến nghị” là tiền của đơn vị, huyện, xã: tỉnh chỉ đề nghị, họ quyết định. "
        "Hạn mức chưa nhập được đếm riêng và chưa bố trí đồng nào."
    )
    ask_more(desk, preview)


def draw_lacking(desk: Desk, preview: AllocationPreview) -> None:
    """The lines without enough money; one opened with its reason and article."""
    found = preview.lacks
    if not found:
        st.success("Mọi khoản mục trong năm đang xem đều đủ tiền.", icon=":material/check:")
        return
    kinds = {row.lack.value: row.lack_name for row in found}
    reason = choose_one(desk.view, "ly-do-thieu", "Vì sao thiếu", [EVERY, *kinds], lambda code: kinds.get(code, "Mọi lý do"), EVERY)
    chosen = [row for row in found if reason in (EVERY, row.lack)]
    rows = [lack_row(desk, row) for row in chosen[:SHOWN]]
    ids = [f"{row.line} {row.year}" for row in chosen[:SHOWN]]
    place = choose_row(desk.view, "khoan-thieu", LACK_COLUMNS, rows, ids, default=ids[0], label="Khoản mục chưa đủ tiền", height=300)
    if len(chosen) > SHOWN:
        st.caption(f"Hiện {SHOWN} trong {format_money(len(chosen))} khoản, theo mức ưu tiên rồi số thứ tự; chọn lý do để thu hẹp.")
    row = chosen[ids.index(place)]
    st.markdown(f"**Khoản mục số {row.number}: {row.name}**, {row.unit_name}  \n{row.reason}")
    if row.citation:
        st.caption(f"Căn cứ: {row.citation}")
    if st.button("Mở khoản mục này", icon=":material/table_rows:"):
        open_lines(desk.view, row.line)


def draw_units(desk: Desk, preview: AllocationPreview) -> None:
    """Table T3."""
    rows, total = unit_rows(desk, preview.by_unit)
    draw_table(UNIT_COLUMNS, rows, total=total, label="Tổng hợp nguồn theo đơn vị", height=420)
    st.caption(f"Đơn vị tính: {desk.unit.label}, {desk.year_label}. Các cột nguồn cộng với Còn thiếu bằng Tổng.")


TABS = {"Dòng tiền": draw_flows, "Theo nguồn": draw_sources, "Chưa đủ tiền": draw_lacking, "Theo đơn vị": draw_units}
desk = current_desk()
draw_saved(desk)
preview = keep_preview(desk)
left, right = st.columns([3, 2])
with left:
    st.markdown(say_proof(preview))
    draw_table(PRIORITY_COLUMNS, priority_rows(desk, preview.by_priority), label="Bố trí theo mức ưu tiên")
with right:
    save_preview(desk, preview)
tabs = st.tabs(list(TABS), key="allocation-tabs", on_change="rerun")
for tab, draw in zip(tabs, TABS.values(), strict=True):
    if tab.open:
        with tab:
            draw(desk, preview)
