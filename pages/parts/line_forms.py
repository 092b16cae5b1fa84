"""Adding and deleting lines: native forms that say what is missing."""

from collections.abc import Sequence

import streamlit as st

from budget.model import labels
from budget.model.problem import PlanError, Problem
from pages.parts.desk import Desk, show_error

_MEASURES = ("bộ", "chiếc", "cái", "gói", "tháng", "lớp", "người", "cuộc", "xã", "hồ sơ", "dự án")


@st.dialog("Thêm khoản mục", width="large")
def add_line(desk: Desk) -> None:
    """A form for one new line; it stays open with what is wrong until the line is in."""
    catalogue = desk.plan.catalogue()
    with st.form("add-line", border=False):
        texts: dict[str, str] = {}
        texts["name"] = st.text_input("Nội dung chi *", placeholder="Ví dụ: Máy tính để bàn phục vụ bộ phận một cửa")
        left, right = st.columns(2)
        texts["unit"] = (
            left.selectbox("Đơn vị *", list(catalogue.units), index=None, format_func=catalogue.unit_name, placeholder="Chọn đơn vị") or ""
        )
        texts["source"] = (
            right.selectbox(
                "Nguồn kinh phí *", list(catalogue.sources), index=None, format_func=catalogue.source_name, placeholder="Chọn nguồn"
            )
            or ""
        )
        cells = st.columns([1.2, 1, 1.4, 1])
        texts["measure"] = (
            cells[0].selectbox("Đơn vị tính *", _MEASURES, index=None, accept_new_options=True, placeholder="Chọn hoặc gõ") or ""
        )
        texts["quantity"] = cells[1].text_input("Số lượng *", placeholder="12")
        texts["unit_price"] = cells[2].text_input("Đơn giá (đồng) *", placeholder="14.900.000")
        texts["times"] = cells[3].text_input("Số lần", value="1")
        cells = st.columns([1.6, 1.4, 1.4, 0.8])
        texts["category"] = cells[0].selectbox("Nhóm chi", list(labels.CATEGORY), format_func=lambda code: labels.CATEGORY[code])
        texts["priority"] = str(cells[1].selectbox("Mức ưu tiên", [1, 2, 3, 4], index=2, format_func=lambda code: labels.PRIORITY[code]))
        texts["nature"] = cells[2].selectbox("Tính chất chi", list(labels.NATURE), format_func=lambda code: labels.NATURE[code])
        texts["quarter"] = str(cells[3].selectbox("Quý", [1, 2, 3, 4]))
        texts["year"] = str(desk.year or desk.plan.budget_year)
        texts["basis"] = st.text_input("Căn cứ", placeholder="Văn bản, báo giá, quyết định")
        if st.form_submit_button("Thêm khoản mục", type="primary"):
            line, problems = desk.plan.lines.add(texts)
            if line is None:
                show_problems(problems)
            else:
                desk.view.choose("khoan-muc", line)
                st.rerun()


def delete_lines(desk: Desk, lines: Sequence[str], seen: int | None) -> None:
    """Ask for the reason and delete; undo brings the lines back."""
    with st.form(f"delete-{'-'.join(lines)[:40]}", border=False):
        reason = st.text_input("Lý do xóa", placeholder="Ví dụ: trùng với khoản mục số 12")
        if st.form_submit_button("Xóa khoản mục", icon=":material/delete:"):
            try:
                receipt, problems = desk.plan.lines.delete(list(lines), reason, seen)
            except PlanError as error:
                show_error(error)
                return
            if receipt is None:
                show_problems(problems)
            else:
                desk.view.choose("khoan-muc", None)
                st.rerun()


def show_problems(problems: Sequence[Problem]) -> None:
    """Problems as a person reads them, one under the other."""
    for problem in problems:
        st.error(f"{problem.sentence} {problem.fix}".strip())
