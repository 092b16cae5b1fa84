"""Việc cần xử lý: one problem after another, cured where it is read, or set aside with a reason."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from tests.checked import CLEAN
from tests.plans import DISTRICT, a_plan, branch, edit, operate
from tests.screens import english_in, open_screen, words_of

PER_DIEM = {"name": "Phụ cấp lưu trú", "measure": "người/ngày", "norm": "PCLT", "budget_code": "6702", "unit_price": "250.000"}
HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Máy quét tài liệu"}
LINES: list[Mapping[str, str]] = [
    {**CLEAN, **PER_DIEM},
    {**CLEAN, "name": "Máy in", "vat": ""},
    HERE,
    {**HERE, "name": "Mua sắm máy quét tài liệu"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


def open_work(monkeypatch: pytest.MonkeyPatch, plan: Plan, code: str = "", **choices: str | tuple[str, ...]) -> AppTest:
    return open_screen(monkeypatch, plan.path, "work_list", **({"viec_ma": code} if code else {}), **choices)


def press(app: AppTest, label: str) -> AppTest:
    next(item for item in app.button if item.label == label).click().run()
    assert not app.exception, app.exception[0].message
    return app


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (found,) = [item for item in [*app.text_input, *app.selectbox] if item.label == label]
    return found


def codes(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.checks.run()]


def test_the_kinds_stand_with_sign_word_and_count_and_the_most_pressing_is_in_hand(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words_of(open_work(monkeypatch, plan))
    assert ":red[✗ Sai quy định] · Đơn giá vượt định mức (1)" in said
    assert ":orange[! Cần xem] · Có thể đề nghị trùng (1)" in said
    assert f"**Đơn giá vượt định mức** · việc 1/{len(codes(plan))}" in said
    assert "**Cách xử lý:** Cắt về định mức: đặt đơn giá 200.000 đ." in said
    assert "Căn cứ: TT 40/2017/TT-BTC" in said


def test_the_cure_named_is_one_press_and_the_next_problem_comes_at_once(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, before = open_work(monkeypatch, plan), len(codes(plan))
    press(app, "Đặt đơn giá về định mức 200.000")
    assert "norm_exceeded" not in codes(plan)
    entry = plan.entries(1)[0]
    assert (entry.actor, entry.action, entry.reason) == ("An", "edit", "Việc cần xử lý: Đơn giá vượt định mức")
    said = words_of(app)
    assert "Đơn giá vượt định mức" not in said
    assert f"việc 1/{before - 1}" in said
    assert app.get("progress")[0].proto.text == f"Đã xử lý 1, còn {before - 1}"
    press(app, "Hoàn tác")
    assert "norm_exceeded" in codes(plan)


def test_a_field_is_typed_as_text_and_saved_with_its_reason(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, "vat_not_stated")
    field(app, "Thuế suất GTGT").input("8%")
    field(app, "Lý do sửa").input("theo báo giá")
    press(app, "Lưu")
    record = plan.lines.record(plan.lines.find_id("2"))
    assert record is not None
    assert record["vat_bp"] == 800
    assert plan.entries(1)[0].reason == "theo báo giá"
    assert any("Không còn việc nào với lựa chọn này" in item.value for item in app.info)


def test_what_cannot_be_read_is_refused_in_words_and_stays(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_work(monkeypatch, plan, "vat_not_stated"), plan.head()
    field(app, "Thuế suất GTGT").input("tám")
    press(app, "Lưu")
    assert any("“tám” không phải là thuế suất đọc được" in error.value for error in app.error)
    assert plan.head() == head


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, "norm_exceeded")
    edit(open_plan(plan.path, "Bình"), plan.lines.find_id("1"), "unit_price", "260.000")
    press(app, "Đặt đơn giá về định mức 200.000")
    assert any("đã được Bình sửa" in error.value for error in app.error)


def test_a_pair_that_is_not_the_same_is_set_aside_counted_and_brought_back(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, "duplicate_likely")
    press(app, "Không phải trùng")
    assert any("Chưa ghi lý do bỏ qua" in error.value for error in app.error)
    field(app, "Lý do bỏ qua").input("hai phòng làm việc")
    press(app, "Không phải trùng")
    assert "duplicate_likely" not in codes(plan)
    assert [item.label for item in app.expander if "bỏ qua" in item.label] == ["Đã xem và bỏ qua: 1"]
    assert "hai phòng làm việc" in words_of(app)
    press(app, "Đưa trở lại")
    assert "duplicate_likely" in codes(plan)


def test_an_error_offers_no_way_past_it(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, "norm_exceeded")
    assert [item.label for item in app.text_input if item.label == "Lý do bỏ qua"] == []


def test_next_and_before_go_round_and_what_is_in_hand_stays_in_hand(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, total = open_work(monkeypatch, plan), len(codes(plan))
    press(app, "Trước")
    assert f"việc {total}/{total}" in words_of(app)
    press(press(app, "Tiếp"), "Tiếp")
    assert f"việc 2/{total}" in words_of(app)
    edit(plan, plan.lines.find_id("1"), "unit_price", "100.000")
    app.run()
    assert f"việc 1/{total - 1}" in words_of(app)


def test_severity_unit_and_kind_narrow_the_list_and_are_in_the_address(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, viec_muc="warning", viec_don_vi=DISTRICT)
    said = words_of(app)
    assert "Có thể đề nghị trùng (1)" in said
    assert "Chưa rõ thuế GTGT" not in said
    next(item for item in app.button if "Có thể đề nghị trùng" in item.label).click().run()
    assert app.query_params["viec-ma"] == "duplicate_likely"
    assert "việc 1/1" in words_of(app)


def test_a_pot_leads_to_the_sources_and_a_line_to_the_grid(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_work(monkeypatch, plan, "ceiling_unknown")
    press(app, "Mở nguồn kinh phí")
    assert app.query_params["nguon-xem"] == "NQ36-H"
    app = press(open_work(monkeypatch, plan, "norm_exceeded"), "Mở trong bảng")
    assert app.session_state["view"].text("khoan-muc") == plan.lines.find_id("1")


def test_a_scenario_shows_its_own_problems_and_edits_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(plan, "PA")
    operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("2"),))
    app = open_work(monkeypatch, plan, "norm_exceeded", phuong_an=scenario)
    assert "Đang xem một phương án" in words_of(app)
    assert [item.label for item in app.button if item.label.startswith(("Đặt", "Lưu"))] == []
    assert "Chưa rõ thuế GTGT" not in words_of(app)


def test_nothing_left_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path) as plan:
        app = open_work(monkeypatch, plan)
        assert any("Không còn việc nào" in item.value for item in app.success)


def test_nothing_on_the_screen_is_english(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert english_in(words_of(open_work(monkeypatch, plan))) == []


def test_a_problem_of_the_police_request_leads_to_its_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loose = {**CLEAN, "unit": "CA-TINH", "norm": "", "name": "Máy ảnh chụp căn cước"}
    with a_plan(tmp_path, [loose]) as plan:
        app = press(open_work(monkeypatch, plan, "police_unclassified"), "Mở đề nghị ngành công an")
    assert "**1. Máy ảnh chụp căn cước**" in words_of(app)
    assert "Gợi ý: chưa phân loại. Thiết bị ngoài dự án" in words_of(app)
