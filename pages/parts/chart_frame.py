"""The frame every chart stands in: a title that states its finding, the chart or its table, and the picture to take away."""

from collections.abc import Callable

import altair as alt
import streamlit as st

from pages.parts.theme import chart_png

Draw = Callable[[], None]


def draw_chart(title: str, chart: alt.TopLevelMixin, draw_twin: Draw, *, name: str, units: str, note: str = "") -> None:
    """A chart, its table twin behind the second tab; `name` is its picture's file name, `units` stands in the picture, `note` below."""
    st.markdown(f"#### {title}")
    shown, twin = st.tabs(["Biểu đồ", "Bảng số liệu"], key=f"tabs-{name}")
    with shown:
        st.altair_chart(chart, width="stretch", theme=None, key=f"chart-{name}", alt=title)
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
