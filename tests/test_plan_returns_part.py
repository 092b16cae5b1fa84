"""Our own workbook comes back: exactly what was edited in it is found, disputed where the plan moved on, and taken as one batch."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from budget.imports.returned_outcome import Decisions, ReturnPreview
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from tests.plans import COMMUNE, DISTRICT, a_plan, add_line, edit, problems_of
from tests.returned_files import edit_book, export, page_of, row_of, type_cells

LINES = (
    {"name": "Máy tính để bàn", "quantity": "2", "unit_price": "10.000.000"},
    {"name": "Máy in", "quantity": "0,5", "unit_price": "3.000.001", "note": "dùng chung"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "1.234.567", "times": "12"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-X", "quantity": "7", "unit_price": "999.999"},
)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        edit(opened, opened.lines.find_id("1"), "finance_unit_price", "9.000.000")
        yield opened


def told(preview: ReturnPreview) -> dict[str, tuple[str, str, str, str]]:
    assert preview.problem is None, preview.problem
    return {item.key: (item.standing.value, item.base, item.mine, item.theirs) for item in preview.differences}


def test_an_untouched_file_gives_nothing(plan: Plan, tmp_path: Path) -> None:
    preview = plan.returns.preview(export(plan, tmp_path))
    assert told(preview) == {}
    assert preview.changes_nothing
    for sheet in preview.sheets:
        assert sheet.rows == sheet.matched + sheet.new + sheet.headings + sheet.blanks + sheet.rejected
        assert (sheet.matched, sheet.new, sheet.rejected) == (4, 0, 0)


def test_what_an_appraiser_fills_in_is_taken_as_one_batch_and_undone_as_one(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(
        plan,
        export(plan, tmp_path),
        tmp_path / "ve.xlsx",
        {
            ("pl3", 2, "finance_quantity"): 1,
            ("pl3", 2, "finance_unit_price"): "2.500.000",
            ("pl3", 2, "finance_times"): 1,
            ("pl3", 2, "reason"): "Theo báo giá thấp nhất",
            ("pl3", 1, "finance_unit_price"): 8_500_000,
            ("pl2", 4, "measure"): "điểm",
        },
    )
    preview = plan.returns.preview(file)
    assert told(preview) == {
        "1:finance_unit_price": ("apply", "9.000.000", "8.500.000", "9.000.000"),
        "2:finance_quantity": ("apply", "", "1", ""),
        "2:finance_unit_price": ("apply", "", "2.500.000", ""),
        "2:finance_times": ("apply", "", "1", ""),
        "4:measure": ("apply", "bộ", "điểm", "bộ"),
    }
    assert [remark.text for remark in preview.remarks] == ["Theo báo giá thấp nhất"]
    before = plan.totals().amount()
    refused = plan.returns.apply(preview, Decisions())
    assert [problem.code for problem in refused.problems] == ["reason_missing"]
    taken = plan.returns.apply(preview, Decisions(), "Thẩm định tháng 7")
    assert taken.receipt is not None
    assert (taken.amount_before, taken.amount_after) == (before, before - 1_000_000 + 1_000_000 - 1)
    assert plan.totals().amount() == taken.amount_after
    again = plan.returns.apply(preview, Decisions(), "Thẩm định tháng 7")
    assert again.receipt is not None
    assert again.receipt.repeated
    entry = plan.entries(1)[0]
    assert (entry.action, entry.reason) == ("import_returned", "Thẩm định tháng 7")
    assert problems_of(plan, tmp_path) == []
    assert {standing for standing, *_ in told(plan.returns.preview(file)).values()} <= {"same"}
    plan.undo(taken.receipt.seq)
    assert plan.totals().amount() == before
    assert {standing for standing, *_ in told(plan.returns.preview(file)).values()} == {"apply"}


def test_the_plan_moved_on_and_a_person_decides(plan: Plan, tmp_path: Path) -> None:
    source = export(plan, tmp_path)
    edit(plan, plan.lines.find_id("2"), "quantity", "5")
    edit(plan, plan.lines.find_id("3"), "requested_times", "11")
    edit(plan, plan.lines.find_id("4"), "note", "đã khảo sát")
    file = type_cells(
        plan,
        source,
        tmp_path / "ve.xlsx",
        {("pl2", 2, "quantity"): 4, ("pl2", 3, "unit_price"): 1_000_000, ("pl2", 4, "note"): "đã khảo sát"},
    )
    preview = plan.returns.preview(file)
    found = told(preview)
    assert found["2:requested_quantity"] == ("conflict", "0,5", "4", "5")
    assert found["3:requested_unit_price"] == ("conflict", "1.234.567", "1.000.000", "1.234.567")
    assert found["3:requested_times"] == ("keep", "12", "12", "11")
    assert found["4:note"] == ("same", "", "đã khảo sát", "đã khảo sát")
    assert "Số lần (đề nghị) nay là 11" in next(item.note for item in preview.waiting if item.number == 3)
    head = plan.head()
    assert plan.returns.apply(preview, Decisions()).undecided == ("2:requested_quantity", "3:requested_unit_price")
    assert plan.head() == head
    decided = Decisions({"2:requested_quantity": True}, rest=False)
    taken = plan.returns.apply(preview, decided)
    assert (taken.edits, taken.undecided) == (1, ())
    rows = {row["number"]: row for row in plan.lines.rows(LineFilter())}
    assert rows[2]["requested_quantity_milli"] == 4000
    assert rows[3]["requested_unit_price"] == 1_234_567


def test_rows_sorted_inserted_deleted_and_columns_renamed_and_moved(plan: Plan, tmp_path: Path) -> None:
    def act(book: Workbook) -> None:
        page, columns = page_of(book, "pl2")
        rows = [row_of(page, columns, plan.lines.find_id(str(number))) for number in (1, 2)]
        for column in range(1, page.max_column + 1):
            first, second = (page.cell(row, column) for row in rows)
            first.value, second.value = second.value, first.value
        head = next(row for row in range(1, 40) if page.cell(row, 2).value == "Nội dung chi")
        page.cell(head, 2).value = "Tên việc"
        page.title = "Dự toán đã sửa"
        page.cell(rows[1], columns["quantity"]).value = 3
        page.move_range(f"E1:E{page.max_row}", cols=20)
        third = row_of(page, columns, plan.lines.find_id("4"))
        page.delete_rows(third)
        judged, places = page_of(book, "pl3")
        judged.delete_rows(row_of(judged, places, plan.lines.find_id("4")))

    preview = plan.returns.preview(edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act))
    assert told(preview) == {"1:finance_quantity": ("apply", "2", "3", "2")}
    assert [(item.number, item.amount) for item in preview.missing] == [(4, 6_999_993)]
    kept = plan.returns.apply(preview, Decisions(), "rà soát")
    assert (kept.edits, kept.deleted) == (1, 0)
    again = plan.returns.preview(tmp_path / "ve.xlsx")
    assert plan.returns.apply(again, Decisions(delete_missing=True)).problems[0].code == "reason_missing"
    gone = plan.returns.apply(again, Decisions(delete_missing=True), "không còn nhu cầu")
    assert gone.deleted == 1
    assert plan.totals().amount() == gone.amount_after
    assert plan.totals().lines() == 3


def test_an_inserted_row_becomes_a_line_of_the_unit_around_it_and_is_not_added_twice(plan: Plan, tmp_path: Path) -> None:
    def act(book: Workbook) -> None:
        page, columns = page_of(book, "pl2")
        at = row_of(page, columns, plan.lines.find_id("3")) + 1
        page.insert_rows(at)
        said = {"name": "Màn hình", "measure": "cái", "quantity": 2, "unit_price": "4.000.000", "source": "NQ36 cấp huyện"}
        for field, value in said.items():
            page.cell(at, columns[field]).value = value
        page.cell(at, columns["source"]).value = page.cell(at - 1, columns["source"]).value

    file = edit_book(export(plan, tmp_path), tmp_path / "ve.xlsx", act)
    preview = plan.returns.preview(file)
    (proposal,) = preview.proposals
    assert (proposal.unit, proposal.amount, proposal.problem) == (DISTRICT, 8_000_000, None)
    taken = plan.returns.apply(preview, Decisions())
    assert taken.added == 1
    row = plan.lines.rows(LineFilter(), order="number")[-1]
    assert (row["name"], row["unit"], row["source"], row["amount"]) == ("Màn hình", DISTRICT, "NQ36-H", 8_000_000)
    repeated = plan.returns.preview(file)
    assert [item.problem.code for item in repeated.proposals if item.problem] == ["returned_already_added"]
    assert plan.returns.apply(repeated, Decisions(rest=False)).receipt is None


def test_a_copied_row_an_unknown_code_and_a_moved_code_are_never_guessed(plan: Plan, tmp_path: Path) -> None:
    source = export(plan, tmp_path)

    def copy_row(book: Workbook) -> None:
        page, columns = page_of(book, "pl2")
        at = row_of(page, columns, plan.lines.find_id("2"))
        page.insert_rows(at + 1)
        for column in range(1, page.max_column + 1):
            page.cell(at + 1, column).value = page.cell(at, column).value
        page.cell(at + 1, columns["quantity"]).value = 9

    preview = plan.returns.preview(edit_book(source, tmp_path / "chep.xlsx", copy_row))
    assert [problem.code for _, problem in preview.rejected] == ["returned_id_twice"] * 2
    assert told(preview) == {}
    assert plan.returns.apply(preview, Decisions()).undecided == ("rejected",)

    def sort_without_codes(book: Workbook) -> None:
        page, columns = page_of(book, "pl2")
        rows = [row_of(page, columns, plan.lines.find_id(str(number))) for number in (1, 2)]
        for field, column in columns.items():
            if field not in ("id", "versions"):
                first, second = (page.cell(row, column) for row in rows)
                first.value, second.value = second.value, first.value

    put_back = plan.returns.preview(edit_book(source, tmp_path / "lech.xlsx", sort_without_codes))
    assert told(put_back) == {}
    assert "2 hàng được sắp xếp mà mã ẩn không đi theo" in put_back.notes[0]

    def also_rename(book: Workbook) -> None:
        sort_without_codes(book)
        page, columns = page_of(book, "pl2")
        page.cell(row_of(page, columns, plan.lines.find_id("1")), columns["name"]).value = "Tên khác"

    displaced = plan.returns.preview(edit_book(source, tmp_path / "lech.xlsx", also_rename))
    assert displaced.problem is not None
    assert displaced.problem.code == "returned_ids_displaced"
    assert plan.returns.apply(displaced, Decisions(rest=True), "thử").receipt is None


def test_amounts_typed_over_and_figures_wiped_out_are_asked_about(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(
        plan,
        export(plan, tmp_path),
        tmp_path / "ve.xlsx",
        {
            ("pl3", 2, "finance_amount"): 1_000_000,
            ("pl3", 3, "requested_amount"): 40_000_000,
            ("pl2", 4, "unit_price"): None,
            ("pl3", 1, "finance_quantity"): None,
            ("pl3", 1, "finance_unit_price"): None,
            ("pl3", 1, "finance_times"): None,
        },
    )
    preview = plan.returns.preview(file)
    found = told(preview)
    assert found["2:finance_amount"][0] == found["3:requested_amount"][0] == found["4:requested_unit_price"][0] == "problem"
    assert found["1:finance_quantity"] == ("apply", "2", "", "2")
    assert plan.returns.apply(preview, Decisions(rest=True), "thử").receipt is None
    taken = plan.returns.apply(preview, Decisions(rest=False), "bỏ số thẩm định")
    assert taken.edits == 1
    assert plan.lines.rows(LineFilter())[0]["finance_amount"] is None


def test_other_spellings_of_the_same_number_are_no_difference(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(
        plan,
        export(plan, tmp_path),
        tmp_path / "ve.xlsx",
        {
            ("pl2", 2, "unit_price"): "3.000.001 đ",
            ("pl2", 2, "quantity"): 0.5000000000000001,
            ("pl2", 3, "unit_price"): "1 234 567",
            ("pl2", 4, "unit_price"): 999_999.0000000001,
            ("pl2", 4, "name"): "  Đường   truyền ",
        },
    )
    assert told(plan.returns.preview(file)) == {}


def test_two_sheets_with_two_answers_are_one_problem(plan: Plan, tmp_path: Path) -> None:
    wanted = {
        ("pl2", 2, "quantity"): 3,
        ("pl3", 2, "requested_quantity"): 4,
        ("pl2", 1, "name"): "Máy trạm",
        ("pl3", 1, "name"): "Máy trạm",
    }
    found = told(plan.returns.preview(type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", wanted)))
    assert found["2:requested_quantity"][0] == "problem"
    assert found["1:name"] == ("apply", "Máy tính để bàn", "Máy trạm", "Máy tính để bàn")


def test_a_figure_touched_after_the_preview_keeps_everything_from_being_written(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl2", 2, "quantity"): 3, ("pl2", 3, "quantity"): 4})
    preview = plan.returns.preview(file)
    edit(plan, plan.lines.find_id("3"), "requested_quantity", "8")
    head = plan.head()
    with pytest.raises(Exception, match="đã được An sửa"):
        plan.returns.apply(preview, Decisions())
    assert plan.head() == head


def test_a_line_deleted_since_is_counted_and_not_brought_back(plan: Plan, tmp_path: Path) -> None:
    file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", {("pl2", 3, "quantity"): 4})
    plan.lines.delete([plan.lines.find_id("3")], "trùng")
    add_line(plan, name="Mới")
    preview = plan.returns.preview(file)
    assert (preview.gone, told(preview)) == (1, {})
    assert [problem.code for _, problem in preview.rejected] == ["returned_line_gone"]
    assert plan.returns.apply(preview, Decisions()).undecided == ("rejected",)
