"""The rows of a returned sheet, each of exactly one kind; the rows of lines found again by their hidden codes wherever they moved.

Law: rows = matched + new + headings + blanks + rejected. A row that sits beside another row's code is never taken for that line.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.imports.cells import CellValue, cell_text
from budget.imports.returned_book import Copied, ReturnedSheet
from budget.model.problem import Problem

_DRIVERS = ("quantity", "unit_price", "times", "requested_quantity", "requested_unit_price", "finance_quantity", "finance_unit_price")
_IDENTITY = ("name", "budget_code", "measure", "source", "basis", "note", "requested_quantity", "requested_unit_price", "requested_times")
"""What tells rows apart when the code beside them cannot be believed."""
_NEVER_TOLD = ("amount", "requested_amount", "finance_amount")


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
    """A sheet taken apart: its rows, its matched rows by line, whether the lines stand in the order they were exported in."""

    key: str
    label: str
    name: str
    rows: tuple[BackRow, ...]
    matched: Mapping[str, BackRow]
    missing: tuple[str, ...]
    in_order: bool
    fields: frozenset[str]

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
    compared = [field for field in sheet.columns if all(field in copy for copy in copies.values()) and field not in _NEVER_TOLD]
    moved = _find_displaced(matched, copies, compared)
    if moved is not None:
        return None, _displaced(sheet, moved)
    carried = {row.line for row in rows if row.line}
    missing = tuple(line for line in copies if line not in carried)
    order = [line for line in copies if line in matched]
    return (
        ReadSheet(sheet.key, sheet.label, sheet.name, tuple(rows), matched, missing, order == list(matched), frozenset(sheet.columns)),
        None,
    )


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


def _find_displaced(matched: Mapping[str, BackRow], copies: Mapping[str, Mapping[str, Copied]], fields: Sequence[str]) -> BackRow | None:
    """The first row whose content came from another line: codes that stayed behind when the visible columns were sorted.

    Seen by a name that belongs to a line whose own row no longer says so, or by rows that say exactly what other rows said before.
    """
    names = [field for field in fields if field in _IDENTITY]
    changed = [line for line, row in matched.items() if any(row.texts[field] != copies[line][field].shown for field in fields)]
    left = (*changed, *(line for line in copies if line not in matched))
    vacated = {tuple(copies[line][field].shown for field in names) for line in left}
    for line in changed:
        renamed = "name" in names and matched[line].texts["name"] != copies[line]["name"].shown
        if renamed and tuple(matched[line].texts[field] for field in names) in vacated:
            return matched[line]
    before = Counter(tuple(copies[line][field].shown for field in fields) for line in changed)
    after = Counter(tuple(matched[line].texts[field] for field in fields) for line in changed)
    return matched[changed[0]] if changed and before == after else None


def _displaced(sheet: ReturnedSheet, row: BackRow) -> Problem:
    sentence = f"Trang “{sheet.name}”: từ dòng {row.row}, nội dung đã được sắp xếp hoặc chép mà cột mã ẩn không đi theo."
    fix = "Sắp xếp lại sao cho cả cột ẩn ở cuối bảng cùng đi theo, hoặc xuất lại tệp và chép phần đã sửa sang. Chưa nhận gì từ tệp này."
    return Problem("returned_ids_displaced", sentence, fix)
