"""The bridge as a waterfall: where the difference between two scenarios comes from, sign in text and not colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from budget.money import format_short
from budget.plan.terms import BridgeStep
from pages.parts.theme import BLUE, GREY, RED, current_ink, money_axis

TOTAL, LESS, MORE = "Tổng", "Giảm", "Tăng"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, where it starts and ends (đồng), what kind it is, and the words beside it."""

    label: str
    start: int
    end: int
    kind: str
    words: str


def bridge_bars(first: tuple[str, int], steps: Sequence[BridgeStep], second: tuple[str, int]) -> list[Bar]:
    """From the first scenario's total through each step to the second's."""
    bars = [Bar(first[0], 0, first[1], TOTAL, format_short(first[1]))]
    level = first[1]
    for step in steps:
        if step.amount:
            words = f"+{format_short(step.amount)}" if step.amount > 0 else format_short(step.amount)
            bars.append(Bar(step.label, level, level + step.amount, MORE if step.amount > 0 else LESS, words))
            level += step.amount
    return [*bars, Bar(second[0], 0, second[1], TOTAL, format_short(second[1]))]


def bridge_chart(bars: Sequence[Bar]) -> alt.LayerChart:
    """The waterfall, one bar a row; the axis starts near the smaller total so that the steps can be seen, and says so."""
    low, high = min(min(bar.start or bar.end, bar.end) for bar in bars), max(max(bar.start, bar.end) for bar in bars)
    room = max(high - low, high // 50, 1)
    floor = max(0, low - room)
    rows = [
        {
            "label": bar.label,
            "from": max(min(bar.start, bar.end), floor),
            "to": max(bar.start, bar.end),
            "kind": bar.kind,
            "words": bar.words,
        }
        for bar in bars
    ]
    y = alt.Y("label:N", sort=[bar.label for bar in bars], title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False))
    scale = alt.Scale(domain=[floor, high + room // 2], zero=False, nice=False)
    x = alt.X("from:Q", scale=scale, axis=money_axis("" if not floor else "Trục không bắt đầu từ 0"))
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=[TOTAL, LESS, MORE], range=[GREY, BLUE, RED]), title=None, legend=alt.Legend(orient="top")
    )
    base = alt.Chart(alt.Data(values=rows))
    drawn = base.mark_bar(height=18).encode(y=y, x=x, x2="to:Q", color=colour)
    words = base.mark_text(align="left", dx=6, color=current_ink().text).encode(y=y, x=alt.X("to:Q", scale=scale), text="words:N")
    return alt.layer(drawn, words).properties(height=alt.Step(30))
