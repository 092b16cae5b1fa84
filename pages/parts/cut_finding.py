"""Searching for the least harmful cut: the rules on the left; the frontier, the proof and the lines on the right; saving it."""

import streamlit as st

from budget.model import labels
from budget.money import format_short
from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import Inquiry, reduced_by_kind, say_proof
from budget.plan.transfers_part import RoomPreview
from pages.parts.cut_changes import draw_changes
from pages.parts.cut_curve import draw_curve, draw_neighbours
from pages.parts.cut_lines import draw_lines
from pages.parts.cut_pins import draw_pins
from pages.parts.cut_room import draw_room
from pages.parts.cut_rules import DOUBTED, REDUCED, RULES, write_rules
from pages.parts.cut_saving import draw_just_saved, draw_save, draw_saved_run
from pages.parts.cut_search import PULSE, draw_progress, keep_inquiry, preview_of
from pages.parts.cut_transfers import draw_saved_transfers
from pages.parts.desk import Desk, explain_failures
from pages.parts.line_forms import show_problems
from pages.parts.navigation import link
from pages.parts.remembered import choices_of, tick
from pages.parts.task_choices import choose_day

_ANSWERED = "cut-answered"


def draw_finding(desk: Desk) -> None:
    """The whole way of working."""
    left, right = st.columns([1, 2.9], gap="medium")
    with left:
        settings, problems = write_rules(desk)
        reductions = st.container()
        draw_pins(desk)
        day = choose_day(desk)
        link("necessity", "Mức cần thiết của từng khoản và trọng số", icon=":material/low_priority:")
    with right:
        draw_saved_run(desk, day)
        draw_saved_transfers(desk)
        if problems:
            show_problems(problems)
            return
        inquiry = keep_inquiry(desk, settings, day)
        with reductions:
            draw_reductions(desk, inquiry)
        for problem in inquiry.drawn.problems:
            st.warning(f"{problem.sentence} {problem.fix}".strip())
        st.session_state[_ANSWERED] = _state_of(inquiry)
        preview, answered = preview_of(desk, inquiry, choices_of(desk.view, RULES))
        behind = desk.plan.cuts.is_behind(inquiry.drawn)
        current = answered and not behind
        st.fragment(_follow, run_every=None if inquiry.is_over else PULSE)(inquiry)
        if preview is not None:
            if behind:
                st.caption(":orange[Số liệu đã được sửa sau lần tìm này; bấm Tìm lại để có kết quả theo số liệu hôm nay.]")
            elif not answered:
                st.caption(":orange[Bảng dưới là kết quả của quy định trước; đang tìm theo quy định mới.]")
            draw_answer(desk, preview)
            if current:
                draw_changes(desk, preview)
        st.fragment(_draw_curve, run_every=None if inquiry.frontier.is_over() else 2 * PULSE)(desk, inquiry)
        if isinstance(preview, RoomPreview):
            draw_room(desk, preview)
        if preview is not None:
            draw_save(desk, preview, current=current)
            draw_just_saved(desk)
            draw_lines(desk, preview)
            draw_neighbours(desk, inquiry, preview)
            draw_prices(preview)


def draw_answer(desk: Desk, preview: CutPreview) -> None:
    """The sums, the proof, and what had to give way."""
    put_off = f", giãn **{desk.money(preview.deferred)}**" if preview.deferred else ""
    st.markdown(
        f"Cắt **{desk.money(preview.saved)}**{put_off} {desk.unit.label} ở **{len(preview.outcome.touched)}** khoản mục; "
        f"thiệt hại {format_short(preview.harm)} quy đổi. {say_proof(preview.answer)}"
    )
    if preview.relaxations:
        st.warning(
            "**Không thể đạt mục tiêu mà giữ mọi quy định.** Cách nới ít nhất:\n"
            + "\n".join(f"- {sentence}" for sentence in preview.relaxations),
            icon=":material/priority_high:",
        )


def draw_prices(preview: CutPreview) -> None:
    """What each rule that binds costs."""
    if preview.prices:
        with st.expander(f"Giá của từng quy định ({len(preview.prices)} quy định đang ràng buộc)"):
            st.markdown("\n".join(f"- {price.sentence}" for price in preview.prices[:20]))


def draw_reductions(desk: Desk, inquiry: Inquiry) -> None:
    """What the appraisal takes off before anything is cut, each kind a tick with its amount."""
    st.markdown(f"**Giảm trừ thẩm định trước, không tính là cắt** ({desk.unit.label})")
    for kind, amount in reduced_by_kind(inquiry.drawn).items():
        told = f"{labels.REDUCTION[kind]}: {desk.money(amount)}" if amount else labels.REDUCTION[kind]
        tick(desk.view, REDUCED[kind], told, default=True)
    tick(desk.view, DOUBTED, "Kể cả điểm chưa ai xác nhận", help_text="Điểm chương trình nghi nhưng chưa có người xác nhận.")


def _follow(inquiry: Inquiry) -> None:
    """How far the search is; once there is a new answer, or an end, the whole screen is drawn again."""
    if _state_of(inquiry) != st.session_state[_ANSWERED]:
        st.rerun()
    draw_progress(inquiry)


def _draw_curve(desk: Desk, inquiry: Inquiry) -> None:
    with explain_failures():
        draw_curve(desk, inquiry)


def _state_of(inquiry: Inquiry) -> tuple[object, ...]:
    """What the rest of the screen hangs on: whose answer it is, and which searches are over."""
    return id(inquiry), id(inquiry.answer), *(standing.is_over for standing in inquiry.standings())
