"""Buttons whose click counts once, whatever else the browser and the server are doing in that moment.

Streamlit tells a click to one run, and a click made within a few milliseconds of a message of the grid travels with that message: then only
the part of the screen that message is for is run, and the click is gone without a word (docs/decisions/grid.md). It is gone too where the
run ends before it comes to the button. So it is noted before anything is drawn, and the part where the button stands is asked for.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

_NOTED = "clicks-noted"


def clicked(label: str, *, key: str, part: str = "app", **looks: Any) -> bool:  # noqa: ANN401  # what st.button takes
    """Draw a button and say, once a click, that it was clicked; `part` names the fragment it stands in."""
    return _draw(st.button, label, key, part, looks)


def submitted(label: str, *, key: str, part: str = "app", **looks: Any) -> bool:  # noqa: ANN401  # what st.form_submit_button takes
    """Draw a form's button and say, once a click, that it was clicked; `part` as for `clicked`."""
    return _draw(st.form_submit_button, label, key, part, looks)


def forget_clicks() -> None:
    """At the end of a run of the whole screen: what was clicked and is not there any more must not act some other day."""
    st.session_state.pop(_NOTED, None)


def _draw(button: Callable[..., bool], label: str, key: str, part: str, looks: dict[str, Any]) -> bool:
    button(label, key=key, on_click=_note, args=(key, part), **looks)
    noted: set[str] = st.session_state.get(_NOTED, set())
    if key not in noted:
        return False
    noted.remove(key)
    return True


def _note(key: str, part: str) -> None:
    st.session_state.setdefault(_NOTED, set()).add(key)
    try:
        st.rerun(part)
    except StreamlitAPIException:
        st.rerun()  # the person has gone on to another screen meanwhile, where that part does not stand
