"""The account of an import: for every sheet, rows in = lines + headings + blanks + rejected; and what the whole would do.

Law: a preview writes nothing; what stands in its way is a question, a rejected row or a problem, each with its sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from budget.imports.decisions import Decisions
from budget.imports.landing import RowProblem
from budget.imports.questions import SHEETS, UNIT, Question
from budget.imports.sheet import Encoding, Workbook
from budget.imports.template import TemplateRow
from budget.imports.understanding import RowKind, SheetReading, TotalCheck
from budget.imports.uploads import UploadKind
from budget.model.problem import Problem
from budget.money import MoneyUnit

_ACCOUNTED = frozenset({RowKind.LINE, RowKind.BLANK, RowKind.REJECTED})


@dataclass(frozen=True)
class SheetAccount:
    """One sheet in figures: `lines` are rows taken, `added` the lines they become, `amount` what is asked for in đồng.

    `left_out` says why a sheet is not taken; its rows are then accounted for as understood but give no line.
    """

    sheet: str
    rows: int
    lines: int
    headings: int
    blanks: int
    rejected: tuple[RowProblem, ...] = ()
    totals: tuple[TotalCheck, ...] = ()
    money_unit: MoneyUnit = MoneyUnit.DONG
    money_unit_stated: bool = False
    encoding: Encoding = Encoding.UNICODE
    amount: int = 0
    added: int = 0
    proposed: int = 0
    without_source: int = 0
    left_out: Problem | None = None
    reading: SheetReading | None = None

    @property
    def totals_wrong(self) -> tuple[TotalCheck, ...]:
        """The stated totals that are not what their rows add up to."""
        return tuple(check for check in self.totals if not check.agrees)


@dataclass(frozen=True)
class Content:
    """What was read of a file, kept so that a changed decision does not read it again."""

    workbook: Workbook | None = None
    readings: tuple[SheetReading, ...] = ()
    template_rows: tuple[TemplateRow, ...] = ()


@dataclass(frozen=True)
class ImportPreview:
    """What importing a file would do, under the decisions taken so far. Amounts in đồng.

    `lines` and `amount` are what would be added, `working_amount` what totals would count of it (appraised figures where a file has
    them); `already` lines came from a file of this name before. `problems` refuse the whole file, `rejected` single rows, `questions`
    ask, `notes` inform. `id` makes applying idempotent: the same preview applied twice writes once.
    """

    id: str
    file: str
    kind: UploadKind
    sheets: tuple[SheetAccount, ...]
    lines: int
    amount: int
    working_amount: int
    questions: tuple[Question, ...]
    notes: tuple[RowProblem, ...]
    problems: tuple[Problem, ...]
    decisions: Decisions
    already: int = 0
    content: Content = field(repr=False, default=Content())

    @property
    def rejected(self) -> tuple[RowProblem, ...]:
        """Every row that is not taken, of the sheets that are."""
        return tuple(item for account in self.sheets if account.left_out is None for item in account.rejected)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What must be answered before anything is imported."""
        return tuple(question for question in self.questions if question.required)

    @property
    def ready(self) -> bool:
        """Whether it can be applied as it stands."""
        return stands_in_the_way(self) == ()


def total_account(preview: ImportPreview) -> SheetAccount:
    """The sheets that are taken, as one account."""
    taken = [account for account in preview.sheets if account.left_out is None]
    return SheetAccount(
        sheet="Được lấy",
        rows=sum(account.rows for account in taken),
        lines=sum(account.lines for account in taken),
        headings=sum(account.headings for account in taken),
        blanks=sum(account.blanks for account in taken),
        rejected=preview.rejected,
        totals=tuple(check for account in taken for check in account.totals),
        amount=preview.amount,
        added=preview.lines,
    )


def difference_of(check: TotalCheck) -> int:
    """What a stated total says too much (above zero) or too little, in đồng."""
    return check.stated - check.computed


def stands_in_the_way(preview: ImportPreview) -> tuple[Problem, ...]:
    """Why a preview cannot be applied: problems, open questions, rejected rows nobody agreed to leave out, nothing to add."""
    if preview.problems:
        return preview.problems
    if preview.open_questions:
        return (describe_open(preview.open_questions),)
    if preview.rejected and not preview.decisions.skip_rejected:
        return (describe_rejected(preview.rejected),)
    if not preview.lines:
        left_out = next((account.left_out for account in preview.sheets if account.left_out is not None), None)
        empty = Problem("file_empty", "Tệp chưa có khoản mục nào.", "Kiểm tra lại tệp, hoặc chỉ rõ trang và các cột của bảng.")
        return (left_out if left_out is not None and len(preview.sheets) == 1 else empty,)
    return ()


def describe_rejected(rejected: Sequence[RowProblem]) -> Problem:
    """The refusal of a file for its rejected rows."""
    first, rows = rejected[0], len({(item.sheet, item.row) for item in rejected})
    sentence = f"Chưa nhập gì vì còn {rows} dòng không nhận được; đầu tiên là dòng {first.row}: {first.problem.sentence}"
    fix = "Sửa các dòng đó trong tệp rồi nhập lại cả tệp, hoặc chọn “Bỏ các dòng bị từ chối” (dòng lệnh: --skip-rejected)."
    return Problem("rows_rejected", sentence, fix)


def describe_open(questions: Sequence[Question]) -> Problem:
    """The refusal of a file for a question, naming it and where its answer goes."""
    question, more = questions[0], len(questions) - 1
    others = f" Còn {more} câu hỏi khác." if more else ""
    if question.kind == UNIT:
        codes = f" ({', '.join(question.candidates)})" if question.candidates else ""
        sentence = f"Tên đơn vị “{question.name}” ở dòng {question.row} {why_asked(question)}{codes}.{others}"
        fix = f'Chọn đơn vị cho tên này (dòng lệnh: --answer "{question.key}=MÃ", hoặc khóa units của --profile).'
        return Problem("unit_asked", sentence, fix)
    if question.kind == SHEETS:
        fix = "Chọn trang cần nhập (dòng lệnh: --sheet, hoặc khóa sheets của --profile)."
        return Problem("sheets_asked", f"{question.name}{others}", fix)
    sentence = f"Chưa biết trang “{question.sheet}” là dự toán của đơn vị nào.{others}"
    return Problem("unit_missing", sentence, "Chọn đơn vị cho cả trang (dòng lệnh: --unit MÃ, hoặc khóa unit của --profile).")


def why_asked(question: Question) -> str:
    """In a few words, why a name could not be settled."""
    if len(question.candidates) > 1:
        return "có thể là nhiều mã"
    return "cần được xác nhận" if question.candidates else "chưa rõ là mã nào"


def headings_of(reading: SheetReading) -> int:
    """How many rows are neither lines, blanks nor rejected."""
    return sum(row.kind not in _ACCOUNTED for row in reading.rows)
