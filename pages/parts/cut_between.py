"""The lines that come in, go out or are cut otherwise between two answers: in a few words, and as a table to open."""

import streamlit as st

from budget.plan.cut_terms import Between
from pages.parts.desk import Desk
from pages.parts.tables import Column, draw_table

_COLUMNS = (
    Column("Thay đổi", "lien"),
    Column("STT", "lien"),
    Column("Nội dung chi", "ten"),
    Column("Đơn vị"),
    Column("Xử lý"),
    Column("Thành tiền", "so"),
    Column("Cắt, giãn", "so"),
)
_SHOWN = 100


def say_between(difference: Between) -> str:
    """How many lines differ, inside a sentence."""
    parts = {"cắt thêm": difference.entering_at, "thôi không cắt": difference.leaving_at, "cắt khác đi": difference.otherwise_at}
    return ", ".join(f"{words} {len(places)}" for words, places in parts.items()) + " khoản mục"


def draw_between(desk: Desk, difference: Between, label: str) -> None:
    """The lines themselves, the first of each kind; amounts in the unit on the desk."""
    if not difference.any:
        st.caption("Không khoản mục nào khác.")
        return
    parts = dict(zip(("Cắt thêm", "Thôi không cắt", "Cắt khác đi"), difference.first_lines(_SHOWN), strict=True))
    rows = [
        [words, str(line.number), line.name, line.unit_name, line.done, desk.money(line.amount), desk.money(line.saved + line.deferred)]
        for words, lines in parts.items()
        for line in lines
    ]
    draw_table(_COLUMNS, rows, label=label, height=260)
    if max(len(difference.entering_at), len(difference.leaving_at), len(difference.otherwise_at)) > _SHOWN:
        st.caption(f"Mỗi loại hiện {_SHOWN} khoản mục đầu theo số thứ tự.")
