"""Nhận lại tệp đã xuất: an edited workbook is uploaded, its conflicts are decided on screen, and one press takes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import a_plan, edit
from tests.returned_files import export, type_cells
from tests.screens import english_in, open_screen, words_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"name": "Máy in"}, {"name": "Máy quét", "quantity": "3"}]) as opened:
        yield opened


def send(monkeypatch: pytest.MonkeyPatch, plan: Plan, file: Path) -> AppTest:
    app = open_screen(monkeypatch, plan.path, "returned_workbook", don_vi_tien="dong")
    app.file_uploader[0].upload(file.name, file.read_bytes(), XLSX).run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest) -> AppTest:
    button = next(item for item in app.button if item.label == "Nhận vào bộ dự toán")
    assert not button.disabled
    return button.click().run()


def ready(app: AppTest) -> bool:
    return not next(item for item in app.button if item.label == "Nhận vào bộ dự toán").disabled


def test_what_only_the_file_changed_is_taken_by_one_press(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl3", 1, "finance_unit_price"): "9.500.000"})
    app = send(monkeypatch, plan, file)
    said = words_of(app)
    assert "1. Máy in" in said
    assert "9.500.000" in said
    assert english_in(said) == []
    assert "50.000.000 → 49.000.000" in said
    press(app)
    assert "Số thẩm định và việc xóa khoản mục cần có lý do" in words_of(app)
    next(item for item in app.text_input if item.label.startswith("Lý do")).set_value("theo báo giá").run()
    press(app)
    assert plan.totals().amount() == 49_000_000
    assert plan.entries(1)[0].action == "import_returned"
    assert "Đã nhận **1** ô sửa" in words_of(app)


def test_a_conflict_waits_until_it_is_decided(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = export(plan, tmp_path)
    edit(plan, plan.lines.find_id("2"), "quantity", "5")
    file = type_cells(plan, source, tmp_path / "ve.xlsx", {("pl2", 2, "quantity"): 4, ("pl2", 1, "name"): "Máy in màu"})
    app = send(monkeypatch, plan, file)
    assert "Cần quyết định: 1 chỗ" in words_of(app)
    assert not ready(app)
    next(item for item in app.radio if "Máy quét" in item.label).set_value("Lấy số trong tệp").run()
    press(app)
    assert plan.totals().amount() == 60_000_000
    assert plan.lines.record(plan.lines.find_id("1"))["name"] == "Máy in màu"


def test_figures_can_be_left_out_and_all_that_is_open_settled_at_once(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = export(plan, tmp_path)
    edit(plan, plan.lines.find_id("2"), "quantity", "5")
    file = type_cells(plan, source, tmp_path / "ve.xlsx", {("pl2", 2, "quantity"): 4, ("pl2", 1, "name"): "Máy in màu"})
    app = send(monkeypatch, plan, file)
    next(item for item in app.selectbox if item.label == "Các chỗ chưa quyết").select("hien-nay").run()
    assert ready(app)
    app.multiselect[-1].select("1:name").run()
    assert not ready(app)
    assert plan.totals().amount() == 70_000_000


def test_a_file_without_edits_and_a_strangers_file(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "Tệp không có gì khác số lúc xuất" in words_of(send(monkeypatch, plan, export(plan, tmp_path)))
    (tmp_path / "la.xlsx").write_bytes(b"khong phai")
    assert "không phải tệp Excel" in words_of(send(monkeypatch, plan, tmp_path / "la.xlsx"))
