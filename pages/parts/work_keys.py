"""Keys of the work list that no button can carry: S goes into the first field of the cure, B into the reason for setting aside, Esc out."""

import streamlit as st

_SCRIPT = """
export default function () {
  const typing = (place) => place && (place.matches("input, textarea, select") || place.isContentEditable);
  const listen = (event) => {
    const place = document.activeElement;
    if (event.key === "Escape" && typing(place)) { place.blur(); return; }
    if (typing(place) || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const box = { s: "st-key-sua-viec", b: "st-key-bo-qua-viec" }[event.key.toLowerCase()];
    const field = box && document.querySelector("." + box + " input");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
"""
_component = st.components.v2.component("du_toan_work_keys", js=_SCRIPT, isolate_styles=False)


def listen_to_keys() -> None:
    """Put the listener on the page."""
    _component(key="work-keys", height=1)
