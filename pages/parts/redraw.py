"""Which parts of the estimate's screen an act of the grid draws again: those whose figures it can move, and nothing else.

Each part is a fragment with a name. A whole run sends about a hundred elements that an edit does not touch (filters, choices, buttons), and
the browser's redrawing of those was most of what a person waited for.
"""

from typing import NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pages.parts.view import View

FIGURES = "part-figures"
SUM = "part-sum"
LINES = "part-lines"
SAVED = "part-saved"
PARTS = (FIGURES, SUM, LINES, SAVED)
"""In the order in which they stand on the page, which is the order they are drawn in.

The chosen line's PANEL and the marks of failed checks are not among them: they would hold up the next edit. The grid asks for them from
the browser once nothing is typed or unsaved (`chooseLine`, `askMarks`).
"""
PANEL = "part-panel"


def redraw_parts(view: View, waiting: bool, ruling: tuple[str, ...]) -> NoReturn:
    """End the callback of an act: draw the parts, or the whole screen while an act is `waiting` for an answer.

    The whole screen also where one of the choices in `ruling` is made: with those an edit decides which lines are shown at all.
    """
    if waiting or any(view.texts(name) for name in ruling):
        st.rerun()
    try:
        st.rerun(list(PARTS))
    except StreamlitAPIException:
        st.rerun()  # the act came late: its person has gone on to another screen, where some of the parts do not stand
