"""Remembered widgets begin with what is remembered, so that the screen never shows one choice over the figures of another."""

from pathlib import Path

import pytest

from budget.plan.keeping import take_backup
from tests.plans import a_plan
from tests.screens import open_screen


def test_a_select_box_begins_with_its_value_and_not_with_its_first_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        (tmp_path / "a-dung-truoc.duckdb").write_bytes(take_backup(plan))
        app = open_screen(monkeypatch, plan.path, "journal", don_vi_tien="trieu")
        plans = app.selectbox(key="w-bo-du-toan")
        assert list(plans.options) == ["a-dung-truoc", "plan"]
        assert (plans.value, plans.proto.default) == ("plan", 1)
        unit = app.selectbox(key="w-don-vi-tien")
        assert unit.options[unit.proto.default] == "triệu đồng"


def test_filters_from_an_address_begin_on_the_widgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_screen(monkeypatch, plan.path, "journal", tim_nhat_ky="bao gia")
        text = app.text_input(key="w-tim-nhat-ky")
        assert (text.value, text.proto.default) == ("bao gia", "bao gia")
