"""Which lines a run looks at."""

from pathlib import Path

import pytest

import budget.store.database
from budget.checks.scope import open_scope, quote
from tests.checked import CLEAN
from tests.plans import a_plan


def test_a_run_over_some_lines_still_sees_all_they_are_held_against(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "name": "MÁY TÍNH ĐỂ BÀN"}, {**CLEAN, "name": "Máy in"}]) as plan, plan.store.read() as cursor:
        open_scope(cursor, "goc", [plan.lines.find_id("1")])
        assert [row[0] for row in cursor.rows("SELECT number FROM checked")] == [1]
        same = "SELECT number FROM traits WHERE same = (SELECT same FROM traits WHERE number = 1) ORDER BY number"
        assert [row[0] for row in cursor.rows(same)] == [1, 2]


def test_a_run_over_all_lines_sees_each_of_them(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "quantity": "0"}]) as plan, plan.store.read() as cursor:
        open_scope(cursor, "goc")
        assert [row[0] for row in cursor.rows("SELECT number FROM checked ORDER BY number")] == [1, 2]
        assert [row[0] for row in cursor.rows("SELECT number FROM traits")] == [1]


def test_a_text_in_sql_cannot_end_itself() -> None:
    assert quote("O'Hara") == "'O''Hara'"


def test_a_long_answer_is_told_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.store.database, "AT_ONCE", 2)
    called: list[int] = []
    with a_plan(tmp_path, [CLEAN] * 5) as plan, plan.store.read() as cursor:
        scope = open_scope(cursor, "goc", between=lambda: called.append(1))
        called.clear()
        seen = [(line.number, len(called)) for line, _ in scope.rows("", "kept k ORDER BY k.number")]
    assert seen == [(1, 2), (2, 2), (3, 3), (4, 3), (5, 4)]
