"""Phương án cắt giảm, making room: needs named by a person, both lists before and after, what still lacks money, saved transfers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.at_once import AtOnce
from tests.room import COMPUTERS, MEETING, PROJECT, ROAD, TRAINING, a_room, solved
from tests.screens import english_in, open_screen, words_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A road and a meeting outside the estimate; a project, computers and a training class that lack money."""
    with a_room(tmp_path, [ROAD, MEETING, PROJECT, COMPUTERS, TRAINING]) as opened:
        yield opened


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Searches are answered at once, in the test itself."""
    for name in ("budget.cuts.process.inquiry.SLOT", "budget.cuts.process.solving_beside.SLOT", "budget.plan.cut_terms.SLOT"):
        monkeypatch.setattr(name, AtOnce())
    return monkeypatch


def room(patch: pytest.MonkeyPatch, plan: Plan, **choices: str) -> AppTest:
    return open_screen(patch, plan.path, "cuts", tim_kieu="make_room", **choices)


def test_room_is_made_for_all_that_lacks_and_both_lists_are_shown(plan: Plan, here: pytest.MonkeyPatch) -> None:
    said = words_of(room(here, plan))
    assert "Điều chuyển 1,1 tỷ cho Đề án 06, tổng hai danh mục không đổi" in said
    assert "Cắt **1.060.000.000** đồng" in said
    assert "1. Cổng chào" in said
    assert "3. Dự án nền tảng số" in said
    assert "HĐND tỉnh" in said
    assert "Kiến nghị" in said
    assert "cần kiểm tra" in said
    assert "Tổng cộng, không đổi" in said
    assert "ghi tăng 2 hạn mức" in " ".join(item.label for item in room(here, plan).expander)
    assert english_in(said) == []


def test_lines_and_the_most_are_asked_for_in_words(plan: Plan, here: pytest.MonkeyPatch) -> None:
    assert "Cắt **60.000.000** đồng" in words_of(room(here, plan, danh_khoan="4"))
    assert "Điều chuyển 20 triệu" in words_of(room(here, plan, danh_khoan="4=20 triệu"))
    assert "Điều chuyển 400 triệu" in words_of(room(here, plan, danh_toi_da="400 triệu"))
    assert "phải là số tiền" in words_of(room(here, plan, danh_khoan="4=10 %"))
    assert "99" in words_of(room(here, plan, danh_khoan="99"))
    assert "1.5.2" in words_of(room(here, plan, danh_toi_da="1.5.2"))


def test_a_saved_scenario_shows_its_transfers(plan: Plan, here: pytest.MonkeyPatch) -> None:
    scenario, problems = plan.cuts.save(solved(plan), "Dành nguồn", "họp ngày 5/3")
    assert scenario is not None, problems
    app = room(here, plan, phuong_an=scenario.id)
    assert "Điều chuyển đã lưu: 1,1 tỷ, 2 lần" in [item.label for item in app.expander]
