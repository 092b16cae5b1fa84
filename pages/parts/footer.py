"""The foot of every screen: what was saved last and its undo."""

import streamlit as st

from budget.model.problem import PlanError
from pages.parts.clicks import forget_clicks
from pages.parts.desk import Desk, explain_failures, show_error
from pages.parts.redraw import SAVED


def draw_footer(desk: Desk) -> None:
    """When it was last saved and by whom, and one click to take my last action back."""
    with st.container(horizontal=True, key="footer", vertical_alignment="center", gap="medium"):
        draw_newest(desk)
        if st.button(
            "Hoàn tác", key="undo-last", icon=":material/undo:", help="Lấy lại thao tác gần nhất của bạn (không ảnh hưởng người khác)"
        ):
            undo_last(desk)
        if st.button("Làm lại", key="redo-last", icon=":material/redo:", help="Thực hiện lại thao tác vừa hoàn tác"):
            redo_last(desk)
    forget_clicks()  # every button of the screen is drawn by now


@st.fragment(key=SAVED)
def draw_newest(desk: Desk) -> None:
    """What was saved last."""
    with explain_failures():
        for last in desk.plan.entries(1):
            st.caption(f"Đã lưu {last.moment[11:19]} · {last.actor} · lần ghi {last.seq}")


def undo_last(desk: Desk) -> None:
    """Take my last action back, or say why not."""
    try:
        receipt = desk.plan.undo_last()
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        st.toast("Bạn chưa có thao tác nào để hoàn tác.")
        return
    st.toast("Đã hoàn tác thao tác gần nhất của bạn.")
    st.rerun()


def redo_last(desk: Desk) -> None:
    """Do again what I have just taken back, or say why not."""
    try:
        receipt = desk.plan.redo_last()
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        st.toast("Không có thao tác nào vừa hoàn tác để làm lại.")
        return
    st.rerun()
