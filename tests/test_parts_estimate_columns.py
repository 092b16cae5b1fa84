"""The grid's columns and rows: every editable column is a field the editor knows, and every shown figure is the line's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.fields import find_field
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from pages.parts.estimate_columns import COLUMN_SETS, columns_of, grid_rows
from pages.parts.grid.columns import prepare_rows
from tests.plans import a_plan, edit


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"locked": "có", "quantity": "1,5"}, {}]) as opened:
        yield opened


def rows_of(plan: Plan) -> list[dict[str, int | str | bool | None]]:
    return grid_rows(plan.lines.rows(LineFilter()), plan.catalogue())


@pytest.mark.parametrize("name", list(COLUMN_SETS))
def test_every_column_has_its_value_and_every_editable_one_its_field(plan: Plan, name: str) -> None:
    columns, rows = columns_of(name, plan.catalogue()), rows_of(plan)
    assert len({column.field for column in columns}) == len(columns)
    assert all(column.field in row for column in columns for row in rows)
    assert all(find_field(column.field, appraised=False) for column in columns if column.editable)
    assert prepare_rows(rows, {})


def test_a_line_without_a_source_shows_an_empty_cell(plan: Plan) -> None:
    without = {**plan.lines.rows(LineFilter())[0], "source": None}
    assert grid_rows([without], plan.catalogue())[0]["source"] == ""


@pytest.mark.parametrize("name", list(COLUMN_SETS))
def test_what_a_text_column_suggests_is_accepted(plan: Plan, name: str) -> None:
    line = str(rows_of(plan)[1]["id"])
    for column in columns_of(name, plan.catalogue()):
        for suggestion in column.suggestions[:3]:
            saved = plan.lines.edit([LineEdit(line, column.field, suggestion)])
            codes = {item.problem.code for item in saved.problems}
            assert codes <= {"nature_mismatch"}, (column.field, suggestion, saved.problems)


def test_figures_stand_as_they_are_kept(plan: Plan) -> None:
    row = rows_of(plan)[0]
    assert (row["quantity"], row["unit_price"], row["amount"], row["locked"]) == (1500, 10_000_000, 15_000_000, "có")
    assert (row["category"], row["difference"]) == ("Thiết bị CNTT", None)


def test_the_difference_is_appraised_less_requested(plan: Plan) -> None:
    edit(plan, plan.lines.find_id("2"), "finance_quantity", "1")
    assert [row["difference"] for row in rows_of(plan)] == [None, -10_000_000]


def test_the_version_seen_moves_with_the_line_only(plan: Plan) -> None:
    before = [row["seen"] for row in rows_of(plan)]
    seq = edit(plan, plan.lines.find_id("2"), "note", "x")
    assert [row["seen"] for row in rows_of(plan)] == [before[0], seq]
