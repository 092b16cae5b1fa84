"""The contingency ladder: if money falls short by 3, 5 or 8 %, which steps are released, in this order."""

import streamlit as st

from budget.model.problem import Problem
from budget.money import format_short
from budget.plan.cut_preview import Step
from budget.plan.cut_terms import LADDER_BP, Mode, say_proof, solve_beside
from budget.quantity import format_share_bp, parse_share
from pages.parts.cut_rules import write_rules
from pages.parts.cut_search import give_way
from pages.parts.cut_working import show_work
from pages.parts.desk import Desk
from pages.parts.line_forms import show_problems
from pages.parts.remembered import type_text
from pages.parts.tables import Column, draw_table
from pages.parts.task_choices import choose_day

_KEY = "cut-ladder"
_FIRST = "; ".join(format_share_bp(share).removesuffix(" %") for share in LADDER_BP)
_COLUMNS = (
    Column("STT", "lien"),
    Column("Nội dung chi", "ten"),
    Column("Đơn vị", "ngan"),
    Column("Xử lý", "lien"),
    *(Column(name, "so") for name in ("Thành tiền", "Cắt, giãn", "Còn lại")),
    Column("Vì sao", "cau"),
    Column("Ai quyết định", "lien"),
)


def draw_ladder(desk: Desk) -> None:
    """The rules on the left, the steps on the right."""
    left, right = st.columns([1, 2.9], gap="medium")
    with left:
        settings, problems = write_rules(desk)
        day = choose_day(desk)
    with right:
        if problems:
            show_problems(problems)
            return
        if settings.mode is Mode.MAKE_ROOM:
            st.info("Bậc thang lập cho việc cắt trong dự toán. Chọn “Cắt trong dự toán” ở góc trên bên trái.")
            return
        st.markdown("Nếu nguồn hụt, thực hiện lần lượt các bước dưới đây; bước sau gồm cả bước trước nên không phải rút lại điều đã nói.")
        shares, problems = _ask_shares(desk)
        if problems:
            show_problems(problems)
            return
        asked = (str(desk.plan.path), desk.scenario, desk.plan.head(), day, settings, shares)
        kept = st.session_state.get(_KEY)
        if st.button("Lập bậc thang", type="primary", icon=":material/stairs:"):
            give_way()
            with show_work("Đang lập bậc thang", "ladder") as tell:
                steps = desk.plan.cuts.ladder(settings, day, shares, desk.scenario, find=lambda one: solve_beside(one, tell))
            kept = (asked, steps)
            st.session_state[_KEY] = kept
        if kept is not None and kept[0] == asked:
            for place, step in enumerate(kept[1], start=1):
                draw_step(desk, place, step)


def _ask_shares(desk: Desk) -> tuple[tuple[int, ...], list[Problem]]:
    """How much money may fall short: shares with a semicolon between."""
    typed = type_text(desk.view, "bac-muc", "Các mức hụt (%), cách nhau bằng dấu chấm phẩy", default=_FIRST)
    read = [parse_share(text) for text in typed.split(";") if text.strip()]
    problems = [problem for _, found in read for problem in found]
    shares = tuple(share for share, _ in read if share)
    if not shares and not problems:
        problems = [Problem("shares_missing", "Chưa có mức hụt nào.", "Nhập ít nhất một mức, ví dụ 3; 5; 8.")]
    return shares, problems


def draw_step(desk: Desk, place: int, step: Step) -> None:
    """One step: what is short, what is released for it, and its proof."""
    share = format_share_bp(step.share_bp)
    st.markdown(f"**Bước {place}: hụt {share} ({format_short(step.short)})** - thêm {len(step.released)} khoản mục.")
    st.caption(say_proof(step.preview.answer))
    rows = [
        [
            str(line.number),
            line.name,
            line.unit_name,
            line.done,
            desk.money(line.amount),
            desk.money(line.saved + line.deferred),
            desk.money(line.left),
            line.reason,
            f"{line.decider}{' (kiến nghị)' if line.proposal else ''}",
        ]
        for line in step.released
    ]
    draw_table(_COLUMNS, rows, label=f"Bước {place} của bậc thang dự phòng", height=300)
