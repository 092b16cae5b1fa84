"""Trình duyệt: what blocks and what warns, each one click from its cure; then the tables for approval."""

import streamlit as st

from budget.model.ids import BASE
from budget.model.states import Severity
from budget.money import format_money
from pages.parts.attention import draw_item
from pages.parts.desk import Desk, current_desk
from pages.parts.export_forms import draw_export
from pages.parts.navigation import link
from pages.parts.tables import Cell, Column, draw_table

TABLES = (
    ("PL I", "Tổng hợp theo khối, đơn vị"),
    ("PL II", "Dự toán chi tiết"),
    ("PL III", "Đề nghị và thẩm định"),
    ("PL IV", "Tổng hợp theo nguồn"),
    ("PL V", "Huyện, xã: NQ 36, bổ sung, bố trí thêm, văn bản cam kết"),
    ("PL VI", "Đề nghị của ngành công an: hoạt động, dự án, chưa phân loại"),
    ("PL VII", "Cắt giảm, giãn, điều chuyển và các bước khi thiếu nguồn (phương án có cắt giảm)"),
    ("PL VIII", "Tiến độ: rõ người, rõ việc, rõ thời hạn"),
    ("So sánh", "So sánh phương án (khi chọn một phương án hoặc kèm so sánh)"),
    ("Nguồn", "Nguồn và hạn mức"),
    ("Kiểm tra", "Đối chiếu các bảng, số vấn đề theo loại"),
    ("PL Kiểm tra", "Từng vấn đề: mức độ, cách xử lý, căn cứ; việc đã xem và bỏ qua"),
)


def draw_readiness(desk: Desk) -> None:
    """The checklist: errors first, each leading to its lines."""
    found = desk.plan.checks.most_pressing(desk.scenario, 40)
    errors = [item for item in found if item.severity is Severity.ERROR]
    warnings = [item for item in found if item.severity is Severity.WARNING]
    waiting = desk.plan.totals(desk.scenario).not_appraised(year=desk.year)
    rows = [
        ["Vấn đề sai quy định (mọi năm)", Cell(format_money(sum(item.count for item in errors)), "thieu" if errors else "")],
        ["Vấn đề cần xem (mọi năm)", Cell(format_money(sum(item.count for item in warnings)), "xem" if warnings else "")],
        ["Khoản mục chưa thẩm định tài chính", Cell(format_money(waiting), "xem" if waiting else "")],
    ]
    draw_table([Column("Trước khi trình"), Column("Số lượng", "so")], rows, label="Điều kiện trình duyệt")
    if not found:
        st.success("Không còn vấn đề nào. Có thể lập bảng trình duyệt.", icon=":material/check_circle:")
        return
    st.caption("Bảng vẫn lập được để họp và rà soát; các vấn đề được in ở Phụ lục kiểm tra.")
    with st.container(height=380, border=False, key="viec-can-xu-ly"):
        for item in [*errors, *warnings]:
            draw_item(desk, item)


desk = current_desk()
left, right = st.columns([1.25, 1], gap="large")
with left:
    name = "Phương án gốc" if desk.scenario == BASE else desk.plan.scenarios.get(desk.scenario).name
    st.markdown(f"#### Lập bảng trình duyệt: {name}")
    draw_export(desk)
    link("returned_workbook", "Nhận lại tệp đã xuất và được sửa bên ngoài", icon=":material/assignment_return:")
    link("police", "Đề nghị ngành công an: phân hướng, thẩm định nội dung, hai hồ sơ", icon=":material/local_police:")
    draw_table([Column("Phụ lục", "lien"), Column("Nội dung")], [list(row) for row in TABLES], label="Các bảng trong tệp")
with right:
    st.markdown("#### Rà soát trước khi trình")
    draw_readiness(desk)
