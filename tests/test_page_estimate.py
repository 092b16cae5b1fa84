"""Dự toán chi tiết: the panel saves what was typed or says why not, filters decide what counts, and a year is a year."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from pages.parts.line_panel import SECTION
from pages.parts.line_saving import REASON
from tests.plans import DISTRICT, a_plan, branch, edit, operate
from tests.screens import english_in, open_screen, words_of

LINES = [
    {"name": "Máy tính để bàn"},
    {"name": "Máy in", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"name": "Máy quét", "year": "2025", "quantity": "5"},
]
"""20, 30 and, next year, 50 million đồng."""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


def line(plan: Plan, number: int) -> str:
    return plan.lines.find_id(str(number))


def open_line(monkeypatch: pytest.MonkeyPatch, plan: Plan, number: int = 1, **choices: str | tuple[str, ...]) -> AppTest:
    return open_screen(monkeypatch, plan.path, "estimate", khoan_muc=line(plan, number), **choices)


def field(app: AppTest, label: str):  # noqa: ANN201  # AppTest's own element type
    (found,) = [item for item in [*app.text_input, *app.selectbox, *app.checkbox, *app.multiselect] if item.label == label]
    return found


def press(app: AppTest, label: str) -> AppTest:
    button = [item for item in app.button if item.label == label][-1]
    button.click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_a_price_typed_in_the_panel_moves_the_figure_on_top_in_the_same_run(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_line(monkeypatch, plan)
    assert "Nhu cầu **50.000.000** đồng" in words_of(app)
    field(app, "Đơn giá (đồng)").input("12.500.000")
    field(app, "Lý do sửa").input("báo giá mới")
    press(app, "Lưu")
    said = words_of(app)
    assert "Nhu cầu **55.000.000** đồng" in said
    assert "2 bộ × 12.500.000 đ × 1 lần = **25.000.000 đ**" in said
    app.session_state[SECTION] = "lich-su"
    said = words_of(app.run())
    assert "Đơn giá (đề nghị): 10.000.000 → **12.500.000**" in said
    assert "Lý do: báo giá mới" in said
    assert (plan.entries(1)[0].reason, plan.entries(1)[0].size) == ("báo giá mới", 1)


def test_the_reason_stands_until_another_is_typed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_line(monkeypatch, plan)
    field(app, "Số lượng").input("4")
    field(app, "Lý do sửa").input("nhu cầu mới")
    press(app, "Lưu")
    assert (field(app, "Lý do").value, field(app, "Lý do sửa").value) == ("nhu cầu mới", "nhu cầu mới")
    app.switch_page("pages/journal.py").run()
    app.switch_page("pages/estimate.py").run()
    assert field(app, "Lý do").value == "nhu cầu mới"
    field(app, "Lý do").input("giảm lại").run()
    field(app, "Số lượng").input("3")
    press(app, "Lưu")
    assert [entry.reason for entry in plan.entries(2)] == ["giảm lại", "nhu cầu mới"]
    assert app.session_state[REASON] == "giảm lại"


def test_every_field_of_the_panel_is_saved_as_one_batch(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_line(monkeypatch, plan), plan.head()
    field(app, "Số lượng").input("1,5")
    field(app, "Số lần").input("2")
    field(app, "Nguồn kinh phí").select("BSCDS")
    (priority,) = [item for item in app.selectbox if item.label == "Mức ưu tiên"]
    priority.select("4")
    field(app, "Không được cắt").check()
    field(app, "Ghi chú").input("gấp")
    press(app, "Lưu")
    assert plan.head() == head + 1
    record = plan.lines.record(line(plan, 1))
    assert record is not None
    names = ("requested_quantity_milli", "requested_times_milli", "requested_amount", "source", "priority", "locked", "note")
    assert [record[name] for name in names] == [1500, 2000, 30_000_000, "BSCDS", 4, True, "gấp"]


@pytest.mark.parametrize(
    ("label", "text"), [("Đơn giá (đồng)", "1,234.5"), ("Đơn giá (đồng)", "abc"), ("Đơn giá (đồng)", "-5"), ("Số lượng", "-1")]
)
def test_a_wrong_text_gets_a_sentence_stays_and_changes_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch, label: str, text: str) -> None:
    app, head = open_line(monkeypatch, plan), plan.head()
    field(app, label).input(text)
    field(app, "Ghi chú").input("gấp")
    press(app, "Lưu")
    assert any(f"“{text}”" in error.value for error in app.error)
    assert (field(app, label).value, field(app, "Ghi chú").value) == (text, "gấp")
    assert plan.head() == head
    app.run()
    assert not [error for error in app.error if f"“{text}”" in error.value], "a refusal is shown once"


def test_a_figure_changed_by_another_meanwhile_is_not_overwritten(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_line(monkeypatch, plan)
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "unit_price", "11.000.000")
    field(app, "Đơn giá (đồng)").input("9.000.000")
    press(app, "Lưu")
    assert any("Bình" in error.value for error in app.error)
    assert any("đơn giá: 9.000.000" in info.value for info in app.info), "what was typed is repeated"
    assert field(app, "Đơn giá (đồng)").value == "11.000.000"
    assert plan.totals().amount(year=2024) == 52_000_000
    field(app, "Đơn giá (đồng)").input("9.000.000")
    press(app, "Lưu")
    assert not [error for error in app.error if "Bình" in error.value]
    assert plan.totals().amount(year=2024) == 48_000_000


def test_another_figure_changed_by_another_is_no_hindrance(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_line(monkeypatch, plan)
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "note", "xem lại")
    field(app, "Đơn giá (đồng)").input("9.000.000")
    press(app, "Lưu")
    assert plan.totals().amount(year=2024) == 48_000_000


def test_saving_nothing_writes_nothing(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_line(monkeypatch, plan), plan.head()
    press(app, "Lưu")
    field(app, "Đơn giá (đồng)").input("10000000")
    press(app, "Lưu")
    assert plan.head() == head
    assert "Chưa có gì thay đổi." in words_of(app)


def test_the_toolbar_opens_the_form_of_a_new_line(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(open_line(monkeypatch, plan), "Thêm")
    assert field(app, "Nội dung chi *").value == ""
    assert len([button for button in app.button if button.label == "Thêm khoản mục"]) == 1


def test_a_line_is_deleted_only_with_a_reason_and_comes_back(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app, head = open_line(monkeypatch, plan), plan.head()
    press(app, "Xóa khoản mục")
    assert any("lý do xóa" in error.value for error in app.error)
    assert plan.head() == head
    field(app, "Lý do xóa").input("trùng")
    press(app, "Xóa khoản mục")
    said = words_of(app)
    assert "Nhu cầu **30.000.000** đồng" in said
    assert "Chọn một dòng trong bảng" in said
    assert "khoan-muc" not in app.query_params
    press(app, "Hoàn tác")
    assert "Nhu cầu **50.000.000** đồng" in words_of(app)


def test_a_line_changed_since_it_was_seen_is_not_deleted(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_line(monkeypatch, plan)
    edit(open_plan(plan.path, "Bình"), line(plan, 1), "quantity", "200")
    field(app, "Lý do xóa").input("ít tiền")
    press(app, "Xóa khoản mục")
    assert any("Bình" in error.value for error in app.error)
    assert plan.totals().lines() == 3


def test_a_copy_is_a_line_of_its_own_and_is_shown(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(open_line(monkeypatch, plan), "Nhân bản")
    assert "**4. Máy tính để bàn**" in words_of(app)
    assert "Nhu cầu **70.000.000** đồng" in words_of(app)
    assert app.query_params["khoan-muc"] == line(plan, 4)


def test_the_year_decides_what_counts_and_all_years_show_all(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "estimate")
    assert "**2** khoản mục · **50.000.000** đồng" in words_of(app)
    field(app, "Năm ngân sách").select("2025").run()
    assert "**1** khoản mục · **50.000.000** đồng" in words_of(app)
    assert "Nhu cầu **50.000.000** đồng" in words_of(app)
    field(app, "Năm ngân sách").select("tat-ca").run()
    assert "**3** khoản mục · **100.000.000** đồng" in words_of(app)
    assert app.query_params["nam"] == "tat-ca"


def test_filters_narrow_survive_another_page_and_are_really_cleared(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "estimate")
    field(app, "Đơn vị").set_value([DISTRICT])
    field(app, "Nguồn").set_value(["NQ36-H"])
    field(app, "Tìm nội dung").input("may")
    field(app, "Mức ưu tiên").set_value(["3"])
    field(app, "Khóa cắt giảm").select("khong").run()
    assert "**1** khoản mục · **30.000.000**" in words_of(app)
    app.switch_page("pages/compare.py").run()
    app.switch_page("pages/estimate.py").run()
    assert "**1** khoản mục · **30.000.000**" in words_of(app)
    assert field(app, "Đơn vị").value == [DISTRICT]
    press(app, "Bỏ lọc")
    assert "**2** khoản mục · **50.000.000**" in words_of(app)
    kept = [field(app, label).value for label in ("Đơn vị", "Nguồn", "Tìm nội dung", "Mức ưu tiên", "Khóa cắt giảm")]
    assert kept == [[], [], "", [], "tat-ca"]
    assert set(app.query_params) <= {"so-sanh"}


def test_a_scenario_is_shown_read_only_and_says_where_to_edit(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = branch(plan, "PA thử")
    operate(plan, scenario, OperationKind.DROP, text="may in")
    app = open_line(monkeypatch, plan, phuong_an=scenario)
    said = words_of(app)
    assert "Đang xem **PA thử**" in said
    assert "chỉ sửa ở Phương án gốc" in said
    assert "Nhu cầu **20.000.000** đồng" in said
    assert not [button for button in app.button if button.label in ("Lưu", "Nhân bản", "Xóa khoản mục")]
    helpers = ("engine", "picker", "marker")
    sent = [element for element in app.get("bidi_component") if "estimate" in element.proto.id]
    (message,) = [element for element in sent if not any(name in element.proto.id for name in helpers)]
    assert "PA thử" not in message.proto.json


def test_a_line_that_is_not_there_leaves_the_panel_empty(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_screen(monkeypatch, plan.path, "estimate", khoan_muc="khong-co", trang="9", cot="la", thu_tu="la", uu_tien=("9", "3"))
    assert "Chọn một dòng trong bảng" in words_of(app)
    assert "**2** khoản mục" in words_of(app)


def test_nothing_on_the_screen_is_english(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert english_in(words_of(open_line(monkeypatch, plan))) == []
    assert english_in(words_of(open_screen(monkeypatch, plan.path, "estimate", tim="khong thay"))) == []


def test_numbers_of_lines_are_as_many_as_the_filter_selects(plan: Plan) -> None:
    assert plan.lines.count(LineFilter(years=(2024,))) == (2, 50_000_000)
