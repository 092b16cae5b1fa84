"""Nhập tệp: a stranger's workbook or the filled template, understood, corrected, accounted for; then taken as one batch."""

import streamlit as st

from budget.money import format_money
from pages.parts.desk import Desk, current_desk
from pages.parts.import_account import draw_account, draw_sheet_state
from pages.parts.import_choices import choose_defaults, choose_sheets, draw_questions, offer_profile
from pages.parts.import_columns import correct_columns, point_out_headings
from pages.parts.import_finish import apply_import, cure_of, draw_done, keep_reading
from pages.parts.import_rows import draw_rows
from pages.parts.import_upload import KINDS, current_import, lead_to_return, settle, take_template, upload

EMPTY = """
**Đưa tệp dự toán của đơn vị vào đây**: tệp Excel mới hay cũ, LibreOffice hoặc CSV; kể cả tệp gõ bằng phông TCVN3 (ABC), VNI.

1. Chương trình tìm bảng trong từng trang, đọc tiêu đề, tách khoản mục với dòng nhóm, dòng cộng, phần ký.
2. Mọi số cộng ghi trong tệp được tính lại; chỗ nào lệch sẽ hiện ra.
3. Cột nào hiểu sai thì chọn lại; tên đơn vị có thể nhầm thì chương trình hỏi, không đoán.
4. Chưa ghi gì cho tới khi bấm **Nhập**; nhập xong vẫn hoàn tác được.
"""


def draw_import(desk: Desk) -> None:
    """The screen once a file is there."""
    preview = current_import()
    if preview is None:
        st.markdown(EMPTY)
        return
    st.markdown(f"#### {preview.file}")
    if preview.problems and not preview.sheets:
        for problem in preview.problems:
            st.error(f"**{problem.sentence}**  \n{cure_of(problem)}", icon=":material/block:")
        lead_to_return(preview)
        return
    stranger = preview.kind == KINDS.STRANGER
    if stranger:
        settle(desk, preview, choose_sheets(preview, choose_defaults(desk, offer_profile(desk, preview))))
        settle(desk, preview, draw_questions(desk, preview))
    draw_account(preview)
    for number, account in enumerate(preview.sheets):
        with st.container(border=True, key=f"trang-{number}"):
            draw_sheet_state(desk, account)
            if stranger:
                settle(desk, preview, point_out_headings(account, preview.decisions))
                settle(desk, preview, correct_columns(account, preview.decisions))
                draw_rows(account)
    apply_import(desk, preview)
    if stranger and preview.lines:
        keep_reading(desk, preview)


desk = current_desk()
left, right = st.columns([3, 1], gap="large", vertical_alignment="bottom")
with left:
    upload(desk)
with right:
    take_template(desk)
draw_done(desk)
draw_import(desk)
st.caption(f"Đang nhập vào bộ dự toán “{desk.plan.path.stem}”, hiện có {format_money(desk.plan.totals().lines())} khoản mục.")
