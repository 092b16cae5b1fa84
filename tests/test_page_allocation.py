"""Bố trí nguồn: what is placed and why the rest is not, the flow and its table, saving with a reason, what is saved and old."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import DISTRICT, a_plan, edit
from tests.screens import english_in, open_screen, words_of

MILLION = 1_000_000
LINE = {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "quarter": "2"}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """Three lines of a district: 30 triệu of priority 1, 20 of 2, 40 of 3; its purses hold 50 (NQ 36) and 15 (own money)."""
    asked = (("1", "30.000.000"), ("2", "20.000.000"), ("3", "40.000.000"))
    with a_plan(tmp_path, [{**LINE, "priority": priority, "unit_price": price} for priority, price in asked]) as opened:
        for source, millions in (("NQ36-H", 50), ("NSH-THEM", 15)):
            money = {"granted": millions * MILLION, "spent": 0, "committed": 0}
            opened.funding.set_ceiling(opened.funding.place_of(source, DISTRICT), money, "giao đầu năm")
        yield opened


def show(monkeypatch: pytest.MonkeyPatch, plan: Plan, tab: str = "") -> AppTest:
    app = open_screen(monkeypatch, plan.path, "allocation", don_vi_tien="dong")
    if tab:
        app.session_state["allocation-tabs"] = tab
        app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [item for item in app.button if item.label == label]
    return button.click().run()


def test_the_plan_that_the_law_allows_is_told_with_its_proof(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(show(monkeypatch, plan))
    assert "Bố trí được 65 triệu trong 90 triệu nhu cầu, còn thiếu 25 triệu" in said
    assert "Đã chứng minh là tốt nhất theo quy định" in said
    assert "-25.000.000" in said
    assert "Chưa lưu lần bố trí nào" in said
    assert english_in(said) == []


def test_the_flow_has_a_table_beside_it_that_names_what_nobody_pays(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(show(monkeypatch, plan))
    assert "Thiếu nhiều nhất ở khối UBND cấp huyện: 25 triệu trong 25 triệu" in said
    assert "Chưa có nguồn" in said
    assert "50.000.000" in said


def test_a_line_without_enough_money_says_why_and_by_which_article(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = show(monkeypatch, plan, "Chưa đủ tiền")
    said = words_of(app)
    assert "Khoản mục số 3" in said
    assert "ưu tiên cao hơn hoặc cùng mức 3 có số nhỏ hơn" in said
    assert "Căn cứ: " in said
    (why,) = [item for item in app.selectbox if item.label == "Vì sao thiếu"]
    assert list(why.options) == ["Mọi lý do", "Các nguồn được phép đã hết"]


def test_sources_tell_whose_money_it_is_and_what_more_would_do(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = show(monkeypatch, plan, "Theo nguồn")
    said = words_of(app)
    assert "kiến nghị" in said
    assert "cấp cho khoản ưu tiên 3" in said
    (more,) = [item for item in app.text_input if item.label.startswith("tăng thêm")]
    said = words_of(more.set_value("10 triệu").run())
    assert "số bố trí được thay đổi 10.000.000 đ (mức 3: +10.000.000 đ)" in said
    said = words_of(more.set_value("mười").run())
    assert "mười" in said


def test_the_columns_of_a_unit_add_up(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(show(monkeypatch, plan, "Theo đơn vị"))
    assert all(text in said for text in ("90.000.000", "50.000.000", "15.000.000", "-25.000.000"))


def test_saving_needs_a_reason_and_what_is_saved_grows_old(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(show(monkeypatch, plan), "Lưu bố trí nguồn")
    assert "Chưa ghi lý do bố trí nguồn." in words_of(app)
    (reason,) = [item for item in app.text_input if item.label.startswith("Lý do bố trí")]
    app = press(reason.set_value("họp ngày 5/3").run(), "Lưu bố trí nguồn")
    assert "Đã lưu: bố trí 65 triệu" in words_of(app)
    assert "Còn đúng với số liệu hiện nay." in words_of(app)
    edit(plan, plan.lines.find_id("1"), "quantity", "0,5")
    said = words_of(app.run())
    assert "Không còn đúng" in said or "Cũ" in said
    assert "Bố trí được 65 triệu trong 75 triệu nhu cầu" in said


def test_an_empty_year_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as empty:
        said = words_of(show(monkeypatch, empty))
    assert "Chưa có khoản mục nào cần bố trí" in said
    assert "Chưa có khoản mục nào trong năm đang xem." in said
