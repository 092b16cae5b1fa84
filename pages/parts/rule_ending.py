"""Ending a rule on a day, or taking out one that decides for nothing: what would turn first, then the reason."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from budget.model.problem import PlanError, Problem
from budget.typed_date import read_date
from pages.parts.desk import Desk, show_error
from pages.parts.rule_form import REASON, forget_draft, show_problem
from pages.parts.rule_turns import draw_turns


def draw_ending(desk: Desk, rule: str) -> None:
    """The last day, what turns by it, and the two ways a rule goes."""
    _, version = desk.plan.rules.texts(rule)
    if f"rule-end-{rule}" not in st.session_state:
        st.session_state[f"rule-end-seen-{rule}"] = version
    seen = st.session_state.setdefault(f"rule-end-seen-{rule}", version)
    left, right = st.columns([1, 3])
    text = left.text_input("Ngày cuối có hiệu lực", key=f"rule-end-{rule}", placeholder="Ví dụ 31/12/2024")
    reason = right.text_input("Lý do (bắt buộc, ghi vào nhật ký)", st.session_state.get(REASON, ""), key=f"rule-end-reason-{rule}")
    day, problems = read_date(text)
    for problem in problems:
        show_problem(problem)
    last = date.fromisoformat(day) if day else None
    if last is not None:
        draw_turns(desk, desk.plan.rules.preview_without(rule, last, desk.scenario))
    st.caption("Quy tắc đang quyết định cho khoản mục nào thì chỉ kết thúc, không xóa, để sau này còn tra được vì sao đã được chi.")
    with st.container(horizontal=True):
        if st.button(f"Kết thúc quy tắc {rule}", type="primary", disabled=last is None, icon=":material/event_busy:") and last is not None:
            _finish(rule, f"Đã kết thúc quy tắc {rule}.", lambda: desk.plan.rules.end(rule, last, reason, seen), reason)
        if st.button(f"Xóa quy tắc {rule}", icon=":material/delete:"):
            _finish(rule, f"Đã xóa quy tắc {rule}.", lambda: desk.plan.rules.delete(rule, reason, seen), reason)


def _finish(rule: str, said: str, act: Callable[[], tuple[object, list[Problem]]], reason: str) -> None:
    st.session_state[REASON] = reason.strip()
    try:
        receipt, problems = act()
    except PlanError as error:
        st.session_state.pop(f"rule-end-seen-{rule}", None)
        show_error(error)
        return
    for problem in problems:
        show_problem(problem)
    if receipt is not None:
        forget_draft(rule)
        st.session_state.pop(f"rule-end-seen-{rule}", None)
        st.toast(f"{said} Hoàn tác được ở Nhật ký.")
        st.rerun()
