"""Bộ dự toán: choose one, begin one, keep a copy of one, go on to fill it. Works when no plan can be opened."""

import streamlit as st

from budget.money import format_money
from budget.plan.keeping import PlanFile, backup_name, describe_size, list_plan_files, take_backup
from pages.parts.choice_table import choose_row
from pages.parts.desk import KEY, Desk, current_desk, plans_folder
from pages.parts.identity import NAME
from pages.parts.navigation import link
from pages.parts.plan_forms import choose_plan, make_blank, make_sample, restore_plan
from pages.parts.tables import Cell, Column, Row
from pages.parts.view import View, current_view

COLUMNS = (
    Column("Tên tệp", "lien"),
    Column("Bộ dự toán"),
    Column("Khoản mục", "so"),
    Column("Nhu cầu", "so"),
    Column("Dung lượng", "so"),
    Column("Ghi lần cuối", "lien"),
    Column("Tình trạng", "lien"),
)


def plan_row(file: PlanFile, desk: Desk | None) -> Row:
    """A plan file in one row; figures only of the one that is open here, for the others are not opened for a list."""
    current = desk is not None and desk.plan.path.stem == file.name
    state = Cell("Đang làm việc") if current else Cell("Đang mở", "mo") if file.opened else ""
    if desk is None or not current:
        return [file.name, "", "", "", describe_size(file.size), file.written, state]
    info = desk.plan.info()
    amount = f"{desk.money(desk.plan.totals().amount())} {desk.unit.label}"
    return [file.name, info.name, format_money(info.lines), amount, describe_size(file.size), file.written, state]


def draw_list(view: View, desk: Desk | None) -> None:
    """The plans of the folder; a chosen one becomes the one to work with."""
    files = list_plan_files(plans_folder())
    if not files:
        st.info("Chưa có bộ dự toán nào. Tạo một bộ trống, một bộ mẫu, hoặc khôi phục từ bản sao lưu ở dưới.")
        return
    names = [file.name for file in files]
    opened = desk.plan.path.stem if desk else ""
    chosen = choose_row(
        view, "tep", COLUMNS, [plan_row(file, desk) for file in files], names, default=opened, label="Các bộ dự toán", height=260
    )
    view.choose("tep", None)
    if chosen and chosen != opened:
        choose_plan(view, plans_folder() / chosen)
    st.caption("Bấm tên một bộ dự toán để làm việc với bộ đó. Nhu cầu tính mọi năm.")


def draw_backup(desk: Desk) -> None:
    """A copy of the open plan to keep elsewhere."""
    name = backup_name(desk.plan)
    st.download_button(
        f"Tải bản sao lưu của “{desk.plan.path.stem}”",
        lambda: take_backup(desk.plan),
        file_name=name,
        mime="application/octet-stream",
        key="backup",
        icon=":material/backup:",
        on_click="ignore",
    )
    st.caption("Bản sao chứa toàn bộ số liệu và nhật ký tại thời điểm bấm. Cất ở máy khác hoặc ổ đĩa khác.")


view = current_view()
actor = str(st.session_state.get(NAME, ""))
desk = current_desk() if KEY in st.session_state else None
draw_list(view, desk)
new, keep, fill = st.columns(3, gap="large")
with new:
    st.markdown("#### Bắt đầu bộ mới")
    make_blank(view, actor)
    make_sample(view, actor)
with keep:
    st.markdown("#### Sao lưu và khôi phục")
    if desk is None:
        st.caption("Chưa mở bộ dự toán nào nên chưa có gì để sao lưu.")
    else:
        draw_backup(desk)
    restore_plan(view)
with fill:
    st.markdown("#### Nhập khoản mục từ tệp")
    if desk is None:
        st.caption("Chọn hoặc tạo một bộ dự toán trước, rồi nhập khoản mục vào bộ đó.")
    else:
        link("import_workbook", "Nhập tệp của đơn vị hoặc tệp mẫu", icon=":material/upload_file:")
        st.caption("Tệp Excel, LibreOffice hoặc CSV của đơn vị được đọc như nó vốn có; xem trước từng dòng rồi mới nhập.")
