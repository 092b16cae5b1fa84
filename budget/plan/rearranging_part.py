"""plan.rearrange: split a line, move or set many lines at once; previewed by the code that saves, one batch each."""

from collections.abc import Callable, Mapping, Sequence

from budget.lines.editing import Known, LineRecord
from budget.lines.many import MOST_LINES, MOVABLE, ManyPlanned, plan_many
from budget.lines.numbering import next_number
from budget.lines.parentage import SPLIT
from budget.lines.query import read_records
from budget.lines.splitting import PlannedSplit, SplitBy, SplitPart, plan_split
from budget.model.problem import Problem, refuse
from budget.model.states import Layer
from budget.money import format_money
from budget.scenarios.reading import read_scenarios
from budget.scenarios.resolve import affected_scenarios
from budget.store.kinds import LINE
from budget.store.records import Batch, Receipt
from budget.store.store import Store

_COLUMNS = tuple(LINE.columns)
_APPRAISED = (Layer.CONTENT, Layer.FINANCE, Layer.APPROVED)
_REASON_MISSING = Problem("reason_missing", "Chưa ghi lý do.", "Ghi lý do; lý do này in trong nhật ký.")


class Rearranging:
    """What is done to the lines of an open plan besides editing one cell."""

    def __init__(self, store: Store, actor: str, known: Callable[[], Known]) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._known = known

    def preview_split(self, line: str, by: SplitBy, parts: Sequence[SplitPart]) -> PlannedSplit:
        """The parts a split would make, or why it is refused; nothing is written."""
        with self._store.database.lock:
            return self._plan_split(line, by, parts, None)

    def split(
        self, line: str, by: SplitBy, parts: Sequence[SplitPart], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, PlannedSplit]:
        """Split a line as one batch; None with the problems when refused, StaleWriteError when its figures moved after `seen`."""
        with self._store.database.lock:
            planned = self._plan_split(line, by, parts, seen)
            if not reason.strip():
                return None, PlannedSplit((), (), (_REASON_MISSING,))
            if planned.refused:
                return None, planned
            batch = Batch(self._actor, SPLIT, reason, planned.changes, operation_id=operation_id)
            return self._store.commit(batch), planned

    def scenarios_holding(self, lines: Sequence[str]) -> list[str]:
        """The names of the scenarios that hold some of these lines; new parts and copies enter them only by a rebase."""
        with self._store.read() as cursor:
            held = set(affected_scenarios(cursor, list(lines)))
            return [scenario.name for scenario in read_scenarios(cursor) if scenario.id in held]

    def preview_set(self, lines: Sequence[str], texts: Mapping[str, str]) -> ManyPlanned:
        """What giving every line these fields (name -> text) would change, with totals before and after; nothing is written."""
        return plan_many(self._records(lines), texts, self._known(), None)

    def set_many(
        self, lines: Sequence[str], texts: Mapping[str, str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, ManyPlanned]:
        """Give every line these fields as one batch, all or nothing; `seen` is the journal seq the person saw them at."""
        return self._set(lines, texts, "edit", reason, seen, operation_id)

    def move(
        self, lines: Sequence[str], texts: Mapping[str, str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Receipt | None, ManyPlanned]:
        """Move lines to another unit, task, source or period (fields of MOVABLE) as one batch; the source's nature is checked."""
        strange = [name for name in texts if name not in MOVABLE]
        if strange:
            raise ValueError(f"not a place a line can be moved to: {strange}")
        return self._set(lines, texts, "move_lines", reason, seen, operation_id)

    def _set(
        self, lines: Sequence[str], texts: Mapping[str, str], action: str, reason: str, seen: int | None, operation_id: str | None
    ) -> tuple[Receipt | None, ManyPlanned]:
        with self._store.database.lock:  # what the changes start from must still stand when they are written
            planned = plan_many(self._records(lines), texts, self._known(), seen)
            if not reason.strip():
                return None, _with(planned, _REASON_MISSING)
            if planned.refused or not planned.changes:
                return None, planned
            return self._store.commit(Batch(self._actor, action, reason, planned.changes, operation_id=operation_id)), planned

    def _records(self, lines: Sequence[str]) -> dict[str, LineRecord]:
        """The lines in the order they were named."""
        if len(lines) > MOST_LINES:
            sentence = f"Đang chọn {format_money(len(lines))} khoản mục, vượt {format_money(MOST_LINES)} khoản mục một lần."
            raise refuse("too_many_lines", sentence, "Lọc bớt rồi làm từng phần.")
        with self._store.read() as cursor:
            found = read_records(cursor, _COLUMNS, lines)
        missing = [line for line in lines if line not in found]
        if missing:
            raise refuse(
                "line_missing", f"{len(missing)} khoản mục đang chọn không còn trong bộ dự toán.", "Tải lại danh sách rồi chọn lại."
            )
        return {line: found[line] for line in lines}

    def _plan_split(self, line: str, by: SplitBy, parts: Sequence[SplitPart], seen: int | None) -> PlannedSplit:
        record = self._records([line])[line]
        with self._store.read() as cursor:
            number = next_number(cursor)
        return plan_split(record, by, parts, self._known(), number, seen)


def _with(planned: ManyPlanned, problem: Problem) -> ManyPlanned:
    return ManyPlanned((), planned.chosen, 0, planned.amount_before, planned.amount_before, (*planned.problems, problem))
