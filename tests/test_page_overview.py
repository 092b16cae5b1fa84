"""Tổng quan: the finding, the figures behind it, what waits, and the way to its cure."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import budget.plan.checks_part
from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.check_cache import CheckCache, Checked
from budget.scenarios.operations import Draft
from budget.store.database import Cursor
from pages.parts.attention import WAITING
from tests.plans import DISTRICT, a_plan
from tests.screens import open_screen, words_of

LINES = [
    {"quantity": "10"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"name": "Dự án khác", "listing": "other", "nature": "investment", "source": "DTC", "quantity": "9"},
]


def test_the_short_source_is_named_with_its_amount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        plan.funding.set_ceiling(plan.funding.place_of("QD334", None), {"granted": 60_000_000}, "QĐ giao")
        app = open_screen(monkeypatch, plan.path, "overview", don_vi_tien="dong")
        said = words_of(app)
    assert "Nguồn QĐ 334 thiếu 40 triệu" in said
    assert "-40.000.000" in said
    assert ">1 hạn mức<" in said
    assert "Danh mục khác" in said
    assert "90 triệu" in said


def test_an_empty_plan_says_where_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        said = words_of(open_screen(monkeypatch, plan.path, "overview"))
    assert "Chưa có khoản mục và hạn mức nào" in said
    assert "Không có việc nào phải xử lý" in said


def test_unappraised_lines_lead_to_the_estimate_showing_only_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_screen(monkeypatch, plan.path, "overview")
        (button,) = [button for button in app.button if "chưa thẩm định" in button.label]
        assert button.label.startswith("2 ")
        button.click().run()
        assert app.session_state["view"].text("tham-dinh-xong") == "khong"


def test_a_pressing_problem_leads_to_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{"source": "QD334", "unit": DISTRICT}]) as plan:
        app = open_screen(monkeypatch, plan.path, "overview")
        (button,) = [button for button in app.button if button.key == "viec-source_not_allowed"]
        button.click().run()
        assert app.session_state["view"].text("viec-ma") == "source_not_allowed"


def test_scenarios_stand_beside_the_base_with_what_they_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario, _ = plan.scenarios.new("Cắt mười phần trăm")
        assert scenario is not None
        plan.scenarios.apply(scenario.id, [Draft(OperationKind.PERCENT, LineFilter(sources=("QD334",)), "giảm chi", {"share_bp": 1000})])
        said = words_of(open_screen(monkeypatch, plan.path, "overview", don_vi_tien="dong"))
    assert "Cắt mười phần trăm" in said
    assert "-10.000.000" in said


def test_a_large_plan_is_shown_while_it_is_still_being_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.checks_part, "SMALL", 0)
    go = threading.Event()
    known = CheckCache.read

    def wait(cache: CheckCache, cursor: Cursor, scenario: str, seq: int, between: Callable[[], None] = lambda: None) -> Checked:
        assert go.wait(60)
        return known(cache, cursor, scenario, seq, between)

    monkeypatch.setattr(CheckCache, "read", wait)
    with a_plan(tmp_path, [{"basis": "", "price_kind": ""}]) as plan:
        app = open_screen(monkeypatch, plan.path, "overview")
        assert WAITING in words_of(app)
        assert "Thiếu căn cứ giá" not in words_of(app)
        assert "Không có việc nào phải xử lý" not in words_of(app), "nobody knows that yet"
        go.set()
        plan.checks.run()
        said = words_of(app.run())
    assert WAITING not in said
    assert "Thiếu căn cứ giá" in said
