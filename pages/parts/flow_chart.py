"""Where the money goes as a flow diagram: sources to those who spend it to what it buys, with what nobody pays marked in words."""

from collections.abc import Sequence

import altair as alt

from budget.money import format_short
from pages.parts.flow_layout import Flow, Node, Ribbon, curve, lay_out
from pages.parts.theme import BLUE, GREY, LIGHT_BLUE, RED, current_ink

WIDTH, HEIGHT = 1000, 380
_BAR = 12
_OWN_COLOUR = alt.Color("colour:N", scale=None)
_COLUMNS = (190, 560, 800)
"""Where the columns stand; the room left and right of them is for their words."""


def flow_chart(flows: Sequence[Flow], order: Sequence[str], short: str, height: int = HEIGHT) -> alt.LayerChart:
    """The diagram of flows of three places; `order` is how the left column stands, `short` the name of what nobody pays."""
    nodes, ribbons = lay_out(flows, {name: place for place, name in enumerate(order)}, height)
    x = alt.Scale(domain=[0, WIDTH], nice=False)
    y = alt.Scale(domain=[height, 0], nice=False)
    layers = [_ribbons(ribbons, short, x, y), _bars(nodes, short, x, y), *(_words(nodes, column, x, y) for column in range(3))]
    return alt.layer(*layers).properties(height=height).configure_view(stroke=None)


def _ribbons(ribbons: Sequence[Ribbon], short: str, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    rows = []
    for number, ribbon in enumerate(ribbons):
        tip = f"{ribbon.start} → {ribbon.end}: {format_short(ribbon.amount)}"
        colour = RED if short in (ribbon.start, ribbon.end) else LIGHT_BLUE
        for place, upper, lower in curve(ribbon, _COLUMNS[ribbon.column] + _BAR, _COLUMNS[ribbon.column + 1]):
            rows.append({"ribbon": number, "x": place, "upper": upper, "lower": lower, "tip": tip, "colour": colour})
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_area(opacity=0.45)
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            y=alt.Y("upper:Q", scale=y, axis=None, stack=None),
            y2="lower:Q",
            detail="ribbon:N",
            color=_OWN_COLOUR,
            tooltip=alt.Tooltip("tip:N", title=" "),
        )
    )


def _bars(nodes: Sequence[Node], short: str, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    rows = [
        {"x": _COLUMNS[node.column], "end": _COLUMNS[node.column] + _BAR, "top": node.top, "bottom": node.bottom, "tip": _say(node)}
        | {"colour": RED if node.name == short else BLUE if node.column == 0 else GREY}
        for node in nodes
    ]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_rect()
        .encode(
            x=alt.X("x:Q", scale=x, axis=None),
            x2="end:Q",
            y=alt.Y("top:Q", scale=y, axis=None),
            y2="bottom:Q",
            color=_OWN_COLOUR,
            tooltip=alt.Tooltip("tip:N", title=" "),
        )
    )


def _words(nodes: Sequence[Node], column: int, x: alt.Scale, y: alt.Scale) -> alt.Chart:
    """The names of one column beside its bars: left of the first column, right of the others."""
    at = _COLUMNS[column] - 6 if column == 0 else _COLUMNS[column] + _BAR + 6
    rows = [{"x": at, "y": (node.top + node.bottom) / 2, "words": _say(node)} for node in nodes if node.column == column]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="right" if column == 0 else "left", baseline="middle", color=current_ink().text, fontSize=13)
        .encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text="words:N")
    )


def _say(node: Node) -> str:
    return f"{node.name} · {format_short(node.amount)}"
