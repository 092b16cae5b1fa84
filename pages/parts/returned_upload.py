"""Uploading an exported workbook that comes back: the comparison kept for the session, and the account of its rows."""

import tempfile
from pathlib import Path

import streamlit as st

from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.returns_part import ReturnPreview
from pages.parts.desk import Desk, show_error
from pages.parts.tables import Cell, Column, Row, draw_table

TURN, KEPT = "returned-turn", "returned-preview"
_HANDED = "returned-handed"
_ACCOUNT = (
    Column("Trang", "lien"),
    Column("Số hàng", "so"),
    Column("Khoản mục", "so"),
    Column("Hàng mới", "so"),
    Column("Tiêu đề, cộng", "so"),
    Column("Trống", "so"),
    Column("Không nhận", "so"),
)


def upload_returned(desk: Desk) -> ReturnPreview | None:
    """The uploaded file compared with the plan; None while there is none or it cannot be compared, the reason on the page."""
    turn = st.session_state.setdefault(TURN, 0)
    uploaded = st.file_uploader("Tệp trình duyệt đã sửa (.xlsx)", type=["xlsx"], key=f"returned-{turn}")
    if uploaded is None and _HANDED not in st.session_state:
        st.caption(
            "Nhận tệp Excel tải từ trang Trình duyệt (phương án gốc) sau khi sửa ở PL II, PL III bằng Excel hay LibreOffice: "
            "được sắp xếp, chèn, xóa hàng, đổi tên và chuyển cột. Sửa ở trang khác của tệp không được đọc. "
            "Chưa ghi gì cho tới khi bấm nút nhận."
        )
        return None
    if uploaded is None:
        identity, name, data = st.session_state[_HANDED]
    else:  # a file brought here stands before the one handed over
        st.session_state.pop(_HANDED, None)
        identity, name, data = uploaded.file_id, uploaded.name, uploaded.getvalue()
    preview = compare_upload(desk, identity, name, data)
    if preview.problem is not None:
        show_error(PlanError(preview.problem))
        return None
    return preview


def hand_over(identity: str, name: str, data: bytes) -> None:
    """Take a file that was brought to another screen, and lead there: nobody should have to look for it a second time."""
    st.session_state[_HANDED] = (identity, name, data)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.switch_page("pages/returned_workbook.py")


def put_away() -> None:
    """Forget the file and its comparison; the uploader begins anew."""
    st.session_state[TURN] += 1
    st.session_state.pop(KEPT, None)
    st.session_state.pop(_HANDED, None)


def compare_upload(desk: Desk, identity: str, name: str, data: bytes) -> ReturnPreview:
    """The comparison of an upload, made anew whenever the plan has moved."""
    plan = desk.plan
    key = (identity, plan.path, plan.head())
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != key:
        with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder, st.spinner("Đang so tệp với số lúc xuất và số hiện nay…"):
            path = Path(folder) / Path(name).name
            path.write_bytes(data)
            kept = (key, plan.returns.preview(path))
        st.session_state[KEPT] = kept
    preview: ReturnPreview = kept[1]
    return preview


def draw_account(preview: ReturnPreview, head: int) -> None:
    """Where the file comes from and what became of every row."""
    if preview.passport is not None:
        exported = f"xuất ở lần ghi {preview.passport.seq}, lúc {preview.passport.told_when}"
        st.markdown(f"**{preview.file}** · {exported} · bộ dự toán nay ở lần ghi {head}")
    draw_table(_ACCOUNT, account_rows(preview), label="Các hàng của tệp")
    for note in preview.notes:
        st.caption(note)
    if preview.gone:
        st.caption(f"{format_money(preview.gone)} khoản mục trong tệp đã bị xóa khỏi bộ dự toán sau khi xuất; không thêm lại.")


def account_rows(preview: ReturnPreview) -> list[Row]:
    """One row a sheet; the first count is the sum of the others."""
    return [
        [
            sheet.label if sheet.name.startswith(sheet.label) else f"{sheet.label} (nay là “{sheet.name}”)",
            *(format_money(count) for count in (sheet.rows, sheet.matched, sheet.new, sheet.headings, sheet.blanks)),
            Cell(format_money(sheet.rejected), "thieu" if sheet.rejected else ""),
        ]
        for sheet in preview.sheets
    ]
