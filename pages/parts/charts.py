"""Charts that change a decision: need against what is left of each source, and need by unit level and nature."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from pages.parts.theme import AMBER, BLUE, GREY, LIGHT_BLUE, RED, money_axis

LEGEND = (
    "Xanh: trong hạn mức · Đỏ: vượt hạn mức (thiếu) · Sọc xám: chưa nhập hạn mức · Khung viền: hạn mức còn lại "
    "(đã giao trừ đã chi, đã cam kết). Mỗi đơn vị một hạn mức riêng, không bù trừ cho nhau."
)
"""What the marks of the chart of sources mean: under it on the page and in its picture."""
HATCH = alt.Gradient(
    gradient="linear",
    stops=[
        stop
        for place in range(12)
        for stop in (
            alt.GradientStop(color="#7F8B99", offset=place / 12),
            alt.GradientStop(color="#7F8B99", offset=(place + 0.5) / 12),
            alt.GradientStop(color="rgba(127,139,153,0.2)", offset=(place + 0.5) / 12),
            alt.GradientStop(color="rgba(127,139,153,0.2)", offset=(place + 1) / 12),
        )
    ],
    x1=0,
    x2=1,
    y1=0,
    y2=0,
)
_STEP = 30


@dataclass(frozen=True, slots=True)
class SourceBar:
    """One source as drawn (đồng): what ceilings can pay, what is over, what meets no known ceiling, what is left; and its label."""

    name: str
    covered: int
    over: int
    unknown: int
    left: int
    label: str
    tip: str


def source_chart(bars: Sequence[SourceBar]) -> alt.LayerChart:
    """Need against what is left, one bar a source, in the order given; the part over is marked and named beside the bar."""
    base = alt.Chart(alt.Data(values=[_place(bar) for bar in bars]))
    y = alt.Y("name:N", sort=[bar.name for bar in bars], title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False))
    widest = max((max(bar.covered + bar.over + bar.unknown, bar.left) for bar in bars), default=0)
    scale = alt.Scale(domain=[0, _room(widest)])
    outline = base.transform_filter("datum.left > 0").mark_bar(height=22, fillOpacity=0, stroke=GREY, strokeWidth=1.5)
    words = base.mark_text(align="left", dx=8)
    layers = [
        _segment(base, y, scale, "covered").mark_bar(height=14, color=BLUE),
        _segment(base, y, scale, "over").mark_bar(height=14, color=RED),
        _segment(base, y, scale, "unknown").mark_bar(height=14, color=HATCH),
        outline.encode(y=y, x=alt.X("zero:Q", title=None), x2="left:Q", tooltip=_tip()),
        words.encode(y=y, x=alt.X("end:Q", title=None), text="label:N", tooltip=_tip()),
    ]
    return alt.layer(*layers).properties(height=alt.Step(_STEP))


@dataclass(frozen=True, slots=True)
class LevelBar:
    """Need of one unit level (đồng): recurrent and investment, with the words of its tooltip."""

    name: str
    recurrent: int
    investment: int
    label: str
    tip: str


def level_chart(bars: Sequence[LevelBar]) -> alt.LayerChart:
    """Need by unit level, recurrent and investment apart, with the sum beside each bar."""
    rows: list[dict[str, object]] = []
    for bar in bars:
        for nature, amount in (("Chi thường xuyên", bar.recurrent), ("Chi đầu tư", bar.investment)):
            rows.append({"name": bar.name, "nature": nature, "amount": amount, "tip": bar.tip})
    ends = [{"name": bar.name, "end": bar.recurrent + bar.investment, "label": bar.label, "tip": bar.tip} for bar in bars]
    y = alt.Y("name:N", sort=[bar.name for bar in bars], title=None, axis=alt.Axis(labelLimit=150, ticks=False, domain=False))
    colour = alt.Color(
        "nature:N",
        title=None,
        sort=["Chi thường xuyên", "Chi đầu tư"],
        scale=alt.Scale(domain=["Chi thường xuyên", "Chi đầu tư"], range=[LIGHT_BLUE, AMBER]),
        legend=alt.Legend(orient="top", direction="horizontal"),
    )
    widest = max((bar.recurrent + bar.investment for bar in bars), default=0)
    x = alt.X("amount:Q", title=None, axis=money_axis(), scale=alt.Scale(domain=[0, _room(widest)]))
    stacked = alt.Chart(alt.Data(values=rows)).mark_bar(height=18).encode(y=y, x=x, color=colour, tooltip=_tip())
    labels = alt.Chart(alt.Data(values=ends)).mark_text(align="left", dx=8)
    return alt.layer(stacked, labels.encode(y=y, x=alt.X("end:Q", title=None), text="label:N")).properties(height=alt.Step(_STEP))


def _place(bar: SourceBar) -> dict[str, object]:
    """The row of a bar with the edges of its segments; the chart's own geometry, not a figure anybody reads."""
    over, unknown = bar.covered + bar.over, bar.covered + bar.over + bar.unknown
    words: dict[str, object] = {"name": bar.name, "label": bar.label, "tip": bar.tip}
    edges = {"covered_from": 0, "covered_to": bar.covered, "over_from": bar.covered, "over_to": over}
    return {**words, **edges, "unknown_from": over, "unknown_to": unknown, "zero": 0, "left": bar.left, "end": max(unknown, bar.left)}


def _segment(base: alt.Chart, y: alt.Y, scale: alt.Scale, name: str) -> alt.Chart:
    drawn = base.transform_filter(f"datum.{name}_to > datum.{name}_from")
    x = alt.X(f"{name}_from:Q", title=None, axis=money_axis(), scale=scale)
    return drawn.encode(y=y, x=x, x2=f"{name}_to:Q", tooltip=_tip())


def _tip() -> alt.Tooltip:
    return alt.Tooltip("tip:N", title=" ")


def _room(widest: int) -> int:
    """The axis's end: a third more than the widest bar, so that its label stands inside."""
    return widest * 4 // 3 or 1


__all__ = ["LEGEND", "LevelBar", "SourceBar", "level_chart", "source_chart"]
