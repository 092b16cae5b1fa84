"""Đề nghị ngành công an: the way of each line, what the content appraisal accepts, and the two dossiers that go up."""

import streamlit as st

from budget.plan.terms import PoliceRequest, count_blocked
from pages.parts.desk import Desk, current_desk
from pages.parts.police_acts import draw_acts
from pages.parts.police_columns import choose_line, draw_elsewhere, draw_sums
from pages.parts.police_dossiers import draw_dossiers, draw_finance


def draw_nothing(desk: Desk) -> None:
    """The empty state: what belongs here and how it gets in."""
    st.info(
        f"Chưa có khoản mục nào của ngành công an trong {desk.year_label}. Thêm khoản mục của Công an tỉnh ở Dự toán chi tiết, "
        "hoặc nhập tệp đề nghị ở Nhập tệp; rồi phân hướng và thẩm định nội dung tại đây.",
        icon=":material/local_police:",
    )


def draw_request(desk: Desk, request: PoliceRequest) -> None:
    """Totals on top, the three ways, the appraisal of the chosen line beside, the two dossiers below."""
    dossiers = desk.plan.police.split(request)
    draw_sums(desk, request, count_blocked(dossiers))
    left, right = st.columns([2.65, 1], gap="medium")
    with left:
        line = choose_line(desk, request)
        draw_elsewhere(desk, request)
    with right:
        draw_acts(desk, request, line)
    draw_dossiers(desk, request, dossiers)
    draw_finance(desk, request)


desk = current_desk()
request = desk.plan.police.request(desk.scenario, desk.year)
if request.lines:
    draw_request(desk, request)
else:
    draw_nothing(desk)
