"""Start: who is here, which plan, and the screens. No business words."""

from pathlib import Path
from typing import NoReturn

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.face import open_plan
from pages.parts.desk import Desk, chosen_path, explain_failures, lay_desk, show_error
from pages.parts.footer import draw_footer
from pages.parts.header import ask_name, choose_working_set, draw_figures, warn_of_missing
from pages.parts.identity import keep_choices, recall_choices, remember_identity
from pages.parts.navigation import HOME, named, screens
from pages.parts.plan_forms import choose_plan
from pages.parts.theme import apply_theme
from pages.parts.view import View, current_view, write_address

_REFUSED = "refused-plan"


def open_desk(view: View, actor: str) -> Desk | None:
    """The desk with the choices of this run; None, with a sentence on the page, when the plan cannot be opened."""
    wanted = view.text("bo-du-toan"), view.scenario
    refused = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        show_error(refused)
    try:
        desk = lay_desk(view, actor)
    except PlanError as error:
        st.session_state.pop("desk", None)
        show_error(error)
        return None
    warn_of_missing(view, desk, *wanted)
    choose_working_set(view, desk)
    wished = chosen_path(view)
    if wished.stem != desk.plan.path.stem:
        change_plan(view, desk, wished)
    return lay_desk(view, actor)


def change_plan(view: View, desk: Desk, wished: Path) -> NoReturn:
    """Begin the run again with the plan just chosen; with the one that is open, and the reason, when it cannot be opened."""
    try:
        open_plan(wished, desk.plan.actor)
    except PlanError as error:
        view.choose("bo-du-toan", desk.plan.path.stem)
        st.session_state.pop("w-bo-du-toan", None)
        st.session_state[_REFUSED] = error
        st.rerun()
    choose_plan(view, wished)


st.set_page_config(page_title="Dự toán 06", page_icon=":material/account_balance_wallet:", layout="wide", initial_sidebar_state="collapsed")
apply_theme()
page = st.navigation(sections := screens(), position="top")
pages = named(sections)
view = current_view()
if page is pages[HOME]:
    page.run()
actor = remember_identity()

if actor is None:
    st.caption("Đang mở…")
elif not actor:
    ask_name()
else:
    recall_choices(view)
    desk = open_desk(view, actor)
    with explain_failures():
        if desk is not None:
            draw_figures(desk)
        if desk is not None or page is pages["plans"]:
            page.run()
        else:
            st.page_link("pages/plans.py", label="Chọn hoặc tạo bộ dự toán", icon=":material/folder_open:")
    if desk is not None:
        draw_footer(desk)
    write_address(view)
    keep_choices(view)
