"""The marks that come with the program: which lines they hold for, on which day, and how they are cited."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from budget.cuts import marks
from budget.cuts.marks import all_phrases, cite_mark, find_marked, shipped
from budget.cuts.necessity.line_facts import read_line_facts
from budget.model.ids import BASE
from budget.reference.cut_conventions import CutEffect
from tests.plans import a_plan

DAY = date(2024, 6, 30)
LINES = [
    {"name": "Phụ cấp", "budget_code": "6702", "category": "inspection"},
    {"name": "Tập huấn cần", "budget_code": "6651", "category": "training", "priority": "2"},
    {"name": "Tập huấn giãn được", "budget_code": "6651", "category": "training", "priority": "3"},
    {"name": "In kỷ yếu", "category": "publicity"},
    {"name": "Tờ rơi VNeID", "category": "publicity"},
    {"name": "Thiết bị hội nghị truyền hình", "category": "equipment"},
]


def test_each_mark_holds_where_all_it_asks_for_holds(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        facts = read_line_facts(cursor, BASE, None, all_phrases())
    held = {found.mark.code: found.lines.tolist() for found in find_marked(facts, CutEffect.BAND, DAY)}
    assert [held["M6700"], held["M6650"], held["M6650-TH"], held["INAN"]] == [
        [True, False, False, False, False, False],
        [False] * 6,
        [False, False, True, False, False, False],
        [False, False, False, True, False, False],
    ]


def test_a_mark_out_of_force_holds_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = tuple(replace(mark, valid_to=date(2023, 12, 31)) for mark in shipped().cut_marks)
    reference = replace(shipped(), cut_marks=ended)
    monkeypatch.setattr(marks, "shipped", lambda: reference)
    with a_plan(tmp_path, LINES) as plan, plan.store.read() as cursor:
        facts = read_line_facts(cursor, BASE, None, all_phrases())
    assert list(find_marked(facts, CutEffect.BAND, DAY)) == []
    assert len(list(find_marked(facts, CutEffect.BAND, date(2023, 6, 30)))) > 0


def test_what_nobody_confirmed_says_so() -> None:
    cited = {mark.code: cite_mark(mark) for mark in shipped().cut_marks}
    assert all("cần kiểm tra" in text for text in cited.values())
    assert cited["LUONG"].startswith("Luật Ngân sách nhà nước")
    assert cited["DUONGTRUYEN"] == "thông lệ thẩm định (cần kiểm tra)"
