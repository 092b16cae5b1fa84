"""Phương án cắt giảm: search for the least harmful cut, write operations by hand, or lay down what to release when money falls short."""

import streamlit as st

from pages.parts.cut_by_hand import draw_by_hand
from pages.parts.cut_finding import draw_finding
from pages.parts.cut_ladder import draw_ladder
from pages.parts.desk import current_desk

PART = "phan-cat"
PARTS = {"tim": "Tìm cách cắt", "sua-tay": "Sửa tay", "bac-thang": "Bậc thang dự phòng"}
DRAW = {"tim": draw_finding, "sua-tay": draw_by_hand, "bac-thang": draw_ladder}

desk = current_desk()
key = f"w-{PART}"
if st.session_state.get(key) not in PARTS:
    wanted = desk.view.text(PART)
    st.session_state[key] = wanted if wanted in PARTS else "tim"
part = st.segmented_control("Cách làm", list(PARTS), format_func=PARTS.__getitem__, key=key, required=True, label_visibility="collapsed")
desk.view.choose(PART, part)
DRAW[part or "tim"](desk)
