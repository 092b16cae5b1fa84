"""A whole workbook planned: the account adds up, sheets are left out with a reason, the same money is not taken twice unasked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.imports.account import Content
from budget.imports.decisions import Decisions
from budget.imports.planning import PlannedImport, plan_workbook
from budget.imports.sheet import Sheet, Workbook
from budget.imports.understand import understand_sheet
from budget.imports.understanding import ReadRow, RowKind, SheetReading
from budget.model.problem import Problem
from tests.generated_sheets import Generated, generated
from tests.readings import directory, line, reading

DIRECTORY = directory()
UNIT = Decisions(unit="SBN-STC")


def plan(*readings: SheetReading, decisions: Decisions = UNIT, hidden: tuple[str, ...] = ()) -> PlannedImport:
    sheets = tuple(Sheet(one.sheet, one.sheet in hidden, ()) for one in readings)
    return plan_workbook(Content(Workbook("a.xlsx", "xlsx", sheets), readings), DIRECTORY, decisions, "a.xlsx")


def two_sheets(first: int, second: int) -> tuple[SheetReading, SheetReading]:
    return reading([line(5, first)], sheet="Một"), reading([line(5, second)], sheet="Hai")


def test_every_visible_sheet_with_lines_is_taken() -> None:
    found = plan(*two_sheets(10, 20))
    assert (found.lines, found.amount, found.questions) == (2, 30, ())


def test_a_hidden_sheet_is_left_out_until_it_is_chosen() -> None:
    found = plan(*two_sheets(10, 20), hidden=("Hai",))
    assert [account.left_out and account.left_out.code for account in found.sheets] == [None, "sheet_hidden"]
    assert plan(*two_sheets(10, 20), hidden=("Hai",), decisions=replace(UNIT, sheets=("Hai",))).amount == 20


def test_a_sheet_with_an_error_or_without_lines_gives_nothing() -> None:
    broken = replace(reading([line(5, 7)], sheet="Hỏng"), problems=(Problem("column_missing", "Thiếu cột."),))
    empty = reading([ReadRow(1, RowKind.TITLE, {})], sheet="Trống")
    found = plan(broken, empty)
    assert (found.lines, found.amount) == (0, 0)
    assert [account.left_out.code for account in found.sheets if account.left_out] == ["column_missing", "sheet_empty"]
    assert all(account.rows == account.lines + account.headings + account.blanks + len(account.rejected) for account in found.sheets)


def test_sheets_of_one_total_are_asked_about() -> None:
    assert [question.kind for question in plan(*two_sheets(10, 10)).questions] == ["sheets"]
    assert plan(*two_sheets(10, 10), decisions=replace(UNIT, sheets=("Một",))).questions == ()


def test_a_summary_of_the_other_sheets_is_asked_about() -> None:
    summary = reading([line(5, 30)], sheet="Tổng hợp")
    assert [question.kind for question in plan(*two_sheets(10, 20), summary).questions] == ["sheets"]


def test_a_rejected_line_moves_from_the_lines_to_the_rejected() -> None:
    (account,) = plan(reading([line(5, -5), line(6, 6)])).sheets
    assert (account.rows, account.lines, len(account.rejected), account.amount) == (2, 1, 1, 6)


@given(st.lists(generated(), min_size=1, max_size=2))
def test_rows_in_are_rows_accounted_for_and_all_the_money_lands(made: list[Generated]) -> None:
    readings = [understand_sheet(replace(one.sheet, name=f"Trang {number}")) for number, one in enumerate(made)]
    found = plan(*readings, decisions=replace(UNIT, sheets=tuple(one.sheet for one in readings)))
    for account, one in zip(found.sheets, readings, strict=True):
        assert account.rows == len(one.rows) == account.lines + account.headings + account.blanks + len(account.rejected)
        assert account.left_out is not None or account.amount == one.amount
    taken = [account for account in found.sheets if account.left_out is None]
    assert found.amount == sum(account.amount for account in taken) == sum(draft.requested_amount for draft in found.drafts)
