"""So sánh phương án: two to four scenarios side by side, the bridge between two, by group and line by line."""

import streamlit as st

from budget.model.ids import BASE
from budget.money import format_short
from budget.plan.terms import Comparison
from pages.parts.bridge_chart import bridge_bars, bridge_chart
from pages.parts.chart_frame import draw_chart
from pages.parts.comparison_tables import GROUPS, draw_groups, draw_wholes, lines_table
from pages.parts.desk import Desk, current_desk
from pages.parts.header import signed
from pages.parts.navigation import link
from pages.parts.remembered import choose_many, choose_one
from pages.parts.tables import Column, draw_table

MOST = 4
SHOWN = 500


def choose_scenarios(desk: Desk) -> list[str]:
    """Which scenarios, the first being what the others are measured against."""
    names = {scenario.id: scenario.name for scenario in desk.plan.scenarios.listed()}
    if len(desk.view.texts("so-sanh", list(names))) < 2 and "w-so-sanh" not in st.session_state:
        others = [code for code in names if code != BASE]
        preferred = [desk.scenario] if desk.scenario != BASE else others[-1:]
        desk.view.choose("so-sanh", [BASE, *preferred, *[code for code in others if code not in preferred][:1]])
    chosen = choose_many(desk.view, "so-sanh", "Phương án đặt cạnh nhau (cái đầu làm mốc)", list(names), names.__getitem__)
    if len(chosen) > MOST:
        st.warning(f"Chỉ so sánh được {MOST} phương án một lần; đang lấy {MOST} phương án đầu.")
    return chosen[:MOST]


def draw_bridge(desk: Desk, comparison: Comparison) -> None:
    """Where the difference between the first and one other scenario comes from."""
    first, others = comparison.scenarios[0], {scenario.id: scenario for scenario in comparison.scenarios[1:]}
    wanted = next(iter(others))
    if len(others) > 1:
        wanted = choose_one(desk.view, "cau-noi", "Phân tích chênh lệch với", list(others), lambda code: others[code].name)
    second = others[wanted]
    steps = desk.plan.scenarios.bridge(first.id, second.id, desk.year)
    bars = bridge_bars((first.name, first.amount), steps, (second.name, second.amount))
    difference = second.amount - first.amount
    words = "bằng" if not difference else f"{'ít hơn' if difference < 0 else 'nhiều hơn'} {format_short(abs(difference))} so với"
    columns = [Column("Bước", "lien"), Column("Tăng, giảm", "so"), Column("Giãn sang kỳ sau", "so"), Column("Thao tác", "so")]
    rows = [
        [step.label, signed(step.amount, desk.unit), desk.money(step.deferred) if step.deferred else "", str(step.operations)]
        for step in steps
    ]
    draw_chart(
        f"{second.name} {words} {first.name}",
        bridge_chart(bars),
        lambda: draw_table(columns, rows, total=["Chênh lệch", signed(difference, desk.unit), "", ""], label="Phân tích chênh lệch"),
        name="phan-tich-chenh-lech",
        units=f"Tổng dự toán, {desk.year_label}",
    )


def draw_lines(desk: Desk, comparison: Comparison) -> None:
    """Only the lines that are not the same everywhere, the widest apart first."""
    table = lines_table(desk, comparison)
    if table.empty:
        st.info("Các phương án này giống nhau ở mọi khoản mục.")
        return
    if len(table) == SHOWN:
        st.caption(f"Hiện {SHOWN} khoản mục chênh lệch lớn nhất; tải bảng ở Trình duyệt để có đủ.")
    money = {scenario.name for scenario in comparison.scenarios}
    kinds = {"STT": "so", "Nội dung chi": "ten", **dict.fromkeys(money, "so")}
    columns = [Column(name, kinds.get(name, "")) for name in table.columns]
    draw_table(columns, table.to_numpy().tolist(), label="Khoản mục khác nhau giữa các phương án", height=420)


desk = current_desk()
chosen = choose_scenarios(desk)
if len(chosen) < 2:
    st.info("Chọn ít nhất hai phương án để so sánh. Chưa có phương án nào thì tạo ở Phương án cắt giảm.")
    link("cuts", "Tạo phương án", icon=":material/content_cut:")
else:
    by = choose_one(desk.view, "nhom-so-sanh", "Gộp", list(GROUPS), GROUPS.__getitem__, default="source", hidden=True)
    with st.spinner("Đang so sánh các phương án…"):
        comparison = desk.plan.scenarios.compare(chosen, (by,), year=desk.year, limit=SHOWN)
    draw_wholes(desk, comparison)
    st.caption(f"Đơn vị tính: {desk.unit.label}, {desk.year_label}. Cắt là bỏ hẳn; giãn là chuyển sang kỳ sau, chưa phải tiết kiệm.")
    groups, lines, bridge = st.tabs(["Theo nhóm", "Từng khoản mục", "Phân tích chênh lệch"], key="compare-tabs")
    with groups:
        draw_groups(desk, comparison, only_different=st.toggle("Chỉ hiện nhóm có chênh lệch", key="only-different"))
    with lines:
        draw_lines(desk, comparison)
    with bridge:
        draw_bridge(desk, comparison)
