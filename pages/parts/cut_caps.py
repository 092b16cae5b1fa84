"""The most a unit may lose, as a sentence whose share can be typed to the hundredth of a per cent or dragged by the whole per cent."""

import streamlit as st

from budget.model.problem import Problem
from budget.plan.cut_terms import NO_CAP
from budget.quantity import parse_share
from pages.parts.remembered import put_text, type_text
from pages.parts.view import View

MOST = 100
"""Where the slider ends: a unit that may lose all it asks for is held back by nothing."""
_NUMBER = 90
"""Pixels of a field that holds a share."""


def ask_cap(view: View, name: str, sentence: str, default: str, problems: list[Problem]) -> int | None:
    """The share (bp) that stands in the field, which the slider below writes into; None when it is empty, which is no rule."""
    share = ask_share(view, name, sentence, default, problems)
    key, place = f"keo-{name}", place_of(share)
    # the field decides: what is typed between two steps stays, and the slider stands at the nearest
    st.session_state[key] = place
    words = f"Kéo để đổi: {sentence[:1].lower()}{sentence[1:]}"
    moved = (view, name, key, default, place)
    st.select_slider(words, range(MOST + 1), place, say_place, key=key, on_change=_drag, args=moved, label_visibility="collapsed")
    return share


def ask_share(view: View, name: str, sentence: str, default: str, problems: list[Problem]) -> int | None:
    """A sentence that ends in a share (bp); None when the field is empty, which is no rule."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(sentence, width="content")
        typed = type_text(view, name, sentence, "không", default=default, hidden=True, width=_NUMBER)
    share, unread = parse_share(typed)
    problems.extend(unread)
    return share


def place_of(share: int | None) -> int:
    """Where the slider stands for a share in bp: the nearest whole per cent, at its end for no rule."""
    return MOST if share is None else (share + 50) // 100


def say_place(place: int) -> str:
    """A place of the slider in words."""
    return NO_CAP if place == MOST else f"{place} %"


def _drag(view: View, name: str, key: str, default: str, shown: int) -> None:
    """Write where the slider was let go; one that has only just come up tells where it stood, which is no move."""
    place = int(st.session_state[key])
    if place != shown:
        put_text(view, name, "" if place == MOST else f"{place} %", default=default)
