"""The deadlines lines are held against: of unfinished tasks, moved only by a numbered document, with the basis as cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budget.funding.rules import CitedDocument, cite
from budget.store.database import Cursor
from budget.tasks.task import Task, read_tasks


@dataclass(frozen=True, slots=True)
class Due:
    """An unfinished task's deadline in force, and its basis as cited."""

    day: date
    citation: str

    @property
    def period(self) -> int:
        """The quarter it lies in, counted from year 0."""
        return self.day.year * 4 + (self.day.month + 2) // 3 - 1


def read_dues(cursor: Cursor, documents: Mapping[str, CitedDocument]) -> dict[str, Due]:
    """Task code -> its deadline; tasks that are done or have none are left out."""
    tasks = read_tasks(cursor).values()
    return {task.code: Due(task.due, cite_basis(task, documents)) for task in tasks if task.due is not None and not task.done}


def cite_basis(task: Task, documents: Mapping[str, CitedDocument]) -> str:
    """The document a task rests on, as cited; "" when none is named."""
    return cite(documents.get(task.document), task.document, confirmed=task.confirmed) if task.document else ""
