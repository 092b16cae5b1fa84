"""Making and restoring plans on screen: a name and a year, or a backup."""

from pathlib import Path

import streamlit as st

from budget.model.problem import PlanError
from budget.plan.keeping import path_for_new, restore_backup
from budget.plan.making import new_blank_plan, new_sample_plan
from pages.parts.desk import plans_folder, show_error
from pages.parts.view import View

FIRST_YEAR = 2024


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
