"""Where the chosen line stands towards the annex of its source, and tying it to an item by hand."""

import streamlit as st

from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import Listed
from budget.plan.listed_part import LineListing
from budget.quantity import format_quantity
from pages.parts.ceiling_forms import show_problems
from pages.parts.clicks import clicked
from pages.parts.desk import Desk, show_error
from pages.parts.redraw import PANEL

_MARKS = {Listed.LISTED: ":green[✓ {}]", Listed.BEYOND: ":red[✗ {}]", Listed.UNKNOWN: ":orange[? {}]"}


def draw_listing(desk: Desk, line: str, seen: int) -> None:
    """The state, and a choice among the items of the line's own unit; nothing for a source that is not granted by list."""
    listing = desk.plan.listed.of_line(line)
    if listing is None:
        return
    st.markdown(f"**Phụ lục được cấp**: {describe_listing(listing)}")
    choices = {item.id: item for item in desk.plan.listed.choices(line)}
    if not choices or desk.scenario != BASE:
        return
    tied = listing.item.id if listing.item else ""
    options = ["", *choices]
    names = {
        "": "Không ghép mục nào",
        **{key: f"{item.name} ({format_quantity(item.quantity_milli)} {item.measure})" for key, item in choices.items()},
    }
    key = f"tie-{line}-{seen}-{tied}"
    chosen = st.selectbox("Mục trong phụ lục", options, options.index(tied), format_func=names.__getitem__, key=key)
    if clicked("Bỏ ghép" if tied and not chosen else "Ghép", icon=":material/link:", disabled=chosen == tied, key=f"{key}-act", part=PANEL):
        try:
            receipt, problems = desk.plan.listed.tie({line: chosen}, "Ghép từ bảng khoản mục", seen)
        except PlanError as error:
            show_error(error)
            return
        if receipt is None:
            show_problems(problems)
        else:
            st.toast("Đã ghép với phụ lục." if chosen else "Đã bỏ ghép.")
            st.rerun()


def describe_listing(listing: LineListing) -> str:
    """The state in words, with the item and what it grants."""
    said = _MARKS[listing.state].format(listing.words)
    if listing.item is None:
        return said
    item = listing.item
    return f"{said} :small[{item.name}, được cấp {format_quantity(item.quantity_milli)} {item.measure}]"
