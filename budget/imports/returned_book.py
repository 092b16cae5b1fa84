"""A workbook of ours that came back, as a file: its passport, the copies of what was exported, and the sheets that can be read.

Law: whether the file may be compared at all is settled here, each refusal with its own sentence; nothing is known of lines yet.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from budget.exports.passport import APPRAISAL, ESTIMATE, FAMILY, FORMAT
from budget.exports.passport import SHEET as PASSPORT
from budget.exports.trace import MARK, fingerprint
from budget.exports.trace import SHEET as COPIES
from budget.imports.cells import CellValue, cell_text
from budget.imports.guard import check_workbook_file
from budget.lines.fields import DRIVERS, FIELDS
from budget.model.problem import Problem
from budget.model.states import Layer
from budget.money import MoneyUnit
from budget.store.journal import VIETNAM

Rows = Sequence[Sequence[CellValue]]
KEYS = {ESTIMATE: "PL II", APPRAISAL: "PL III"}
"""The sheets that are read, by key, as people call them."""
_SEARCHED = 500
_COPIED = frozenset({*FIELDS, *DRIVERS, "amount", "reason", *(f"{layer}_amount" for layer in Layer)})
_AGAIN = "Xuất lại tệp từ bộ dự toán này, chép phần đã sửa sang rồi nhận lại."


@dataclass(frozen=True, slots=True)
class Copied:
    """One exported cell: what it showed, and what the plan held (they differ for names of sources and for notes with additions)."""

    shown: str
    own: str


@dataclass(frozen=True, slots=True)
class Passport:
    """What the file says it is: of which plan and scenario, at which journal seq with which hash, in which money unit shown."""

    plan: str
    plan_name: str
    scenario: str
    scenario_name: str
    seq: int
    hash: str
    exported: str
    money_unit: MoneyUnit

    @property
    def told_when(self) -> str:
        """When it was exported, by the clock in Vietnam: "17:14 ngày 27/11/2026"."""
        try:
            moment = datetime.fromisoformat(self.exported).astimezone(VIETNAM)
        except ValueError:
            return self.exported
        return moment.strftime("%H:%M ngày %d/%m/%Y")


@dataclass(frozen=True)
class ReturnedSheet:
    """A sheet that carries our row of codes: key, today's tab name, field -> 0-based column, all rows, where codes and body begin.

    `doubled` names a field that stands in two columns.
    """

    key: str
    name: str
    columns: Mapping[str, int]
    rows: Rows
    codes_row: int
    first_body_row: int
    doubled: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        return KEYS[self.key]


@dataclass(frozen=True)
class ReturnedBook:
    """The whole file: `copies` are sheet key -> line id -> field -> what was exported, in the order of the export."""

    file: str
    sha256: str
    passport: Passport
    copies: Mapping[str, Mapping[str, Mapping[str, Copied]]]
    sheets: tuple[ReturnedSheet, ...]


def open_sheets(path: Path) -> tuple[Mapping[str, Rows], Problem | None]:
    """Every sheet's rows by name from cell A1, or why the file is not opened. The only place that touches the file's format."""
    refused = check_workbook_file(path)
    if refused is not None:
        return {}, refused
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        try:
            return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names}, None
        finally:
            workbook.close()
    except (CalamineError, ValueError, OSError):
        sentence = f"Tệp “{path.name}” bị hỏng, không đọc được các ô."
        return {}, Problem("not_xlsx", sentence, "Mở bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi nhận lại.")


def read_book(path: Path) -> tuple[ReturnedBook | None, Problem | None]:
    """The file as our own workbook, or the one sentence why it is not."""
    sheets, problem = open_sheets(path)
    if problem is not None:
        return None, problem
    facts = _read_facts(sheets.get(PASSPORT, ()))
    problem = _check_format(path, facts)
    if problem is not None:
        return None, problem
    copies = _read_copies(sheets.get(COPIES, ()), facts)
    passport = _read_passport(facts)
    if copies is None or passport is None:
        sentence = f"Phần ẩn của tệp “{path.name}” ghi lại số lúc xuất đã bị sửa hoặc mất, nên không còn gì để đối chiếu."
        return None, Problem("returned_tampered", sentence, _AGAIN)
    found = [sheet for name, rows in sheets.items() if (sheet := _find_codes(name, rows, facts)) is not None]
    problem = _check_sheets(path, found)
    if problem is not None:
        return None, problem
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ReturnedBook(path.name, digest, passport, copies, tuple(sorted(found, key=lambda sheet: sheet.key))), None


def check_origin(passport: Passport, plan: str, base: str, hashes: Mapping[int, str]) -> Problem | None:
    """Why a file cannot be compared with this plan: another plan, a scenario, a later or another history. `hashes` by journal seq."""
    if passport.plan != plan:
        sentence = f"Tệp này xuất từ bộ dự toán khác: “{passport.plan_name}”."
        return Problem("returned_other_plan", sentence, "Chọn đúng bộ dự toán ở đầu trang rồi nhận lại tệp.")
    if passport.scenario != base:
        sentence = f"Tệp này xuất từ phương án “{passport.scenario_name}”; số của phương án không nhận thẳng vào số liệu gốc được."
        return Problem("returned_scenario", sentence, "Xuất tệp từ Phương án gốc, hoặc sửa phương án ở trang Phương án cắt giảm.")
    if passport.seq > max(hashes, default=0):
        sentence = f"Tệp này xuất ở lần ghi {passport.seq}, mới hơn bộ dự toán đang mở (lần ghi {max(hashes, default=0)})."
        return Problem("returned_later", sentence, "Mở bản mới nhất của bộ dự toán rồi nhận lại tệp.")
    if hashes.get(passport.seq) != passport.hash:
        sentence = (
            f"Lần ghi {passport.seq} của bộ dự toán này không phải lần ghi mà tệp được xuất: hai bản đã đi theo hai lịch sử khác nhau."
        )
        return Problem("returned_other_history", sentence, "Mở đúng bản bộ dự toán đã xuất tệp, hoặc xuất lại rồi chép phần đã sửa sang.")
    return None


def _read_facts(rows: Rows) -> dict[str, str]:
    return {cell_text(row[0]): cell_text(row[1]) for row in rows if len(row) > 1}


def _check_format(path: Path, facts: Mapping[str, str]) -> Problem | None:
    stated = facts.get("format", "")
    if stated == FORMAT:
        return None
    if stated == FAMILY + "1":
        sentence = f"Tệp “{path.name}” xuất bằng bản chương trình cũ, chưa kèm số lúc xuất để đối chiếu."
        return Problem("returned_too_old", sentence, _AGAIN)
    if stated.startswith(FAMILY):
        sentence = f"Tệp “{path.name}” xuất bằng bản chương trình mới hơn bản này."
        return Problem("returned_too_new", sentence, "Cập nhật chương trình rồi nhận lại tệp.")
    sentence = f"Tệp “{path.name}” không phải tệp trình duyệt do chương trình này xuất (không thấy trang ẩn {PASSPORT})."
    return Problem("not_our_workbook", sentence, "Chọn tệp tải từ trang Trình duyệt; tệp của nơi khác thì dùng chức năng nhập tệp.")


def _read_passport(facts: Mapping[str, str]) -> Passport | None:
    try:
        return Passport(
            plan=facts["plan"],
            plan_name=facts["plan_name"],
            scenario=facts["scenario"],
            scenario_name=facts["scenario_name"],
            seq=int(facts["seq"]),
            hash=facts["hash"],
            exported=facts["exported"],
            money_unit=MoneyUnit(facts["money_unit"]),
        )
    except (KeyError, ValueError):
        return None


def _read_copies(rows: Rows, facts: Mapping[str, str]) -> dict[str, dict[str, dict[str, Copied]]] | None:
    """The copies by sheet and line; None when they are not the ones the passport was written for."""
    found: dict[str, dict[str, dict[str, Copied]]] = {key: {} for key in KEYS}
    code, count = hashlib.sha256(), 0
    try:
        fields = {key: _read_fields(facts[f"columns/{key}"]) for key in KEYS}
        for row in rows:
            copy = "".join(str(piece) for piece in row)
            if not copy:
                continue
            code.update(fingerprint(copy))
            count += 1
            key, line, *told = json.loads(copy)
            cells = [_read_copied(cell) for cell in told]
            found[key][line] = dict(zip(fields[key], cells, strict=True))
    except (KeyError, ValueError, TypeError, RecursionError):
        return None
    whole = facts.get("copies") == str(count) and facts.get("copies_sha256") == code.hexdigest()
    return found if whole else None


def _read_fields(text: str) -> list[str]:
    """The fields copied of one sheet; ValueError when they are not ones this program exports."""
    fields = json.loads(text)
    if not isinstance(fields, list) or "name" not in fields or not all(isinstance(field, str) and field in _COPIED for field in fields):
        raise ValueError(text[:80])
    return fields


def _read_copied(cell: object) -> Copied:
    shown, own = cell if isinstance(cell, list) else (cell, cell)
    if not isinstance(shown, str) or not isinstance(own, str):
        raise TypeError(f"a copy is text, not {shown!r}")
    return Copied(shown, own)


def _find_codes(name: str, rows: Rows, facts: Mapping[str, str]) -> ReturnedSheet | None:
    """The sheet when it has our row of codes."""
    for number, row in enumerate(rows[:_SEARCHED]):
        codes = {place: str(cell).removeprefix(MARK) for place, cell in enumerate(row) if isinstance(cell, str) and cell.startswith(MARK)}
        if not codes:
            continue
        key = next(iter(codes.values())).partition("/")[0]
        head = facts.get(f"head/{key}", "")
        if key not in KEYS or not head.isdecimal():
            return None
        fields = [code.partition("/")[2] for code in codes.values()]
        doubled = next((field for field in fields if fields.count(field) > 1), "")
        return ReturnedSheet(key, name, dict(zip(fields, codes, strict=True)), rows, number, number + 1 + int(head), doubled)
    return None


def _check_sheets(path: Path, found: Sequence[ReturnedSheet]) -> Problem | None:
    keys = [sheet.key for sheet in found]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        names = " và ".join(f"“{sheet.name}”" for sheet in found if sheet.key == twice)
        sentence = f"Tệp “{path.name}” có hai bản của {KEYS[twice]}: {names}, nên không rõ lấy bản nào."
        return Problem("returned_sheet_twice", sentence, "Xóa bản không dùng rồi nhận lại tệp.")
    doubled = next((sheet for sheet in found if sheet.doubled), None)
    if doubled is not None:
        sentence = f"Trang “{doubled.name}” có một cột được chép thành hai (mã ẩn “{doubled.doubled}”), nên không rõ lấy cột nào."
        return Problem("returned_column_twice", sentence, "Xóa cột chép thêm rồi nhận lại tệp.")
    blind = next((sheet for sheet in found if "id" not in sheet.columns), None)
    if blind is not None:
        sentence = f"Trang “{blind.name}” không còn cột ẩn Mã khoản mục, nên không biết hàng nào là khoản mục nào."
        return Problem("returned_ids_missing", sentence, _AGAIN)
    if not found:
        sentence = f"Tệp “{path.name}” không còn trang PL II, PL III nào đọc được (hàng mã ẩn phía trên tiêu đề đã bị xóa)."
        return Problem("returned_sheets_missing", sentence, _AGAIN)
    return None
