"""How districts and communes are listed with their own purses: NQ 36 apart from what is put on top, and the letters behind it."""

from collections.abc import Sequence

import streamlit as st

from budget.plan.funding_part import LocalRow, LocalTable
from pages.parts.desk import Desk
from pages.parts.pot_tables import shortage_cell
from pages.parts.remembered import choose_one
from pages.parts.tables import Cell, Column, Row, draw_table

DISTRICTS, EVERYTHING = "huyen", "tat-ca"
COLUMNS = (
    Column("Đơn vị", "lien"),
    *(Column(name, "so") for name in ("Nhu cầu", "Thiếu")),
    *(Column(f"NQ 36: {name}", "so") for name in ("giao", "đã chi", "cam kết", "còn")),
    *(Column(name, "so") for name in ("Bổ sung CĐS", "Huyện thêm", "Xã thêm", "Nguồn khác, chưa có nguồn", "Chưa rõ hạn mức")),
    Column("Văn bản cam kết", "ngan"),
)


def draw_local(desk: Desk, _source: str) -> None:
    """The table of the districts, of one district with its communes, or of everybody; and what would be counted twice."""
    table = desk.plan.funding.local(desk.scenario, desk.year)
    if not table.rows:
        st.info("Chưa có khoản mục hay hạn mức nào của huyện, xã trong năm này. Nhập hạn mức ở thẻ Nhập hạn mức hoặc dán danh sách đơn vị.")
        return
    rows = choose_rows(desk, table)
    label = f"Huyện, xã năm {table.year}, đơn vị tính {desk.unit.label}"
    total = local_row(desk, desk.plan.funding.add_local(rows))
    draw_table(COLUMNS, [local_row(desk, row) for row in rows], total=total, label=label, height=420)
    st.caption(
        f"Đơn vị tính: {desk.unit.label}, năm {table.year}. NQ 36 đã nằm trong cân đối của từng đơn vị, không phải tiền mới; "
        f"bố trí thêm chỉ tính phần trên mức NQ 36. Ô trống là chưa nhập. {table.consolidation}"
    )


def choose_rows(desk: Desk, table: LocalTable) -> Sequence[LocalRow]:
    """The rows of the chosen place: the districts at first."""
    districts = [row.unit for row in table.rows if row.level == "district"]
    names = {DISTRICTS: "Các huyện", EVERYTHING: "Mọi huyện, xã"}
    catalogue = desk.plan.catalogue()
    show = {**names, **{code: f"{catalogue.unit_name(code)} và các xã" for code in districts}}
    chosen = choose_one(desk.view, "huyen-xa", "Xem", list(show), show.__getitem__, DISTRICTS, width=340)
    if chosen == EVERYTHING:
        return table.rows
    return [row for row in table.rows if (row.level == "district" if chosen == DISTRICTS else row.district == chosen)]


def local_row(desk: Desk, row: LocalRow) -> Row:
    """A unit in one row; what nobody has entered stays empty."""
    norm = row.norm
    money = [desk.money(value) for value in (norm.granted, norm.spent, norm.committed, norm.left)]
    more = [desk.money(purse.left) for purse in (row.supplement, row.district_more, row.commune_more)]
    unknown = Cell(desk.money(row.unknown_need), "xem") if row.unknown_need else ""
    letters = Cell(row.commitment_words, "xem") if row.uncommitted else row.commitment_words
    short = shortage_cell(desk, row.shortage) if row.shortage else ""
    return [row.name, desk.money(row.need), short, *money, *more, desk.money(row.elsewhere or None), unknown, letters]
