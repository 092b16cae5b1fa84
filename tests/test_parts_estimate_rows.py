"""The grid's rows: only what is shown, the same object while its line is the same, Vietnamese sort keys that agree with Python's order."""

from pathlib import Path

import pytest
import streamlit as st

from budget.lines.editing import LineEdit
from budget.lines.ordering import GROUPED
from budget.lines.query import LineFilter
from pages.parts.estimate_columns import columns_of
from pages.parts.estimate_groups import GROUPINGS, label_of, make_grouping
from pages.parts.estimate_rows import read_rows
from pages.parts.grid.columns import group_path
from tests.plans import DEPARTMENT, DISTRICT, a_plan


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session of our own."""
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_a_row_is_made_again_only_where_its_line_moved(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"name": "Áo mưa"}, {"name": "Ăng ten"}]) as plan:
        catalogue, columns = plan.catalogue(), columns_of("co-ban", plan.catalogue())
        page = plan.lines.page(LineFilter())
        before = read_rows(page.rows, columns, (), catalogue, sorting=True)
        plan.lines.edit([LineEdit(plan.lines.find_id("2"), "unit_price", "9.000.000")])
        page = plan.lines.page(LineFilter(), known=page)
        after = read_rows(page.rows, columns, (), catalogue, sorting=True)
        assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]
        assert after[1]["unit_price"] == 9_000_000
        assert sorted(after, key=lambda row: str(row["name__sort"])) == [after[1], after[2], after[0]]
        shown = {column.field for column in columns}
        assert {name.removesuffix("__sort") for name in after[0]} == {"id", "seen", *shown}


def test_a_page_of_many_carries_no_sort_keys_but_its_groups(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"unit": DISTRICT}]) as plan:
        columns = columns_of("tham-dinh", plan.catalogue())
        rows = read_rows(plan.lines.rows(LineFilter()), columns, ("unit", "task"), plan.catalogue(), sorting=False)
        assert [(row["group_unit"], row["group_task"]) for row in rows] == [(DEPARTMENT, ""), (DISTRICT, "")]
        assert not [name for name in rows[0] if name == "name__sort"]


def test_headings_are_named_and_have_the_sums_of_the_whole_filter(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {"unit": DISTRICT}, {"unit": DISTRICT}]) as plan:
        catalogue, columns = plan.catalogue(), columns_of("co-ban", plan.catalogue())
        page = plan.lines.rows(LineFilter(), order="number", limit=2)
        rows = read_rows(page, columns, ("source", "unit"), catalogue, sorting=False)
        grouping = make_grouping(("source", "unit"), plan.group_figures(("source", "unit")), rows, catalogue)
        assert grouping is not None
        assert grouping.fields == ("group_source", "group_unit")
        assert grouping.figures[group_path(["QD334", DISTRICT])]["amount"] == 40_000_000, "also of the line on the next page"
        assert grouping.figures[group_path(["QD334"])]["lines"] == 3
        assert grouping.labels[1] == {DEPARTMENT: "Sở Tài chính", DISTRICT: catalogue.unit_name(DISTRICT)}
        assert make_grouping((), {}, rows, catalogue) is None


def test_every_grouping_offered_can_be_ordered_and_named(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        catalogue = plan.catalogue()
        for _, groups in GROUPINGS.values():
            assert set(groups) <= set(GROUPED)
            assert plan.group_figures(groups)[()]["lines"] == 1
        task = next(iter(catalogue.tasks))
        assert label_of("task", task, catalogue).startswith(f"{task} ")
        assert (label_of("category", "equipment", catalogue), label_of("unit", "", catalogue)) == ("Thiết bị CNTT", "")
