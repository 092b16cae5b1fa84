"""What making room asks a person: how much at the most, and for which lines of the estimate; empty fields mean all that lacks money."""

from collections.abc import Mapping

import streamlit as st

from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import parse_money
from budget.plan.cut_terms import Mode, Quota, Target
from pages.parts.desk import Desk
from pages.parts.remembered import type_text

MOST, LINES = "danh-toi-da", "danh-khoan"


def ask_most(desk: Desk, problems: list[Problem]) -> tuple[Target, ...]:
    """The sentence "Dành tối đa [5 tỷ]"; nothing typed = as much as lacks money and may lawfully be moved."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown("**Dành tối đa**", width="content")
        typed = type_text(desk.view, MOST, "Dành tối đa", "đủ phần thiếu", hidden=True, width=150)
    if not typed.strip():
        return ()
    amount, unread = parse_money(typed)
    problems.extend(problem for problem in unread if problem.severity is Severity.ERROR)
    return () if amount is None else (Target(Quota(amount=amount)),)


def ask_lines(desk: Desk, problems: list[Problem]) -> Mapping[str, int | None]:
    """The lines that room is made for, typed by number, each with the most it is to get after "="; none = all that lack money."""
    typed = type_text(desk.view, LINES, "Cho khoản mục số", "mọi khoản thiếu nguồn; hoặc: 116; 829=100 triệu")
    parts = [part for part in typed.replace("\n", ";").split(";") if part.strip()]
    asked = {line.strip(): most.strip() for line, _, most in (part.partition("=") for part in parts)}
    if not asked:
        return {}
    settings, wrong = desk.plan.cuts.read_settings({"mode": Mode.MAKE_ROOM.value, "room_for": asked})
    problems.extend(wrong)
    return {} if settings is None else settings.room_for
