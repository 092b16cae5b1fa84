"""Việc cần xử lý: the most pressing things, each one click from its cure."""

import streamlit as st

from budget.model.states import Severity
from budget.money import format_money
from budget.plan.checks_part import Pressing
from pages.parts.desk import Desk
from pages.parts.lead import open_lines, open_work

SHOWN = 7
PULSE = 1.0
"""Seconds between two looks at whether the checks are done."""
WAITING = "Đang kiểm tra tất cả khoản mục lần đầu từ khi mở bộ dự toán; danh sách hiện ra khi xong. Trong lúc đó vẫn xem và sửa được."
_ICONS = {Severity.ERROR: ":material/error:", Severity.WARNING: ":material/warning:", Severity.NOTE: ":material/info:"}
_WORDS = {Severity.ERROR: ":red[Sai quy định]", Severity.WARNING: ":orange[Cần xem]", Severity.NOTE: "Lưu ý"}
_STYLE = """<style>
.st-key-viec-can-xu-ly { gap: 0.1rem; }
.st-key-viec-can-xu-ly [data-testid="stButton"] button { min-height: 1.6rem; padding: 0; text-align: left; }
.st-key-viec-can-xu-ly [data-testid="stButton"] strong { text-decoration: underline; text-underline-offset: 3px; }
.st-key-viec-can-xu-ly [data-testid="stCaptionContainer"] { margin: -0.5rem 0 0.45rem 0; }
.st-key-viec-can-xu-ly [data-testid="stCaptionContainer"] p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  overflow: hidden; margin: 0 0 0 1.6rem; color: var(--du-toan-quiet); }
</style>"""


def draw_attention(desk: Desk) -> None:
    """The list, and how many lines still count with what was asked for."""
    st.markdown("#### Việc cần xử lý")
    found = desk.plan.checks.most_pressing_if_known(desk.scenario, SHOWN)
    st.html(_STYLE)
    if found is None:
        st.fragment(_await_checks, run_every=PULSE)(desk)
    with st.container(key="viec-can-xu-ly", gap=None):
        for item in found or ():
            draw_item(desk, item)
    waiting = desk.plan.totals(desk.scenario).not_appraised(year=desk.year)
    if waiting:
        label = f"{format_money(waiting)} khoản mục chưa thẩm định, đang tính theo số đề nghị"
        if st.button(label, type="tertiary", icon=":material/pending_actions:", key="chua-tham-dinh"):
            open_lines(desk.view, tham_dinh_xong="khong")
    if found == [] and not waiting:
        st.success("Không có việc nào phải xử lý: mọi khoản mục đã thẩm định và không vướng kiểm tra nào.", icon=":material/check_circle:")


def _await_checks(desk: Desk) -> None:
    """What stands where the list will, while a large plan is checked for the first time since it was opened."""
    if desk.plan.checks.most_pressing_if_known(desk.scenario, SHOWN) is not None:
        st.rerun()
    st.info(WAITING, icon=":material/hourglass_top:")


def draw_item(desk: Desk, item: Pressing) -> None:
    """One kind of problem: how many, an example in words, and the way to working through it."""
    clicked = st.button(
        f"{_WORDS[item.severity]} · **{item.title}** ({format_money(item.count)})",
        type="tertiary",
        icon=_ICONS[item.severity],
        key=f"viec-{item.code}",
        help=item.example.fix or None,
    )
    st.caption(f"Ví dụ: {item.example.sentence}" if item.count > 1 else item.example.sentence)
    if clicked:
        open_work(desk.view, item.code)
