"""Start: who is here, which plan, and the screens. No business words."""

import streamlit as st

from budget.model.problem import PlanError
from pages.parts.desk import lay_desk, show_error
from pages.parts.footer import draw_footer
from pages.parts.header import ask_name, choose_working_set, draw_figures
from pages.parts.identity import remember_identity
from pages.parts.navigation import HOME, screens
from pages.parts.theme import apply_theme
from pages.parts.view import current_view, write_address

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
    try:
        desk = lay_desk(view, actor)
    except PlanError as error:
        st.session_state.pop("desk", None)
        if page is not pages["plans"]:
            show_error(error)
            st.page_link("pages/plans.py", label="Chọn hoặc tạo bộ dự toán", icon=":material/folder_open:")
            st.stop()
        page.run()
    else:
        choose_working_set(view, desk)
        desk = lay_desk(view, actor)
        draw_figures(desk)
        page.run()
        draw_footer(desk)
    write_address(view)
