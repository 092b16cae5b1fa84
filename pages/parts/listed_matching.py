"""Lines that stand on no item: what each most probably is, taken one by one or all that are sure; nothing is tied by itself."""

import streamlit as st

from budget.money import format_money
from budget.plan.listed_part import SURE, Matching, Suggestion
from budget.quantity import format_quantity
from pages.parts.ceiling_forms import show_problems
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row, draw_table

COLUMNS = (
    Column("Khoản mục"),
    Column("Đơn vị", "lien"),
    Column("Số lượng", "so"),
    Column("Mục phụ lục gợi ý"),
    Column("Được cấp", "so"),
    Column("Độ tin", "so"),
    Column("Ghi chú"),
)
WITHOUT = (Column("Số", "so"), Column("Khoản mục"), Column("Đơn vị"), Column("Số lượng", "so"))


def draw_matching(desk: Desk, source: str) -> None:
    """The suggestions, the act on the chosen one and on all sure ones, and the lines nothing fits."""
    matching = desk.plan.listed.matching(source)
    if matching.suggestions:
        draw_suggestions(desk, matching)
    else:
        st.info("Không có khoản mục nào chờ ghép mà có gợi ý.")
    if matching.without:
        names = desk.plan.catalogue()
        with st.expander(f"{format_money(len(matching.without))} khoản mục chưa ghép, không có gợi ý"):
            st.caption("Ngoài phụ lục: đã được coi là đáp ứng nên phải giải trình; hoặc đơn vị chưa nhập phụ lục.")
            rows: list[Row] = [
                [str(line.number), line.name, names.unit_name(line.unit), format_quantity(line.quantity_milli)] for line in matching.without
            ]
            draw_table(WITHOUT, rows, label="Khoản mục không có gợi ý", height=260)


def draw_suggestions(desk: Desk, matching: Matching) -> None:
    """One suggestion is taken at a time, or all that are sure and counted alike."""
    found = matching.suggestions
    rows, ids = [suggestion_row(desk, one) for one in found], [one.line.line for one in found]
    chosen = choose_row(desk.view, "goi-y", COLUMNS, rows, ids, default=ids[0], label="Gợi ý ghép", height=300)
    one = next(item for item in found if item.line.line == chosen)
    sure = [item for item in found if item.confidence >= SURE and item.measured_alike]
    with st.container(horizontal=True):
        if st.button(f"Ghép khoản mục số {one.line.number}", type="primary", icon=":material/link:", disabled=not one.measured_alike):
            tie(desk, [one])
        if st.button(f"Ghép cả {len(sure)} gợi ý từ {SURE} trở lên", icon=":material/done_all:", disabled=not sure):
            tie(desk, sure)


def tie(desk: Desk, chosen: list[Suggestion]) -> None:
    """Tie lines as suggested, as one batch."""
    receipt, problems = desk.plan.listed.tie({one.line.line: one.item.id for one in chosen}, "Ghép theo gợi ý, đã xem")
    if receipt is None:
        show_problems(problems)
        return
    st.toast(f"Đã ghép {len(chosen)} khoản mục với phụ lục.")
    st.rerun()


def suggestion_row(desk: Desk, one: Suggestion) -> Row:
    """A line with its item in one row."""
    units = desk.plan.catalogue().units
    unit = units[one.line.unit].short_name if one.line.unit in units else one.line.unit
    note = "" if one.measured_alike else Cell(f"khác đơn vị tính: {one.line.measure} và {one.item.measure}", "xem")
    return [
        f"{one.line.number}. {one.line.name}",
        unit,
        f"{format_quantity(one.line.quantity_milli)} {one.line.measure}",
        one.item.name,
        f"{format_quantity(one.item.quantity_milli)} {one.item.measure}",
        Cell(str(one.confidence), "" if one.confidence >= SURE else "xem"),
        note,
    ]
