"""A file taken in: read once, its sheets understood under a person's decisions.

Corrections go by headings, so that they outlive a moved column.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from budget.imports.account import Content
from budget.imports.decisions import Decisions
from budget.imports.gathering import gathering
from budget.imports.reading import read_workbook
from budget.imports.sheet import Sheet, Workbook
from budget.imports.template import read_template
from budget.imports.understand import understand_sheet
from budget.imports.understanding import ColumnUse, Meaning, SheetReading
from budget.imports.uploads import UploadKind
from budget.model.problem import Problem
from budget.vietnamese import fold

NamesSource = Callable[[str], bool]
"""Whether a heading is the name of a source of the plan."""


def take_in(path: Path, kind: UploadKind, decisions: Decisions, names_source: NamesSource) -> tuple[Content, list[Problem]]:
    """What a file holds; an empty content with the problem that forbids reading it."""
    if kind is UploadKind.TEMPLATE:
        rows, problems = read_template(path)
        return Content(template_rows=tuple(rows)), problems
    if kind is UploadKind.RETURNED:
        return Content(), [_refuse_own(path.name)]
    workbook, problems = read_workbook(path)
    if workbook is None:
        return Content(), problems
    content = Content(workbook, understand_workbook(workbook, decisions, names_source))
    return content, check_sheets(content, decisions)


def understand_workbook(workbook: Workbook, decisions: Decisions, names_source: NamesSource) -> tuple[SheetReading, ...]:
    """Every sheet understood, in the order of the workbook; a column nobody knew whose heading is a source of the plan is its money."""
    with gathering():
        return tuple(_understand(sheet, decisions, names_source) for sheet in workbook.sheets)


def check_sheets(content: Content, decisions: Decisions) -> list[Problem]:
    """What forbids taking the file as it is: a chosen sheet that is not there, a sheet too large to be read whole."""
    names = [reading.sheet for reading in content.readings]
    missing = [name for name in decisions.sheets if name not in names]
    if missing:
        listed = "; ".join(names)
        return [Problem("sheet_missing", f"Tệp không có trang “{missing[0]}”.", f"Chọn một trong các trang: {listed}.")]
    for reading in content.readings:
        cut = next((problem for problem in reading.problems if problem.code == "sheet_cut"), None)
        if cut is not None and (not decisions.sheets or reading.sheet in decisions.sheets):
            return [cut]
    return []


def column_key(column: ColumnUse, columns: Sequence[ColumnUse]) -> str:
    """What a correction of a column is kept under: its heading, or its letter where the heading is empty or stands twice."""
    heading = fold(column.heading)
    if heading and sum(fold(other.heading) == heading for other in columns) == 1:
        return column.heading
    return f"cột {column_letter(column.position)}"


def column_letter(position: int) -> str:
    """The letters a spreadsheet shows above a column: 0 is A, 26 is AA."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _refuse_own(name: str) -> Problem:
    """Its lines are in the plan already: read as a stranger's, every amount would be counted twice."""
    sentence = f"Tệp “{name}” do chính chương trình xuất ra nên các khoản mục đã có trong bộ dự toán; nhập lại sẽ tính hai lần."
    return Problem("own_workbook", sentence, "Nhận lại phần đã sửa của tệp này ở trang “Nhận lại tệp đã xuất” (dòng lệnh: return).")


def _understand(sheet: Sheet, decisions: Decisions, names_source: NamesSource) -> SheetReading:
    rows = decisions.header_rows.get(sheet.name)
    reading = understand_sheet(sheet, money_unit=decisions.money_unit, header_rows=rows)
    corrected = _correct(reading.columns, decisions, names_source)
    if corrected == reading.columns:
        return reading
    return understand_sheet(sheet, columns=corrected, money_unit=decisions.money_unit, header_rows=rows)


def _correct(columns: tuple[ColumnUse, ...], decisions: Decisions, names_source: NamesSource) -> tuple[ColumnUse, ...]:
    wanted = {fold(key): meaning for key, meaning in decisions.columns.items()}
    corrected = []
    for column in columns:
        of_itself = Meaning.SOURCE_AMOUNT if _unknown(column) and names_source(column.heading) else column.meaning
        meaning = wanted.get(fold(column_key(column, columns)), of_itself)
        corrected.append(column if meaning is column.meaning else replace(column, meaning=meaning, confidence=1.0))
    return tuple(corrected)


def _unknown(column: ColumnUse) -> bool:
    return column.meaning is Meaning.IGNORED and not column.confidence and bool(column.heading)
