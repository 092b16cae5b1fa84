"""Who does what by when: the utility groups of Đề án 06 and the tasks in them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.reference.law import Confidence


class TaskState(StrEnum):
    """Where a task stands; at_risk = its deadline is likely to be missed."""

    PLANNED = "planned"
    RUNNING = "running"
    AT_RISK = "at_risk"
    BLOCKED = "blocked"
    DONE = "done"


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
    """A task with its lead unit and deadline; `confidence` unsure marks an illustrative deadline."""

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
