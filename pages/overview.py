"""Tổng quan: how much, how much too much, and who waits, in ten seconds."""

import streamlit as st

from budget.model import labels
from budget.money import format_money, format_short
from budget.plan.funding_part import LevelNeed, PotSums
from budget.plan.summaries import summarise_scenarios
from pages.parts.attention import draw_attention
from pages.parts.chart_frame import draw_chart
from pages.parts.charts import LEGEND, LevelBar, SourceBar, level_chart, source_chart
from pages.parts.desk import Desk, current_desk
from pages.parts.header import SAMPLE_NOTICE, signed
from pages.parts.navigation import link
from pages.parts.tables import Cell, Column, Row, draw_table

NO_SOURCE = "Chưa có nguồn"


def draw_sources(desk: Desk) -> None:
    """Need against what is left of each source."""
    funding = desk.plan.funding
    by_source = {code: sums for code, sums in funding.by_source(desk.scenario, desk.year).items() if sums.need or sums.granted}
    if not by_source:
        st.info("Chưa có khoản mục và hạn mức nào. Nhập hạn mức ở Nguồn kinh phí, thêm khoản mục ở Dự toán chi tiết.")
        link("sources", "Nhập hạn mức", icon=":material/account_balance:")
        link("estimate", "Thêm khoản mục", icon=":material/table_rows:")
        return
    order = sorted(by_source, key=lambda code: (-by_source[code].shortage, -by_source[code].unknown_need, code))
    bars = [source_bar(source_name(desk, code), by_source[code]) for code in order]
    sums = funding.sums(desk.scenario, desk.year)
    draw_chart(
        funding.finding(desk.scenario, desk.year),
        source_chart(bars),
        lambda: draw_source_table(desk, by_source, order, sums),
        name="nhu-cau-theo-nguon",
        units=f"Nhu cầu so với hạn mức còn lại, {desk.year_label}{sample_words(desk)}",
        note=LEGEND,
    )


def source_bar(name: str, sums: PotSums) -> SourceBar:
    """How a source is drawn and named."""
    if sums.shortage:
        where = f" ({sums.short_pots} đơn vị)" if sums.pots > 1 else ""
        label = f"thiếu {format_short(sums.shortage)}{where}"
    elif sums.unknown_need:
        label = "chưa có nguồn chi" if name == NO_SOURCE else "chưa nhập hạn mức"
    else:
        label = "đủ"
    tip = f"{name}: nhu cầu {format_short(sums.need)}, còn lại {format_short(sums.left)}, thiếu {format_short(sums.shortage)}"
    unknown = f", chưa nhập hạn mức cho {format_short(sums.unknown_need)}" if sums.unknown_need else ""
    return SourceBar(name, sums.covered, sums.shortage, sums.unknown_need, sums.left, label, tip + unknown)


def draw_source_table(desk: Desk, by_source: dict[str, PotSums], order: list[str], whole: PotSums) -> None:
    """The chart's figures, in the chosen unit."""
    columns = [Column("Nguồn", "lien"), *(Column(name, "so") for name in ("Nhu cầu", "Còn lại", "Thiếu", "Thừa", "Chưa nhập"))]
    rows = [source_row(desk, source_name(desk, code), by_source[code]) for code in order]
    draw_table(columns, rows, total=source_row(desk, "Cộng", whole), label="Nhu cầu và hạn mức theo nguồn")
    st.caption(f"Đơn vị tính: {desk.unit.label}. Thiếu và thừa là hai tổng riêng theo từng hạn mức, không bù trừ.")


def source_row(desk: Desk, name: str, sums: PotSums) -> Row:
    """One source in figures."""
    short = Cell(desk.money(-sums.shortage), "thieu") if sums.shortage else "0"
    unknown = f"{format_money(sums.unknown_pots)} hạn mức" if sums.unknown_pots else ""
    left = desk.money(sums.left) if sums.granted else ""
    return [name, desk.money(sums.need), left, short, desk.money(sums.surplus), Cell(unknown, "xem")]


def draw_levels(desk: Desk) -> None:
    """Need by the level of the unit that asks, and by nature."""
    needs = desk.plan.funding.needs(desk.scenario, desk.year)
    if not needs:
        return
    names = {need.level: labels.UNIT_LEVEL.get(need.level, need.level) for need in needs}
    most = max(needs, key=lambda need: need.need)
    bars = [LevelBar(names[need.level], need.recurrent, need.investment, format_short(need.need), level_tip(names, need)) for need in needs]

    def draw_twin() -> None:
        columns = [Column("Cấp", "lien"), *(Column(name, "so") for name in ("Chi thường xuyên", "Chi đầu tư", "Cộng", "Khoản mục"))]
        rows = [
            [names[need.level], desk.money(need.recurrent), desk.money(need.investment), desk.money(need.need), format_money(need.lines)]
            for need in needs
        ]
        draw_table(columns, rows, label="Nhu cầu theo cấp và tính chất chi")
        st.caption(f"Đơn vị tính: {desk.unit.label}")

    title = f"{names[most.level]} cần nhiều nhất: {format_short(most.need)}"
    draw_chart(
        title, level_chart(bars), draw_twin, name="nhu-cau-theo-cap", units=f"Nhu cầu theo cấp, {desk.year_label}{sample_words(desk)}"
    )


def level_tip(names: dict[str, str], need: LevelNeed) -> str:
    """The words of a level's bar."""
    parts = f"thường xuyên {format_short(need.recurrent)}, đầu tư {format_short(need.investment)}"
    return f"{names[need.level]}: {parts}, {format_money(need.lines)} khoản mục"


def draw_scenarios(desk: Desk) -> None:
    """The scenarios beside the base, and the other list that can make room."""
    st.markdown("#### Phương án")
    columns = [Column("Phương án"), *(Column(name, "so") for name in ("Nhu cầu", "Cắt", "Giãn", "So với gốc"))]
    rows = [
        [item.name, desk.money(item.need), desk.money(item.cut), desk.money(item.deferred), signed(item.difference, desk.unit)]
        for item in summarise_scenarios(desk.plan, desk.year)
    ]
    draw_table(columns, rows, label="Các phương án", height=260)
    st.caption(f"Đơn vị tính: {desk.unit.label}, {desk.year_label}. Giãn sang năm khác không phải là tiết kiệm.")
    if len(rows) == 1:
        link("cuts", "Chưa có phương án cắt giảm nào. Lập phương án đầu tiên", icon=":material/content_cut:")
    totals = desk.plan.totals(desk.scenario)
    if totals.lines("other", desk.year):
        amount = format_short(totals.amount("other", desk.year))
        st.markdown(
            f"**Danh mục khác** (dự án, khoản chi ngoài đề án có thể cắt để dành chỗ cho Đề án 06): **{amount}**, "
            f"{totals.lines('other', desk.year)} khoản, {desk.year_label}."
        )


def sample_words(desk: Desk) -> str:
    """What a picture of illustrative figures must say of itself."""
    return f". {SAMPLE_NOTICE}" if desk.plan.info().sample else ""


def source_name(desk: Desk, code: str) -> str:
    """A source's short name, or that there is none."""
    return desk.plan.catalogue().source_name(code) if code else NO_SOURCE


desk = current_desk()
wide, narrow = st.columns([3, 2], gap="medium")
with wide:
    draw_sources(desk)
with narrow:
    draw_attention(desk)
    link("schedule", "Tiến độ: ai làm, việc gì, khi nào xong", icon=":material/event:")
wide, narrow = st.columns([1, 1], gap="medium")
with wide:
    draw_levels(desk)
with narrow:
    draw_scenarios(desk)
