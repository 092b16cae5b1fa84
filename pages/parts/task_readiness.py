"""The readiness of a task's lines, set in place: of one line, of those nobody told of, or of all."""

from collections.abc import Sequence

import streamlit as st

from budget.model import labels
from budget.model.problem import PlanError
from budget.money import format_money
from budget.plan.tasks_part import ReadyLine, Standing
from budget.plan.terms import FIELDS
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, show_error
from pages.parts.lead import open_lines
from pages.parts.line_forms import show_problems
from pages.parts.task_tables import LINE_COLUMNS, line_row

STEPS = ("guidance", "design", "procurement")
SCOPES = {"mot": "Khoản mục đang chọn", "chua": "Mọi khoản mục chưa khai", "tat": "Mọi khoản mục của nhiệm vụ"}
SHOWN = 300


def draw_readiness(desk: Desk, item: Standing, lines: Sequence[ReadyLine]) -> None:
    """The lines that pay for the task, one of them chosen, and the form that sets how ready they are."""
    if not lines:
        st.info("Chưa có khoản mục nào của dự toán chi cho nhiệm vụ này. Gắn nhiệm vụ cho khoản mục ở Dự toán chi tiết.")
        return
    shown = lines[:SHOWN]
    rows, ids = [line_row(desk, line) for line in shown], [line.id for line in shown]
    name = f"khoan-{item.task.code}"
    chosen = choose_row(desk.view, name, LINE_COLUMNS, rows, ids, default=ids[0], label="Khoản mục chi cho nhiệm vụ", height=230)
    more = f" Hiện {SHOWN} trong {format_money(len(lines))} khoản mục." if len(lines) > SHOWN else ""
    st.caption(
        f"Đơn vị tính: {desk.unit.label}. Khả năng giải ngân là quy ước theo các bước còn lại và số ngày đến 31/12, "
        f"số người phụ trách tự ước được dùng trước.{more}"
    )
    line = next(line for line in lines if line.id == chosen)
    set_readiness(desk, item, line, lines)
    if st.button("Mở khoản mục của nhiệm vụ ở Dự toán chi tiết", icon=":material/table_rows:", type="tertiary"):
        open_lines(desk.view, nhiem_vu=(item.task.code,))


def set_readiness(desk: Desk, item: Standing, line: ReadyLine, lines: Sequence[ReadyLine]) -> None:
    """The form: what is left empty stays as it is."""
    key = f"ready-{item.task.code}"
    scope = st.segmented_control(
        "Áp dụng cho", list(SCOPES), format_func=SCOPES.__getitem__, default="mot", required=True, key=f"{key}-scope"
    )
    with st.form(key, border=False):
        cells = st.columns([1.2, 1.2, 1.1, 0.8, 1.3, 1.5])
        choices = list(labels.STEP.values())
        texts = {
            name: cell.selectbox(FIELDS[name].label, choices, index=None, placeholder="Giữ nguyên", key=f"{key}-{name}") or ""
            for name, cell in zip(STEPS, cells[:3], strict=True)
        }
        texts["disbursable"] = cells[3].text_input("Tự ước (%)", placeholder="Không đổi", key=f"{key}-own")
        texts["readiness_note"] = cells[4].text_input("Ghi chú", placeholder="Vì sao", key=f"{key}-note")
        reason = cells[5].text_input("Lý do *", placeholder="Ghi vào nhật ký", key=f"{key}-reason")
        told = st.form_submit_button("Lưu mức sẵn sàng", type="primary", icon=":material/save:")
    if not told:
        return
    given = {name: text for name, text in texts.items() if text.strip()}
    if not given:
        st.info("Chưa chọn gì để ghi: chọn ít nhất một bước hoặc ghi tỷ lệ tự ước.")
        return
    save(desk, [each.id for each in meant(scope or "mot", line, lines)], given, reason)


def meant(scope: str, line: ReadyLine, lines: Sequence[ReadyLine]) -> Sequence[ReadyLine]:
    """The lines a scope stands for."""
    if scope == "tat":
        return lines
    return [each for each in lines if each.chance_bp is None] if scope == "chua" else [line]


def save(desk: Desk, lines: Sequence[str], texts: dict[str, str], reason: str) -> None:
    """One batch for all of them, or what is wrong."""
    if not lines:
        st.info("Không có khoản mục nào chưa khai.")
        return
    try:
        receipt, planned = desk.plan.rearrange.set_many(lines, texts, reason, desk.plan.head())
    except PlanError as error:
        show_error(error)
        return
    if receipt is None and not planned.problems:
        st.info("Các khoản mục này đã có đúng mức sẵn sàng đó.")
    elif receipt is None:
        show_problems(planned.problems)
    else:
        st.toast(f"Đã ghi mức sẵn sàng của {format_money(planned.changed)} khoản mục. Bấm Hoàn tác ở cuối trang để lấy lại.")
        st.rerun()
