"""What a person decided for single lines in a search for cuts: kept or cut, with a reason; in the address, and each step can be undone."""

from collections.abc import Mapping

import streamlit as st

from budget.model.states import CutAction
from budget.plan.cut_terms import Pin
from pages.parts.desk import Desk
from pages.parts.remembered import type_text
from pages.parts.view import View

PINS = "tim-ghim"
REASON = "tim-ly-do-ghim"
FIRST_REASON = "theo ý kiến chỉ đạo"
WORDS = {CutAction.KEEP: "giữ", CutAction.DROP: "cắt"}
"""What a person may decide on the spot."""
_CODES = {CutAction.KEEP: "giu", CutAction.DROP: "cat"}
_EARLIER = "cut-pins-earlier"


def pins_of(desk: Desk) -> Mapping[str, Pin]:
    """Line id -> what was decided for it."""
    found = {}
    for text in desk.view.texts(PINS):
        code, _, rest = text.partition(" ")
        line, _, reason = rest.partition(" ")
        action = next((action for action, known in _CODES.items() if known == code), None)
        if action is not None and line:
            found[line] = Pin(action, reason or FIRST_REASON)
    return found


def pin(view: View, line: str, action: CutAction) -> None:
    """Decide for a line; deciding the same again takes the decision back. For callbacks."""
    kept = view.texts(PINS)
    reason = " ".join(view.text(REASON, FIRST_REASON).split()) or FIRST_REASON
    others = [text for text in kept if text.split(" ")[1:2] != [line]]
    same = any(text.startswith(f"{_CODES[action]} {line} ") for text in kept)
    _set(view, others if same else [*others, f"{_CODES[action]} {line} {reason}"])


def unpin_all(view: View) -> None:
    """Take every decision back. For callbacks."""
    _set(view, [])


def undo_pin(view: View) -> None:
    """Be back before the last decision. For callbacks."""
    earlier = st.session_state.get(_EARLIER, [])
    if earlier:
        view.choose(PINS, earlier.pop())


def draw_pins(desk: Desk) -> None:
    """The reason that goes with the next decision, how many stand, and the way back."""
    pins = pins_of(desk)
    type_text(desk.view, REASON, "Lý do ghim (ghi cùng phương án)", default=FIRST_REASON)
    kept = sum(pin.action is CutAction.KEEP for pin in pins.values())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"Đang ghim: giữ **{kept}**, cắt **{len(pins) - kept}**", width="content")
        earlier = st.session_state.get(_EARLIER, [])
        st.button("Hoàn tác ghim", icon=":material/undo:", on_click=undo_pin, args=(desk.view,), disabled=not earlier)
        st.button("Bỏ hết ghim", icon=":material/keep_off:", on_click=unpin_all, args=(desk.view,), disabled=not pins)


def _set(view: View, texts: list[str]) -> None:
    st.session_state.setdefault(_EARLIER, []).append(view.texts(PINS))
    view.choose(PINS, texts)
