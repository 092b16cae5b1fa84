"""Nguồn kinh phí: what is known and what is not, entering one ceiling or many, and refusals that keep what was typed."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan
from tests.screens import open_screen, words_of

LINES = [{}, {"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"}]


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (found,) = [item for item in [*app.text_input, *app.text_area] if item.label.startswith(label)]
    return found


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [item for item in app.button if item.label.startswith(label)]
    return button.click().run()


def open_source(monkeypatch: pytest.MonkeyPatch, plan: Plan, source: str, tab: str = "") -> AppTest:
    app = open_screen(monkeypatch, plan.path, "sources", don_vi_tien="dong", nguon_xem=source)
    if tab:
        app.session_state["source-tabs"] = tab
        app.run()
    return app


def test_an_unknown_ceiling_is_counted_and_never_zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        said = words_of(open_source(monkeypatch, plan, "QD334"))
    assert "1 hạn mức chưa nhập, ứng với nhu cầu 20.000.000 đồng" in said
    assert "chưa nhập hạn mức" in said


def test_a_ceiling_typed_as_people_write_is_saved_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_source(monkeypatch, plan, "QD334")
        field(app, "Đã giao").input("15 triệu")
        field(app, "Đã chi").input("")
        field(app, "Lý do").input("Quyết định giao")
        press(app, "Lưu hạn mức")
        assert not app.error
        ceiling = plan.funding.ceiling("QD334|49|2024|recurrent")
        assert ceiling is not None
        assert (ceiling.granted, ceiling.spent) == (15_000_000, None)
        assert plan.funding.by_source(year=2024)["QD334"].shortage == 5_000_000
        assert field(app, "Lý do").value == "Quyết định giao"


@pytest.mark.parametrize(("granted", "reason", "said"), [("1,234.50", "giao", "1,234.50"), ("15 triệu", "", "lý do")])
def test_a_refusal_says_why_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, granted: str, reason: str, said: str
) -> None:
    with a_plan(tmp_path, LINES) as plan:
        head = plan.head()
        app = open_source(monkeypatch, plan, "QD334")
        field(app, "Đã giao").input(granted)
        field(app, "Lý do").input(reason)
        press(app, "Lưu hạn mức")
        assert any(said in error.value for error in app.error)
        assert field(app, "Đã giao").value == granted
        assert plan.head() == head


def test_a_ceiling_somebody_else_has_just_changed_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        place = plan.funding.place_of("QD334", None)
        plan.funding.set_ceiling(place, {"granted": 5}, "lần một")
        app = open_source(monkeypatch, plan, "QD334")
        field(app, "Đã giao").input("7")
        field(app, "Lý do").input("của tôi")
        plan.funding.set_ceiling(place, {"granted": 6}, "của người khác")
        press(app, "Lưu hạn mức")
        ceiling = plan.funding.ceiling("QD334|49|2024|recurrent")
        assert ceiling is not None
        assert ceiling.granted == 6
        assert any("đã được" in error.value for error in app.error)


def test_a_ceiling_taken_away_is_unknown_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        plan.funding.set_ceiling(plan.funding.place_of("QD334", None), {"granted": 5}, "giao")
        app = open_source(monkeypatch, plan, "QD334")
        field(app, "Lý do").input("nhập nhầm")
        press(app, "Bỏ hạn mức đã nhập")
        assert plan.funding.ceiling("QD334|49|2024|recurrent") is None


def test_a_pasted_list_is_shown_before_it_is_saved_as_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_source(monkeypatch, plan, "NQ36-H", "Dán nhiều đơn vị")
        head = plan.head()
        field(app, "Danh sách").input(f"{DISTRICT}\t120.000.000\nHội An\t1 tỷ").run()
        assert "Hiểu được **2** đơn vị" in words_of(app)
        field(app, "Lý do").input("Nghị quyết giao dự toán")
        press(app, "Lưu hạn mức của 2 đơn vị")
        assert plan.head() == head + 1
        assert plan.funding.ceiling(f"NQ36-H|{OTHER_DISTRICT}|2024|recurrent").granted == 10**9  # type: ignore[union-attr]


def test_a_doubtful_line_stops_the_whole_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_source(monkeypatch, plan, "NQ36-X", "Dán nhiều đơn vị")
        field(app, "Danh sách").input(f"{COMMUNE}\t5\nPhuoc Hoa\t6").run()
        said = words_of(app)
        assert "1 dòng bị từ chối" in said
        assert "20338" in said
        assert "20729" in said
        (save,) = [button for button in app.button if button.label.startswith("Lưu hạn mức của")]
        assert save.disabled


def test_rules_cite_and_payees_lead_to_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        said = words_of(open_source(monkeypatch, plan, "QD334", "Quy định sử dụng"))
        assert "cần kiểm tra" in said
        assert "Điều 8, Điều 12" in said
        app = open_source(monkeypatch, plan, "QD334", "Đơn vị được chi")
        press(app, "Xem khoản mục của Sở Tài chính")
        assert app.session_state["view"].texts("don-vi") == ["SBN-STC"]


def test_a_filter_that_matches_nothing_says_how_to_undo_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, LINES) as plan:
        app = open_source(monkeypatch, plan, "NQ36-H")
        field(app, "Tìm đơn vị").input("khong co").run()
        assert "Không có hạn mức nào khớp" in words_of(app)
        field(app, "Tìm đơn vị").input("tam ky").run()
        assert "Không có hạn mức nào khớp" not in words_of(app)


def test_a_source_says_where_its_money_goes_when_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        said = words_of(open_screen(monkeypatch, plan.path, "sources", nguon_xem="QD334"))
    assert "Nếu cắt: Tiền cắt ở Quyết định 334 về ngân sách tỉnh" in said
    assert "Người quyết định: UBND tỉnh" in said
