"""Adding a line: what is missing is named, what was typed stays, and the line is in once nothing is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.plan.face import Plan
from tests.plans import DEPARTMENT, a_plan

PATIENCE = 60


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as opened:
        yield opened


def form_app(path: str, year: int | None) -> None:
    """The form of a new line outside its dialog, which only a browser can keep open."""
    import streamlit as st

    from budget.model.ids import BASE
    from budget.money import MoneyUnit
    from budget.plan.face import open_plan
    from pages.parts.desk import Desk
    from pages.parts.line_forms import add_line
    from pages.parts.view import View

    view = st.session_state.setdefault("view", View())
    add_line.__wrapped__(Desk(open_plan(path, "An"), view, BASE, year, MoneyUnit.DONG))


def open_form(plan: Plan, year: int | None = None) -> AppTest:
    return AppTest.from_function(form_app, args=(str(plan.path), year), default_timeout=PATIENCE).run()


def fill(app: AppTest, **texts: str) -> AppTest:
    labels = {"name": "Nội dung chi *", "quantity": "Số lượng *", "unit_price": "Đơn giá (đồng) *", "times": "Số lần"}
    choices = {"unit": "Đơn vị *", "source": "Nguồn kinh phí *", "measure": "Đơn vị tính *", "nature": "Tính chất chi"}
    for name, text in texts.items():
        if name in labels:
            next(item for item in app.text_input if item.label == labels[name]).input(text)
        else:
            next(item for item in app.selectbox if item.label == choices[name]).select(text)
    app.button[0].click().run()
    assert not app.exception
    return app


def test_everything_missing_is_named_at_once(plan: Plan) -> None:
    head = plan.head()
    said = [error.value for error in fill(open_form(plan)).error]
    missing = ("nội dung chi", "đơn vị", "đơn vị tính", "nguồn kinh phí", "số lượng", "đơn giá")
    assert sorted(said) == sorted(f"Chưa nhập {name} của khoản mục mới. Nhập {name} rồi bấm thêm lại." for name in missing)
    assert plan.head() == head


def test_a_wrong_figure_keeps_the_form_and_the_right_one_adds_the_line(plan: Plan) -> None:
    head = plan.head()
    app = open_form(plan, 2025)
    texts = {"name": "Máy chiếu", "unit": DEPARTMENT, "source": "QD334", "measure": "chiếc", "quantity": "2", "unit_price": "1,234.5"}
    fill(app, **texts)
    assert ["1,234.5" in error.value for error in app.error] == [True]
    assert (plan.head(), app.text_input[0].value) == (head, "Máy chiếu")
    fill(app, unit_price="8 triệu")
    assert not app.error
    line = plan.lines.find_id("1")
    record = plan.lines.record(line)
    assert record is not None
    assert (record["year"], record["unit"], record["measure"], record["requested_amount"]) == (2025, DEPARTMENT, "chiếc", 16_000_000)
    assert app.session_state["view"].text("khoan-muc") == line


def test_a_source_of_the_other_nature_is_refused(plan: Plan) -> None:
    texts = {"name": "Máy chiếu", "unit": DEPARTMENT, "source": "DTC", "measure": "chiếc", "quantity": "2", "unit_price": "8 triệu"}
    app = fill(open_form(plan), **texts)
    assert ["tính chất chi" in error.value for error in app.error] == [True]
    assert plan.totals().lines() == 0
