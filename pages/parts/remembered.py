"""Widgets whose choice is remembered in the view: across pages, in the address, after a refresh.

Each is told its value twice: through the session, which a widget on the page obeys, and as its default, which one that is
only now put on the page begins with. When two runs follow each other fast, as at the start, the browser may never see the first
run's session value; a select box would then show its first option over the figures of another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import streamlit as st

from pages.parts.view import View

_TICKED, _EMPTIED = "co", "khong"
"""How the address says that a tick is set, and that it is not or that a field was emptied."""


def choose_many(
    view: View,
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str] = str,
    *,
    hidden: bool = False,
    none: str = "tất cả",
) -> list[str]:
    """A multi-select that remembers; the chosen options. `none` is what choosing nothing means."""
    key = f"w-{name}"
    if key not in st.session_state:
        st.session_state[key] = view.texts(name, options)
    elif not set(st.session_state[key]) <= set(options):
        # only when a choice is gone: writing on every run would take back what a person has just clicked
        st.session_state[key] = [item for item in st.session_state[key] if item in options]
    visibility = "collapsed" if hidden else "visible"
    placeholder = f"{label}: {none}" if hidden else none.capitalize()
    begin = list(st.session_state[key])
    chosen = st.multiselect(label, options, begin, key=key, format_func=show, placeholder=placeholder, label_visibility=visibility)
    view.choose(name, chosen)
    return list(chosen)


def choose_one(
    view: View,
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str] = str,
    default: str | None = None,
    *,
    hidden: bool = False,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A select box that remembers; the chosen option (the default, else the first, when what was chosen is gone)."""
    key = f"w-{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = next(option for option in (view.text(name), default, options[0]) if option in options)
    visibility = "collapsed" if hidden else "visible"
    begin = list(options).index(st.session_state[key])
    chosen: str = st.selectbox(label, options, begin, key=key, format_func=show, label_visibility=visibility, width=width)
    view.choose(name, None if chosen == default else chosen)
    return chosen


def type_text(
    view: View,
    name: str,
    label: str,
    placeholder: str = "",
    *,
    default: str = "",
    hidden: bool = False,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """A text field that remembers; what is typed. One with a `default` remembers too that it was emptied."""
    key = f"w-{name}"
    if key not in st.session_state:
        kept = view.text(name, default)
        st.session_state[key] = "" if default and kept == _EMPTIED else kept
    visibility = "collapsed" if hidden else "visible"
    typed: str = st.text_input(label, st.session_state[key], key=key, placeholder=placeholder, label_visibility=visibility, width=width)
    view.choose(name, None if typed == default else typed or _EMPTIED)
    return typed


def put_text(view: View, name: str, text: str, *, default: str = "") -> None:
    """Write into a field of `type_text` as if somebody had typed it. For callbacks, before the field is drawn."""
    view.choose(name, None if text == default else text or _EMPTIED)
    st.session_state[f"w-{name}"] = text


def tick(view: View, name: str, label: str, *, default: bool = False, help_text: str | None = None) -> bool:
    """A tick that remembers; whether it is set."""
    key = f"w-{name}"
    st.session_state.setdefault(key, is_ticked(view, name, default=default))
    ticked: bool = st.checkbox(label, st.session_state[key], key=key, help=help_text)
    view.choose(name, None if ticked == default else _TICKED if ticked else _EMPTIED)
    return ticked


def is_ticked(view: View, name: str, *, default: bool = False) -> bool:
    """Whether a tick is set that is drawn only later in this run."""
    kept = view.text(name, _TICKED if default else _EMPTIED) == _TICKED
    return bool(st.session_state.get(f"w-{name}", kept))


def choices_of(view: View, names: Iterable[str]) -> dict[str, str | tuple[str, ...]]:
    """What stands for some choices, to `put_back` later; those at their usual value are left out."""
    return {name: view.choices[name] for name in names if name in view.choices}


def put_back(view: View, names: Iterable[str], kept: Mapping[str, str | tuple[str, ...]]) -> None:
    """Let some choices stand as they were kept. For callbacks, before their widgets are drawn."""
    for name in names:
        view.choose(name, kept.get(name))
        st.session_state.pop(f"w-{name}", None)


def forget(view: View, *names: str) -> None:
    """Clear some choices and their widgets."""
    for name in names:
        view.choose(name, None)
        st.session_state.pop(f"w-{name}", None)
