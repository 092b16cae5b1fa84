"""The lines of one import, shown by themselves: chosen from the import screen, in the address, put away with one click."""

import streamlit as st

from budget.money import format_money
from pages.parts.desk import Desk
from pages.parts.remembered import forget

LANDED = "lan-nhap"
"""The choice that shows only the lines an import of this seq added."""


def draw_landed(desk: Desk) -> tuple[str, ...]:
    """The lines of the import a person came for; empty when they came for none, or it was taken back or is too large to list."""
    told = desk.view.text(LANDED)
    if not told.isdecimal():
        return ()
    landed = desk.plan.imports.landed(int(told))
    if not landed.ids:
        desk.view.choose(LANDED, None)
        return ()
    label = f"Lần nhập {told} ({format_money(landed.lines)} khoản mục)"
    st.button(label, icon=":material/close:", on_click=forget, args=(desk.view, LANDED), help="Bấm để xem lại mọi khoản mục")
    return landed.ids
