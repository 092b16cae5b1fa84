"""plan.tasks: who does what by when and with which money, how ready its lines are; adding, editing and ending tasks.

Everything that depends on a day takes it as `day`; `default_day()` is only what a screen begins with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from budget.funding.rules import cite, read_documents
from budget.model.ids import BASE
from budget.model.problem import Problem, refuse
from budget.model.states import Step, TaskState
from budget.store.kinds import KINDS
from budget.store.records import Batch, Change, Receipt, Value
from budget.store.store import Store
from budget.tasks.editing import end_texts, plan_addition, plan_edit
from budget.tasks.expected import ExpectedSource, add_expected, expect_by_source
from budget.tasks.groups import read_chances, read_groups
from budget.tasks.matrix import UnitTasks, Week, WeekMatrix, by_lead_unit, by_week
from budget.tasks.money import TaskMoney, read_other
from budget.tasks.quarters import QuarterMoney, all_quarters, by_quarter
from budget.tasks.readiness import LABELS as STEP_LABELS
from budget.tasks.readiness import Steps
from budget.tasks.ready_lines import ReadyLine, read_ready_lines
from budget.tasks.standing import (
    Risk,
    Standing,
    days_words,
    default_day,
    describe_nearest,
    describe_standing,
    judge,
    judge_all,
    quarter_end,
)
from budget.tasks.task import Task, read_tasks
from budget.tasks.typed import FIELDS, read_known_names
from budget.typed_date import read_date


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What adding or editing a task came to: its code, its fields before and after as typed texts, and the journal's receipt.

    `receipt` None = nothing differed, so nothing was written.
    """

    task: str
    old: Task | None
    new: Task
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Basis:
    """The document a task rests on, as cited, and what is to be checked of it ("" = nothing)."""

    citation: str
    warning: str


class Tasks:
    """The tasks of an open plan."""

    def __init__(self, store: Store, actor: str, budget_year: int) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor
        self._budget_year = budget_year

    def default_day(self) -> date:
        """Today in Vietnam, or the last day of the plan's budget year once that has passed."""
        return default_day(self._budget_year)

    def listed(self, day: date, scenario: str = BASE, year: int | None = None) -> list[Standing]:
        """Every task as it stands on `day`, by utility group and code; its money and readiness are of lines of `year` (None = all)."""
        with self._store.read() as cursor:
            groups = read_groups(cursor, scenario, day, year=year)
            return judge_all(read_tasks(cursor).values(), day, groups, read_other(cursor, scenario, year))

    def get(self, code: str, day: date, scenario: str = BASE, year: int | None = None) -> Standing:
        """One task as it stands on `day`; PlanError when there is none of that code."""
        with self._store.read() as cursor:
            task = read_tasks(cursor).get(code)
            if task is None:
                raise _no_task(code)
            other = read_other(cursor, scenario, year).get(code, (0, 0))
            return judge(task, day, read_groups(cursor, scenario, day, task=code, year=year), other)

    def bases(self) -> dict[str, Basis]:
        """Document code -> how a task that rests on it cites it, and what nobody has settled about it (a day, a number)."""
        with self._store.read() as cursor:
            documents = read_documents(cursor)
            notes = {str(code): str(note or "") for code, note in cursor.rows("SELECT code, note FROM document")}
        return {
            code: Basis(cite(document, code), "" if document.confirmed else notes.get(code, "")) for code, document in documents.items()
        }

    def by_lead_unit(self, standings: Sequence[Standing]) -> list[UnitTasks]:
        """Some standings by lead unit, units in their official order, the nearest deadline first."""
        return by_lead_unit(standings, self._units())

    def by_week(self, standings: Sequence[Standing], first: date, last: date) -> WeekMatrix:
        """What of some standings is due in which week of a span, by lead unit; what is due outside it is kept beside."""
        return by_week(standings, first, last, self._units())

    def lines_of(self, task: str, day: date, scenario: str = BASE) -> list[ReadyLine]:
        """The lines that pay for a task ("" = for none), with their readiness on `day`."""
        with self._store.read() as cursor:
            return read_ready_lines(cursor, scenario, day, task=task)

    def readiness(self, lines: Sequence[str] | None, day: date, scenario: str = BASE) -> list[ReadyLine]:
        """The readiness of some lines (None = all living lines of the estimate) on `day`: what cuts ask before they choose."""
        with self._store.read() as cursor:
            return read_ready_lines(cursor, scenario, day, lines=lines)

    def chances(self, day: date, scenario: str = BASE) -> pd.DataFrame:
        """The chance of every line's money by quarter, set-wise: line, year, quarter, amount, spent, share_bp, expected.

        The last two are missing where nobody can tell; amounts in đồng, shares in basis points.
        """
        with self._store.read() as cursor:
            return read_chances(cursor, scenario, day)

    def expected(self, day: date, scenario: str = BASE, year: int | None = None) -> list[ExpectedSource]:
        """What each source, in official order, is expected to disburse of each year as seen on `day`; unknown chances apart."""
        with self._store.read() as cursor:
            rows = expect_by_source(read_groups(cursor, scenario, day, year=year))
            order = {str(code): place for place, (code,) in enumerate(cursor.rows("SELECT code FROM source ORDER BY position, code"))}
        return sorted(rows, key=lambda row: (order.get(row.source, len(order)), row.year))

    def add(
        self, texts: Mapping[str, str], reason: str = "", code: str = "", operation_id: str | None = None
    ) -> tuple[TaskChange | None, list[Problem]]:
        """Add a task from typed texts (names of FIELDS); or what is wrong. Without `code` it takes the next free one."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                known = read_known_names(cursor)
            changes, problems = plan_addition(code, texts, known)
            return self._commit("add_task", None, changes, reason, operation_id), problems

    def edit(
        self, code: str, texts: Mapping[str, str], reason: str, seen: int | None = None, operation_id: str | None = None
    ) -> tuple[TaskChange | None, list[Problem]]:
        """Give a task these texts (names of FIELDS), with a reason; or what is wrong.

        PlanError for an unknown task; StaleWriteError when somebody touched it after journal seq `seen`.
        """
        with self._store.database.lock:  # what the change starts from must still stand when it is written
            with self._store.read() as cursor:
                known, task = read_known_names(cursor), read_tasks(cursor).get(code)
            if task is None:
                raise _no_task(code)
            changes, problems = plan_edit(self._record(code), texts, reason, known, seen)
            if not changes and any(problem.severity == "error" for problem in problems):
                return None, problems
            return self._commit("edit_task", task, changes, reason, operation_id), problems

    def finish(self, code: str, day: date, reason: str, seen: int | None = None) -> tuple[TaskChange | None, list[Problem]]:
        """End a task: done, finished on `day`."""
        return self.edit(code, end_texts(day), reason, seen)

    def _commit(self, action: str, old: Task | None, changes: Sequence[Change], reason: str, operation_id: str | None) -> TaskChange | None:
        if not changes:
            return None if old is None else TaskChange(old.code, old, old, None)
        receipt = self._store.commit(Batch(self._actor, action, reason, changes, operation_id=operation_id))
        with self._store.read() as cursor:
            return TaskChange(changes[0].entity, old, read_tasks(cursor)[changes[0].entity], receipt)

    def _record(self, code: str) -> dict[str, Value]:
        columns = list(KINDS["task"].columns)
        with self._store.read() as cursor:
            row = cursor.rows(f"SELECT {', '.join(columns)} FROM task WHERE code = ?", [code])[0]
        return dict(zip(columns, row, strict=True))  # type: ignore[arg-type]  # the schema's types

    def _units(self) -> list[str]:
        with self._store.read() as cursor:
            return [str(code) for (code,) in cursor.rows("SELECT code FROM unit ORDER BY position, code")]


def _no_task(code: str) -> Exception:
    return refuse("unknown_task", f"Không có nhiệm vụ mã “{code}”.", "Chọn mã nhiệm vụ có trong danh sách.")


__all__ = [
    "FIELDS",
    "STEP_LABELS",
    "Basis",
    "ExpectedSource",
    "QuarterMoney",
    "ReadyLine",
    "Risk",
    "Standing",
    "Step",
    "Steps",
    "Task",
    "TaskChange",
    "TaskMoney",
    "TaskState",
    "Tasks",
    "UnitTasks",
    "Week",
    "WeekMatrix",
    "add_expected",
    "all_quarters",
    "by_quarter",
    "days_words",
    "describe_nearest",
    "describe_standing",
    "quarter_end",
    "read_date",
]
