"""The screens of the program, with their Vietnamese titles and addresses, in order of work."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

Screen = tuple[str, str, str, str]

SECTIONS: Mapping[str, tuple[Screen, ...]] = {
    "": (
        ("overview", "Tổng quan", "tong-quan", ":material/dashboard:"),
        ("estimate", "Dự toán chi tiết", "du-toan-chi-tiet", ":material/table_rows:"),
        ("work_list", "Việc cần xử lý", "viec-can-xu-ly", ":material/checklist:"),
        ("schedule", "Tiến độ", "tien-do", ":material/event:"),
    ),
    "Nguồn": (
        ("sources", "Nguồn kinh phí", "nguon-kinh-phi", ":material/account_balance:"),
        ("eligibility", "Nguồn nào được chi", "nguon-nao-duoc-chi", ":material/gavel:"),
        ("allocation", "Bố trí nguồn", "bo-tri-nguon", ":material/account_tree:"),
    ),
    "Đề nghị": (
        ("import_workbook", "Nhập tệp", "nhap-tep", ":material/upload_file:"),
        ("police", "Đề nghị ngành công an", "de-nghi-cong-an", ":material/local_police:"),
    ),
    "Phương án": (
        ("necessity", "Mức cần thiết", "muc-can-thiet", ":material/low_priority:"),
        ("cuts", "Phương án cắt giảm", "phuong-an-cat-giam", ":material/content_cut:"),
        ("compare", "So sánh phương án", "so-sanh-phuong-an", ":material/compare_arrows:"),
    ),
    "Hồ sơ": (
        ("approval", "Trình duyệt", "trinh-duyet", ":material/task:"),
        ("returned_workbook", "Nhận lại tệp đã xuất", "nhan-lai-tep", ":material/assignment_return:"),
        ("journal", "Nhật ký", "nhat-ky", ":material/history:"),
        ("plans", "Bộ dự toán", "bo-du-toan", ":material/folder_open:"),
    ),
}
"""The bar: the screens of every hour stand in it (section ""), the others open from a word; (file, title, address, icon)."""

HOME = "home"


def screens() -> dict[str, list[StreamlitPage]]:
    """Section -> its pages. The address of the default page is always empty, so a hidden one stands there and leads on."""
    found = {name: [_page(screen) for screen in members] for name, members in SECTIONS.items()}
    found[""].insert(0, st.Page(_lead_on, title="Dự toán 06", default=True, visibility="hidden"))
    return found


def named(pages: Mapping[str, list[StreamlitPage]]) -> dict[str, StreamlitPage]:
    """File name -> page, with HOME for the one that leads on."""
    names = {title: name for members in SECTIONS.values() for name, title, *_ in members}
    return {names.get(page.title, HOME): page for members in pages.values() for page in members}


def section_of(title: str) -> str:
    """The word of the bar a screen opens from; "" when it stands in the bar itself."""
    return next(name for name, members in SECTIONS.items() if title in [screen[1] for screen in members])


def _page(screen: Screen) -> StreamlitPage:
    name, title, address, icon = screen
    return st.Page(f"pages/{name}.py", title=title, url_path=address, icon=icon)


def _lead_on() -> None:
    st.switch_page("pages/overview.py")


def link(name: str, label: str, *, icon: str | None = None, use_container_width: bool = False) -> None:
    """A link to a screen; the view goes along."""
    st.page_link(f"pages/{name}.py", label=label, icon=icon, width="stretch" if use_container_width else "content")
