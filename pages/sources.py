"""Nguồn kinh phí: every source with its law and its money; a source opens its pots, its rules and the units it pays."""

import streamlit as st

from budget.plan.funding_part import LOCAL_SOURCES, PotSums
from pages.parts.ceiling_forms import enter_ceiling, enter_new, paste_many
from pages.parts.choice_table import choose_row
from pages.parts.desk import Desk, current_desk
from pages.parts.lead import SOURCE, open_lines, open_rules_of
from pages.parts.listed_forms import draw_listed
from pages.parts.local_tables import draw_local
from pages.parts.navigation import link
from pages.parts.pot_tables import (
    PAYEE_COLUMNS,
    POT_COLUMNS,
    PURSES,
    RULE_COLUMNS,
    SOURCE_COLUMNS,
    payee_row,
    pot_row,
    rule_row,
    select_pots,
    source_row,
    unknown_words,
)
from pages.parts.remembered import choose_one, type_text
from pages.parts.tables import draw_table

NONE = "khong"
EVERYWHERE = "tat-ca"


def choose_source(desk: Desk) -> str:
    """The table of sources; the code of the one that is open, "" for lines without a source."""
    catalogue, funding = desk.plan.catalogue(), desk.plan.funding
    by_source, bases = funding.by_source(desk.scenario, desk.year), funding.bases()
    rows, ids = [], []
    for code, source in catalogue.sources.items():
        about = (PURSES.get(source.purse, ""), source.decider, bases.get(code, ""))
        rows.append(source_row(desk, source.short_name, about, by_source.get(code, PotSums())))
        ids.append(code)
    if by_source.get("", PotSums()).lines:
        rows.append(source_row(desk, "Chưa có nguồn", ("", "", ""), by_source[""]))
        ids.append(NONE)
    total = source_row(desk, "Cộng", ("", "", ""), funding.sums(desk.scenario, desk.year))
    worst = max(ids, key=lambda code: by_source.get(code, PotSums()).shortage)
    label = f"Nguồn kinh phí {desk.year_label}, đơn vị tính {desk.unit.label}"
    chosen = choose_row(desk.view, SOURCE, SOURCE_COLUMNS, rows, ids, default=worst, total=total, label=label, height=330)
    st.caption(
        f"Đơn vị tính: {desk.unit.label}, {desk.year_label}. Bấm một nguồn để xem từng hạn mức. "
        "Thiếu và thừa là hai tổng riêng, không bù trừ; hạn mức chưa nhập được đếm, không coi là 0."
    )
    link("police", "Đề nghị ngành công an: từng khoản đi hướng nào", icon=":material/local_police:")
    return "" if chosen == NONE else chosen


def draw_pots(desk: Desk, source: str) -> None:
    """The pots of a source, one of them open for entering."""
    catalogue = desk.plan.catalogue()
    pots = [pot for pot in desk.plan.funding.pots(desk.scenario, desk.year) if pot.source == source]
    province = catalogue.sources[source].purse == "province"
    district, text = "", ""
    if not province:
        left, right = st.columns(2)
        districts = [code for code, unit in catalogue.units.items() if unit.level == "district"]
        with left:
            show = {EVERYWHERE: "Mọi địa bàn", **{code: catalogue.unit_name(code) for code in districts}}
            district = choose_one(desk.view, "dia-ban", "Địa bàn", [EVERYWHERE, *districts], show.__getitem__, EVERYWHERE)
        with right:
            text = type_text(desk.view, "tim-don-vi", "Tìm đơn vị", "Gõ tên đơn vị, không cần dấu")
    found = select_pots(pots, dict(catalogue.units), "" if district == EVERYWHERE else district, text)
    if not pots:
        st.info("Nguồn này chưa có hạn mức và chưa có khoản mục nào đề nghị. Nhập hạn mức ở thẻ bên cạnh.")
    elif not found:
        st.info("Không có hạn mức nào khớp bộ lọc. Chọn Mọi địa bàn hoặc xóa chữ tìm.")
    else:
        reach = desk.plan.funding.reach()
        rows, ids = [pot_row(desk, pot, reach) for pot in found], [pot.id for pot in found]
        chosen = choose_row(desk.view, "han-muc", POT_COLUMNS, rows, ids, default=ids[0], label="Hạn mức từng đơn vị", height=300)
        pot = next(pot for pot in found if pot.id == chosen)
        enter_ceiling(desk, source, None if province else pot.unit, pot.year)


def draw_rules(desk: Desk, source: str) -> None:
    """What the law says of the source."""
    rules = desk.plan.funding.rules(source)
    if not rules:
        st.info("Chưa có quy định nào cho nguồn này, nên mọi khoản mục lấy nguồn này đều là “chưa đủ căn cứ”.")
    else:
        draw_table(RULE_COLUMNS, [rule_row(rule) for rule in rules], label="Quy định sử dụng nguồn", height=360)
    if st.button("Sửa, thêm quy tắc; xem quy tắc nào quyết định cho khoản mục nào", icon=":material/gavel:"):
        open_rules_of(desk.view, source)


def draw_payees(desk: Desk, source: str) -> None:
    """The units that ask this source, and the way to their lines."""
    payees = desk.plan.funding.payees(source, desk.scenario, desk.year)
    if not payees:
        st.info(f"Chưa có khoản mục nào của {desk.year_label} lấy nguồn này.")
        return
    rows, ids = [payee_row(desk, payee) for payee in payees], [payee.unit for payee in payees]
    unit = choose_row(desk.view, "ben-chi", PAYEE_COLUMNS, rows, ids, default=ids[0], label="Đơn vị được chi", height=300)
    name = next(payee.name for payee in payees if payee.unit == unit)
    if st.button(f"Xem khoản mục của {name}", icon=":material/table_rows:"):
        filters = {"nguon": (source,), "don_vi": (unit,)} if source else {"van_de": "source_missing", "don_vi": (unit,)}
        open_lines(desk.view, **filters)


TABS = {
    "Hạn mức": draw_pots,
    "Nhập hạn mức": enter_new,
    "Dán nhiều đơn vị": paste_many,
    "Quy định sử dụng": draw_rules,
    "Đơn vị được chi": draw_payees,
}
LISTED = {"Phụ lục được cấp": draw_listed}
LOCAL = {"Huyện, xã": draw_local}
desk = current_desk()
source = choose_source(desk)
if source:
    about = desk.plan.catalogue().sources[source]
    st.markdown(f"#### {about.name}")
    basis = desk.plan.funding.bases().get(source, "")
    unknown = unknown_words(desk, desk.plan.funding.by_source(desk.scenario, desk.year).get(source, PotSums()))
    freed = desk.plan.funding.where_freed(source)
    told = f"  \nNếu cắt: {freed.answer} Người quyết định: {freed.decider}. Căn cứ: {freed.citation}." if freed else ""
    st.caption(f"Căn cứ: {basis}. {about.note}{told}" + (f"  \n:orange[{unknown}.]" if unknown else ""))
    shown = {**TABS, **(LISTED if source in desk.plan.listed.sources() else {}), **(LOCAL if source in LOCAL_SOURCES else {})}
    tabs = st.tabs(list(shown), key="source-tabs", on_change="rerun")
    for tab, draw in zip(tabs, shown.values(), strict=True):
        if tab.open:
            with tab:
                draw(desk, source)
else:
    st.markdown("#### Khoản mục chưa có nguồn")
    draw_payees(desk, "")
