"""The tab of an annex: paste with an account of every row, change an item, tie lines by suggestion; empty states teach."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from pages.parts.listed_tables import item_row
from pages.parts.tables import Cell
from tests.annexes import grant, tie
from tests.plans import a_plan
from tests.screens import english_in, open_screen, words_of
from tests.test_page_sources import field, press

PASTED = "Đơn vị\tThiết bị\tĐVT\tSố lượng\nSở Tài chính\tMáy tính để bàn\tbộ\t5"


def open_tab(monkeypatch: pytest.MonkeyPatch, plan: Plan, view: str = "muc", source: str = "QD334") -> AppTest:
    app = open_screen(monkeypatch, plan.path, "sources", don_vi_tien="dong", nguon_xem=source, phu_luc=view)
    app.session_state["source-tabs"] = "Phụ lục được cấp"
    return app.run()


def test_an_empty_list_says_where_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        said = words_of(open_tab(monkeypatch, plan))
        assert "Chưa nhập phụ lục nào của nguồn này" in said
        assert english_in(said) == []


def test_a_pasted_annex_is_shown_row_by_row_and_saved_as_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_tab(monkeypatch, plan, "dan")
        field(app, "Phụ lục").input(f"{PASTED}\nSở Lạ\tMáy in\tchiếc\t1").run()
        said = words_of(app)
        assert "Hiểu được **1** mục, bỏ qua 1 dòng; :red[1 dòng bị từ chối" in said
        assert next(button for button in app.button if button.label.startswith("Lưu 1")).disabled
        field(app, "Phụ lục").input(PASTED).run()
        head = plan.head()
        field(app, "Lý do").input("QĐ 334")
        press(app, "Lưu 1 mục")
        assert not app.error
        assert (plan.head(), len(plan.listed.uses("QD334"))) == (head + 1, 1)


def test_an_item_is_changed_with_a_reason_and_a_refusal_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        item = grant(plan)
        app = open_tab(monkeypatch, plan)
        field(app, "Đã mua").input("9")
        field(app, "Lý do").input("đối chiếu")
        press(app, "Lưu mục")
        assert any("nhiều hơn số lượng được cấp" in error.value for error in app.error)
        field(app, "Đã mua").input("2")
        press(app, "Lưu mục")
        assert plan.listed.item(item).bought_milli == 2_000


def test_an_item_asked_beyond_its_quantity_is_counted_and_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{"quantity": "7"}]) as plan:
        tie(plan, 1, grant(plan))
        assert "1 mục bị đề nghị vượt số lượng trong phụ lục" in words_of(open_tab(monkeypatch, plan))
        (use,) = plan.listed.uses("QD334")
        assert Cell("-2", "thieu") in item_row(use, plan.catalogue())


def test_one_item_is_added_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        app = open_tab(monkeypatch, plan, "them")
        app.selectbox[-1].set_value("SBN-STC")
        for label, text in (("Thiết bị", "Máy in"), ("Đơn vị tính", "chiếc"), ("Số lượng", "2"), ("Lý do", "QĐ 334")):
            field(app, label).input(text)
        press(app, "Thêm mục")
        assert not app.error
        assert [(use.item.unit, use.item.name) for use in plan.listed.uses("QD334")] == [("SBN-STC", "Máy in")]


def test_suggestions_are_tied_one_or_all_that_are_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{}, {"name": "Máy tính để bàn (i5)"}, {"name": "Máy tính để bàn số hóa"}, {"name": "Máy chủ"}]
    with a_plan(tmp_path, lines) as plan:
        grant(plan)
        app = open_tab(monkeypatch, plan, "ghep")
        assert any("1 khoản mục chưa ghép, không có gợi ý" in expander.label for expander in app.expander)
        press(app, "Ghép cả 2 gợi ý từ 85 trở lên")
        assert plan.listed.uses("QD334")[0].lines == 2
        press(app, "Ghép khoản mục số 3")
        assert plan.listed.uses("QD334")[0].lines == 3
        assert "Không có khoản mục nào chờ ghép mà có gợi ý" in words_of(app)
