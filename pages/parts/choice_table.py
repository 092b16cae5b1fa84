"""A table whose rows can be chosen with the mouse or the keyboard; the choice is remembered in the view and in the address."""

from collections.abc import Sequence

import streamlit as st

from pages.parts.tables import STYLE, Column, Row, table_markup
from pages.parts.view import View

_SCRIPT = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector(".dt-choice");
  if (place.dataset.shown !== data.table) {
    const scrolled = place.firstElementChild ? place.firstElementChild.scrollTop : 0;
    place.innerHTML = data.table;
    place.dataset.shown = data.table;
    if (place.firstElementChild) place.firstElementChild.scrollTop = scrolled;
  }
  place.onclick = (event) => {
    const row = event.target.closest("tr[data-id]");
    if (row) setTriggerValue("chosen", row.dataset.id);
  };
}
"""
_component = st.components.v2.component("du_toan_choice_table", html='<div class="dt-choice"></div>', js=_SCRIPT, isolate_styles=False)


def choose_row(
    view: View,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    ids: Sequence[str],
    *,
    default: str = "",
    total: Row = (),
    label: str = "",
    height: int | None = None,
    key: str = "",
) -> str:
    """Draw the table and give the id of the chosen row; the default (or "") when nothing fits.

    Several tables may share one choice: each then has its own `key`.
    """
    wanted = view.text(name, default)
    chosen = wanted if wanted in ids else default
    table = table_markup(columns, rows, total=total, label=label, height=height, ids=ids, chosen=chosen)
    key = f"table-{key or name}"

    def remember() -> None:
        state = st.session_state.get(key)
        picked = state.get("chosen") if state is not None else None
        if isinstance(picked, str) and picked in ids:
            view.choose(name, picked)

    st.html(STYLE)
    _component(key=key, data={"table": table}, on_chosen_change=remember)
    return chosen
