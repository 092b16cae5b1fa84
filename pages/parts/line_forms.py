"""Adding and deleting lines: native forms that say what is missing."""

from collections.abc import Sequence

import streamlit as st

from budget.model import labels
from budget.model.problem import PlanError, Problem
from pages.parts.desk import Desk, current_desk

_MEASURES = ("bộ", "chiếc", "cái", "gói", "tháng", "lớp", "người", "cuộc", "xã", "hồ sơ", "dự án")
_REFUSAL = "line-refusal"


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


def ask_deletion(line: str, seen: int) -> None:
    """Ask for the reason and delete; undo brings the line back."""
    form = f"delete-{line}-{seen}"
    with st.form(form, border=False):
        st.text_input("Lý do xóa", placeholder="Ví dụ: trùng với khoản mục số 12", key=f"{form}-reason")
        st.form_submit_button("Xóa khoản mục", icon=":material/delete:", on_click=delete_line, args=(line, seen, f"{form}-reason"))


def delete_line(line: str, seen: int, reason_key: str) -> None:
    """Delete the line as the person saw it; called before the run, so a change they have not seen stands in the way."""
    desk = current_desk()
    try:
        receipt, problems = desk.plan.lines.delete([line], str(st.session_state.get(reason_key, "")), seen)
    except PlanError as error:
        refuse_on_screen([error.problem])
        return
    if receipt is None:
        refuse_on_screen(problems)
        return
    desk.view.choose("khoan-muc", None)
    st.toast("Đã xóa khoản mục. Bấm Hoàn tác ở cuối trang để lấy lại.")


def refuse_on_screen(problems: Sequence[Problem], note: str = "") -> None:
    """Keep a refusal for the run that follows; `note` is said beside it, such as what the person had typed."""
    st.session_state[_REFUSAL] = (tuple(problems), note)
    if problems:  # kept short: Streamlit folds a longer toast behind English words
        st.toast("Chưa ghi. Lý do ở bảng bên phải.", icon=":material/block:")


def draw_refusal() -> None:
    """The refusal of the act just done, once."""
    problems, note = st.session_state.pop(_REFUSAL, ((), ""))
    show_problems(problems)
    if note:
        st.info(note, icon=":material/edit_note:")


def show_problems(problems: Sequence[Problem]) -> None:
    """Problems as a person reads them, one under the other."""
    for problem in problems:
        st.error(f"{problem.sentence} {problem.fix}".strip())
