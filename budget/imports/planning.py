"""From template rows to new lines: each row becomes one journal change or a sentence with its row number."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.imports.template import TemplateRow
from budget.lines.adding import plan_new_line
from budget.lines.editing import Known
from budget.model.problem import Problem
from budget.store.records import Change

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong (or noted) with one row, by its number in the sheet."""

    row: int
    problem: Problem


@dataclass(frozen=True)
class ImportPreview:
    """What importing a file would do. Amounts in đồng; `problems` refuse the whole file, `rejected` single rows, `notes` inform.

    `id` makes applying idempotent: the same preview applied twice writes once.
    """

    id: str
    file: str
    rows: tuple[TemplateRow, ...]
    lines: int
    amount: int
    rejected: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    problems: tuple[Problem, ...]

    @property
    def ready(self) -> bool:
        """Whether everything in the file can be taken."""
        return self.lines > 0 and not self.rejected and not self.problems


@dataclass(frozen=True)
class PlannedImport:
    """The changes that add the accepted rows, and what was found on the way."""

    changes: tuple[Change, ...]
    amount: int
    rejected: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]


def plan_import(rows: Sequence[TemplateRow], known: Known, first_number: int, budget_year: int) -> PlannedImport:
    """The new lines of some rows, numbered from `first_number` in their order; nothing is written."""
    changes: list[Change] = []
    rejected: list[RowProblem] = []
    notes: list[RowProblem] = []
    amount = 0
    for row in rows:
        change, problems = _plan_row(row, known, first_number + len(changes), budget_year)
        if change is None:
            rejected.extend(RowProblem(row.row, problem) for problem in problems)
            continue
        notes.extend(RowProblem(row.row, problem) for problem in problems)
        changes.append(change)
        amount += int((change.new or {}).get("requested_amount") or 0)
    return PlannedImport(tuple(changes), amount, tuple(rejected), tuple(notes))


def _plan_row(row: TemplateRow, known: Known, number: int, budget_year: int) -> tuple[Change | None, list[Problem]]:
    long = next((text for text in row.texts.values() if len(text) > _LONGEST), None)
    if long is not None:
        sentence = f"Có ô dài {len(long)} ký tự, bắt đầu bằng “{long[:40]}…”."
        return None, [Problem("text_too_long", sentence, f"Rút gọn còn nhiều nhất {_LONGEST} ký tự.")]
    return plan_new_line(row.texts, known, number, budget_year)
