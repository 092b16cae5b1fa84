"""One act on all filtered lines: previewed with totals, saved as one batch with a reason, refused whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.lines.fields import find_field
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from pages.parts.lines_together import SETTABLE
from tests.plans import DISTRICT, a_plan, edit

PATIENCE = 60


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {"name": "Máy in"}, {"name": "Máy quét", "quantity": "5"}]) as opened:
        yield opened


def together_app(path: str, start: str) -> None:
    """The dialog's inside, without the dialog that only a browser can keep open."""
    import streamlit as st

    from budget.model.ids import BASE
    from budget.money import MoneyUnit
    from budget.plan.face import open_plan
    from budget.plan.terms import LineFilter
    from pages.parts.desk import Desk
    from pages.parts.lines_together import change_together
    from pages.parts.view import View

    plan = open_plan(path, "An")
    lines = st.session_state.setdefault("lines", plan.lines.select(LineFilter()))
    seen = st.session_state.setdefault("seen", plan.head())
    change_together.__wrapped__(Desk(plan, View(), BASE, None, MoneyUnit.DONG), lines, seen, start)


def open_together(plan: Plan, start: str) -> AppTest:
    return AppTest.from_function(together_app, args=(str(plan.path), start), default_timeout=PATIENCE).run()


def fill(app: AppTest, label: str, value: str) -> None:
    found = next(item for item in [*app.text_input, *app.selectbox] if item.label == label)
    if hasattr(found, "select"):
        found.select(value)
    else:
        found.input(value)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_a_price_for_all_is_previewed_with_totals_and_saved_once(plan: Plan) -> None:
    app, head = open_together(plan, "dat"), plan.head()
    assert "**3** khoản mục" in said(app)
    fill(app, "Giá trị mới", "9.000.000")
    fill(app, "Lý do *", "theo báo giá")
    press(app, "Xem trước")
    assert "Đổi **3** trong 3 khoản mục · thành tiền **90.000.000 → 81.000.000** đồng" in said(app)
    assert plan.head() == head
    press(app, "Đặt giá trị 3 khoản mục")
    assert (plan.head(), plan.totals().amount(), plan.entries(1)[0].reason) == (head + 1, 81_000_000, "theo báo giá")


def test_a_wrong_text_refuses_all_and_no_button_saves_it(plan: Plan) -> None:
    app = open_together(plan, "dat")
    fill(app, "Giá trị mới", "1,234.5")
    press(app, "Xem trước")
    assert any("3 khoản mục, đầu tiên là số 1" in error.value for error in app.error)
    assert [button.label for button in app.button] == ["Xem trước"]


def test_without_a_reason_nothing_is_saved(plan: Plan) -> None:
    app, head = open_together(plan, "dat"), plan.head()
    fill(app, "Giá trị mới", "9.000.000")
    press(app, "Xem trước")
    press(app, "Đặt giá trị 3 khoản mục")
    assert any("Chưa ghi lý do" in error.value for error in app.error)
    assert plan.head() == head


def test_moving_all_lines_and_somebody_faster(plan: Plan) -> None:
    app = open_together(plan, "chuyen")
    assert "Chọn nơi chuyển đến" in app.info[0].value
    fill(app, "Đơn vị mới", DISTRICT)
    fill(app, "Nguồn kinh phí mới", "NQ36-H")
    fill(app, "Lý do *", "về huyện")
    app.run()
    press(app, "Xem trước")
    edit(plan, plan.lines.find_id("2"), "source", "BSCDS")
    press(app, "Chuyển 3 khoản mục")
    assert app.error
    assert plan.lines.count(LineFilter(units=(DISTRICT,)))[0] == 0
    press(app, "Xem trước")
    press(app, "Chuyển 3 khoản mục")
    assert plan.lines.count(LineFilter(units=(DISTRICT,), sources=("NQ36-H",)))[0] == 3


def test_copying_and_deleting_all_need_a_reason(plan: Plan) -> None:
    app = open_together(plan, "nhan-ban")
    press(app, "Nhân bản 3 khoản mục")
    assert any("Chưa ghi lý do" in error.value for error in app.error)
    fill(app, "Lý do *", "năm sau")
    press(app, "Nhân bản 3 khoản mục")
    assert (plan.totals().lines(), plan.totals().amount()) == (6, 180_000_000)
    plan.undo_last()
    app = open_together(plan, "xoa")
    fill(app, "Lý do *", "trùng")
    press(app, "Xóa 3 khoản mục")
    assert plan.totals().lines() == 0


def test_lines_changed_since_the_dialog_opened_are_not_deleted(plan: Plan) -> None:
    app = open_together(plan, "xoa")
    edit(plan, plan.lines.find_id("2"), "quantity", "200")
    fill(app, "Lý do *", "ít tiền")
    press(app, "Xóa 3 khoản mục")
    assert app.error
    assert plan.totals().lines() == 3


def test_every_settable_field_is_one_the_editor_knows() -> None:
    assert all(find_field(name, appraised=False) for name in SETTABLE)
