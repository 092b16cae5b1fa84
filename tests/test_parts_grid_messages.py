"""Failed checks on cells: on the column they speak of, joined when several, and fresh after every edit."""

from pathlib import Path

import pytest
import streamlit as st

import budget.plan.checks_part
from budget.checks.registry import REGISTRY
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.plan.face import Plan
from pages.parts.estimate_columns import COLUMN_SETS, columns_of
from pages.parts.grid_messages import changed_marks, field_of, known_messages, mark_cells, marks_due, read_messages
from tests.plans import a_plan, edit


def test_problems_stand_on_their_cells_and_notes_stay_away() -> None:
    problems = [
        Problem("missing_basis", "Thiếu căn cứ.", "Ghi căn cứ.", line="a"),
        Problem("missing_code", "Thiếu mã.", line="a"),
        Problem("missing_basis", "Cũ.", line="a"),
        Problem("missing_basis", "Lưu ý.", severity=Severity.NOTE, line="a"),
        Problem("missing_basis", "Không của khoản mục nào."),
    ]
    assert mark_cells(problems) == {("a", "basis"): "Thiếu căn cứ. Ghi căn cứ. Cũ.", ("a", "budget_code"): "Thiếu mã."}


def test_every_check_speaks_of_a_column_there_is(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        fields = {column.field for name in COLUMN_SETS for column in columns_of(name, plan.catalogue())}
    assert {field_of(code) for code in REGISTRY} <= fields
    assert field_of("a code of a later program") == "name"


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session of our own."""
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def marks(plan: Plan, dataset: str = "d") -> set[tuple[str, str]]:
    return set(read_messages(plan, BASE, dataset, plan.lines.select(LineFilter())))


def test_an_edit_renews_the_marks_of_its_line_and_leaves_the_others(tmp_path: Path, session: dict[str, object]) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
        before = marks(plan)
        assert {(first, "budget_code"), (second, "budget_code")} <= before
        edit(plan, first, "budget_code", "6956")
        assert marks(plan) == before - {(first, "budget_code")}
        edit(plan, first, "budget_code", "")
        assert marks(plan) == before == marks(plan, "another data set")


def test_the_grid_is_drawn_with_what_is_known_and_told_only_what_changed(tmp_path: Path, session: dict[str, object]) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        first = plan.lines.find_id("1")
        assert known_messages("d") == {}
        marks(plan)
        before = known_messages("d")
        edit(plan, first, "basis", "03 báo giá")
        assert known_messages("d") == before, "nothing is checked for the asking"
        after = read_messages(plan, BASE, "d", plan.lines.select(LineFilter()))
        moved = changed_marks(before, after)
        assert list(moved) == [first]
        assert moved[first] == {field: sentence for (line, field), sentence in after.items() if line == first}
        assert known_messages("another data set") == {}


def test_a_line_without_marks_any_more_is_told_so() -> None:
    assert changed_marks({("a", "basis"): "Thiếu."}, {}) == {"a": None}
    assert changed_marks({("a", "basis"): "Thiếu."}, {("a", "basis"): "Thiếu."}) == {}


def test_curing_one_of_two_equal_requests_clears_the_mark_of_the_other(tmp_path: Path, session: dict[str, object]) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
        assert (second, "name") in marks(plan) or (first, "name") in marks(plan)
        edit(plan, first, "name", "Bàn ghế phòng họp")
        assert not {(first, "name"), (second, "name")} & marks(plan)


def test_marks_of_a_large_plan_wait_until_all_of_it_has_been_checked(
    tmp_path: Path, session: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget.plan.checks_part, "SMALL", 1)
    with a_plan(tmp_path, [{}, {}]) as plan:
        assert marks(plan) == set()
        assert marks_due(plan, "d")
        plan.checks.run()  # waits for the check that was begun
        whole = marks(plan)
        assert {line for line, _ in whole} == set(plan.lines.select(LineFilter()))
        assert not marks_due(plan, "d")
