"""plan.lines: find, edit, add, copy, delete lines and tell their history."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from budget.lines.adding import dependants, plan_copy, plan_deletions, plan_new_line
from budget.lines.editing import CellProblem, Known, LineEdit, LineRecord, has_errors, plan_edits
from budget.lines.history import LineEvent, line_history
from budget.lines.listing import read_listing
from budget.lines.many import plan_additions, plan_copies
from budget.lines.numbering import next_number
from budget.lines.ordering import Order
from budget.lines.paging import Asked, LinePage, read_page
from budget.lines.query import LineFilter, count_lines, read_line_rows, read_lines, read_records, select_ids
from budget.lines.understanding import Overtaken, Understood, find_overtaken, understand_edits
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import Layer, Severity
from budget.store.database import Cursor
from budget.store.journal import find_operation, read_bulks, read_changes
from budget.store.kinds import LINE
from budget.store.records import Batch, Change, Receipt
from budget.store.store import Store
from budget.totals.cube import Totals

_COLUMNS = tuple(LINE.columns)
APPRAISAL = (Layer.CONTENT, Layer.FINANCE, Layer.APPROVED)
"""The layers nobody changes without saying why."""
_REASON_NEEDED = Problem(
    "reason_missing",
    "Số thẩm định cần có lý do nên chưa được lưu.",
    "Ghi lý do vào ô “Lý do sửa” rồi nhập lại; lý do được giữ cho các lần sửa sau.",
)
LONGEST_NUMBER = 18
"""Digits of the longest line number the file can hold."""


@dataclass(frozen=True)
class Saved:
    """What an action on lines came to: the receipt (None = nothing was written), its changes, and problems by edit position."""

    receipt: Receipt | None
    changes: tuple[Change, ...]
    problems: tuple[CellProblem, ...]

    @property
    def refused(self) -> bool:
        """Whether an error kept the whole action from being saved."""
        return has_errors(self.problems)


class Lines:
    """The lines of an open plan."""

    def __init__(self, store: Store, actor: str, known: Callable[[], Known], budget_year: int, totals: Callable[[str], Totals]) -> None:
        """Stand on the store and the live totals, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._known = known
        self._budget_year = budget_year
        self._totals = totals

    def find(
        self, wanted: LineFilter, scenario: str = BASE, *, order: str | Order = "unit", limit: int | None = None, offset: int = 0
    ) -> pd.DataFrame:
        """The resolved lines a filter selects, with LINE_COLUMNS (đồng, thousandths)."""
        with self._store.read() as cursor:
            return read_lines(cursor, wanted, scenario, order, limit, offset)

    def rows(
        self, wanted: LineFilter, scenario: str = BASE, *, order: str | Order = "unit", limit: int | None = None, offset: int = 0
    ) -> list[dict[str, int | str | bool | None]]:
        """The same lines as plain rows (column -> value), for grids and panels."""
        with self._store.read() as cursor:
            return read_line_rows(cursor, wanted, scenario, order, limit, offset)

    def page(
        self,
        wanted: LineFilter,
        scenario: str = BASE,
        *,
        order: str | Order = "unit",
        limit: int = 2_000,
        offset: int = 0,
        known: LinePage | None = None,
    ) -> LinePage:
        """A page of lines and its seq; with a `known` page only lines touched since, or not on it, are read from the file."""
        with self._store.read() as cursor:
            return read_page(cursor, Asked(wanted, scenario, order, limit, offset), known)

    def stream(self, wanted: LineFilter, scenario: str = BASE) -> Iterator[pa.RecordBatch]:
        """The resolved lines a filter selects in number order, batch by batch from one snapshot (columns: LISTED)."""
        with self._store.read() as cursor:
            yield from read_listing(cursor, wanted, scenario)

    def count(self, wanted: LineFilter, scenario: str = BASE) -> tuple[int, int]:
        """How many lines a filter selects and their đồng (of the years asked for, if any); a whole listing or year needs no query."""
        # a line may have money in several of the years asked for, so only one year's count is known beforehand
        if wanted.listing is not None and wanted == LineFilter(wanted.listing, years=wanted.years[:1]):
            totals = self._totals(scenario)
            year = wanted.years[0] if wanted.years else None
            return totals.lines(wanted.listing, year), totals.amount(wanted.listing, year)
        with self._store.read() as cursor:
            return count_lines(cursor, wanted, scenario)

    def select(self, wanted: LineFilter, scenario: str = BASE) -> list[str]:
        """The ids of the lines a filter selects."""
        with self._store.read() as cursor:
            return select_ids(cursor, wanted, scenario)

    def record(self, line: str) -> LineRecord | None:
        """Every stored column of one line; None when there is no such line."""
        with self._store.read() as cursor:
            return read_records(cursor, _COLUMNS, [line]).get(line)

    def find_id(self, wanted: str) -> str:
        """The id of a line given by id or by its readable number; PlanError when there is none."""
        with self._store.read() as cursor:
            rows = cursor.rows("SELECT id FROM line WHERE id = ?", [wanted])
            if not rows and wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER:
                rows = cursor.rows("SELECT id FROM line WHERE number = ?::BIGINT", [int(wanted)])
        if not rows:
            raise refuse("line_missing", f"Không có khoản mục “{wanted}” trong bộ dự toán.", "Xem danh sách khoản mục để lấy đúng mã.")
        return str(rows[0][0])

    def edit(self, edits: Sequence[LineEdit], reason: str = "", operation_id: str | None = None) -> Saved:
        """Save some edits as one batch, or none of them; StaleWriteError when a group moved since it was seen."""
        with self._store.database.lock:  # what the changes start from must still stand when they are written
            changes, problems = plan_edits(self._records_of(edits), edits, self._known())
            if not reason.strip() and any(change.group in APPRAISAL for change in changes):
                problems = [*problems, CellProblem(0, _REASON_NEEDED)]
            if has_errors(problems) or not changes:
                return Saved(None, tuple(changes), tuple(problems))
            receipt = self._store.commit(Batch(self._actor, "edit", reason, changes, operation_id=operation_id))
        return Saved(receipt, tuple(changes), tuple(problems))

    def understand(self, edits: Sequence[LineEdit]) -> list[Understood]:
        """How each edit would be read and judged; nothing is saved."""
        return understand_edits(self._records_of(edits), edits, self._known())

    def find_saved(self, operation_id: str) -> Receipt | None:
        """The receipt of an action saved before under this id; None when it was not."""
        with self._store.read() as cursor:
            return find_operation(cursor, operation_id)

    def overtaken(self, edits: Sequence[LineEdit]) -> list[Overtaken]:
        """The edits whose figure somebody else has changed since it was seen, with what stands there now."""
        with self._store.read() as cursor:
            records = read_records(cursor, _COLUMNS, sorted({edit.line for edit in edits}))
            return find_overtaken(cursor, records, edits)

    def add(self, texts: Mapping[str, str], reason: str = "", operation_id: str | None = None) -> tuple[str | None, list[Problem]]:
        """Add one line from field texts; its id, or None with what is wrong."""
        year = int(texts["year"]) if texts.get("year", "").isdecimal() else self._budget_year
        with self._store.database.lock:
            change, problems = plan_new_line(texts, self._known(), self._next_number(), year)
            if change is None:
                return None, problems
            receipt = self._store.commit(Batch(self._actor, "add_line", reason, [change], operation_id=operation_id))
            return self._made_by(receipt)[0] if receipt.repeated else change.entity, problems

    def copy(self, line: str, reason: str = "") -> str:
        """Add a copy of a line; the new line's id."""
        with self._store.database.lock:
            record = self.record(line)
            if record is None:
                raise refuse("line_missing", "Khoản mục cần sao chép không còn trong bộ dự toán.", "Tải lại danh sách.")
            change = plan_copy(record, self._next_number())
            self._store.commit(Batch(self._actor, "add_line", reason, [change]))
            return change.entity

    def copy_many(self, lines: Sequence[str], reason: str = "", operation_id: str | None = None) -> list[str]:
        """Add a copy of each line as one batch; the new ids in the order of `lines`. PlanError when one is missing."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                records = read_records(cursor, _COLUMNS, lines)
            if not lines or any(line not in records for line in lines):
                raise refuse("line_missing", "Có khoản mục cần sao chép không còn trong bộ dự toán.", "Tải lại danh sách rồi chọn lại.")
            changes = plan_copies({line: records[line] for line in lines}, self._next_number())
            receipt = self._store.commit(Batch(self._actor, "add_line", reason, changes, operation_id=operation_id))
            return self._made_by(receipt) if receipt.repeated else [change.entity for change in changes]

    def add_many(
        self, rows: Sequence[Mapping[str, str]], reason: str = "", operation_id: str | None = None
    ) -> tuple[Receipt | None, list[str], list[CellProblem]]:
        """Add a line for each row of field texts as one batch, or none of them: (receipt, ids by row, problems by row)."""
        with self._store.database.lock:
            changes, problems = plan_additions(rows, self._known(), self._next_number(), self._budget_year)
            if not changes:
                return None, [], problems
            receipt = self._store.commit(Batch(self._actor, "add_line", reason, changes, operation_id=operation_id))
            return receipt, self._made_by(receipt) if receipt.repeated else [change.entity for change in changes], problems

    def delete(self, lines: Sequence[str], reason: str, seen: int | None = None) -> tuple[Receipt | None, list[Problem]]:
        """Delete lines as one batch (undo brings them back); refused without a reason or when a kept line requires one of them."""
        if not reason.strip():
            return None, [Problem("reason_missing", "Chưa ghi lý do xóa.", "Ghi lý do rồi xóa lại.")]
        with self._store.database.lock:
            with self._store.read() as cursor:
                records = read_records(cursor, _COLUMNS, lines)
                left = dependants(_dependent_records(cursor, lines), set(lines))
            if left:
                names = "; ".join(f"khoản mục {record['number']}" for record in left[:3])
                fix = "Xóa hoặc bỏ phụ thuộc của khoản mục đó trước."
                return None, [Problem("required_by_other", f"Không xóa được: {names} đang phụ thuộc khoản mục này.", fix)]
            if not records:
                return None, [Problem("line_missing", "Không còn khoản mục nào để xóa.", "Tải lại danh sách.", Severity.ERROR)]
            changes = plan_deletions(records, dict.fromkeys(lines, seen))
            return self._store.commit(Batch(self._actor, "delete_line", reason, changes)), []

    def touched_since(self, seq: int, most: int) -> list[str] | None:
        """The lines touched after a journal seq; None when they are more than `most` or came in a bulk batch."""
        with self._store.read() as cursor:
            bulk = cursor.rows("SELECT 1 FROM payload WHERE seq > ?::BIGINT AND kind = 'line' LIMIT 1", [seq])
            sql = "SELECT DISTINCT entity FROM change WHERE seq > ?::BIGINT AND kind = 'line' LIMIT ?::BIGINT"
            rows = cursor.rows(sql, [seq, most + 1])
        return None if bulk or len(rows) > most else [str(row[0]) for row in rows]

    def history(self, line: str) -> list[LineEvent]:
        """Who changed which figure of a line, newest first."""
        with self._store.read() as cursor:
            return line_history(cursor, line)

    def _records_of(self, edits: Sequence[LineEdit]) -> dict[str, dict[str, int | str | bool | None]]:
        with self._store.read() as cursor:
            return read_records(cursor, _COLUMNS, sorted({edit.line for edit in edits}))

    def _next_number(self) -> int:
        with self._store.read() as cursor:
            return next_number(cursor)

    def _made_by(self, receipt: Receipt) -> list[str]:
        """The lines a batch made, in their order; the journal knows them even once they are deleted."""
        with self._store.read() as cursor:
            single = [change.entity for change in read_changes(cursor, receipt.seq) if change.kind == "line"]
            bulks = [bulk for bulk in read_bulks(cursor, receipt.seq) if bulk.kind == "line"]
        return [*single, *(str(line) for bulk in bulks for line in bulk.table["id"].to_pylist())]


def _dependent_records(cursor: Cursor, lines: Sequence[str]) -> list[LineRecord]:
    rows = cursor.rows("SELECT id, number, requires FROM line WHERE requires IN (SELECT unnest(?::TEXT[]))", [list(lines)])
    return [{"id": str(identity), "number": int(str(number)), "requires": str(requires)} for identity, number, requires in rows]
