"""A page with the grid runs without a browser too: the accessible path beside it is tested that way."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.grid import GridColumn, render_grid


def grid_page() -> None:
    """A page with one line and one editable column."""
    import streamlit as st

    from pages.parts.grid import GridColumn, render_grid

    calls = st.session_state.setdefault("row-calls", [])

    def rows() -> list[dict[str, object]]:
        calls.append(1)
        return [{"id": "line-1", "seen": 1, "price": 12_500_000}]

    columns = [GridColumn("price", "Đơn giá", "money", editable=True)]
    chosen = render_grid("lines", rows, columns, scope="plan-1", dataset="all", revision=7, on_action=lambda _: [])
    st.text(f"selected={chosen.selected} actions={len(chosen.actions)}")


def test_a_page_with_the_grid_runs_in_a_test_without_a_browser() -> None:
    page = AppTest.from_function(grid_page).run(timeout=30)
    assert not page.exception
    assert page.text[0].value == "selected=None actions=0"


def test_rows_are_not_read_again_while_the_revision_stands() -> None:
    page = AppTest.from_function(grid_page).run(timeout=30)
    page.run(timeout=30)
    assert not page.exception
    assert page.session_state["row-calls"] == [1]


def test_a_key_that_the_component_cannot_carry_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="two underscores"):
        render_grid("a__b", [], [GridColumn("price", "Đơn giá")], scope="plan-1", dataset="all", on_action=lambda _: [])
