"""Where a line stands towards the annex of its source, in the panel; tied and untied by hand."""

from pathlib import Path

import pytest

from tests.annexes import grant
from tests.plans import a_plan
from tests.screens import words_of
from tests.test_page_sources import press
from tests.test_parts_line_project import open_line


def test_a_line_is_unknown_then_beyond_then_tied_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        assert "? chưa nhập phụ lục" in words_of(open_line(monkeypatch, plan, 1, "nguon"))
        item = grant(plan)
        app = open_line(monkeypatch, plan, 1, "nguon")
        assert "✗ ngoài phụ lục" in words_of(app)
        (choice,) = [box for box in app.selectbox if box.label == "Mục trong phụ lục"]
        choice.set_value(item).run()
        press(app, "Ghép")
        assert "✓ có trong phụ lục" in words_of(app)
        assert "được cấp 5 bộ" in words_of(app)


def test_a_source_that_is_not_granted_by_list_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{"source": "DT-GIAO"}]) as plan:
        assert "Phụ lục được cấp" not in words_of(open_line(monkeypatch, plan, 1, "nguon"))
