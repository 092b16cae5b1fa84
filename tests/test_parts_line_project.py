"""The project side of an investment line: its ladder, and a form that saves like the others."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import a_plan
from tests.screens import open_screen, words_of
from tests.test_page_sources import field, press

LINE = {
    "source": "DTC",
    "nature": "investment",
    "category": "project",
    "budget_code": "9351",
    "policy_document": "NQ 5",
    "policy_date": "05/01/2024",
}


def open_line(monkeypatch: pytest.MonkeyPatch, plan: Plan, number: int, section: str) -> AppTest:
    app = open_screen(monkeypatch, plan.path, "estimate", khoan_muc=plan.lines.find_id(str(number)))
    app.session_state["line-section"] = section
    return app.run()


def test_the_ladder_names_what_is_missing_and_the_form_fills_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [LINE]) as plan:
        app = open_line(monkeypatch, plan, 1, "du-an")
        said = words_of(app)
        assert ":green[✓] Chủ trương đầu tư :small[NQ 5 · 05/01/2024]" in said
        assert ":red[✗] Quyết định đầu tư" in said
        assert "cần kiểm tra" in said
        field(app, "QĐ đầu tư: số").input("QĐ 9")
        field(app, "Trung hạn").input("5 tỷ")
        press(app, "Lưu")
        record = plan.lines.record(plan.lines.find_id("1"))
        assert record is not None
        assert (record["decision_document"], record["medium_term"]) == ("QĐ 9", 5_000_000_000)


def test_a_recurrent_line_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_line(monkeypatch, plan, 1, "du-an")
        assert app.session_state["line-section"] == "so-lieu"
        assert "Chủ trương đầu tư" not in words_of(app)
