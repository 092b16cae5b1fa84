"""Cutting by hand: make a scenario, see what a cut would do, do it, take it back; the base stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from tests.plans import a_plan, branch, edit, operate
from tests.screens import english_in, open_screen, words_of

LINES = [
    {"name": "Máy tính", "priority": "4"},
    {"name": "Máy in", "priority": "4", "locked": "có"},
    {"name": "Máy quét", "quantity": "3"},
]
"""20 and 20 (not to be cut) of priority 4, 30 of priority 3, in million đồng."""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


def open_cuts(monkeypatch: pytest.MonkeyPatch, plan: Plan, **choices: str | tuple[str, ...]) -> AppTest:
    return open_screen(monkeypatch, plan.path, "cuts", phan_cat="sua-tay", phuong_an=branch(plan, "PA1"), **choices)


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (found,) = [item for item in [*app.text_input, *app.selectbox, *app.multiselect] if item.label == label]
    return found


def press(app: AppTest, label: str) -> AppTest:
    next(item for item in app.button if item.label == label).click().run()
    assert not app.exception, app.exception[0].message
    return app


def write(app: AppTest, share: str = "10", reason: str = "chưa thật sự cần thiết") -> AppTest:
    field(app, "Tỷ lệ cắt (%)").input(share)
    field(app, "Mức ưu tiên").set_value(["4"])
    field(app, "Lý do").input(reason).run()
    return press(app, "Xem trước")


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_a_named_scenario_is_made_and_opened(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "cuts", phan_cat="sua-tay")
    press(app, "Tạo phương án")
    assert any("chưa có tên" in error.value for error in app.error)
    field(app, "Tên phương án").input("PA1")
    press(app, "Tạo phương án")
    (made,) = plan.scenarios.listed()[1:]
    assert (made.name, app.query_params["phuong-an"]) == ("PA1", made.id)
    assert "**PA1** so với phương án gốc" in words_of(app)
    assert field(app, "Phương án").value == made.id


def test_a_cut_is_shown_before_it_is_done_then_done_then_taken_back(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = write(open_cuts(monkeypatch, plan)), plan.head()
    said = words_of(app)
    assert "Xem trước: Cắt 10 % thành tiền** - chọn 2 khoản mục, thay đổi 1" in said
    assert "Bỏ qua 1 khoản mục không được cắt." in said
    assert figures(app) == {
        "Trước": "70.000.000",
        "Sau": "68.000.000",
        "Cắt so với gốc": "2.000.000",
        "Giãn sang kỳ sau": "0",
    }
    assert plan.head() == head, "a preview writes nothing"
    press(app, "Áp dụng vào phương án")
    said = words_of(app)
    assert "**1. Cắt 10 % thành tiền** · 2 khoản mục" in said
    assert "chưa thật sự cần thiết" in said
    assert "Nhu cầu **68.000.000** đồng" in said
    assert "So với gốc **-2.000.000**" in said
    assert plan.totals().amount() == 70_000_000
    press(app, "Hoàn tác")
    assert "Chưa có thao tác nào" in words_of(app)
    assert "Nhu cầu **70.000.000** đồng" in words_of(app)
    press(app, "Làm lại")
    assert "Nhu cầu **68.000.000** đồng" in words_of(app)


@pytest.mark.parametrize(("share", "reason", "said"), [("1.5", "cắt", "“1.5”"), ("", "cắt", "Tỷ lệ cắt"), ("10", "", "chưa có lý do")])
def test_what_cannot_be_done_says_why(plan: Plan, monkeypatch: pytest.MonkeyPatch, share: str, reason: str, said: str) -> None:
    app = write(open_cuts(monkeypatch, plan), share, reason)
    assert any(said in error.value for error in app.error)
    assert not [button for button in app.button if button.label == "Áp dụng vào phương án"]


def test_a_preview_of_another_draft_is_not_kept(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = write(open_cuts(monkeypatch, plan))
    field(app, "Tỷ lệ cắt (%)").input("50").run()
    assert not [button for button in app.button if button.label == "Áp dụng vào phương án"]


def test_totals_nobody_has_seen_are_not_applied(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = write(open_cuts(monkeypatch, plan))
    edit(open_plan(plan.path, "Bình"), plan.lines.find_id("1"), "quantity", "20")
    press(app, "Áp dụng vào phương án")
    assert any("chưa áp dụng" in warning.value for warning in app.warning)
    assert figures(app)["Sau"] == "230.000.000"
    scenario = app.session_state["desk"].scenario
    assert plan.scenarios.operations(scenario) == []
    press(app, "Áp dụng vào phương án")
    assert len(plan.scenarios.operations(scenario)) == 1
    assert plan.totals(scenario).amount() == 230_000_000


def test_an_operation_is_taken_out_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(write(open_cuts(monkeypatch, plan)), "Áp dụng vào phương án")
    press(app, "Bỏ")
    assert "Chưa có thao tác nào" in words_of(app)
    assert "Bỏ thao tác: Cắt 10 % thành tiền" in plan.entries(1)[0].reason


def test_an_operation_of_a_promoted_scenario_stays_and_says_why(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(plan, "Đã chốt")
    operate(plan, scenario, OperationKind.DROP, text="may quet")
    promoted, problems = plan.scenarios.promote(scenario, "chốt")
    assert promoted, problems
    app = press(open_screen(monkeypatch, plan.path, "cuts", phan_cat="sua-tay", phuong_an=scenario), "Bỏ")
    assert any("đã được đưa vào dự toán gốc" in error.value for error in app.error)
    assert len(plan.scenarios.operations(scenario)) == 1


def test_the_form_is_as_it_was_left(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = write(open_cuts(monkeypatch, plan))
    app.switch_page("pages/sources.py").run()
    app.switch_page("pages/cuts.py").run()
    assert (field(app, "Tỷ lệ cắt (%)").value, field(app, "Mức ưu tiên").value) == ("10", ["4"])
    assert field(app, "Lý do").value == "chưa thật sự cần thiết"
    assert app.query_params["cat-uu-tien"] == "4"


def test_a_link_opens_the_same_form(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_cuts(monkeypatch, plan, thao_tac="defer", gian_nam="2026", gian_quy="3", cat_uu_tien=("3", "4"))
    assert (field(app, "Thao tác").value, field(app, "Năm").value, field(app, "Quý").value) == ("defer", "2026", "3")
    assert field(app, "Mức ưu tiên").value == ["3", "4"]


def test_nothing_on_the_screen_is_english(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert english_in(words_of(open_screen(monkeypatch, plan.path, "cuts", phan_cat="sua-tay"))) == []
    assert english_in(words_of(write(open_cuts(monkeypatch, plan)))) == []


def test_the_year_that_takes_over_what_was_deferred_says_so(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    operate(plan, branch(plan, "PA2"), OperationKind.DEFER, {"year": 2025, "quarter": 1}, text="may quet")
    scenario = plan.scenarios.get("PA2").id
    app = open_screen(monkeypatch, plan.path, "cuts", phan_cat="sua-tay", phuong_an=scenario, nam="2025")
    assert any("30.000.000 đồng giãn từ năm khác chuyển đến" in caption.value for caption in app.caption)
