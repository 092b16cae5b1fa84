"""What must be said of a sheet as a whole: why it holds no estimate, why it cannot be taken, what deserves a look."""

from collections.abc import Sequence

from budget.imports.body_row import BodyRow
from budget.imports.column_choice import GUESSED, OUTDONE, STANDING_IN
from budget.imports.heading_words import say_heading
from budget.imports.layout import Layout
from budget.imports.sheet import Sheet
from budget.imports.understanding import Meaning, RowKind, TotalCheck
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money

_POINT_OUT = "Chỉ ra các hàng tiêu đề của bảng và ý nghĩa các cột rồi đọc lại."


def explain_no_table(sheet: Sheet) -> Problem:
    """Why a sheet in which no table was found holds no estimate."""
    if not any(any(values) for values in sheet.rows):
        return Problem("sheet_empty", f"Trang “{sheet.name}” trống.", "Chọn trang khác.")
    sentence = f"Trang “{sheet.name}” không có bảng dự toán: không thấy hàng tiêu đề nào có nội dung và số tiền."
    return Problem("sheet_without_table", sentence, f"Chọn trang khác; nếu bảng ở trang này: {_POINT_OUT[:1].lower()}{_POINT_OUT[1:]}")


def judge_sheet(sheet: Sheet, layout: Layout, rows: Sequence[BodyRow], checks: Sequence[TotalCheck]) -> list[Problem]:
    """The problems of a sheet that was understood; an error among them forbids taking any of it."""
    found = [
        _cut(sheet),
        _missing_columns(sheet, layout),
        _no_lines(sheet, rows),
        _doubtful_amount(layout),
        _several_amounts(layout),
        _left_below(rows),
        _wrong_totals(checks),
    ]
    return [problem for problem in found if problem is not None]


def _cut(sheet: Sheet) -> Problem | None:
    if not sheet.cut:
        return None
    sentence = f"Trang “{sheet.name}” có dòng hoặc cột vượt mức đọc được nên không đọc hết."
    return Problem("sheet_cut", sentence, "Chia bảng thành nhiều phần, hoặc xóa các ô thừa ở xa, rồi nhập lại.")


def _missing_columns(sheet: Sheet, layout: Layout) -> Problem | None:
    has_name = any(layout.position(meaning) is not None for meaning in (Meaning.NAME, Meaning.TASK, Meaning.UNIT))
    priced = layout.position(Meaning.QUANTITY) is not None and layout.position(Meaning.UNIT_PRICE) is not None
    has_amount = layout.position(Meaning.AMOUNT) is not None or layout.positions(Meaning.SOURCE_AMOUNT) or priced
    if has_name and has_amount:
        return None
    missing = "cột nội dung" if not has_name else "cột thành tiền (hoặc số lượng và đơn giá)"
    return Problem("column_missing", f"Bảng ở trang “{sheet.name}” không có {missing}.", _POINT_OUT)


def _no_lines(sheet: Sheet, rows: Sequence[BodyRow]) -> Problem | None:
    if any(row.kind is RowKind.LINE for row in rows):
        return None
    return Problem("sheet_without_lines", f"Bảng ở trang “{sheet.name}” không có khoản nào đọc được số tiền.", _POINT_OUT)


def _doubtful_amount(layout: Layout) -> Problem | None:
    amount = next((column for column in layout.columns if column.meaning is Meaning.AMOUNT), None)
    if amount is None or amount.confidence > STANDING_IN:
        return None
    named = f"“{amount.heading}”" if amount.heading else column_letter(amount.position)
    sentence = f"Không có cột nào rõ là thành tiền; tạm lấy cột {named}."
    severity = Severity.WARNING if amount.confidence > GUESSED else Severity.ERROR
    return Problem("amount_column_doubtful", sentence, "Kiểm tra và chọn lại cột thành tiền.", severity)


def _several_amounts(layout: Layout) -> Problem | None:
    """Which column was taken where several could be the amount: before and after tax or a discount, a year and the next."""
    amount = next((column for column in layout.columns if column.meaning is Meaning.AMOUNT), None)
    others = [column.heading for column in layout.columns if column.meaning is Meaning.IGNORED and column.confidence == OUTDONE]
    others = [heading for heading in others if (said := say_heading(heading.rpartition(" › ")[2])) and said.meaning is Meaning.AMOUNT]
    if amount is None or not others:
        return None
    listed = ", ".join(f"“{heading}”" for heading in others)
    sentence = f"Bảng có nhiều cột có thể là thành tiền: lấy cột “{amount.heading}”, không lấy {listed}."
    return Problem("amount_of_several", sentence, "Kiểm tra và chọn lại cột thành tiền nếu không đúng.", Severity.WARNING)


def column_letter(position: int) -> str:
    """A column's name in spreadsheets: 0 is A, 26 is AA."""
    first, last = divmod(position, 26)
    return (column_letter(first - 1) if first else "") + chr(ord("A") + last)


def _left_below(rows: Sequence[BodyRow]) -> Problem | None:
    left = [row for row in rows if row.kind is RowKind.BELOW and row.figures]
    if not left:
        return None
    sentence = f"Dưới bảng (sau phần ký) còn {format_money(len(left))} dòng có số, không được lấy."
    return Problem("figures_below", sentence, "Nếu các dòng đó thuộc dự toán thì chuyển lên trên phần ký.", Severity.WARNING)


def _wrong_totals(checks: Sequence[TotalCheck]) -> Problem | None:
    wrong = sum(not check.agrees for check in checks)
    if not wrong:
        return None
    sentence = f"{format_money(wrong)} trong {format_money(len(checks))} số tổng hoặc công thức của bảng không khớp khi tính lại."
    return Problem("totals_differ", sentence, "Xem từng chỗ lệch trước khi nhập.", Severity.WARNING)
