"""Who does what by when: the utility groups of Đề án 06 and the tasks in them."""

from dataclasses import dataclass
from datetime import date

from budget.model.states import TaskState
from budget.reference.law import Confidence


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """One of the five utility groups of QĐ 06/QĐ-TTg, or the group of common tasks."""

    code: str
    name: str
    short_name: str
    position: int
    document: str
    valid_from: date | None
    valid_to: date | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its lead unit and deadline; `confidence` unsure marks an illustrative deadline.

    `partners` are codes of units with ";" between them, `person` a role, never an invented name; an amended deadline counts only
    with the number of the document that amends it.
    """

    code: str
    group: str
    name: str
    lead_unit: str
    deadline: date | None
    quarter: int | None
    document: str
    state: TaskState
    confidence: Confidence
    note: str
    partners: str
    person: str
    started: date | None
    finished: date | None
    amended_deadline: date | None
    amending_document: str
