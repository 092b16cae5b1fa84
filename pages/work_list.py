"""Việc cần xử lý: every problem in turn, the most pressing first, each with its cure at hand; all of it by keyboard."""

import streamlit as st

from budget.money import format_money
from budget.plan.checks_part import Dismissed, Pressing, Review
from pages.parts.desk import Desk, current_desk
from pages.parts.remembered import forget
from pages.parts.work_cures import bring_back
from pages.parts.work_item import draw_item
from pages.parts.work_keys import listen_to_keys
from pages.parts.work_queue import CODE, SEVERITY, SIGNS, UNIT, Queue, choose_code, choose_problems, draw_choices, line_up, step

_STYLE = """<style>
.st-key-nhom-viec { gap: 0.1rem; }
.st-key-nhom-viec [data-testid="stButton"] button { min-height: 1.5rem; padding: 0.1rem 0.35rem; text-align: left;
  justify-content: flex-start; }
</style>"""
KEYS = "Phím tắt: → việc tiếp, ← việc trước, 1 cách sửa nêu sẵn, S sửa ô, B ghi lý do bỏ qua, M mở, Esc rời ô, Enter lưu."
DISMISSED_SHOWN = 50


def draw_groups(desk: Desk, groups: list[Pressing], count: int) -> None:
    """The kinds of problem with their counts; one click works through one kind."""
    chosen = desk.view.text(CODE)
    st.html(_STYLE)
    with st.container(height=400, border=False, key="nhom-viec", gap=None):
        _group_button(desk, "", f"Tất cả ({format_money(count)})", chosen)
        for group in groups:
            _group_button(desk, group.code, f"{SIGNS[group.severity]} · {group.title} ({format_money(group.count)})", chosen)


def _group_button(desk: Desk, code: str, label: str, chosen: str) -> None:
    words = f"**{label}**" if code == chosen else label
    icon = ":material/arrow_right:" if code == chosen else None
    st.button(words, key=f"nhom-{code or 'tat-ca'}", type="tertiary", icon=icon, on_click=choose_code, args=(desk.view, code))


def draw_progress(queue: Queue) -> None:
    """How far the person has come, and the way to the next and the one before."""
    left = len(queue.problems)
    share = queue.done / queue.begun_with if queue.begun_with else 1.0
    st.progress(share, text=f"Đã xử lý {format_money(queue.done)}, còn {format_money(left)}")
    with st.container(horizontal=True):
        st.button("Trước", icon=":material/arrow_back:", shortcut="Left", disabled=left < 2, on_click=step, args=(queue, -1))
        st.button("Tiếp", icon=":material/arrow_forward:", shortcut="Right", disabled=left < 2, on_click=step, args=(queue, 1))


def draw_nothing(desk: Desk, review: Review) -> None:
    """The empty state: all done, or nothing with what is chosen."""
    if review.problems:
        st.info("Không còn việc nào với lựa chọn này.", icon=":material/filter_alt:")
        st.button("Xem mọi việc", on_click=forget, args=(desk.view, SEVERITY, UNIT, CODE))
        return
    st.success("Không còn việc nào: không khoản mục hay hạn mức nào vướng kiểm tra.", icon=":material/check_circle:")


def draw_dismissed(items: tuple[Dismissed, ...]) -> None:
    """What was looked at and set aside, never silently gone."""
    with st.expander(f"Đã xem và bỏ qua: {format_money(len(items))}", icon=":material/visibility_off:"):
        for place, item in enumerate(items[:DISMISSED_SHOWN]):
            left, right = st.columns([5, 1], vertical_alignment="center")
            day = f"{item.moment[8:10]}/{item.moment[5:7]}/{item.moment[:4]}"
            left.markdown(f"{item.problem.sentence}  \n:small[{item.author}, {day}: {item.reason}]")
            right.button("Đưa trở lại", key=f"tro-lai-{place}", on_click=bring_back, args=(item.problem,))
        if len(items) > DISMISSED_SHOWN:
            st.caption(f"Đang hiện {DISMISSED_SHOWN} việc đầu; đủ danh sách ở phụ lục Kiểm tra của tệp xuất.")


desk = current_desk()
listen_to_keys()
review = desk.plan.checks.review(desk.scenario)
narrow, wide = st.columns([1, 2.3], gap="medium")
with narrow:
    draw_choices(desk)
    problems = choose_problems(desk, review)
    queue = line_up(desk.view, problems, desk.scenario)
    draw_progress(queue)
    draw_groups(desk, desk.plan.checks.group(problems), len(problems))
with wide:
    if queue.current is None:
        draw_nothing(desk, review)
    else:
        draw_item(desk, queue, queue.current)
        st.caption(KEYS)
    if review.dismissed:
        draw_dismissed(review.dismissed)
