"""One line against every source: found by its words, judged on any day, with what would have to be otherwise."""

import streamlit as st

from budget.money import format_money
from budget.plan.eligibility_part import SourceAnswer
from budget.plan.terms import LineFilter
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk
from pages.parts.eligibility_day import type_day
from pages.parts.lead import LINE_ASKED, open_lines, open_rule
from pages.parts.remembered import type_text
from pages.parts.tables import Cell, Column, draw_table
from pages.parts.verdict_words import cited, verdict_cell

MOST = 20
Found = dict[str, int | str | bool | None]
_LINES = (Column("Số", "so"), Column("Nội dung chi"), Column("Đơn vị"), Column("Nguồn", "lien"), Column("Thành tiền", "so"))
_SOURCES = (
    Column("Nguồn", "lien"),
    Column("Kết luận", "lien"),
    Column("Vì sao"),
    Column("Căn cứ"),
    Column("Tối đa", "so"),
    Column("Cần gì để được chi"),
)


def draw_line_search(desk: Desk) -> None:
    """The search, the lines found, and every source for the one that is chosen."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        text = type_text(desk.view, "tim-tra", "Tìm khoản mục", "Gõ nội dung hoặc số khoản mục, không cần dấu")
    with right:
        on = type_day(desk, "ngay-tra", "Xét tại ngày (để trống: cuối quý của khoản mục)")
    found = find_lines(desk, text)
    if not found:
        st.info(f"Không có khoản mục nào của {desk.year_label} khớp “{text}”. Gõ ít chữ hơn, hoặc đổi năm ở trên.")
        return
    rows = [_line_row(desk, row) for row in found]
    ids = [str(row["id"]) for row in found]
    line = choose_row(desk.view, LINE_ASKED, _LINES, rows, ids, default=ids[0], label="Khoản mục tìm được", height=190)
    answer = desk.plan.eligibility.of_line(line, desk.scenario, on)
    row = next(row for row in found if row["id"] == line)
    if answer is None:
        st.info("Khoản mục này không còn trong bộ dự toán. Chọn khoản mục khác.")
        return
    st.markdown(f"**{row['number']}. {row['name']}**, {row['unit_name']}, {desk.money(answer.amount)} {desk.unit.label}: {answer.told}")
    draw_table(_SOURCES, [_source_row(desk, item) for item in answer.sources], label="Từng nguồn cho khoản mục đang chọn", height=420)
    st.caption("Được nếu: việc có thể làm hoặc chờ. Quy tắc gần nhất cho phép: khoản mục không thuộc loại đó, đừng đổi loại để được chi.")
    with st.container(horizontal=True):
        if st.button("Mở khoản mục trong dự toán", icon=":material/table_rows:"):
            open_lines(desk.view, line, tim=str(row["number"]))
        planned = next((item for item in answer.sources if item.planned and item.rule), None)
        if planned and st.button(f"Mở quy tắc {planned.rule} của nguồn đang chọn", icon=":material/gavel:"):
            open_rule(desk.view, planned.rule)


def find_lines(desk: Desk, text: str) -> list[Found]:
    """The lines that match, by number; the one a person came for stands first though no text finds it."""
    years = () if desk.year is None else (desk.year,)
    wanted = LineFilter(listing=None, years=years, text=text)
    found: list[Found] = desk.plan.lines.rows(wanted, desk.scenario, order="number", limit=MOST)
    came_for = desk.view.text(LINE_ASKED)
    if came_for and not text and all(row["id"] != came_for for row in found):
        return [*desk.plan.lines.rows(LineFilter(listing=None, lines=(came_for,)), desk.scenario), *found]
    return found


def _line_row(desk: Desk, row: Found) -> list[str]:
    source = desk.plan.catalogue().source_name(str(row["source"] or "")) or "Chưa có nguồn"
    return [format_money(int(row["number"] or 0)), str(row["name"]), str(row["unit_name"]), source, desk.money(int(row["amount"] or 0))]


def _source_row(desk: Desk, item: SourceAnswer) -> list[str | Cell]:
    name = Cell(item.name, under="đang chọn" if item.planned else "")
    limit = "" if item.limit is None else desk.money(item.limit)
    return [name, verdict_cell(item.verdict), item.reason, cited(item.citation), limit, item.change]
