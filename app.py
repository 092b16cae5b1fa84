"""Start: who is here, which plan, and the screens. No business words."""

import streamlit as st

from budget.model.problem import PlanError
from pages.parts.desk import Desk, lay_desk, show_error
from pages.parts.footer import draw_footer
from pages.parts.header import ask_name, choose_working_set, draw_figures
from pages.parts.identity import remember_identity
from pages.parts.navigation import HOME, screens
from pages.parts.theme import apply_theme
from pages.parts.view import View, current_view, write_address


def open_desk(view: View, actor: str) -> Desk | None:
    """The desk with the choices of this run; None, with a sentence on the page, when the plan cannot be opened."""
    try:
        desk = lay_desk(view, actor)
    except PlanError as error:
        st.session_state.pop("desk", None)
        show_error(error)
        return None
    choose_working_set(view, desk)
    try:
        return lay_desk(view, actor)
    except PlanError as error:
        # the plan just chosen cannot be opened: say so and stay with the one that is open
        show_error(error)
        view.choose("bo-du-toan", desk.plan.path.stem)
        st.session_state.pop("w-bo-du-toan", None)
        return lay_desk(view, actor)


st.set_page_config(page_title="Dự toán 06", page_icon=":material/account_balance_wallet:", layout="wide", initial_sidebar_state="collapsed")
apply_theme()
pages = screens()
page = st.navigation(list(pages.values()), position="top")
view = current_view()
if page is pages[HOME]:
    page.run()
actor = remember_identity()

if actor is None:
    st.caption("Đang mở…")
elif not actor:
    ask_name()
else:
    desk = open_desk(view, actor)
    if desk is not None:
        draw_figures(desk)
        page.run()
        draw_footer(desk)
    elif page is pages["plans"]:
        page.run()
    else:
        st.page_link("pages/plans.py", label="Chọn hoặc tạo bộ dự toán", icon=":material/folder_open:")
    write_address(view)
