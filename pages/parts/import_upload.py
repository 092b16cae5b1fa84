"""A file on its way in: uploaded, read once, kept for the session while it is corrected; nothing is written."""

import tempfile
from pathlib import Path

import streamlit as st

from budget.plan.face import Plan
from budget.plan.terms import Decisions, ImportPreview, UploadKind
from pages.parts.desk import Desk
from pages.parts.returned_upload import hand_over

KINDS = UploadKind
TYPES = ["xlsx", "xlsm", "xls", "ods", "csv"]
_KEPT, _TURN = "import-preview", "import-turn"


def upload(desk: Desk) -> None:
    """The place to drop a file; a new one is read at once."""
    turn = st.session_state.setdefault(_TURN, 0)
    uploaded = st.file_uploader("Tệp dự toán (.xlsx, .xls, .ods, .csv) hoặc tệp mẫu đã điền", type=TYPES, key=f"import-{turn}")
    if uploaded is None:
        st.session_state.pop(_KEPT, None)
        return
    identity = (uploaded.file_id, desk.plan.path)
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != identity:
        with st.spinner(f"Đang đọc {uploaded.name}…"):
            st.session_state[_KEPT] = (identity, read_upload(desk.plan, uploaded.name, uploaded.getvalue()))


def lead_to_return(preview: ImportPreview) -> None:
    """Our own workbook belongs on another screen: a button that takes it there, so that it is not looked for twice."""
    uploaded = st.session_state.get(f"import-{st.session_state[_TURN]}")
    if preview.kind != KINDS.RETURNED or uploaded is None:
        return
    if st.button("Mở tệp này ở Nhận lại tệp đã xuất", type="primary", icon=":material/assignment_return:"):
        file_id, data = uploaded.file_id, uploaded.getvalue()
        forget_import()
        hand_over(file_id, preview.file, data)


def current_import() -> ImportPreview | None:
    """The file being worked on, under the decisions taken so far."""
    kept = st.session_state.get(_KEPT)
    return None if kept is None else kept[1]


def settle(desk: Desk, preview: ImportPreview, decisions: Decisions) -> None:
    """Take decisions over; when they changed the file is judged again and the run begins anew, so that all on screen agrees."""
    if decisions == preview.decisions:
        return
    with st.spinner("Đang tính lại…"):
        revised = desk.plan.imports.revise(preview, decisions)
    st.session_state[_KEPT] = (st.session_state[_KEPT][0], revised)
    st.rerun()


def forget_import() -> None:
    """Put the file away; the uploader begins anew."""
    st.session_state.pop(_KEPT, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for key in [key for key in st.session_state if str(key).startswith("nhap-")]:
        del st.session_state[key]


def read_upload(plan: Plan, name: str, data: bytes) -> ImportPreview:
    """The preview of an uploaded file."""
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        path = Path(folder) / (Path(name).name or "tep")
        path.write_bytes(data)
        return plan.imports.preview(path)


def take_template(desk: Desk) -> None:
    """Our own template, for those who begin from nothing."""
    plan = desk.plan
    st.download_button(
        "Tải tệp mẫu (XLSX)",
        lambda: template_bytes(plan),
        file_name="mau-nhap-khoan-muc.xlsx",
        key="template",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    st.caption("Không bắt buộc dùng tệp mẫu; tệp của đơn vị thế nào cứ đưa vào thế ấy.")


def template_bytes(plan: Plan) -> bytes:
    """The empty template with this plan's codes."""
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        path = Path(folder) / "mau.xlsx"
        plan.exports.template(path)
        return path.read_bytes()
