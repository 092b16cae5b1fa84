"""Planned, committed and spent money of one source, added up month by month, against what is left of its ceilings."""

import altair as alt
import streamlit as st

from budget.money import format_short
from budget.plan.schedule_part import Burn, BurnMonth, ceiling_of, describe_burn, months_of, rows_of
from pages.parts.chart_frame import draw_chart
from pages.parts.desk import Desk
from pages.parts.remembered import choose_one
from pages.parts.tables import Column, Row, draw_table
from pages.parts.theme import BLUE, GREY, LIGHT_BLUE, RED, money_axis

NONE = "khong"
SERIES = {"planned_sum": "Kế hoạch", "committed_sum": "Đã ký hợp đồng hoặc đã chi", "spent_sum": "Đã chi"}
COLUMNS = (
    Column("Hết tháng", "lien"),
    *(Column(name, "so") for name in ("Kế hoạch lũy kế", "Đã ký hợp đồng lũy kế", "Đã chi lũy kế")),
)
_COLOURS = (LIGHT_BLUE, BLUE, GREY)


def draw_burn(desk: Desk) -> None:
    """The choice of a source and its burn in the year looked at (the plan's own when all years are)."""
    burn = desk.plan.schedule.burn(desk.scenario, desk.year)
    sources = {ceiling.source or NONE: ceiling for ceiling in burn.ceilings if ceiling.need or ceiling.granted}
    if not sources:
        st.info(f"Năm {burn.year} chưa có kế hoạch chi và chưa có hạn mức.")
        return
    names = {code: "Chưa có nguồn" if code == NONE else desk.plan.catalogue().source_name(code) for code in sources}
    largest = max(sources, key=lambda code: sources[code].need)
    left, _ = st.columns([1, 3])
    with left:
        chosen = choose_one(desk.view, "nguon-tien-do", "Nguồn", list(sources), names.__getitem__, largest)
    source = sources[chosen].source
    months, ceiling = months_of(rows_of(burn, source)), ceiling_of(burn, source)
    limit = ceiling.left if ceiling is not None and ceiling.granted else None
    draw_chart(
        describe_burn(burn, source, names[chosen]),
        burn_chart(months, limit),
        lambda: draw_twin(desk, months),
        name="tien-do-chi",
        units=f"Lũy kế đến hết từng tháng, năm {burn.year}, {names[chosen]}",
        note="Đường đỏ: phần còn lại của các hạn mức đã nhập. Tiền của một quý chia đều cho ba tháng. Thiếu, thừa xem ở Nguồn kinh phí."
        + unknown_words(burn, source),
    )


def unknown_words(burn: Burn, source: str) -> str:
    """How many pots have no ceiling; "" when all have."""
    ceiling = ceiling_of(burn, source)
    return f" Còn {ceiling.unknown} hạn mức chưa nhập." if ceiling is not None and ceiling.unknown else ""


def burn_chart(months: list[BurnMonth], limit: int | None) -> alt.LayerChart:
    """Three lines over the twelve months, and the line of what is left."""
    values = [
        {
            "month": month.month,
            "name": label,
            "amount": getattr(month, field),
            "tip": f"Hết tháng {month.month}, {label.lower()}: {format_short(getattr(month, field))}",
        }
        for month in months
        for field, label in SERIES.items()
    ]
    names = list(SERIES.values())
    axis = alt.Axis(labelAngle=0, labelExpr="'T' + datum.value")
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("month:O", title=None, axis=axis),
        y=alt.Y("amount:Q", title=None, axis=money_axis()),
        color=alt.Color(
            "name:N", title=None, sort=names, scale=alt.Scale(domain=names, range=list(_COLOURS)), legend=alt.Legend(orient="top")
        ),
        tooltip=alt.Tooltip("tip:N", title=" "),
    )
    dashes = alt.StrokeDash("name:N", sort=names, scale=alt.Scale(domain=names, range=[[6, 4], [1, 0], [2, 2]]), legend=None)
    layers: list[alt.Chart] = [base.mark_line(strokeWidth=2.5).encode(strokeDash=dashes), base.mark_point(filled=True, size=45)]
    if limit is not None:
        line = alt.Chart(alt.Data(values=[{"limit": limit, "label": f"Còn lại {format_short(limit)}"}]))
        layers.append(line.mark_rule(color=RED, size=2).encode(y=alt.Y("limit:Q", title=None)))
        layers.append(line.mark_text(align="left", dy=-8, x=4).encode(y=alt.Y("limit:Q", title=None), text="label:N"))
    return alt.layer(*layers).properties(height=300)


def draw_twin(desk: Desk, months: list[BurnMonth]) -> None:
    """The chart's figures."""
    table: list[Row] = [
        [f"tháng {month.month}/{month.year}", *map(desk.money, (month.planned_sum, month.committed_sum, month.spent_sum))]
        for month in months
    ]
    draw_table(COLUMNS, table, label="Kế hoạch, cam kết, đã chi đến hết từng tháng")
    st.caption(f"Đơn vị tính: {desk.unit.label}.")
