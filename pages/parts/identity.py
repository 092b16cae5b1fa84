"""What this browser remembers: who I am (asked once; a label, not a proof) and what I worked with last."""

import json

import streamlit as st

from pages.parts.view import View

_SCRIPT = """
export default function (component) {
  const { data, setStateValue } = component;
  const place = "du-toan-06";
  try {
    if (data.save) window.localStorage.setItem(place, data.save);
    if (data.known === null) setStateValue("choices", window.localStorage.getItem(place + "-choices") || "{}");
    const kept = window.localStorage.getItem(place) || "{}";
    if (kept !== data.known) setStateValue("kept", kept);
    else if (data.known === null) setStateValue("kept", "{}");
  } catch (error) {
    setStateValue("kept", "{}");
  }
}
"""
_component = st.components.v2.component("du_toan_identity", js=_SCRIPT, isolate_styles=False)
_KEEP_SCRIPT = """
export default function (component) {
  try {
    window.localStorage.setItem("du-toan-06-choices", component.data.choices);
  } catch (error) {
    // a browser that keeps nothing still works; it only forgets
  }
}
"""
_keeper = st.components.v2.component("du_toan_keeper", js=_KEEP_SCRIPT, isolate_styles=False)
NAME = "actor"
SHARED = ("bo-du-toan", "nam", "phuong-an", "don-vi-tien")
"""The choices of the top line, which a person finds again the next day."""
_CHOICES = "kept-choices"
_LOADED = "identity-loaded"
_SAVE, _SAVES = "identity-save", 2
"""A name to be kept is handed to the browser in so many runs that came to their end: a run left for another screen may never reach it."""


def remember_identity() -> str | None:
    """The person's name as this browser remembers it; "" when it remembers none, None while the browser has not answered yet."""
    save, _ = st.session_state.get(_SAVE, (None, 0))
    with st.container(key="identity"):
        result = _component(
            key="identity-component",
            data={"save": save, "known": st.session_state.get(_LOADED)},
            on_kept_change=lambda: None,
            on_choices_change=lambda: None,
        )
    choices = result.get("choices")
    if isinstance(choices, str):
        st.session_state.setdefault(_CHOICES, choices)
    kept = result.get("kept")
    if isinstance(kept, str):
        st.session_state.setdefault(_LOADED, kept)
        if NAME not in st.session_state:
            st.session_state[NAME] = _name_in(kept)
    if st.session_state.get(NAME):
        return str(st.session_state[NAME])
    return "" if _LOADED in st.session_state else None


def save_identity(name: str) -> None:
    """Keep the name in the session now and in the browser with the next drawing."""
    text = json.dumps({"name": name}, ensure_ascii=False)
    st.session_state[NAME] = name
    st.session_state[_SAVE] = (text, _SAVES)
    # known at once, so that the browser has nothing to report: its report would be a run of the screen the person is just leaving
    st.session_state[_LOADED] = text


def recall_choices(view: View) -> None:
    """Once a session, take up the last plan, year, scenario and money unit; an address that says anything goes before."""
    kept = st.session_state.get(_CHOICES)
    if kept:
        st.session_state[_CHOICES] = ""
        if not view.choices:
            view.choices.update(choices_in(kept))


def keep_choices(view: View) -> None:
    """Let the browser remember the top line's choices as they stand at the end of this run."""
    chosen = {name: view.text(name) for name in SHARED if view.text(name)}
    with st.container(key="keeper"):
        _keeper(key="keeper-component", data={"choices": json.dumps(chosen, ensure_ascii=False, sort_keys=True)})
    text, left = st.session_state.get(_SAVE, ("", 0))
    if left > 1:
        st.session_state[_SAVE] = (text, left - 1)
    else:
        st.session_state.pop(_SAVE, None)


def choices_in(kept: str) -> dict[str, str]:
    """The choices a browser kept; what cannot be read, or is no such choice, is left out."""
    try:
        value = json.loads(kept)
    except ValueError:
        return {}
    found = value if isinstance(value, dict) else {}
    return {name: found[name][:200] for name in SHARED if isinstance(found.get(name), str)}


def _name_in(kept: str) -> str:
    try:
        value = json.loads(kept)
    except ValueError:
        return ""
    name = value.get("name", "") if isinstance(value, dict) else ""
    return " ".join(name.split())[:80] if isinstance(name, str) else ""
