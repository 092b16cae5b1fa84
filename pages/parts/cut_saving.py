"""Saving an answer as a scenario with its reason, and a scenario that came from a search: whether it still stands, and solving it again."""

from datetime import date

import streamlit as st

from budget.model.ids import BASE
from budget.moments import say_moment
from budget.money import format_short
from budget.plan.cut_preview import CutPreview, SavedCut, SolvedAgain
from budget.plan.cut_terms import solve_beside
from pages.parts.cut_search import give_way
from pages.parts.cut_working import show_work
from pages.parts.desk import Desk
from pages.parts.line_forms import show_problems
from pages.parts.remembered import type_text

NAME, REASON = "tim-ten", "tim-ly-do"
_SHOWN = 12
_AGAIN = "cut-again"


def draw_save(desk: Desk, preview: CutPreview, *, current: bool) -> None:
    """Name, reason and the one button; an answer to earlier rules is not saved."""
    left, middle, right = st.columns([1.1, 1.6, 0.9], vertical_alignment="bottom")
    with left:
        name = type_text(desk.view, NAME, "Tên phương án", f"Ví dụ: Cắt {format_short(preview.saved)}")
    with middle:
        reason = type_text(desk.view, REASON, "Lý do (in trong phụ lục)", "Ví dụ: cắt khoản chưa thật cần theo văn bản của Bộ KH&ĐT")
    with right:
        pressed = st.button("Lưu thành phương án", type="primary", icon=":material/save:", width="stretch", disabled=not current)
    if pressed:
        with st.spinner("Đang lưu phương án…"):
            scenario, problems = desk.plan.cuts.save(preview, name, reason)
        if scenario is None:
            show_problems(problems)
            return
        for field in (NAME, REASON):
            desk.view.choose(field, None)
            st.session_state.pop(f"w-{field}", None)
        st.session_state["cut-saved"] = (scenario.id, scenario.name)
        st.rerun()


def draw_just_saved(desk: Desk) -> None:
    """What was saved just now, with the ways on from it."""
    saved = st.session_state.get("cut-saved")
    if saved is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.success(f"Đã lưu phương án “{saved[1]}”.", icon=":material/check:")
        if st.button("So sánh với phương án gốc", icon=":material/compare_arrows:"):
            del st.session_state["cut-saved"]
            desk.view.choose("so-sanh", [BASE, saved[0]])
            st.session_state.pop("w-so-sanh", None)
            st.switch_page("pages/compare.py")
        if st.button("Đóng", icon=":material/close:"):
            del st.session_state["cut-saved"]
            st.rerun()


def draw_saved_run(desk: Desk, day: date) -> None:
    """The run the scenario on the desk came from: what it was, whether it is old, and solving it again."""
    saved = desk.plan.cuts.current(desk.scenario) if desk.scenario != BASE else None
    if saved is None:
        return
    told = say_run(saved)
    if not saved.is_old:
        st.caption(f":green[✓] {told} Số liệu chưa đổi từ lúc tìm.")
        return
    last = saved.later[-1]
    st.warning(f"{told}  \n**Cũ**: số liệu đã đổi sau đó, gần nhất là {last.actor}.", icon=":material/history:")
    if st.button("Giải lại", icon=":material/refresh:"):
        give_way()
        st.session_state[_AGAIN] = (desk.scenario, desk.plan.head(), solve_again(desk, day))
    kept = st.session_state.get(_AGAIN)
    if kept is not None and kept[:2] == (desk.scenario, desk.plan.head()):
        draw_again(desk, kept[2])


def solve_again(desk: Desk, day: date) -> SolvedAgain:
    """The same settings on today's figures as seen on `day`, solved beside the program; a click on the button of the bar ends it."""
    with show_work("Giải lại trên số liệu hôm nay", "again") as tell:
        again = desk.plan.cuts.solve_again(
            desk.scenario, day, lambda drawn: solve_beside(drawn.instance, tell, drawn.need.level if drawn.settings.strict else None)
        )
    assert again is not None, "solved again without a saved run"
    return again


def draw_again(desk: Desk, again: SolvedAgain) -> None:
    """What is different from the saved run and why, and putting the new answer in its place."""
    preview, run, changes = again.preview, again.before.run, again.changes
    harm = f"thiệt hại quy đổi {format_short(preview.harm)} (trước {format_short(run.harm)})"
    # a saved run tells the money of all years, so the new answer is told so too
    cut = f"cắt {format_short(preview.saved_in_all)}{_over(again.before)} (trước {format_short(run.saved)})"
    st.markdown(f"**Giải lại**: {cut}, {harm}.")
    parts = {
        "Cắt thêm": changes.lines_in,
        "Không cắt nữa": changes.lines_out,
        "Đổi số tiền hoặc cách cắt": changes.figures,
        "Đổi mức cần thiết": changes.weights,
    }
    if not changes.any:
        st.info("Kết quả không đổi so với lần tìm trước.")
    for title, items in parts.items():
        if items:
            with st.expander(f"{title}: {len(items)} khoản mục", expanded=len(items) <= _SHOWN):
                st.markdown("\n".join(f"- Khoản mục {item.number or '(đã xóa)'}: {item.sentence}" for item in items[:_SHOWN]))
                if len(items) > _SHOWN:
                    st.caption(f"và {len(items) - _SHOWN} khoản mục nữa.")
    reason = type_text(desk.view, "tim-ly-do-lai", "Lý do thay kết quả", "Ví dụ: theo số liệu đã điều chỉnh")
    if st.button("Thay vào phương án này", type="primary", icon=":material/save:"):
        receipt, problems = desk.plan.cuts.save_into(preview, desk.scenario, reason)
        if receipt is None:
            show_problems(problems)
            return
        st.session_state.pop(_AGAIN, None)
        st.toast("Đã thay kết quả vào phương án.")
        st.rerun()


def say_run(saved: SavedCut) -> str:
    """Who searched what when, in a sentence."""
    run = saved.run
    put_off = f", giãn {format_short(run.deferred)}" if run.deferred else ""
    when = say_moment(run.moment)
    return f"Phương án này do {run.author} lập từ lần tìm lúc {when}: cắt {format_short(run.saved)}{put_off}{_over(saved)}."


def _over(saved: SavedCut) -> str:
    """That a figure is of all years, where the question was about one of them."""
    return "" if saved.run.settings.year is None else ", tính mọi năm"
