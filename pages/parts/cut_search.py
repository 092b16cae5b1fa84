"""The search for cuts in hand: drawn anew when rules or figures change, followed until it is over, and what it says on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from budget.plan.cut_preview import CutPreview
from budget.plan.cut_terms import CutSettings, Drawn, Inquiry, Mode, Quota, SearchState, Standing, make_ready
from pages.parts.desk import Desk
from pages.parts.line_forms import show_problems

KEY, SHOWN, EARLIER, BEFORE = "cut-inquiry", "cut-shown", "cut-inquiry-earlier", "cut-before"
_NOTHING = Quota(amount=0)
PULSE = 0.4
"""Seconds between two looks at a search that goes on."""


Rules = Mapping[str, str | tuple[str, ...]]
"""The choices that made a question, as the address carries them."""


@dataclass(frozen=True)
class Answered:
    """An answer that stood on the screen, with the rules it answers as a person set them."""

    preview: CutPreview
    rules: Rules


def keep_inquiry(desk: Desk, settings: CutSettings, day: date) -> Inquiry:
    """The search that answers these rules on today's figures: the one in hand, turned to another amount, or a new one."""
    asked = (str(desk.plan.path), desk.scenario, day, _rules_of(settings))
    inquiry = _kept_one(asked)
    if inquiry is not None and inquiry.is_stopped and inquiry.drawn.settings.targets == settings.targets:
        # who stopped it begins it again, not what others write meanwhile
        return inquiry
    if inquiry is None or desk.plan.cuts.is_behind(inquiry.drawn):
        with st.spinner("Đang lập bài toán từ dự toán…"):
            drawn = desk.plan.cuts.draw(settings, day, desk.scenario)
        # what was written since may have left the question as it was; then nobody waits for its answer again
        if inquiry is None or not inquiry.stand_on(drawn):
            inquiry = Inquiry(drawn)
    inquiry.aim(settings.targets)
    _put_in_hand(asked, inquiry)
    return inquiry


def _kept_one(asked: object) -> Inquiry | None:
    """The search in hand, or the one before it when a person goes back to its rules and it was not stopped."""
    for place in (KEY, EARLIER):
        kept: tuple[object, Inquiry] | None = st.session_state.get(place)
        if kept is not None and kept[0] == asked and (place == KEY or kept[1].is_done):
            return kept[1]
    return None


def _put_in_hand(asked: object, inquiry: Inquiry) -> None:
    kept: tuple[object, Inquiry] | None = st.session_state.get(KEY)
    if kept is not None and kept[1] is inquiry:
        return
    if kept is not None:
        kept[1].cancel()
        if kept[1].points:
            st.session_state[EARLIER] = kept
    st.session_state[KEY] = (asked, inquiry)
    make_ready()


def earlier_inquiry() -> Inquiry | None:
    """The search before this one, to other rules; None when there was none."""
    kept: tuple[object, Inquiry] | None = st.session_state.get(EARLIER)
    return None if kept is None else kept[1]


def give_way() -> None:
    """Let something else this person asked for have the slot; the search begins again when they come back to it."""
    kept: tuple[object, Inquiry] | None = st.session_state.pop(KEY, None)
    if kept is not None:
        kept[1].cancel()


def preview_of(desk: Desk, inquiry: Inquiry, rules: Rules) -> tuple[CutPreview | None, bool]:
    """What the search has found, and whether it answers the rules as they stand; the last answer meanwhile."""
    answer = inquiry.answer
    kept: Answered | None = st.session_state.get(SHOWN)
    if kept is not None and not _same_place(kept.preview, inquiry.drawn):
        kept = None
    if answer is None:
        return (None, False) if kept is None else (kept.preview, False)
    if kept is None or kept.preview.drawn is not inquiry.drawn or kept.preview.answer is not answer:
        if kept is None or (kept.preview.drawn is not inquiry.drawn and kept.preview.answer is not answer):
            st.session_state[BEFORE] = kept
        kept = st.session_state[SHOWN] = Answered(desk.plan.cuts.preview(inquiry.drawn, answer), rules)
    return kept.preview, True


def answer_before(preview: CutPreview) -> Answered | None:
    """The answer that stood on the screen before this one, to other rules or figures; None when there was none."""
    before: Answered | None = st.session_state.get(BEFORE)
    return before if before is not None and _same_place(before.preview, preview.drawn) else None


def _same_place(preview: CutPreview, drawn: Drawn) -> bool:
    """Whether an answer is about the scenario and the list that a question is about."""
    return preview.drawn.scenario == drawn.scenario and preview.drawn.settings.mode is drawn.settings.mode


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
    if going or all(standing.state is SearchState.DONE for standing in standings):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if SearchState.CANCELLED in (single.state, frontier.state) and not single.problem and not frontier.problem:
            st.markdown("Đã dừng tìm theo yêu cầu; những gì đã tìm được vẫn giữ lại.", width="content")
        st.button("Tìm lại", icon=":material/play_arrow:", on_click=_begin_again)


def _begin_again() -> None:
    """Draw the question anew and search for it. The button stands in a part of its own, so the whole screen is told."""
    give_way()
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
