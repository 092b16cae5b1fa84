"""The frame every chart stands in: a title that states its finding, the chart or its table, and the picture to take away."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import streamlit as st

from pages.parts.theme import chart_png

Draw = Callable[[], None]
Pick = Callable[[Mapping[str, Any]], None]


def draw_chart(
    title: str,
    chart: alt.TopLevelMixin,
    draw_twin: Draw,
    *,
    name: str,
    units: str,
    note: str = "",
    on_pick: Pick | None = None,
    pick: str = "",
) -> None:
    """A chart, its table twin behind the second tab; `name` is its picture's file name, `units` stands in the picture, `note` below.

    With `on_pick` what is clicked by the chart's selection `pick` is told: the fields of each point, before the next run.
    """
    st.markdown(f"#### {title}")
    shown, twin = st.tabs(["Biểu đồ", "Bảng số liệu"], key=f"tabs-{name}")
    with shown:
        if on_pick is None:
            st.altair_chart(chart, width="stretch", theme=None, key=f"chart-{name}", alt=title)
        else:
            told = _teller(f"chart-{name}", pick, on_pick)
            st.altair_chart(chart, width="stretch", theme=None, key=f"chart-{name}", alt=title, on_select=told, selection_mode=[pick])
        if note:
            st.caption(note)
    with twin:
        draw_twin()
        st.download_button(
            "Tải biểu đồ (PNG)",
            lambda: chart_png(chart.properties(title=alt.Title(title, subtitle=[units, note] if note else units), width=1100)),
            file_name=f"{name}.png",
            mime="image/png",
            key=f"png-{name}",
            icon=":material/image:",
            on_click="ignore",
        )


def _teller(key: str, pick: str, on_pick: Pick) -> Draw:
    """What to call when the selection of a chart changes."""

    def tell() -> None:
        state = st.session_state.get(key)
        for point in state["selection"].get(pick, []) if state else []:
            on_pick(point)

    return tell
