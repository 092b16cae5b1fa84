"""Rows on their way to the browser keep every digit and say which lines they are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.grid.columns import LARGEST_EXACT_IN_BROWSER, GridColumn, GridGrouping, exact_for_browser, group_path, prepare_rows


@given(st.integers(-(10**30), 10**30))
def test_no_digit_is_lost_in_a_browser_number(value: int) -> None:
    sent = json.loads(json.dumps(exact_for_browser(value)))
    assert int(sent) == value
    assert isinstance(sent, str) or abs(sent) <= LARGEST_EXACT_IN_BROWSER


def test_a_float_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        prepare_rows([{"id": "line-1", "seen": 1, "price": 1.5}], {})


def test_a_row_without_line_or_version_is_our_mistake() -> None:
    for row in ({"seen": 1}, {"id": "line-1"}, {"id": "", "seen": 1}):
        with pytest.raises(ValueError, match="id"):
            prepare_rows([row], {})
    with pytest.raises(ValueError, match="same id"):
        prepare_rows([{"id": "line-1", "seen": 1}, {"id": "line-1", "seen": 2}], {})


def test_failed_checks_stand_on_their_own_line_and_field() -> None:
    rows = [{"id": "line-1", "seen": 1}, {"id": "line-2", "seen": 1}]
    prepared = prepare_rows(rows, {("line-2", "price"): "Đơn giá vượt định mức.", ("line-9", "price"): "Dòng không hiện."})
    assert [row["messages"] for row in prepared] == [None, {"price": "Đơn giá vượt định mức."}]
    assert "messages" not in rows[0]


def test_a_read_only_grid_has_no_editable_column() -> None:
    column = GridColumn("price", "Đơn giá", "money", editable=True)
    assert column.to_browser(read_only=False)["editable"] is True
    assert column.to_browser(read_only=True)["editable"] is False


def test_a_group_is_found_by_the_path_of_its_values() -> None:
    grouping = GridGrouping(("block", "unit"), {group_path(["Huyện", None]): "Tổng 5 đ"})
    assert grouping.to_browser() == {"fields": ["block", "unit"], "notes": {"Huyện\x1f": "Tổng 5 đ"}, "openLevels": 1}
