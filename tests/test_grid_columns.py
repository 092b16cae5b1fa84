"""Rows on their way to the browser keep every digit and say which lines they are."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.grid.columns import (
    LARGEST_EXACT_IN_BROWSER,
    GridColumn,
    GridGrouping,
    PreparedRows,
    exact_for_browser,
    group_path,
    prepare_rows,
)


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


def test_a_group_is_found_by_the_path_of_its_values_and_keeps_every_digit() -> None:
    figures = {group_path(["H", None]): {"lines": 5, "amount": 2**60, "finance_amount": None}}
    grouping = GridGrouping(("block", "unit"), ({"H": "Huyện"}, {}), figures)
    assert grouping.to_browser() == {
        "fields": ["block", "unit"],
        "labels": [{"H": "Huyện"}, {}],
        "figures": {"H\x1f": {"lines": 5, "amount": str(2**60), "finance_amount": None}},
        "openLevels": 1,
    }


def test_a_row_that_is_the_very_same_is_not_prepared_again() -> None:
    kept, rows = PreparedRows(), [{"id": "line-1", "seen": 1}, {"id": "line-2", "seen": 1}]
    before = kept.prepare(rows, {})
    after = kept.prepare([rows[0], {"id": "line-2", "seen": 2}], {("line-1", "price"): "Vượt định mức."})
    assert [row["messages"] for row in after] == [{"price": "Vượt định mức."}, None]
    assert kept.prepare(rows, {})[0] == before[0]
    again = kept.prepare(rows, {})
    assert [one is other for one, other in zip(again, kept.prepare(rows, {}), strict=True)] == [True, True]
