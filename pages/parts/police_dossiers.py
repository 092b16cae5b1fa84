"""The two dossiers on screen: what goes up, what keeps it back, the files; and how accepted figures reach the financial appraisal."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.terms import Dossier, PoliceRequest
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, show_error
from pages.parts.export_forms import XLSX
from pages.parts.lead import POLICE_LINE as LINE
from pages.parts.line_forms import show_problems
from pages.parts.tables import Cell, Column

_BLOCKING = (Column("Còn vướng"), Column("Cần làm"))


def draw_dossiers(desk: Desk, request: PoliceRequest, dossiers: Sequence[Dossier]) -> None:
    """Both side by side."""
    st.markdown("#### Hai hồ sơ")
    reconciled = request.reconcile()
    parts = " + ".join(f"{name.lower()} {desk.money(amount)}" for name, amount in reconciled.parts)
    st.caption(f"Đối chiếu ({desk.unit.label}): đề nghị {desk.money(reconciled.requested)} = {parts}.")
    for cell, dossier in zip(st.columns(2, gap="large"), dossiers, strict=True):
        with cell:
            _draw_dossier(desk, request, dossier)


def _draw_dossier(desk: Desk, request: PoliceRequest, dossier: Dossier) -> None:
    st.markdown(f"**{dossier.title}** (gửi {dossier.receiver})")
    figures = (
        f"{len(dossier.lines)} khoản mục, đề nghị {desk.money(dossier.requested)}, trình **{desk.money(dossier.amount)}** {desk.unit.label}"
    )
    st.markdown(f"{figures}  \n*{dossier.words}*")
    left, right = st.columns([1.2, 1], vertical_alignment="center")
    with left:
        if dossier.may_go_up:
            st.markdown(":green[:material/check_circle: Đủ điều kiện trình]")
        elif not dossier.blocking:
            st.markdown("Chưa có khoản mục nào để trình.")
        else:
            st.markdown(f":red[:material/block: Chưa trình được: {len(dossier.blocking)} việc còn vướng]")
    name = f"{'dau-tu-cong' if dossier.route == 'investment' else 'kinh-phi-hoat-dong'}-lan-ghi-{request.seq}.xlsx"
    data, key = _writer(desk, dossier, name), f"tai-{dossier.route}"
    label = "Tải hồ sơ (Excel)" if dossier.may_go_up else "Tải bản dự thảo (Excel)"
    right.download_button(label, data, file_name=name, mime=XLSX, icon=":material/download:", on_click="ignore", key=key)
    if dossier.blocking:
        rows = [[problem.sentence, Cell(problem.fix, "mo")] for problem in dossier.blocking]
        ids = [problem.line or "" for problem in dossier.blocking]
        label, key = f"Những việc còn vướng của {dossier.title.lower()}", f"{LINE}-vuong-{dossier.route}"
        choose_row(desk.view, LINE, _BLOCKING, rows, ids, default=desk.view.text(LINE), label=label, height=260, key=key)
    elif dossier.notes:
        st.caption(f"Cần xem: {len(dossier.notes)} khoản mục chưa ghi số văn bản thẩm định nội dung.")


def _writer(desk: Desk, dossier: Dossier, name: str) -> Callable[[], bytes]:
    """The file is made when it is asked for, from the plan as it stands then."""

    def write() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            return desk.plan.police.write_dossier(dossier.route, Path(folder) / name, desk.scenario, desk.year).file.read_bytes()

    return write


def draw_finance(desk: Desk, request: PoliceRequest) -> None:
    """Content figures taken as finance figures for every judged line that has none yet: previewed, with a reason, one batch."""
    lines = [line.id for line in request.lines if line.content_amount is not None and line.finance_amount is None]
    if not lines:
        return
    preview = desk.plan.police.preview_finance(lines)
    if not preview.changed:
        return
    with st.expander(f"Lấy số thẩm định nội dung làm số thẩm định tài chính: {preview.changed} khoản mục", icon=":material/arrow_forward:"):
        st.markdown(
            f"Tổng của các khoản này ở phương án gốc: từ {desk.money(preview.before)} thành **{desk.money(preview.after)}** "
            f"{desk.unit.label}. Khoản đã có số thẩm định tài chính giữ nguyên; khoản không đạt thành 0."
        )
        with st.form("lay-so-noi-dung", border=False):
            reason = st.text_input("Lý do (bắt buộc, ghi vào nhật ký)", key="ly-do-tai-chinh")
            pressed = st.form_submit_button(f"Lấy số cho {preview.changed} khoản mục", type="primary", icon=":material/save:")
        if pressed:
            _take(desk, lines, reason, request.seq)


def _take(desk: Desk, lines: Sequence[str], reason: str, seen: int) -> None:
    try:
        receipt, planned = desk.plan.police.take_to_finance(lines, reason, seen)
    except PlanError as error:
        show_error(error)
        return
    if receipt is None:
        show_problems(planned.problems)
    else:
        st.toast(f"Đã lấy số thẩm định nội dung cho {planned.changed} khoản mục.")
        st.rerun()
