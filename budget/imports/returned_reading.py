"""A returned workbook and the plan laid side by side: every line's differences, inserted and missing rows, remarks, what to tell.

Law: what the file's hidden copies say must be what the journal knows; a copy that contradicts an untouched figure refuses the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from budget.exports.passport import APPRAISAL
from budget.imports.returned import Asked, Difference, compare_line, group_of
from budget.imports.returned_book import ReturnedBook
from budget.imports.returned_cells import Catalogues
from budget.imports.returned_new import Proposal, propose_lines
from budget.imports.returned_outcome import Missing, Remark, ReturnPreview, account_for, prove_edits
from budget.imports.returned_rows import BackKind, ReadSheet, read_sheet
from budget.lines.editing import LineRecord
from budget.lines.fields import FIELDS
from budget.lines.numbering import next_number
from budget.lines.query import read_records
from budget.model.problem import Problem
from budget.store.database import Cursor
from budget.store.kinds import ALL, LINE

_COLUMNS = tuple(LINE.columns)
_AMOUNTS = ("finance_amount", "requested_amount")
_COMPARED = tuple(dict.fromkeys(("id", "number", "name", "unit", *_AMOUNTS, *(field.column for field in FIELDS.values()))))
_ORDER = ("problem", "conflict", "doubt", "apply", "same", "keep")


def compare_book(cursor: Cursor, book: ReturnedBook, start: ReturnPreview, catalogues: Catalogues) -> ReturnPreview:
    """The preview filled in from `start` (file, seq, amount before), or with the one problem that keeps the file from being compared."""
    sheets, problem = _read_sheets(book)
    if problem is not None:
        return replace(start, problem=problem)
    exported = list(dict.fromkeys(line for copies in book.copies.values() for line in copies))
    records = read_records(cursor, _COMPARED, exported)
    asked = {line: _ask(line, sheets, book, records[line], catalogues) for line in exported if line in records}
    untold = _find_untold(cursor, book.passport.seq, asked)
    if untold is not None:
        return replace(start, problem=untold)
    found = [item for one in asked.values() if one.rows for item in compare_line(one)]
    whole = read_records(cursor, _COLUMNS, sorted({item.line for item in found}))
    return replace(
        start,
        sheets=tuple(account_for(sheet) for sheet in sheets),
        differences=tuple(sorted(prove_edits(found, whole, catalogues.known), key=_pressing)),
        proposals=tuple(_propose(cursor, sheets, records, catalogues, book.passport.seq)),
        missing=tuple(_find_missing(sheets, exported, records)),
        rejected=tuple(_find_rejected(sheets, book, records)),
        remarks=tuple(_read_remarks(cursor, asked)),
        gone=len(exported) - len(records),
        notes=tuple(_tell(sheets, book)),
    )


def _read_sheets(book: ReturnedBook) -> tuple[list[ReadSheet], Problem | None]:
    sheets: list[ReadSheet] = []
    for sheet in book.sheets:
        read, problem = read_sheet(sheet, book.copies[sheet.key])
        if read is None:
            return [], problem
        sheets.append(read)
    return sheets, None


def _propose(
    cursor: Cursor, sheets: Sequence[ReadSheet], records: Mapping[str, LineRecord], catalogues: Catalogues, seq: int
) -> list[Proposal]:
    """The inserted rows as new lines; one that was added already since the export is said to be."""
    found: list[Proposal] = []
    for sheet in sheets:
        if sheet.count(BackKind.NEW):
            found.extend(propose_lines(sheet, records, catalogues, next_number(cursor) + len(found)))
    columns = ("unit", "folded", "source", "requested_quantity_milli", "requested_unit_price", "requested_times_milli")
    sql = f"SELECT number, {', '.join(columns)} FROM line WHERE created_seq > ?::BIGINT"
    there = {tuple(row[1:]): row[0] for row in cursor.rows(sql, [seq])} if found else {}
    return [_mark_repeated(item, there, columns) for item in found]


def _mark_repeated(item: Proposal, there: Mapping[tuple[object, ...], object], columns: Sequence[str]) -> Proposal:
    record = (item.change.new or {}) if item.change is not None else {}
    number = there.get(tuple(record.get(name) for name in columns))
    if number is None:
        return item
    sentence = f"Khoản mục {number} giống hệt đã được thêm vào bộ dự toán sau khi xuất tệp."
    problem = Problem("returned_already_added", sentence, "Giữ như hiện nay, hoặc thêm trong chương trình nếu đúng là một khoản mục nữa.")
    return replace(item, problem=problem, change=None)


def _ask(line: str, sheets: Sequence[ReadSheet], book: ReturnedBook, record: LineRecord, catalogues: Catalogues) -> Asked:
    rows = {sheet.key: sheet.matched[line] for sheet in sheets if line in sheet.matched}
    copies = {key: found[line] for key, found in book.copies.items() if line in found}
    return Asked(line, rows, copies, record, book.passport.money_unit, catalogues)


def _find_untold(cursor: Cursor, seq: int, asked: Mapping[str, Asked]) -> Problem | None:
    """A copy that says other than the plan held, though nobody touched that figure since: the hidden part was rewritten."""
    rows = cursor.rows("SELECT DISTINCT entity, grp FROM touch WHERE seq > ?::BIGINT AND starts_with(entity, 'line:')", [seq])
    touched = {(str(entity).removeprefix("line:"), str(group)) for entity, group in rows}
    for line, one in asked.items():
        if (line, ALL) in touched:
            continue
        for name in one.moved:
            if (line, group_of(name)) not in touched:
                sentence = (
                    f"Số lúc xuất ghi trong phần ẩn của tệp không khớp nhật ký ở khoản mục {one.record['number']}: phần ẩn đã bị sửa."
                )
                return Problem("returned_tampered", sentence, "Xuất lại tệp từ bộ dự toán này, chép phần đã sửa sang rồi nhận lại.")
    return None


def _find_rejected(sheets: Sequence[ReadSheet], book: ReturnedBook, records: Mapping[str, LineRecord]) -> Iterator[tuple[str, Problem]]:
    """Rows that belong to no line, to two, or to one that is no longer there though the file changed it."""
    for sheet in sheets:
        yield from ((f"{sheet.label} dòng {row.row}", row.problem) for row in sheet.rows if row.problem)
        for line, row in sheet.matched.items():
            copies = book.copies[sheet.key][line]
            told = [name for name in copies if not name.endswith("amount")]
            if line in records or all(row.texts.get(name, copies[name].shown) == copies[name].shown for name in told):
                continue
            sentence = f"Khoản mục “{copies['name'].shown}” đã bị xóa khỏi bộ dự toán sau khi xuất, nhưng tệp có ô khác lúc xuất."
            fix = "Bỏ qua hàng này, hoặc hoàn tác lần xóa ở Nhật ký rồi nhận lại tệp."
            yield f"{sheet.label} dòng {row.row}", Problem("returned_line_gone", sentence, fix)


def _find_missing(sheets: Sequence[ReadSheet], exported: Sequence[str], records: Mapping[str, LineRecord]) -> list[Missing]:
    """Lines no sheet has a row of any more."""
    lost = set(exported)
    for sheet in sheets:
        lost &= set(sheet.missing)
    found = []
    for line in exported:
        if line in lost and line in records:
            record = records[line]
            finance = record["finance_amount"]
            amount = record["requested_amount"] if finance is None else finance
            found.append(Missing(line, int(str(record["number"])), str(record["name"]), int(str(amount or 0))))
    return found


def _read_remarks(cursor: Cursor, asked: Mapping[str, Asked]) -> list[Remark]:
    """Reasons written into the file that are not on their line yet."""
    there: dict[str, list[str]] = {}
    for line, text in cursor.rows("SELECT line, text FROM comment"):
        there.setdefault(str(line), []).append(str(text))
    found = []
    for line, one in asked.items():
        row = one.rows.get(APPRAISAL)
        text = "" if row is None else row.texts.get("reason", "")
        copy = one.copies.get(APPRAISAL, {}).get("reason")
        written = copy is not None and text not in ("", copy.shown)
        if written and not any(said.endswith(f": {text}") for said in there.get(line, ())):
            found.append(Remark(line, int(str(one.record["number"])), str(one.record["name"]), text))
    return found


def _tell(sheets: Sequence[ReadSheet], book: ReturnedBook) -> list[str]:
    """What a person should know of the file beside its differences."""
    told = []
    for sheet in sheets:
        copies = book.copies[sheet.key]
        if sheet.put_back:
            count = f"{sheet.label} có {sheet.put_back} hàng được sắp xếp mà mã ẩn không đi theo"
            told.append(f"{count}; đã ghép lại theo nội dung từng hàng, xem kỹ các ô khác nhau trước khi nhận.")
        gone = [name for name in next(iter(copies.values()), {}) if name not in sheet.fields]
        if gone:
            told.append(f"{sheet.label} không còn {len(gone)} cột so với lúc xuất; các cột đó không được so.")
        alone = [line for line in sheet.missing if any(line in other.matched for other in sheets)]
        if alone:
            told.append(f"{sheet.label} thiếu {len(alone)} hàng nhưng trang kia còn, nên không coi là xóa khoản mục.")
    return told


def _pressing(item: Difference) -> tuple[int, int]:
    return _ORDER.index(item.standing.value), item.number
