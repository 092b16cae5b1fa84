"""Harm against saving: the least harm at each saving, beside it the cut across the board and what people cut by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import altair as alt

from pages.parts.theme import AMBER, BLUE, GREY, RED, current_ink, money_axis

PICK = "pick"
"""The name of the selection: which point of the frontier was clicked."""
SHAPES = "Hình tròn: đường giới hạn (ít thiệt hại nhất). Đường đứt: cắt đều. Hình thoi: phương án lập tay. Tam giác: điểm gãy."
_LINE, _WIDEST = 18, 220
"""Pixels between two lines of words, and of the longest name."""


class Series(StrEnum):
    """What a point belongs to."""

    LEAST = "Ít thiệt hại nhất"
    ACROSS = "Cắt đều mọi khoản"
    BY_HAND = "Phương án lập tay"
    KNEE = "Điểm gãy"


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: what is saved and its harm (đồng, weighted), which target it answers (0 = none), its name and the words of its tooltip."""

    series: Series
    saved: int
    harm: int
    target: int = 0
    name: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A saving from which on something begins, with its words."""

    saved: int
    words: str


def frontier_chart(marks: Sequence[Mark], chosen: int, edges: Sequence[Edge] = ()) -> alt.LayerChart:
    """The curves, the points to click, a rule at the `chosen` saving, and a rule with its words at each edge."""
    held = {series: alt.Chart(alt.Data(values=[_row(mark) for mark in marks if mark.series is series])) for series in Series}
    x = alt.X("saved:Q", title="Số tiền không còn đề nghị", axis=money_axis("Số tiền không còn đề nghị"))
    y = alt.Y("harm:Q", title="Thiệt hại", axis=alt.Axis(title="Thiệt hại (đồng quy đổi)", labelExpr=money_axis("").labelExpr, tickCount=4))
    tip = alt.Tooltip("tip:N", title=" ")
    click = alt.selection_point(PICK, fields=["target"], on="click", nearest=True, empty=False)
    layers: list[alt.Chart] = [
        held[Series.ACROSS].mark_line(color=GREY, strokeDash=[6, 4], strokeWidth=2).encode(x=x, y=y, tooltip=tip),
        held[Series.LEAST].mark_line(color=BLUE, strokeWidth=2.5).encode(x=x, y=y),
        *_edges(edges),
        held[Series.LEAST].mark_circle(color=BLUE, size=70, opacity=1).encode(x=x, y=y, tooltip=tip).add_params(click),
        held[Series.KNEE].mark_point(shape="triangle-up", color=BLUE, filled=True, size=190, opacity=1).encode(x=x, y=y, tooltip=tip),
        held[Series.BY_HAND].mark_point(shape="diamond", color=AMBER, filled=True, size=150, opacity=1).encode(x=x, y=y, tooltip=tip),
        *_names(marks, x, y),
        alt.Chart(alt.Data(values=[{"saved": chosen}])).mark_rule(color=current_ink().accent, strokeWidth=1.5).encode(x="saved:Q"),
    ]
    return alt.layer(*layers).properties(height=215)


def _names(marks: Sequence[Mark], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of what was cut by hand, each on the side where there is room for it."""
    named = [mark for mark in marks if mark.name]
    middle = max((mark.saved for mark in marks), default=0) // 2
    layers = []
    for side, turned in (("left", 1), ("right", -1)):
        rows = [_row(mark) for mark in named if (mark.saved <= middle) == (side == "left")]
        words = alt.Chart(alt.Data(values=rows)).mark_text(align=side, dx=9 * turned, dy=-9, limit=_WIDEST, color=current_ink().text)
        layers += [words.encode(x=x, y=y, text="name:N")] if rows else []
    return layers


def _edges(edges: Sequence[Edge]) -> list[alt.Chart]:
    """Each with its words one line below those of the edge before, for edges may stand close."""
    layers = []
    for place, edge in enumerate(edges):
        data = alt.Chart(alt.Data(values=[{"saved": edge.saved, "words": edge.words}]))
        tip = alt.Tooltip("words:N", title=" ")
        layers.append(data.mark_rule(color=RED, strokeDash=[2, 3], strokeWidth=1.5).encode(x="saved:Q", tooltip=tip))
        words = data.mark_text(align="right", dx=-5, baseline="top", color=current_ink().text)
        layers.append(words.encode(x="saved:Q", y=alt.value(2 + place * _LINE), text="words:N"))
    return layers


def _row(mark: Mark) -> dict[str, object]:
    return {"saved": mark.saved, "harm": mark.harm, "target": mark.target, "name": mark.name, "tip": mark.tip}
