"""plan.schedule: money in time. Phases of lines by quarter, patterns that spread them, what is spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.funding.live import LivePots
from budget.lines.many import MOST_LINES
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import OperationKind, PhasePattern, Severity
from budget.money import format_money
from budget.phases import Phase
from budget.scenarios.operations import Draft, check_draft
from budget.schedule.burn import Burn, BurnCeiling, BurnMonth, BurnRow, months_of, read_burn
from budget.schedule.burn_words import ceiling_of, describe_burn, rows_of
from budget.schedule.lapse import VERDICT_LABEL, Lapse, LapseSum, LapseVerdict, read_lapses, sum_lapses
from budget.schedule.moved import MovedRow, describe_moved, moved_rows, moved_years
from budget.schedule.patterns import NOTHING, Pattern, Quarter, check_pattern
from budget.schedule.reading import LineSchedule, read_schedules
from budget.schedule.slip import SlipPreview, SlipRow, preview_slip
from budget.schedule.spreading import Respread, plan_spent, plan_spread, plan_unspent, plan_whole
from budget.schedule.sums import QuarterSum, sum_quarters
from budget.store.records import Batch, Receipt
from budget.store.store import Store

_REASON_MISSING = Problem("reason_missing", "Chưa ghi lý do.", "Ghi lý do; lý do này in trong nhật ký.")


@dataclass(frozen=True)
class Spread:
    """What spreading came to: the receipt (None = nothing differs), and the phases of each line before and after."""

    receipt: Receipt | None
    lines: tuple[Respread, ...]


class Schedule:
    """The money of an open plan in time."""

    def __init__(self, store: Store, actor: str, pots: LivePots, budget_year: int) -> None:
        """Stand on the store and the live pots, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._pots = pots
        self._budget_year = budget_year

    def of(self, line: str, scenario: str = BASE) -> LineSchedule:
        """A line's phases in a scenario; PlanError when there is no such line."""
        return self.of_lines([line], scenario)[0]

    def of_lines(self, lines: Sequence[str], scenario: str = BASE) -> list[LineSchedule]:
        """The phases of some lines in a scenario, in the order named; PlanError when one does not exist."""
        with self._store.read() as cursor:
            found = read_schedules(cursor, list(dict.fromkeys(lines)), scenario)
        if len(found) != len(set(lines)):
            raise refuse("line_missing", "Có khoản mục không còn trong bộ dự toán.", "Tải lại danh sách rồi chọn lại.")
        return found

    def by_quarter(self, scenario: str = BASE, wanted: LineFilter | None = None, by: Sequence[str] = ()) -> list[QuarterSum]:
        """The money of a filter by quarter, spent apart, grouped by any of GROUPINGS besides; in order of time."""
        with self._store.read() as cursor:
            return sum_quarters(cursor, scenario, wanted or LineFilter(), by)

    def preview_slip(
        self, where: LineFilter, quarters: int, scenario: str = BASE, year: int | None = None
    ) -> tuple[SlipPreview | None, list[Problem]]:
        """What slipping the unspent money of a filter by so many quarters (below 0: earlier) would do; tried and rolled back.

        Of the base it is a what-if: to keep it, apply the operation SLIP with `{"quarters": n}` in a scenario. `year` is the one whose
        31/12 is looked at, by default the plan's own.
        """
        draft = Draft(OperationKind.SLIP, where, "xem trước", {"quarters": quarters})
        problems = check_draft(draft)
        if problems:
            return None, problems
        with self._store.database.trial() as cursor:
            return preview_slip(cursor, scenario, draft, year or self._budget_year), []

    def lapses(self, scenario: str = BASE, year: int | None = None) -> list[Lapse]:
        """What becomes of a year's money (the plan's own year by default) not spent by 31/12, line by line; see `read_lapses`."""
        with self._store.read() as cursor:
            return read_lapses(cursor, scenario, year or self._budget_year)

    def burn(self, scenario: str = BASE, year: int | None = None, source: str | None = None) -> Burn:
        """Planned, committed and spent by quarter of a year against its ceilings; the plan's own year and every source by default."""
        when = year or self._budget_year
        with self._store.database.lock, self._store.read() as cursor:
            return read_burn(cursor, scenario, when, self._pots.of(scenario, when), source)

    def overspent(self, scenario: str = BASE) -> list[Problem]:
        """The lines that come to less than what is spent of them, each with what to do."""
        with self._store.read() as cursor:
            lines = [str(row[0]) for row in cursor.rows("SELECT DISTINCT line FROM phase_split WHERE spent")]
            found = [schedule for schedule in read_schedules(cursor, lines, scenario) if schedule.excess]
        return [_overspent(schedule) for schedule in sorted(found, key=lambda schedule: schedule.number)]

    def preview_spread(
        self,
        lines: Sequence[str],
        pattern: PhasePattern,
        start: Quarter | None = None,
        end: Quarter | None = None,
        *,
        shares: Mapping[Quarter, int] = NOTHING,
        amounts: Mapping[Quarter, int] = NOTHING,
    ) -> tuple[list[Respread], list[Problem]]:
        """What `spread` would make of the lines, or what is wrong; nothing is written."""
        return self._plan(lines, Pattern(pattern, start, end, shares, amounts), "", None)

    def spread(
        self,
        lines: Sequence[str],
        pattern: PhasePattern,
        start: Quarter | None = None,
        end: Quarter | None = None,
        *,
        shares: Mapping[Quarter, int] = NOTHING,
        amounts: Mapping[Quarter, int] = NOTHING,
        reason: str,
        note: str = "",
        seen: int | None = None,
        operation_id: str | None = None,
    ) -> tuple[Spread | None, list[Problem]]:
        """Spread what is unspent of the lines over quarters, as one batch, all or nothing.

        Even, front, back: from `start` to `end`. Milestone: `shares` in basis points, 10000 in all. Manual: `amounts` in đồng, which
        add up to the unspent amount of the one line. Each line's own quarter becomes the first with unspent money.
        """
        with self._store.database.lock:
            planned, problems = self._plan(lines, Pattern(pattern, start, end, shares, amounts), note, seen)
            return self._write(planned, problems, "spread", reason, operation_id)

    def unspread(
        self, lines: Sequence[str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Spread | None, list[Problem]]:
        """Take the split of lines away: each stands whole in the quarter of its first phase. Refused while money of it is spent."""
        with self._store.database.lock:
            planned, problems = _collect([plan_whole(schedule, seen) for schedule in self.of_lines(lines)])
            return self._write(planned, problems, "unspread", reason, operation_id)

    def mark_spent(
        self, line: str, quarter: Quarter, amount: int, reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Spread | None, list[Problem]]:
        """Mark `amount` đồng of a line as spent (đã chi) in a quarter; the rest of it goes to the phases not yet spent."""
        with self._store.database.lock:
            checked = check_pattern(Pattern(PhasePattern.MANUAL, amounts={quarter: max(amount, 1)}))
            planned, problems = ([], checked) if checked else _collect([plan_spent(self.of(line), quarter, amount, seen)])
            return self._write(planned, problems, "mark_spent", reason, operation_id)

    def unmark_spent(
        self, line: str, quarter: Quarter, reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[Spread | None, list[Problem]]:
        """Take back that money of a quarter is spent: it is planned there again."""
        with self._store.database.lock:
            planned, problems = _collect([plan_unspent(self.of(line), quarter, seen)])
            return self._write(planned, problems, "unmark_spent", reason, operation_id)

    def _plan(self, lines: Sequence[str], pattern: Pattern, note: str, seen: int | None) -> tuple[list[Respread], list[Problem]]:
        problems = [*check_pattern(pattern), *_check_many(lines, pattern)]
        if problems:
            return [], problems
        return _collect([plan_spread(schedule, pattern, note, seen) for schedule in self.of_lines(lines)])

    def _write(
        self, planned: Sequence[Respread], problems: list[Problem], action: str, reason: str, operation_id: str | None
    ) -> tuple[Spread | None, list[Problem]]:
        if not reason.strip():
            problems = [_REASON_MISSING, *problems]
        if any(problem.severity is Severity.ERROR for problem in problems):
            return None, problems
        changes = [change for one in planned for change in one.changes if one.before != one.after or action == "unspread"]
        if not changes:
            return Spread(None, tuple(planned)), problems
        return Spread(self._store.commit(Batch(self._actor, action, reason, changes, operation_id=operation_id)), tuple(planned)), problems


def _overspent(schedule: LineSchedule) -> Problem:
    sentence = (
        f"Khoản mục {schedule.number} đã chi {format_money(schedule.amount + schedule.excess)} đ nhưng thành tiền chỉ còn"
        f" {format_money(schedule.amount)} đ."
    )
    fix = f"Nâng thành tiền thêm {format_money(schedule.excess)} đ, hoặc sửa số đã chi."
    return Problem("spent_beyond_amount", sentence, fix, line=schedule.line)


def _collect(found: Sequence[tuple[Respread | None, list[Problem]]]) -> tuple[list[Respread], list[Problem]]:
    return [one for one, _ in found if one is not None], [problem for _, problems in found for problem in problems]


def _check_many(lines: Sequence[str], pattern: Pattern) -> list[Problem]:
    if not lines:
        return [Problem("no_lines", "Chưa chọn khoản mục nào để phân kỳ.", "Chọn ít nhất một khoản mục.")]
    if len(lines) > MOST_LINES:
        return [Problem("too_many_lines", f"Chọn quá nhiều khoản mục ({len(lines)}).", f"Chọn tối đa {MOST_LINES} khoản mục một lần.")]
    if len(set(lines)) > 1 and pattern.kind is PhasePattern.MANUAL:
        sentence = "Nhập số tiền từng quý chỉ dùng được cho một khoản mục."
        return [Problem("manual_many", sentence, "Chọn một khoản mục, hoặc chọn cách phân kỳ khác cho nhiều khoản mục.")]
    return []


__all__ = [
    "VERDICT_LABEL",
    "Burn",
    "BurnCeiling",
    "BurnMonth",
    "BurnRow",
    "Lapse",
    "LapseSum",
    "LapseVerdict",
    "LineSchedule",
    "MovedRow",
    "Phase",
    "QuarterSum",
    "Respread",
    "Schedule",
    "SlipPreview",
    "SlipRow",
    "Spread",
    "ceiling_of",
    "describe_burn",
    "describe_moved",
    "months_of",
    "moved_rows",
    "moved_years",
    "rows_of",
    "sum_lapses",
]
