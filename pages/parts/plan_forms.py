"""Making, restoring and filling plans on screen: a name and a year, a backup, or the filled template."""

import tempfile
from pathlib import Path

import streamlit as st

from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.face import Plan
from budget.plan.imports_part import ImportPreview
from budget.plan.keeping import path_for_new, restore_backup
from budget.plan.making import new_blank_plan, new_sample_plan
from pages.parts.desk import Desk, plans_folder, show_error
from pages.parts.tables import Cell, Column, draw_table
from pages.parts.view import View

FIRST_YEAR = 2024
ROW_COLUMNS = (Column("Dòng", "so"), Column("Kết quả", "lien"), Column("Vì sao"), Column("Cách sửa"))


def choose_plan(view: View, path: Path) -> None:
    """Work with this plan from now on: what was filtered and chosen in another plan is left behind."""
    view.choices = {name: value for name, value in view.choices.items() if name == "don-vi-tien"}
    view.choose("bo-du-toan", path.stem)
    for key in [key for key in st.session_state if str(key).startswith(("w-", "seen-"))]:
        del st.session_state[key]
    st.rerun()


def make_blank(view: View, actor: str) -> None:
    """A new plan with the catalogues and no line."""
    with st.form("new-blank", border=False):
        name = st.text_input("Tên bộ dự toán", placeholder="Ví dụ: Dự toán Đề án 06 Quảng Nam 2025", max_chars=80)
        year = st.number_input("Năm ngân sách", 2000, 2100, FIRST_YEAR, step=1, format="%d")
        pressed = st.form_submit_button("Tạo bộ dự toán trống", type="primary", icon=":material/add:")
    st.caption("Có sẵn danh mục đơn vị, nguồn kinh phí, quy định, nhiệm vụ; chưa có khoản mục và hạn mức nào.")
    if pressed:
        try:
            plan = new_blank_plan(path_for_new(plans_folder(), name), int(year), name=" ".join(name.split()), actor=actor)
        except PlanError as error:
            show_error(error)
            return
        choose_plan(view, plan.path)


def make_sample(view: View, actor: str) -> None:
    """A new plan of the illustrative sample, to learn on."""
    with st.form("new-sample", border=False):
        name = st.text_input("Tên bộ dự toán mẫu", value="Quảng Nam 2024 mẫu", max_chars=80)
        pressed = st.form_submit_button("Tạo bộ dự toán mẫu", icon=":material/science:")
    st.caption("Hơn 2.000 khoản mục minh họa để làm quen; mọi số tiền đều là số liệu minh họa.")
    if pressed:
        try:
            with st.spinner("Đang tạo bộ dự toán mẫu…"):
                plan = new_sample_plan(path_for_new(plans_folder(), name), name=" ".join(name.split()), actor=actor)
        except PlanError as error:
            show_error(error)
            return
        choose_plan(view, plan.path)


def restore_plan(view: View) -> None:
    """A backup put in place as a new plan, never over another."""
    with st.form("restore", border=False):
        uploaded = st.file_uploader("Tệp sao lưu (.duckdb)", type=["duckdb"])
        name = st.text_input("Tên bộ dự toán sau khi khôi phục", placeholder="Ví dụ: Quảng Nam 2024 khôi phục", max_chars=80)
        pressed = st.form_submit_button("Khôi phục thành bộ dự toán mới", icon=":material/settings_backup_restore:")
    st.caption(
        "Bản sao lưu được kiểm tra toàn vẹn trước; bộ dự toán đang có không bị ghi đè. "
        "Tệp lớn hơn 25 MB: chép vào thư mục chứa bộ dự toán, tệp sẽ hiện ở danh sách trên."
    )
    if not pressed:
        return
    if uploaded is None:
        st.error("**Chưa chọn tệp sao lưu.**  \nChọn tệp rồi bấm lại.", icon=":material/block:")
        return
    try:
        path = restore_backup(uploaded.getvalue(), plans_folder(), name)
    except PlanError as error:
        show_error(error)
        return
    choose_plan(view, path)


def take_filled_template(desk: Desk) -> ImportPreview | None:
    """The template out, the filled template in; what the file would add, None while there is none."""
    plan = desk.plan
    st.download_button(
        "Tải tệp mẫu (XLSX)",
        lambda: template_bytes(plan),
        file_name="mau-nhap-khoan-muc.xlsx",
        key="template",
        icon=":material/download:",
        on_click="ignore",
    )
    uploaded = st.file_uploader("Tệp mẫu đã điền", type=["xlsx"], key=f"import-{st.session_state.setdefault('import-turn', 0)}")
    if uploaded is None:
        st.caption("Điền mỗi khoản mục một dòng theo đúng tiêu đề của tệp mẫu, rồi tải tệp lên. Chưa ghi gì cho tới khi bấm Nhập.")
        return None
    return read_upload(plan, uploaded.file_id, uploaded.name, uploaded.getvalue())


def confirm_import(desk: Desk, preview: ImportPreview) -> None:
    """Every row judged before anything is written; one button takes all of them as one batch."""
    st.markdown(f"#### Xem trước tệp {preview.file}")
    draw_preview(preview, desk)
    reason = st.text_input("Lý do (ghi vào nhật ký)", value=f"Nhập từ tệp {preview.file}", key=f"import-reason-{preview.id}")
    if st.button(f"Nhập {format_money(preview.lines)} khoản mục", type="primary", disabled=not preview.ready, icon=":material/upload:"):
        receipt, problems = desk.plan.imports.apply(preview, reason.strip())
        for problem in problems:
            show_error(PlanError(problem))
        if receipt is not None:
            st.session_state["import-turn"] += 1
            st.session_state.pop("import-preview", None)
            st.toast(f"Đã nhập {format_money(preview.lines)} khoản mục trong lần ghi {receipt.seq}; hoàn tác được ở Nhật ký.")
            st.rerun()


def draw_preview(preview: ImportPreview, desk: Desk) -> None:
    """What the file would add, and every row that stands in the way."""
    for problem in preview.problems:
        show_error(PlanError(problem))
    refused = len({item.row for item in preview.rejected})
    said = f"Nhận được **{format_money(preview.lines)}** khoản mục, **{desk.money(preview.amount)}** {desk.unit.label}"
    st.markdown(said + (f"; :red[{format_money(refused)} dòng bị từ chối, chưa nhập gì cho tới khi sửa xong]." if refused else "."))
    rows = [[str(item.row), Cell("Từ chối", "thieu"), item.problem.sentence, item.problem.fix] for item in preview.rejected]
    rows += [[str(item.row), Cell("Lưu ý", "xem"), item.problem.sentence, item.problem.fix] for item in preview.notes]
    if rows:
        draw_table(ROW_COLUMNS, rows, label="Kết quả đọc từng dòng của tệp", height=300)


def read_upload(plan: Plan, identity: str, name: str, data: bytes) -> ImportPreview:
    """The preview of an uploaded file, kept for the session so that pressing the button twice writes once."""
    kept = st.session_state.get("import-preview")
    if kept is None or kept[0] != (identity, plan.path):
        with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
            path = Path(folder) / Path(name).name
            path.write_bytes(data)
            kept = ((identity, plan.path), plan.imports.preview(path))
        st.session_state["import-preview"] = kept
    preview: ImportPreview = kept[1]
    return preview


def template_bytes(plan: Plan) -> bytes:
    """The empty template with this plan's codes."""
    with tempfile.TemporaryDirectory(prefix="du-toan-06-") as folder:
        path = Path(folder) / "mau.xlsx"
        plan.exports.template(path)
        return path.read_bytes()
