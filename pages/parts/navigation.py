"""The screens of the program, with their Vietnamese titles and addresses, in order of work."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_SCREENS = (
    ("overview", "Tổng quan", "tong-quan", ":material/dashboard:"),
    ("sources", "Nguồn kinh phí", "nguon-kinh-phi", ":material/account_balance:"),
    ("estimate", "Dự toán chi tiết", "du-toan-chi-tiet", ":material/table_rows:"),
    ("import_workbook", "Nhập tệp", "nhap-tep", ":material/upload_file:"),
    ("work_list", "Việc cần xử lý", "viec-can-xu-ly", ":material/checklist:"),
    ("cuts", "Phương án cắt giảm", "phuong-an-cat-giam", ":material/content_cut:"),
    ("compare", "So sánh phương án", "so-sanh-phuong-an", ":material/compare_arrows:"),
    ("approval", "Trình duyệt", "trinh-duyet", ":material/task:"),
    ("journal", "Nhật ký", "nhat-ky", ":material/history:"),
    ("plans", "Bộ dự toán", "bo-du-toan", ":material/folder_open:"),
    ("eligibility", "Nguồn nào được chi", "nguon-nao-duoc-chi", ":material/gavel:"),
    ("returned_workbook", "Nhận lại tệp đã xuất", "nhan-lai-tep", ":material/assignment_return:"),
)
_LED_TO = ("returned_workbook", "eligibility")
"""Screens reached from another screen, not from the bar: it has no room for more at 1366 px."""

HOME = "home"


def screens() -> dict[str, StreamlitPage]:
    """File name -> page. The address of the default page is always empty, so a hidden one stands there and leads on."""
    home = st.Page(_lead_on, title="Dự toán 06", default=True, visibility="hidden")
    found = {HOME: home}
    for name, title, address, icon in _SCREENS:
        shown = "hidden" if name in _LED_TO else "visible"
        found[name] = st.Page(f"pages/{name}.py", title=title, url_path=address, icon=icon, visibility=shown)
    return found


def _lead_on() -> None:
    st.switch_page("pages/overview.py")


def link(name: str, label: str, *, icon: str | None = None, use_container_width: bool = False) -> None:
    """A link to a screen; the view goes along."""
    st.page_link(f"pages/{name}.py", label=label, icon=icon, width="stretch" if use_container_width else "content")
