"""Nhận lại tệp đã xuất: the file against its export and the plan, conflicts to decide, then one batch that undo takes back."""

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.returns_part import Decisions, ReturnPreview, Taken
from pages.parts.desk import Desk, current_desk, show_error
from pages.parts.navigation import link
from pages.parts.returned_decisions import ask_decisions, key_of
from pages.parts.returned_upload import KEPT, draw_account, put_away, upload_returned

_DONE = "returned-done"


def draw_ending(desk: Desk, preview: ReturnPreview, decisions: Decisions) -> None:
    """What the decisions come to, the reason, and the one button."""
    measured = desk.plan.returns.measure(preview, decisions)
    for problem in measured.problems:
        show_error(PlanError(problem))
    counts = f"{measured.edits} ô sửa, {measured.added} khoản mục thêm, {measured.deleted} xóa, {measured.remarks} ý kiến"
    before, after = desk.money(measured.amount_before), desk.money(measured.amount_after)
    st.markdown(f"#### Sẽ ghi: {counts}")
    st.markdown(f"Tổng dự toán mọi năm **{before} → {after}** {desk.unit.label}")
    if measured.undecided:
        st.warning(f"Còn {len(measured.undecided)} chỗ chưa quyết nên chưa nhận được.", icon=":material/pending_actions:")
    reason = st.text_input("Lý do (ghi vào nhật ký; cần có khi nhận số thẩm định hoặc xóa)", key=key_of(preview, "ly-do"))
    nothing = not (measured.edits or measured.added or measured.deleted or measured.remarks)
    if st.button("Nhận vào bộ dự toán", type="primary", icon=":material/download_done:", disabled=not measured.ready or nothing):
        take(desk, preview, decisions, reason)


def take(desk: Desk, preview: ReturnPreview, decisions: Decisions, reason: str) -> None:
    """Write it, or say what stands in the way."""
    try:
        taken = desk.plan.returns.apply(preview, decisions, reason)
    except PlanError as error:
        st.session_state.pop(KEPT, None)  # the plan moved while the table stood there, so it is compared anew
        show_error(error)
        return
    for problem in taken.problems:
        show_error(PlanError(problem))
    if taken.receipt is not None:
        finish(taken)


def finish(taken: Taken) -> None:
    """Clear the table; what was taken stays on the page, with where to take it back."""
    put_away()
    seq = 0 if taken.receipt is None else taken.receipt.seq
    st.session_state[_DONE] = (
        f"Đã nhận **{taken.edits}** ô sửa, thêm **{taken.added}**, xóa **{taken.deleted}** khoản mục trong lần ghi {seq}.",
        desk.plan.path,
    )
    st.rerun()


def draw_done(desk: Desk) -> None:
    """What the last file came to, until another is brought."""
    told, path = st.session_state.get(_DONE, ("", None))
    if path != desk.plan.path:
        return
    with st.container(border=True):
        st.success(told, icon=":material/check_circle:")
        link("journal", "Xem từng ô, hoàn tác ở Nhật ký", icon=":material/history:")


desk = current_desk()
st.markdown("#### Nhận lại tệp đã xuất")
preview = upload_returned(desk)
if preview is None:
    draw_done(desk)
else:
    st.session_state.pop(_DONE, None)
    draw_account(preview, desk.plan.head())
    if preview.changes_nothing and not preview.differences:
        st.success("Tệp không có gì khác số lúc xuất, và bộ dự toán cũng chưa đổi.", icon=":material/check_circle:")
    elif preview.changes_nothing:
        st.success("Tệp không có gì mới để nhận; dưới đây là chỗ bộ dự toán đã khác lúc xuất.", icon=":material/check_circle:")
        ask_decisions(desk, preview)
    else:
        draw_ending(desk, preview, ask_decisions(desk, preview))
