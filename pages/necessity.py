"""Mức cần thiết: how needed each line is, by weights that can be tried; how firm that order is; what an appraisal takes off first."""

import streamlit as st

from pages.parts.desk import current_desk
from pages.parts.need_choices import choose_needs
from pages.parts.need_line import draw_line
from pages.parts.need_reductions import draw_reductions
from pages.parts.need_stability import draw_stability
from pages.parts.need_table import draw_ranked
from pages.parts.need_weights import draw_try, draw_weights

TABS = ("Thứ tự xem xét cắt", "Độ vững của thứ tự", "Giảm trừ thẩm định")
desk = current_desk()
asked = choose_needs(desk)
left, right = st.columns([1, 3.6])
with left:
    tried = draw_weights(desk)
with right:
    draw_try(desk, asked, tried)
    ranked, firm, reduced = st.tabs(TABS, key="need-tabs", on_change="rerun")
    if ranked.open:
        with ranked:
            line = draw_ranked(desk, asked, tried)
            if line:
                draw_line(desk, asked, line, tried)
    if firm.open:
        with firm:
            draw_stability(desk, asked, tried)
    if reduced.open:
        with reduced:
            draw_reductions(desk)
