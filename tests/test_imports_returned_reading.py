"""A whole file beside the plan: what is missing, what was written as a reason, what people are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from budget.imports.returned_outcome import Decisions
from budget.money import MoneyUnit
from budget.plan.face import Plan
from tests.plans import a_plan, edit
from tests.returned_files import edit_book, export, page_of, row_of, type_cells


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"name": "Máy in"}, {"name": "Máy quét", "quantity": "3"}]) as opened:
        yield opened


def test_a_row_gone_from_one_annex_only_is_told_and_not_missing(plan: Plan, tmp_path: Path) -> None:
    def act(book: Workbook) -> None:
        page, columns = page_of(book, "pl3")
        page.delete_rows(row_of(page, columns, plan.lines.find_id("2")))
        page.delete_cols(columns["finance_times"])

    preview = plan.returns.preview(edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act))
    assert preview.missing == ()
    assert preview.notes == (
        "PL III không còn 1 cột so với lúc xuất; các cột đó không được so.",
        "PL III thiếu 1 hàng nhưng trang kia còn, nên không coi là xóa khoản mục.",
    )
    assert preview.differences == ()


def test_a_file_with_one_annex_left_is_read_by_it(plan: Plan, tmp_path: Path) -> None:
    def act(book: Workbook) -> None:
        book.remove(page_of(book, "pl2")[0])
        page, columns = page_of(book, "pl3")
        page.cell(row_of(page, columns, plan.lines.find_id("2")), columns["finance_quantity"]).value = 2

    preview = plan.returns.preview(edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act))
    assert [(item.key, item.mine) for item in preview.differences] == [("2:finance_quantity", "2")]
    assert [sheet.label for sheet in preview.sheets] == ["PL III"]


def test_a_reason_becomes_a_comment_once(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl3", 2, "reason"): "Đã có máy dùng chung"})
    preview = plan.returns.preview(file)
    taken = plan.returns.apply(preview, Decisions())
    assert (taken.remarks, taken.edits, taken.amount_before) == (1, 0, taken.amount_after)
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT line, author, text FROM comment") == [
            (plan.lines.find_id("2"), "An", "Lý do điều chỉnh (tệp ve.xlsx): Đã có máy dùng chung")
        ]
    assert plan.returns.preview(file).remarks == ()


def test_a_price_typed_in_the_unit_that_was_shown_is_doubted(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(
        plan,
        export(plan, tmp_path, unit=MoneyUnit.NGHIN),
        tmp_path / "ve.xlsx",
        {("pl3", 1, "finance_unit_price"): 9_500, ("pl3", 2, "finance_unit_price"): 9_500_000},
    )
    found = {item.number: item for item in plan.returns.preview(file).differences}
    assert found[1].standing.value == "doubt"
    assert "9.500 đồng hay là 9.500 nghìn đồng" in found[1].note
    assert found[2].standing.value == "apply"


def test_prices_divided_or_multiplied_into_another_unit_are_doubted(plan: Plan, tmp_path: Path) -> None:
    price = plan.lines.record(plan.lines.find_id("1")) or {}
    old = int(str(price["requested_unit_price"]))
    for new, doubted in ((old // 1000, True), (old * 1000, True), (old // 2, False)):
        file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl3", 1, "requested_unit_price"): new})
        (found,) = plan.returns.preview(file).differences
        assert (found.standing.value == "doubt") is doubted
        assert ("đổi đơn vị tiền" in found.note) is doubted


def test_what_the_editor_would_refuse_is_a_problem_before_anything_is_pressed(plan: Plan, tmp_path: Path) -> None:
    wanted = {("pl2", 1, "source"): "DTC", ("pl2", 2, "name"): None}
    found = {
        item.key: item for item in plan.returns.preview(type_cells(plan, export(plan, tmp_path), tmp_path / "v.xlsx", wanted)).differences
    }
    assert {key: item.standing.value for key, item in found.items()} == {"1:source": "problem", "2:name": "problem"}
    assert "khác tính chất chi" in found["1:source"].note


def test_a_later_edit_that_was_undone_is_no_conflict(plan: Plan, tmp_path: Path) -> None:
    source = export(plan, tmp_path)
    plan.undo(edit(plan, plan.lines.find_id("2"), "quantity", "8"))
    file = type_cells(plan, source, tmp_path / "ve.xlsx", {("pl2", 2, "quantity"): 5})
    assert [item.standing.value for item in plan.returns.preview(file).differences] == ["apply"]
