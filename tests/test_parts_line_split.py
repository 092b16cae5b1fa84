"""The dialog that splits a line: the parts are seen before they are saved, and what is wrong keeps it open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from budget.lines.splitting import SplitBy, SplitPart
from budget.plan.catalogue import Catalogue
from budget.plan.face import Plan
from pages.parts.line_split import part_rows
from tests.plans import DISTRICT, a_plan, edit

PATIENCE = 60


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "12"}]) as opened:
        yield opened


def split_app(path: str) -> None:
    """The dialog's inside, without the dialog that only a browser can keep open."""
    import streamlit as st

    from budget.model.ids import BASE
    from budget.money import MoneyUnit
    from budget.plan.face import open_plan
    from budget.plan.terms import LineFilter
    from pages.parts.desk import Desk
    from pages.parts.line_split import split_line
    from pages.parts.view import View

    plan = open_plan(path, "An")
    row = st.session_state.setdefault("row", plan.lines.rows(LineFilter())[0])
    split_line.__wrapped__(Desk(plan, View(), BASE, None, MoneyUnit.DONG), row)


def open_split(plan: Plan) -> AppTest:
    return AppTest.from_function(split_app, args=(str(plan.path),), default_timeout=PATIENCE).run()


def fill(app: AppTest, *sizes: str, reason: str = "hai đơn vị dùng") -> AppTest:
    inputs = [item for item in app.text_input if item.label == "Số lượng"]
    for item, size in zip(inputs, sizes, strict=True):
        item.input(size)
    next(item for item in app.text_input if item.label == "Lý do tách *").input(reason)
    return app.run()


def press(app: AppTest) -> AppTest:
    app.button[-1].click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_the_parts_are_seen_then_saved(plan: Plan) -> None:
    app, head = open_split(plan), plan.head()
    assert "Nhập đủ các phần" in app.info[0].value
    [item for item in app.selectbox if item.label == "Đơn vị"][1].select(DISTRICT)
    [item for item in app.selectbox if item.label == "Nguồn"][1].select("NQ36-H")
    fill(app, "7", "5")
    table = "".join(element.proto.body for element in app.get("html"))
    assert "70.000.000" in table
    assert "50.000.000" in table
    assert "120.000.000" in table
    assert plan.head() == head
    press(app)
    assert (plan.head(), plan.totals().lines()) == (head + 1, 2)
    assert (plan.lines.record(plan.lines.find_id("2")) or {})["unit"] == DISTRICT


def test_parts_that_do_not_add_up_and_a_missing_reason_save_nothing(plan: Plan) -> None:
    head = plan.head()
    app = fill(open_split(plan), "7", "4")
    assert "11 bộ, khác 12 bộ" in app.error[0].value
    press(app)
    fill(app, "7", "5", reason="")
    press(app)
    assert any("Chưa ghi lý do" in error.value for error in app.error)
    assert plan.head() == head


def test_a_line_changed_meanwhile_is_not_split(plan: Plan) -> None:
    app = fill(open_split(plan), "7", "5")
    edit(plan, plan.lines.find_id("1"), "unit_price", "9.000.000")
    press(app)
    assert plan.totals().lines() == 1
    assert app.error


def test_a_row_of_the_table_is_the_parts_working_figures(plan: Plan) -> None:
    planned = plan.rearrange.preview_split(plan.lines.find_id("1"), SplitBy.SHARE, [SplitPart("75"), SplitPart("25")])

    class OnlyCatalogue:
        class plan:  # noqa: N801  # stands for a desk's plan
            @staticmethod
            def catalogue() -> Catalogue:
                return plan.catalogue()

    rows = part_rows(OnlyCatalogue, planned)  # type: ignore[arg-type]
    assert [row[4:] for row in rows] == [["9", "10.000.000", "1", "90.000.000"], ["3", "10.000.000", "1", "30.000.000"]]
