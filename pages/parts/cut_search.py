"""The search for cuts in hand: drawn anew when rules or figures change, followed until it is over, and what it says on the way."""

from dataclasses import replace
from datetime import date

import streamlit as st

from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import CutSettings, Inquiry, Mode, Quota, SearchState, Standing, make_ready
from pages.parts.desk import Desk
from pages.parts.line_forms import show_problems

KEY, SHOWN, EARLIER = "cut-inquiry", "cut-shown", "cut-inquiry-earlier"
_NOTHING = Quota(amount=0)
PULSE = 0.4
"""Seconds between two looks at a search that goes on."""


def keep_inquiry(desk: Desk, settings: CutSettings, day: date) -> Inquiry:
    """The search that answers these rules on today's figures: the one in hand, turned to another amount, or a new one."""
    asked = (str(desk.plan.path), desk.scenario, desk.plan.head(), day, _rules_of(settings))
    kept: tuple[object, Inquiry] | None = st.session_state.get(KEY)
    if kept is not None and kept[0] == asked:
        kept[1].aim(settings.targets)
        return kept[1]
    if kept is not None:
        kept[1].cancel()
        if kept[1].points:
            st.session_state[EARLIER] = kept[1]
    with st.spinner("Đang lập bài toán từ dự toán…"):
        inquiry = Inquiry(desk.plan.cuts.draw(settings, day, desk.scenario))
    st.session_state[KEY] = (asked, inquiry)
    make_ready()
    return inquiry


def give_way() -> None:
    """Let something else this person asked for have the slot; the search begins again when they come back to it."""
    kept: tuple[object, Inquiry] | None = st.session_state.pop(KEY, None)
    if kept is not None:
        kept[1].cancel()


def preview_of(desk: Desk, inquiry: Inquiry) -> tuple[CutPreview | None, bool]:
    """What the search has found, and whether it answers the rules as they stand; the last answer meanwhile."""
    answer = inquiry.answer
    kept: tuple[object, object, CutPreview] | None = st.session_state.get(SHOWN)
    if answer is None:
        return (None, False) if kept is None or kept[2].drawn.scenario != desk.scenario else (kept[2], False)
    if kept is None or kept[0] is not inquiry.drawn or kept[1] is not answer:
        kept = (inquiry.drawn, answer, desk.plan.cuts.preview(inquiry.drawn, answer))
        st.session_state[SHOWN] = kept
    return kept[2], True


def draw_progress(inquiry: Inquiry) -> None:
    """How far it is, with a way to stop it; a search that failed says why. For a part that is drawn again and again."""
    standings = inquiry.standings()
    going = [standing for standing in standings if not standing.is_over]
    if going:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.progress(going[0].share, say_standing(going[0], alone=len(going) == len(standings)))
            st.button("Dừng", key="cut-stop", icon=":material/stop:", on_click=inquiry.cancel)
    single, frontier = standings
    if single.problem is not None and inquiry.answer is None:
        show_problems([single.problem])
    elif frontier.problem is not None and frontier.problem != single.problem:
        st.caption(f":orange[Đường giới hạn mới vẽ được {len(frontier.found)} điểm. {frontier.problem.sentence}]")
    if not going and SearchState.CANCELLED in (single.state, frontier.state) and not single.problem and not frontier.problem:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("Đã dừng tìm theo yêu cầu; những gì đã tìm được vẫn giữ lại.", width="content")
            st.button("Tìm tiếp", icon=":material/play_arrow:", on_click=_begin_again)


def _begin_again() -> None:
    st.session_state.pop(KEY, None)
    st.rerun()


def say_standing(standing: Standing, *, alone: bool) -> str:
    """A search that goes on, in a sentence."""
    what = "Tìm cho mục tiêu này" if alone else "Vẽ đường giới hạn"
    if standing.state is SearchState.WAITING and standing.ahead:
        return f"{what}: đang chờ lượt, còn {standing.ahead} lần tìm trước"
    return f"{what}: {standing.doing[:1].lower()}{standing.doing[1:]}"


def _rules_of(settings: CutSettings) -> CutSettings:
    """The settings without their amounts, which a search turns to without beginning again; room is made anew for each amount."""
    if settings.mode is Mode.MAKE_ROOM:
        return settings
    return replace(settings, targets=tuple(replace(target, quota=_NOTHING) for target in settings.targets))
