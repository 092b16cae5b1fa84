"""Saving the line panel's form: what was typed is judged against what the person saw, before anything is drawn anew.

Law: a figure somebody else has changed meanwhile is never overwritten, and what was typed for it is repeated, not lost.
"""

from collections.abc import Mapping

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.terms import FIELDS, LineEdit
from pages.parts.desk import current_desk
from pages.parts.line_forms import refuse_on_screen

REASON = "sticky-reason"
"""The reason that stands until another is typed; the grid and the panel share it."""


def save_form(line: str, seen: int, before: Mapping[str, str], keys: Mapping[str, str], why: str) -> None:
    """Save the fields that differ from `before`, as one batch; called by the button before the run, so all figures follow at once."""
    typed = {name: read_typed(st.session_state.get(key)) for name, key in keys.items()}
    texts = {name: text for name, text in typed.items() if text != before[name]}
    reason = read_typed(st.session_state.get(why)).strip()
    if not texts:
        st.toast("Chưa có gì thay đổi.")
        return
    try:
        saved = current_desk().plan.lines.edit([LineEdit(line, name, text, seen) for name, text in texts.items()], reason)
    except PlanError as error:
        refuse_on_screen([error.problem], repeat_typed(texts))
        return
    if saved.refused:
        refuse_on_screen([item.problem for item in saved.problems])
        return
    if saved.receipt is None:
        st.toast("Chưa có gì thay đổi.")
        return
    st.session_state[REASON] = reason
    st.toast("Đã lưu.")
    notes = [f"{item.problem.sentence} {item.problem.fix}".strip() for item in saved.problems]
    if notes:
        refuse_on_screen([], " ".join(notes))


def read_typed(value: str | bool | None) -> str:
    """A form's value as the text the editor of lines reads."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return value or ""


def repeat_typed(texts: Mapping[str, str]) -> str:
    """What the person had typed, to be taken up again."""
    named = "; ".join(f"{_label(name)}: {text or 'để trống'}" for name, text in texts.items())
    return f"Bạn vừa nhập {named}."


def _label(name: str) -> str:
    field = FIELDS.get(name) or FIELDS[f"requested_{name}"]
    return field.label.split(" (")[0].lower()
