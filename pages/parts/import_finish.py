"""The end of an import: one button that takes everything as one batch, where to see it, how to take it back, the way of reading kept."""

from dataclasses import replace

import streamlit as st

from budget.model.problem import PlanError, Problem
from budget.money import format_money
from budget.plan.imports_part import Landed
from budget.plan.terms import ImportPreview, stands_in_the_way
from pages.parts.desk import Desk, show_error
from pages.parts.estimate_filters import NAMES
from pages.parts.import_upload import forget_import, settle
from pages.parts.landed_filter import LANDED
from pages.parts.navigation import link
from pages.parts.remembered import forget

_DONE = "import-done"
_MOST_UNITS = 20


def apply_import(desk: Desk, preview: ImportPreview) -> None:
    """What still stands in the way, or the button."""
    if preview.rejected:
        label = f"Bỏ {format_money(len(preview.rejected))} dòng bị từ chối, nhập phần còn lại"
        skip = st.checkbox(label, value=preview.decisions.skip_rejected, key=f"nhap-bo-qua-{preview.id}")
        settle(desk, preview, replace(preview.decisions, skip_rejected=skip))
    problems = stands_in_the_way(preview)
    for problem in problems:
        st.warning(f"**{problem.sentence}**  \n{cure_of(problem)}", icon=":material/pending_actions:")
    reason = st.text_input("Lý do (ghi vào nhật ký)", value=f"Nhập từ tệp {preview.file}", key=f"nhap-ly-do-{preview.id}")
    label = f"Nhập {format_money(preview.lines)} khoản mục, tổng {format_money(preview.amount)} đ"
    if st.button(label, type="primary", disabled=bool(problems), icon=":material/upload:"):
        _take(desk, preview, reason.strip())


def cure_of(problem: Problem) -> str:
    """What to do on the screen: without the words for the command line."""
    cure, _, rest = problem.fix.partition(" (dòng lệnh")
    return f"{cure}." if rest else cure


def draw_done(desk: Desk) -> None:
    """What the last import came to: see its lines, or take it back."""
    done = st.session_state.get(_DONE)
    if done is None or done[0] != desk.plan.path:
        return
    _, seq, file = done
    landed = desk.plan.imports.landed(seq)
    if not landed.lines:
        return
    with st.container(border=True):
        st.success(f"Đã nhập **{format_money(landed.lines)}** khoản mục từ {file} trong lần ghi {seq}.", icon=":material/check_circle:")
        see, journal, back = st.columns(3, vertical_alignment="center")
        with see:
            if st.button("Xem các khoản mục vừa nhập", icon=":material/table_rows:", width="stretch"):
                _show_lines(desk, seq, landed)
        with journal:
            link("journal", f"Lần ghi {seq} trong nhật ký", icon=":material/history:", use_container_width=True)
        with back:
            if st.button("Hoàn tác lần nhập này", icon=":material/undo:", width="stretch"):
                _take_back(desk, seq)


def keep_reading(desk: Desk, preview: ImportPreview) -> None:
    """Keep how this file was read, for the next one like it."""
    with st.expander("Nhớ cách đọc này", icon=":material/bookmark:"):
        profile = desk.plan.imports.proposed_profile(preview)
        start = profile.name if profile else preview.file.rpartition(".")[0]
        name = st.text_input("Tên cách đọc", value=start, max_chars=80, key=f"nhap-ten-{preview.id}")
        st.caption("Lần sau gặp bảng có đúng các tiêu đề này, cách đọc được đưa ra để dùng lại: cột, đơn vị, nguồn, tên đã trả lời.")
        if st.button("Lưu cách đọc", disabled=not name.strip()):
            desk.plan.imports.keep_profile(name, preview)
            st.toast(f"Đã nhớ cách đọc “{name.strip()}”.")


def _take(desk: Desk, preview: ImportPreview, reason: str) -> None:
    with st.spinner("Đang ghi…"):
        receipt, problems = desk.plan.imports.apply(preview, reason)
    for problem in problems:
        show_error(PlanError(problem))
    if receipt is not None:
        st.session_state[_DONE] = (desk.plan.path, receipt.seq, preview.file)
        forget_import()
        st.rerun()


def _show_lines(desk: Desk, seq: int, landed: Landed) -> None:
    """The estimate with just these lines; the units they belong to when they are too many to be listed."""
    forget(desk.view, *NAMES)
    if landed.ids:
        desk.view.choose(LANDED, str(seq))
    elif len(landed.units) <= _MOST_UNITS:
        desk.view.choose("don-vi", landed.units)
    desk.view.choose("khoan-muc", landed.first)
    st.switch_page("pages/estimate.py")


def _take_back(desk: Desk, seq: int) -> None:
    try:
        desk.plan.undo(seq)
    except PlanError as error:
        show_error(error)
        return
    st.session_state.pop(_DONE, None)
    st.toast("Đã hoàn tác lần nhập; bộ dự toán trở lại như trước.")
    st.rerun()
