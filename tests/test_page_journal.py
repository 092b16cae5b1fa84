"""Nhật ký: batches in words, filtered, opened, and taken back only after the totals before and after were shown."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.plan.face import Plan, open_plan
from tests.plans import a_plan
from tests.screens import open_screen, words_of


def edit(plan: Plan, text: str, reason: str) -> int:
    line = plan.lines.select(LineFilter())[0]
    saved = plan.lines.edit([LineEdit(line, "quantity", text)], reason)
    assert saved.receipt is not None
    return saved.receipt.seq


def open_batch(monkeypatch: pytest.MonkeyPatch, plan: Plan, seq: int) -> AppTest:
    return open_screen(monkeypatch, plan.path, "journal", don_vi_tien="dong", lan_ghi=str(seq))


def test_a_batch_opens_to_its_changes_old_and_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        seq = edit(plan, "10", "nhu cầu mới")
        said = words_of(open_batch(monkeypatch, plan, seq))
    assert f"Lần ghi {seq}: Sửa khoản mục (1 khoản mục)" in said
    assert "Khoản mục 1: Máy tính để bàn" in said


def test_an_undo_shows_the_totals_before_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        seq = edit(plan, "10", "nhầm")
        app = open_batch(monkeypatch, plan, seq)
        (toggle,) = [item for item in app.toggle if item.label == "Xem trước khi hoàn tác"]
        toggle.set_value(True).run()
        said = words_of(app)
        assert "100.000.000" in said
        assert "-80.000.000" in said
        assert plan.totals().amount() == 100_000_000
        (button,) = [item for item in app.button if item.label == f"Hoàn tác lần ghi {seq}"]
        button.click().run()
        assert plan.totals().amount() == 20_000_000


def test_a_refused_undo_names_the_later_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        first = edit(plan, "10", "một")
        second = edit(open_plan(plan.path, "Bình"), "11", "hai")
        app = open_batch(monkeypatch, plan, first)
        (toggle,) = [item for item in app.toggle if item.label == "Xem trước khi hoàn tác"]
        toggle.set_value(True).run()
        assert any(f"lần ghi {second} của Bình" in error.value for error in app.error)
        assert not [item for item in app.button if item.label == f"Hoàn tác lần ghi {first}"]


def test_what_was_taken_back_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        seq = edit(plan, "10", "nhầm")
        plan.undo(seq)
        app = open_batch(monkeypatch, plan, seq)
        assert any(f"đã được hoàn tác ở lần ghi {seq + 1}" in item.value for item in app.info)
        assert not [item for item in app.toggle if item.label == "Xem trước khi hoàn tác"]


def test_filters_find_without_accents_and_say_when_nothing_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        seq = edit(plan, "10", "Báo giá mới")
        app = open_screen(monkeypatch, plan.path, "journal", tim_nhat_ky="bao gia")
        assert f"Lần ghi {seq}" in words_of(app)
        app = open_screen(monkeypatch, plan.path, "journal", tim_nhat_ky="khong thay")
        assert any("Bỏ lọc" in item.value for item in app.info)


def test_a_long_journal_is_paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        for number in range(20):
            edit(plan, str(number + 5), f"lần {number}")
        said = words_of(open_screen(monkeypatch, plan.path, "journal", trang_nhat_ky="2"))
    assert "Lần ghi 2: Thêm khoản mục" in said
