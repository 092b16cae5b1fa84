"""The columns scripts take: closed, typed, streamed in number order."""

from pathlib import Path

import pytest

from budget.lines import listing
from budget.lines.listing import LISTED, LISTED_TYPES, is_milli
from budget.lines.query import LineFilter
from tests.plans import a_plan, add_line


def test_the_stream_has_the_columns_and_types_it_says(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"priority": "1"}]) as plan:
        add_line(plan, listing="other")
        batches = list(plan.lines.stream(LineFilter()))
        assert [batch.schema.names for batch in batches] == [list(LISTED)] * len(batches)
        assert {field.name: field.type for field in batches[0].schema} == LISTED_TYPES
        assert [number for batch in batches for number in batch.column("number").to_pylist()] == [1, 2]
        assert [batch.column("number").to_pylist() for batch in plan.lines.stream(LineFilter(listing=None))] == [[1, 2, 3]]


def test_windows_neither_lose_nor_repeat_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "WINDOW", 2)
    with a_plan(tmp_path, [{}] * 7) as plan:
        plan.lines.delete([plan.lines.find_id(number) for number in ("1", "4", "5")], "x")
        numbers = [number for batch in plan.lines.stream(LineFilter()) for number in batch.column("number").to_pylist()]
    assert numbers == [2, 3, 6, 7]


def test_it_agrees_with_what_pages_show(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"quantity": "0,25", "times": "3"}]) as plan:
        row = next(plan.lines.stream(LineFilter())).to_pylist()[0]
        shown = plan.lines.rows(LineFilter())[0]
    for name in ("id", "number", "version", "unit_price", "amount", "source", "locked", "year"):
        assert row[name] == shown[name]
    assert (row["quantity"], row["times"]) == (shown["quantity_milli"], shown["times_milli"]) == (250, 3000)


def test_thousandths_are_known_by_name() -> None:
    found = [name for name in LISTED if is_milli(name)]
    assert found[:2] == ["quantity", "times"]
    assert len(found) == 12
