"""The chosen line as a sentence and as texts a form can show and read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from pages.parts.line_panel import current_texts, describe_amount
from pages.parts.line_saving import read_typed, repeat_typed
from tests.plans import a_plan, edit


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "1.500,5", "times": "0,5", "note": "gấp"}]) as opened:
        yield opened


def row(plan: Plan) -> dict[str, int | str | bool | None]:
    return plan.lines.rows(LineFilter())[0]


def test_the_drivers_make_the_amount_before_ones_eyes(plan: Plan) -> None:
    assert describe_amount(row(plan)).startswith("1.500,5 bộ × 10.000.000 đ × 0,5 lần = **7.502.500.000 đ**")
    assert "chưa thẩm định" in describe_amount(row(plan))


def test_what_a_cut_took_off_and_an_appraisal_are_said(plan: Plan) -> None:
    line = str(row(plan)["id"])
    edit(plan, line, "finance_quantity", "2")
    edit(plan, line, "finance_adjustment", "-1.000.000")
    assert "2 bộ × 10.000.000 đ × 0,5 lần - 1.000.000 đ (giảm trừ theo tỷ lệ) = **9.000.000 đ**" in describe_amount(row(plan))
    assert "thẩm định tài chính" in describe_amount(row(plan))


def test_what_the_form_shows_reads_back_as_no_change(plan: Plan) -> None:
    shown = row(plan)
    saved = plan.lines.edit([LineEdit(str(shown["id"]), name, text) for name, text in current_texts(shown).items()])
    assert (saved.receipt, saved.problems) == (None, ())


def test_typed_values_become_texts_and_are_repeated_by_their_labels() -> None:
    assert [read_typed(value) for value in (True, False, None, "", "5")] == ["có", "không", "", "", "5"]
    assert repeat_typed({"unit_price": "5", "note": ""}) == "Bạn vừa nhập đơn giá: 5; ghi chú: để trống."
