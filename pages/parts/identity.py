"""Who I am: asked once, kept in the browser, written in the journal. A label, not a proof."""

import json

import streamlit as st

_SCRIPT = """
export default function (component) {
  const { data, setStateValue } = component;
  const place = "du-toan-06";
  try {
    if (data.save) window.localStorage.setItem(place, data.save);
    const kept = window.localStorage.getItem(place) || "{}";
    if (kept !== data.known) setStateValue("kept", kept);
    else if (data.known === null) setStateValue("kept", "{}");
  } catch (error) {
    setStateValue("kept", "{}");
  }
}
"""
_component = st.components.v2.component("du_toan_identity", js=_SCRIPT, isolate_styles=False)
NAME = "actor"
_LOADED = "identity-loaded"


def remember_identity() -> str | None:
    """The person's name as this browser remembers it; "" when it remembers none, None while the browser has not answered yet."""
    save = st.session_state.pop("identity-save", None)
    with st.container(key="identity"):
        result = _component(
            key="identity-component", data={"save": save, "known": st.session_state.get(_LOADED)}, on_kept_change=lambda: None
        )
    kept = result.get("kept")
    if isinstance(kept, str):
        st.session_state[_LOADED] = kept
        if NAME not in st.session_state:
            st.session_state[NAME] = _name_in(kept)
    if st.session_state.get(NAME):
        return str(st.session_state[NAME])
    return "" if _LOADED in st.session_state else None


def save_identity(name: str) -> None:
    """Keep the name in the session now and in the browser with the next drawing."""
    st.session_state[NAME] = name
    st.session_state["identity-save"] = json.dumps({"name": name}, ensure_ascii=False)


def _name_in(kept: str) -> str:
    try:
        value = json.loads(kept)
    except ValueError:
        return ""
    name = value.get("name", "") if isinstance(value, dict) else ""
    return " ".join(name.split())[:80] if isinstance(name, str) else ""
