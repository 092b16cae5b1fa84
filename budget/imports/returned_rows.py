"""The rows of a returned sheet, each of exactly one kind; the rows of lines found again by their hidden codes wherever they moved.

Law: rows = matched + new + headings + blanks + rejected. A row that stands beside another row's code is never taken for that line.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from budget.imports.cells import CellValue, cell_text
from budget.imports.returned_book import Copied, ReturnedSheet
from budget.imports.returned_moved import find_places
from budget.model.problem import Problem

_DRIVERS = ("quantity", "unit_price", "times", "requested_quantity", "requested_unit_price", "finance_quantity", "finance_unit_price")


class BackKind(StrEnum):
    """What a row of a returned sheet is."""

    MATCHED = "matched"
    NEW = "new"
    HEADING = "heading"
    BLANK = "blank"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class BackRow:
    """One row: its number in the sheet as people count it, its kind, the line it carries, field -> text as a person would type it."""

    row: int
    kind: BackKind
    line: str
    texts: Mapping[str, str]
    problem: Problem | None = None


@dataclass(frozen=True)
class ReadSheet:
    """A sheet taken apart: its rows, its matched rows by line, whether the lines stand in the order they were exported in.

    `put_back` counts rows that stood beside another line's code and were told by their words.
    """

    key: str
    label: str
    name: str
    rows: tuple[BackRow, ...]
    matched: Mapping[str, BackRow]
    missing: tuple[str, ...]
    in_order: bool
    fields: frozenset[str]
    put_back: int = 0

    def count(self, kind: BackKind) -> int:
        """How many rows are of a kind."""
        return sum(row.kind is kind for row in self.rows)


def read_sheet(sheet: ReturnedSheet, copies: Mapping[str, Mapping[str, Copied]]) -> tuple[ReadSheet | None, Problem | None]:
    """The sheet taken apart; None and a sentence when its codes no longer stand beside the rows they belong to."""
    read = [_texts_of(sheet, cells) for cells in sheet.rows]
    seen = Counter(texts["id"] for texts in read)
    rows = [_sort_out(number, sheet, texts, copies, seen) for number, texts in enumerate(read)]
    rows = _name_doubles(rows)
    matched = {row.line: row for row in rows if row.kind is BackKind.MATCHED}
    places = find_places({line: row.texts for line, row in matched.items()}, copies)
    if places is None:
        return None, _displaced(sheet)
    if places:
        line_of = {code: line for line, code in places.items()}
        rows = [replace(row, line=line_of.get(row.line, row.line)) if row.kind is BackKind.MATCHED else row for row in rows]
        matched = {row.line: row for row in rows if row.kind is BackKind.MATCHED}
    carried = {row.line for row in rows if row.line}
    missing = tuple(line for line in copies if line not in carried)
    in_order = [line for line in copies if line in matched] == list(matched)
    put_back = sum(line != code for line, code in places.items())
    fields = frozenset(sheet.columns)
    return ReadSheet(sheet.key, sheet.label, sheet.name, tuple(rows), matched, missing, in_order, fields, put_back), None


def _texts_of(sheet: ReturnedSheet, cells: Sequence[CellValue]) -> dict[str, str]:
    return {field: cell_text(cells[place]) if place < len(cells) else "" for field, place in sheet.columns.items()}


def _sort_out(number: int, sheet: ReturnedSheet, texts: dict[str, str], copies: Mapping[str, object], seen: Counter[str]) -> BackRow:
    line = texts["id"]
    if line in copies:
        # a code counts wherever its row went, also above the headings
        return BackRow(number + 1, BackKind.MATCHED if seen[line] == 1 else BackKind.REJECTED, line, texts)
    if all(cell == "" for cell in sheet.rows[number]):
        return BackRow(number + 1, BackKind.BLANK, "", texts)
    if number < sheet.first_body_row:
        return BackRow(number + 1, BackKind.HEADING, "", texts)
    if line:
        fix = "Xóa ô mã ẩn của hàng đó nếu là khoản mục mới, hoặc bỏ hàng."
        problem = Problem("returned_id_unknown", f"Dòng {number + 1} mang mã khoản mục không có trong lần xuất này.", fix)
        return BackRow(number + 1, BackKind.REJECTED, "", texts, problem)
    return BackRow(number + 1, BackKind.NEW if _looks_new(texts) else BackKind.HEADING, "", texts)


def _looks_new(texts: Mapping[str, str]) -> bool:
    """A row of its own name with drivers; headings and totals have amounts only, the row of column indices has letters."""
    if not texts.get("name") or texts.get("name") == "B":
        return False
    return any(texts.get(field) for field in _DRIVERS)


def _name_doubles(rows: list[BackRow]) -> list[BackRow]:
    places: dict[str, list[int]] = {}
    for row in rows:
        if row.kind is BackKind.REJECTED and row.line:
            places.setdefault(row.line, []).append(row.row)

    def explain(row: BackRow) -> BackRow:
        if row.line not in places:
            return row
        where = ", ".join(str(place) for place in places[row.line])
        sentence = f"Các dòng {where} cùng mang mã của một khoản mục (hàng được chép lại), nên không rõ lấy dòng nào."
        fix = "Xóa dòng thừa; muốn thêm khoản mục mới thì xóa ô mã ẩn của dòng đó."
        return BackRow(row.row, row.kind, row.line, row.texts, Problem("returned_id_twice", sentence, fix, line=row.line))

    return [explain(row) for row in rows]


def _displaced(sheet: ReturnedSheet) -> Problem:
    sentence = f"Trang “{sheet.name}” đã được sắp xếp hoặc chép mà cột mã ẩn không đi theo, và nội dung không đủ để ghép lại từng hàng."
    fix = "Sắp xếp lại sao cho cả cột ẩn ở cuối bảng cùng đi theo, hoặc xuất lại tệp và chép phần đã sửa sang. Chưa nhận gì từ tệp này."
    return Problem("returned_ids_displaced", sentence, fix)
