"""The page of lines on screen, kept in the session and brought up to date by what was touched since."""

import streamlit as st

from budget.plan.terms import LineFilter, LinePage, Order
from pages.parts.desk import Desk

KEY = "line-page"


def read_line_page(desk: Desk, wanted: LineFilter, order: str | Order, page: int, size: int) -> LinePage:
    """The lines of page `page` (from 1) of a filter in the chosen scenario, at the journal's head."""
    store, known = st.session_state.get(KEY, (None, None))
    if store is not desk.plan.store:  # another plan, or a backup put back under the same name
        known = None
    fresh = desk.plan.lines.page(wanted, desk.scenario, order=order, limit=size, offset=(page - 1) * size, known=known)
    st.session_state[KEY] = (desk.plan.store, fresh)
    return fresh
