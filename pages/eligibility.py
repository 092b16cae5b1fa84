"""Nguồn nào được chi: who may pay for what and by which article, for groups of lines, for one line, and the rules themselves."""

import streamlit as st

from pages.parts.desk import current_desk
from pages.parts.eligibility_line import draw_line_search
from pages.parts.eligibility_matrix import draw_matrix
from pages.parts.lead import PART, PARTS
from pages.parts.rule_table import draw_rules

DRAW = {"bang": draw_matrix, "khoan-muc": draw_line_search, "quy-tac": draw_rules}

desk = current_desk()
key = f"w-{PART}"
if st.session_state.get(key) not in PARTS:
    wanted = desk.view.text(PART)
    st.session_state[key] = wanted if wanted in PARTS else "bang"
part = st.segmented_control("Phần", list(PARTS), format_func=PARTS.__getitem__, key=key, required=True, label_visibility="collapsed")
desk.view.choose(PART, part)
DRAW[part or "bang"](desk)
