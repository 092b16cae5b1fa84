"""A table whose rows or cells can be chosen with the mouse or the keyboard; the choice is remembered in the view and in the address."""

from collections.abc import Callable, Container, Sequence

import streamlit as st

from pages.parts.tables import STYLE, Cell, Column, Row, table_markup
from pages.parts.view import View

_SCRIPT = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector(".dt-choice");
  if (place.dataset.shown !== data.table) {
    const frame = place.firstElementChild;
    const [top, left] = frame ? [frame.scrollTop, frame.scrollLeft] : [0, 0];
    const held = place.contains(document.activeElement) ? document.activeElement.closest("[data-id]") : null;
    place.innerHTML = data.table;
    place.dataset.shown = data.table;
    if (place.firstElementChild) place.firstElementChild.scrollTo(left, top);
    // who moves by keyboard stays where they were, though the table was drawn anew
    const again = held && place.querySelector(`[data-id="${CSS.escape(held.dataset.id)}"] button`);
    if (again) again.focus({ preventScroll: true });
  }
  place.onclick = (event) => {
    const chosen = event.target.closest("[data-id]");
    if (chosen) setTriggerValue("chosen", chosen.dataset.id);
  };
  place.onkeydown = (event) => {
    const at = event.target.closest("td[data-id], tr[data-id]");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!at || !step) return;
    const row = at.closest("tr");
    const column = at === row ? 0 : [...row.cells].indexOf(at) + step[0];
    const rows = [...row.parentElement.rows];
    const cell = rows[rows.indexOf(row) + step[1]]?.cells[column];
    const button = cell && cell.querySelector("button");
    if (!button) return;
    event.preventDefault();
    button.focus();
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
    chosen = _chosen(view, name, ids, default)
    table = table_markup(columns, rows, total=total, label=label, height=height, ids=ids, chosen=chosen)
    _draw(view, name, table, ids, key or name)
    return chosen


def choose_cell(
    view: View, name: str, columns: Sequence[Column], rows: Sequence[Row], *, default: str = "", label: str = "", height: int | None = None
) -> str:
    """Draw the table and give the id of the chosen cell, among those that have one; the default (or "") when nothing fits."""
    ids = [cell.id for row in rows for cell in row if isinstance(cell, Cell) and cell.id]
    chosen = _chosen(view, name, ids, default)
    _draw(view, name, table_markup(columns, rows, label=label, height=height, chosen=chosen), ids, name)
    return chosen


def act_on_table(
    key: str,
    act: Callable[[str], None],
    columns: Sequence[Column],
    rows: Sequence[Row],
    ids: Sequence[str],
    *,
    chosen: str = "",
    total: Row = (),
    label: str = "",
    height: int | None = None,
) -> None:
    """Draw a table whose rows, cells and headings with ids do something: `act` is told the id of what was pressed, before the next run."""
    known = {*ids, *(column.id for column in columns), *(cell.id for row in rows for cell in row if isinstance(cell, Cell))} - {""}
    _show(key, table_markup(columns, rows, total=total, label=label, height=height, ids=ids, chosen=chosen), known, act)


def _chosen(view: View, name: str, ids: Sequence[str], default: str) -> str:
    wanted = view.text(name, default)
    return wanted if wanted in ids else default


def _draw(view: View, name: str, table: str, ids: Sequence[str], place: str) -> None:
    _show(f"table-{place}", table, set(ids), lambda picked: view.choose(name, picked))


def _show(key: str, table: str, known: Container[str], act: Callable[[str], None]) -> None:
    def tell() -> None:
        state = st.session_state.get(key)
        picked = state.get("chosen") if state is not None else None
        if isinstance(picked, str) and picked in known:
            act(picked)

    st.html(STYLE)
    _component(key=key, data={"table": table}, on_chosen_change=tell)
