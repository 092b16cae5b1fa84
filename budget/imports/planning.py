"""What a file would add: its content judged against the plan as it stands, under a person's decisions. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from budget.imports.account import Content, SheetAccount, headings_of
from budget.imports.decisions import Decisions
from budget.imports.directory import Directory
from budget.imports.landing import RowProblem, land_sheet, rejected_rows
from budget.imports.lines_table import DraftLine
from budget.imports.questions import SHEETS, Asked, Question
from budget.imports.template import TemplateRow
from budget.imports.understanding import Meaning, RowKind, SheetReading
from budget.lines.adding import plan_new_line
from budget.lines.editing import Known
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money
from budget.store.records import Change

_LONGEST = 2_000


@dataclass(frozen=True)
class PlannedImport:
    """The lines a file would add (as drafts, or as changes where the template made them), its account, what is asked and noted."""

    drafts: tuple[DraftLine, ...]
    changes: tuple[Change, ...]
    sheets: tuple[SheetAccount, ...]
    questions: tuple[Question, ...]
    notes: tuple[RowProblem, ...]
    amount: int
    working_amount: int

    @property
    def lines(self) -> int:
        """How many lines would be added."""
        return len(self.drafts) + len(self.changes)


def plan_workbook(content: Content, directory: Directory, decisions: Decisions, file: str) -> PlannedImport:
    """The lines of a stranger's workbook, sheet by sheet."""
    asked = Asked()
    drafts: list[DraftLine] = []
    notes: list[RowProblem] = []
    accounts: list[SheetAccount] = []
    hidden = {sheet.name for sheet in content.workbook.sheets if sheet.hidden} if content.workbook else set()
    for reading in content.readings:
        account = _account_of(reading)
        left_out = _why_left_out(reading, decisions, reading.sheet in hidden)
        if left_out is not None:
            accounts.append(replace(account, lines=0, headings=account.headings + account.lines, amount=0, left_out=left_out))
            continue
        landed = land_sheet(reading, directory, decisions, asked, file)
        drafts.extend(landed.lines)
        notes.extend(landed.notes)
        accounts.append(
            replace(
                account,
                lines=landed.landed,
                rejected=tuple(rejected_rows(reading, landed)),
                amount=landed.amount,
                added=len(landed.lines),
                proposed=landed.proposed,
                without_source=landed.without_source,
            )
        )
    _ask_of_repeated(accounts, decisions, asked)
    amount = sum(line.requested_amount for line in drafts)
    return PlannedImport(
        tuple(drafts), (), tuple(accounts), tuple(asked.questions()), tuple(notes), amount, sum(line.working_amount for line in drafts)
    )


def plan_template(rows: Sequence[TemplateRow], known: Known, first_number: int, budget_year: int, sheet: str) -> PlannedImport:
    """The new lines of filled template rows, numbered from `first_number` in their order."""
    changes: list[Change] = []
    rejected: list[RowProblem] = []
    notes: list[RowProblem] = []
    amount = 0
    for row in rows:
        change, problems = _plan_row(row, known, first_number + len(changes), budget_year)
        if change is None:
            rejected.extend(RowProblem(row.row, problem, sheet) for problem in problems)
            continue
        notes.extend(RowProblem(row.row, problem, sheet) for problem in problems)
        changes.append(change)
        amount += int((change.new or {}).get("requested_amount") or 0)
    accounts: tuple[SheetAccount, ...] = ()
    if rows:
        lines = len(changes)
        accounts = (SheetAccount(sheet, len(rows), lines, 0, 0, tuple(rejected), amount=amount, added=lines, money_unit_stated=True),)
    return PlannedImport((), tuple(changes), accounts, (), tuple(notes), amount, amount)


def _plan_row(row: TemplateRow, known: Known, number: int, budget_year: int) -> tuple[Change | None, list[Problem]]:
    long = next((text for text in row.texts.values() if len(text) > _LONGEST), None)
    if long is not None:
        sentence = f"Có ô dài {len(long)} ký tự, bắt đầu bằng “{long[:40]}…”."
        return None, [Problem("text_too_long", sentence, f"Rút gọn còn nhiều nhất {_LONGEST} ký tự.")]
    return plan_new_line(row.texts, known, number, budget_year)


def _account_of(reading: SheetReading) -> SheetAccount:
    return SheetAccount(
        sheet=reading.sheet,
        rows=len(reading.rows),
        lines=reading.count(RowKind.LINE),
        headings=headings_of(reading),
        blanks=reading.count(RowKind.BLANK),
        rejected=tuple(
            RowProblem(row.row, row.problem or Problem("row_rejected", "Dòng không đọc được."), reading.sheet)
            for row in reading.rows
            if row.kind is RowKind.REJECTED
        ),
        totals=reading.totals,
        money_unit=reading.money_unit,
        money_unit_stated=reading.money_unit_stated,
        encoding=reading.encoding,
        amount=reading.amount,
        reading=reading,
    )


def _why_left_out(reading: SheetReading, decisions: Decisions, hidden: bool) -> Problem | None:
    """Why a sheet gives no line: not chosen, hidden, not understood, or without any line."""
    if decisions.sheets and reading.sheet not in decisions.sheets:
        return Problem("sheet_not_chosen", f"Trang “{reading.sheet}” không được chọn.", "Chọn thêm trang này nếu cần nhập.", Severity.NOTE)
    error = next((problem for problem in reading.problems if problem.severity is Severity.ERROR), None)
    if error is not None:
        return error
    if hidden and not decisions.sheets:
        sentence = f"Trang “{reading.sheet}” bị ẩn trong tệp nên không lấy."
        return Problem("sheet_hidden", sentence, "Chọn trang này nếu đúng là dự toán cần nhập.", Severity.NOTE)
    if not decisions.sheets and not _has_money_heading(reading):
        sentence = f"Trang “{reading.sheet}” có số nhưng cột số tiền không có tiêu đề nên không lấy."
        return Problem("sheet_without_heading", sentence, "Chọn trang này nếu đúng là dự toán cần nhập.", Severity.NOTE)
    if not reading.count(RowKind.LINE, RowKind.REJECTED):
        sentence = f"Trang “{reading.sheet}” không có khoản mục nào."
        return Problem("sheet_empty", sentence, "Chỉ rõ các cột nếu trang này có bảng dự toán.", Severity.NOTE)
    return None


def _has_money_heading(reading: SheetReading) -> bool:
    """Whether a column of money says so; scratch lists beside the estimate have no headings."""
    money = (Meaning.AMOUNT, Meaning.UNIT_PRICE, Meaning.SOURCE_AMOUNT, Meaning.FINANCE_AMOUNT)
    return not reading.columns or any(column.heading and column.meaning in money for column in reading.columns)


def _ask_of_repeated(accounts: Sequence[SheetAccount], decisions: Decisions, asked: Asked) -> None:
    """Sheets that may hold the same money twice (a summary and its detail): a person says which are to be taken."""
    if decisions.sheets:
        return
    taken = [account for account in accounts if account.left_out is None and account.amount]
    together = sum(account.amount for account in taken)
    for account in taken:
        same = [one for one in taken if one.amount == account.amount]
        of_all = len(taken) > 2 and together == 2 * account.amount
        if len(same) == 1 and not of_all:
            continue
        names = "”, “".join(one.sheet for one in (taken if of_all else same))
        money = f"tổng {format_money(account.amount)} đồng"
        sentence = f"Các trang “{names}” có thể là cùng một khoản tiền ({money}): một bảng tổng hợp và bảng chi tiết."
        asked.ask(Question(SHEETS, "sheets", sentence, (), True, account.sheet, 0))
        return
