"""The template filled in by a person: taken whole as one batch, or refused by row number with nothing written."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from budget.exports.template_columns import CODES_SHEET, COLUMNS, FIRST_EDITION, HEADING_ROW, SHEET
from budget.imports.template import read_template
from budget.lines.query import LineFilter
from budget.plan.face import Plan
from tests.office import values_of
from tests.plans import DEPARTMENT, DISTRICT, a_plan

GOOD = {"unit": DEPARTMENT, "name": "Máy in", "measure": "chiếc", "quantity": 2, "unit_price": 4_500_000, "source": "QD334"}
FIELDS = [column.field for column in COLUMNS]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as plan:
        yield plan


def fill(plan: Plan, path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """The plan's own template with some rows filled in, as a person would."""
    plan.exports.template(path)
    book = load_workbook(path)
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        for field, value in row.items():
            book[SHEET].cell(number, FIELDS.index(field) + 1).value = value
    book.save(path)
    return path


def test_a_filled_template_comes_in_as_one_batch_and_goes_out_by_undo(plan: Plan, tmp_path: Path) -> None:
    rows = [GOOD, {}, {**GOOD, "unit": 502, "source": "NQ36-H", "quantity": 0.5, "unit_price": "1.234.567", "times": "12", "priority": 2}]
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", rows))
    before = plan.totals().lines()
    assert (preview.ready, preview.lines, preview.amount, preview.rejected) == (True, 2, 9_000_000 + 7_407_402, ())
    assert plan.totals().lines() == before == 0
    receipt, problems = plan.imports.apply(preview, "đợt 1")
    assert receipt is not None, problems
    assert (plan.totals().amount(), plan.totals().lines()) == (preview.amount, 2)
    frame = plan.lines.find(LineFilter(), order="number")
    assert frame["number"].tolist() == [1, 2]
    assert frame["unit"].tolist() == [DEPARTMENT, DISTRICT]
    assert frame["year"].tolist() == [plan.budget_year] * 2
    plan.undo(receipt.seq)
    assert plan.totals().lines() == 0


def test_what_an_appraiser_asks_first_comes_in_as_typed_in_a_workbook(plan: Plan, tmp_path: Path) -> None:
    told = {"price_kind": "Báo giá", "price_document": "BG minh họa 1", "price_date": date(2024, 3, 5), "price_quotes": 3, "vat": "10%"}
    told |= {
        "vat_included": "có",
        "last_year_outturn": 12_500_000,
        "entitled": 14,
        "usable": 0.5,
        "request_date": "4/3/2024",
        "spent_on": None,
    }
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [{**GOOD, **told}]))
    assert preview.rejected == ()
    plan.imports.apply(preview)
    record = plan.lines.record(plan.lines.find_id("1")) or {}
    names = ("price_kind", "price_document", "price_date", "price_quotes", "vat_bp", "vat_included", "last_year_outturn", "usable_milli")
    assert [record[name] for name in names] == ["quotation", "BG minh họa 1", "2024-03-05", 3, 1_000, True, 12_500_000, 500]
    assert (record["request_date"], record["this_year_spent"]) == ("2024-03-04", None)


def test_a_percentage_cell_is_asked_about_and_never_taken_for_a_tenth_of_a_percent(plan: Plan, tmp_path: Path) -> None:
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [{**GOOD, "vat": 0.1}]))
    assert ["0,1% hay 10%" in item.problem.sentence for item in preview.rejected] == [True]


def test_a_template_of_the_first_edition_is_still_read(plan: Plan, tmp_path: Path) -> None:
    path = fill(plan, tmp_path / "a.xlsx", [GOOD])
    book = load_workbook(path)
    book[SHEET].delete_cols(FIRST_EDITION + 1, len(COLUMNS))
    book.save(path)
    assert plan.imports.preview(path).ready
    book[SHEET].cell(HEADING_ROW, FIRST_EDITION + 1).value = "Cột lạ"
    book.save(path)
    assert [problem.code for problem in plan.imports.preview(path).problems] == ["heading_wrong"]


def test_applying_twice_writes_once(plan: Plan, tmp_path: Path) -> None:
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [GOOD]))
    plan.imports.apply(preview)
    again, _ = plan.imports.apply(preview)
    assert again is not None
    assert again.repeated
    assert plan.totals().lines() == 1


def test_one_bad_row_keeps_everything_out_and_is_named(plan: Plan, tmp_path: Path) -> None:
    rows = [GOOD, {**GOOD, "unit_price": "1.5"}, {**GOOD, "unit": "ZZ"}, {**GOOD, "quantity": -1}, {**GOOD, "source": None}]
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", rows))
    assert not preview.ready
    assert sorted({item.row for item in preview.rejected}) == [5, 6, 7, 8]
    assert all(item.problem.sentence and item.problem.fix for item in preview.rejected)
    receipt, problems = plan.imports.apply(preview)
    assert receipt is None
    assert "4 dòng" in problems[0].sentence
    assert "dòng 5" in problems[0].sentence
    assert plan.totals().lines() == 0


def test_rows_are_judged_again_when_they_are_applied(plan: Plan, tmp_path: Path) -> None:
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [GOOD]))
    assert plan.lines.add({**{field: str(value) for field, value in GOOD.items()}, "name": "Chen vào"})[0]
    plan.imports.apply(preview)
    assert plan.lines.find(LineFilter(), order="number")["number"].tolist() == [1, 2]


def test_a_thousand_rows_and_more_come_in(plan: Plan, tmp_path: Path) -> None:
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [GOOD] * 1_200))
    receipt, problems = plan.imports.apply(preview)
    assert receipt is not None, problems
    assert plan.totals().lines() == 1_200
    assert plan.totals().amount() == 1_200 * 9_000_000
    plan.undo_last()
    assert plan.totals().lines() == 0


def test_wrong_headings_an_extra_column_and_a_missing_sheet_are_refused(plan: Plan, tmp_path: Path) -> None:
    path = fill(plan, tmp_path / "a.xlsx", [GOOD])
    for change, code in ((_rename_heading, "heading_wrong"), (_add_column, "heading_wrong"), (_rename_sheet, "sheet_missing")):
        broken = tmp_path / "b.xlsx"
        book = load_workbook(path)
        change(book[SHEET])
        book.save(broken)
        rows, problems = read_template(broken)
        assert (rows, [problem.code for problem in problems]) == ([], [code])


def test_content_beyond_what_is_read_is_never_left_out_in_silence(plan: Plan, tmp_path: Path) -> None:
    path = fill(plan, tmp_path / "a.xlsx", [GOOD])
    book = load_workbook(path)
    book[SHEET].cell(HEADING_ROW + 1, 300).value = "xa"
    book.save(path)
    rows, problems = read_template(path)
    assert (rows, [problem.code for problem in problems]) == ([], ["sheet_cut"])


def test_an_error_in_a_cell_is_never_taken_for_an_empty_one(plan: Plan, tmp_path: Path) -> None:
    path = fill(plan, tmp_path / "a.xlsx", [{**GOOD, "note": "#N/A"}])
    rows, problems = read_template(path)
    assert problems == []
    assert rows[0].texts["note"] == "#N/A"


def test_an_empty_template_says_where_to_write(plan: Plan, tmp_path: Path) -> None:
    rows, problems = read_template(plan.exports.template(tmp_path / "a.xlsx").file)
    assert rows == []
    assert problems[0].code == "file_empty"
    assert f"dòng {HEADING_ROW + 1}" in problems[0].fix


def test_the_template_offers_the_plans_codes(plan: Plan, tmp_path: Path) -> None:
    made = plan.exports.template(tmp_path / "a.xlsx")
    codes = {str(row[0]) for row in values_of(made.file, CODES_SHEET)}
    assert set(plan.catalogue().units) <= codes
    rules = load_workbook(made.file)[SHEET].data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list"}
    assert len(rules) == len([column for column in COLUMNS if column.listed])


def test_an_overlong_text_is_refused_by_row(plan: Plan, tmp_path: Path) -> None:
    preview = plan.imports.preview(fill(plan, tmp_path / "a.xlsx", [{**GOOD, "note": "x" * 3_000}]))
    assert [(item.row, item.problem.code) for item in preview.rejected] == [(HEADING_ROW + 1, "text_too_long")]


def _rename_heading(page: object) -> None:
    page.cell(HEADING_ROW, 2).value = "Tên hàng"  # type: ignore[attr-defined]


def _add_column(page: object) -> None:
    page.cell(HEADING_ROW, len(COLUMNS) + 1).value = "Thành tiền"  # type: ignore[attr-defined]


def _rename_sheet(page: object) -> None:
    page.title = "Sheet1"  # type: ignore[attr-defined]
