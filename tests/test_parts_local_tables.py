"""The tab Huyện, xã: districts first, letters named, empty where nobody has entered anything."""

from pathlib import Path

import pytest

from tests.plans import COMMUNE, DISTRICT, a_plan
from tests.screens import english_in, open_screen, words_of


def test_districts_are_shown_with_what_is_short_and_what_would_count_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"}, {"unit": COMMUNE, "source": "NQ36-X"}]
    with a_plan(tmp_path, lines) as plan:
        plan.funding.set_ceiling(plan.funding.place_of("NQ36-H", DISTRICT), {"granted": 25_000_000}, "giao")
        app = open_screen(monkeypatch, plan.path, "sources", don_vi_tien="dong", nguon_xem="NQ36-H")
        app.session_state["source-tabs"] = "Huyện, xã"
        app.run()
        said = words_of(app)
        for words in ("-5.000.000", "chưa có văn bản cam kết NQ 36 huyện", "không phải tiền mới", "chỉ tính một lần"):
            assert words in said
        assert "20.000.000" not in said.split("Cộng")[-1]  # the commune's line waits behind the choice
        app.selectbox[-1].set_value("tat-ca").run()
        assert "Tân Thạnh" in words_of(app)
        assert english_in(said) == []


def test_only_sources_of_districts_and_communes_have_the_tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_screen(monkeypatch, plan.path, "sources", nguon_xem="QD334")
        assert [tab.label for tab in app.tabs][-1] == "Phụ lục được cấp"
        app = open_screen(monkeypatch, plan.path, "sources", nguon_xem="BSCDS")
        assert [tab.label for tab in app.tabs][-1] == "Huyện, xã"
