"""Shorter runs refuse what long ones refuse: a chart that is no chart, a screen that never ends."""

import pytest
from streamlit.testing.v1 import AppTest


def draw_charts(mark: str) -> None:
    import altair as alt
    import streamlit as st

    for kind in ("bar", mark):
        st.altair_chart(alt.Chart.from_dict({"data": {"values": []}, "mark": kind}, validate=False))


def run_on() -> None:
    import time

    import streamlit as st

    while True:
        st.empty()  # where a run hears that it must stop
        time.sleep(0.01)


@pytest.mark.parametrize(("mark", "refused"), [("bar", 0), ("thanh", 1)])
def test_a_chart_is_checked_though_others_were_found_valid(mark: str, refused: int) -> None:
    for _ in range(2):
        assert len(AppTest.from_function(draw_charts, args=(mark,)).run(timeout=60).exception) == refused


def test_a_screen_that_never_ends_fails_its_test() -> None:
    with pytest.raises(RuntimeError, match="timed out"):
        AppTest.from_function(run_on).run(timeout=0.2)
