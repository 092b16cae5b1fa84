"""A task as it is written down, and its deadline: the one of its document until a numbered document moves it.

Law: a deadline of an approved plan moves only when the document that amends it has a number; without one it is a proposal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budget.model.states import TaskState
from budget.store.database import Cursor
from budget.vietnamese import normalise

_NUMBER = re.compile(r"(?<![\d/])\d{1,6}(/\d{4})?/[A-ZĐa-zđ][\wĐđ&.-]*")
"""A document's number: 1080/KH-UBND, 45/2026/NĐ-CP; a date (17/2/2024) is none."""
PARTNERS_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Task:
    """One task; `partners` are unit codes, `state` what a person said of it, `version` the journal seq that last touched it."""

    code: str
    group: str
    name: str
    lead_unit: str
    partners: tuple[str, ...]
    person: str
    document: str
    deadline: date | None
    amended_deadline: date | None
    amending_document: str
    state: TaskState
    started: date | None
    finished: date | None
    confirmed: bool
    note: str
    version: int

    @property
    def amended(self) -> bool:
        """Whether a numbered document has moved the deadline."""
        return self.amended_deadline is not None and is_numbered(self.amending_document)

    @property
    def due(self) -> date | None:
        """The deadline in force; None = nobody has set one."""
        return self.amended_deadline if self.amended else self.deadline

    @property
    def proposed(self) -> date | None:
        """A later deadline that is only asked for: no numbered document stands behind it."""
        return None if self.amended else self.amended_deadline

    @property
    def done(self) -> bool:
        """Whether it is finished."""
        return self.state is TaskState.DONE

    def days_left(self, day: date) -> int | None:
        """Days from `day` to the deadline, negative when it has passed; None without a deadline or when it is done."""
        return None if self.due is None or self.done else (self.due - day).days

    def is_overdue(self, day: date) -> bool:
        """Whether it is unfinished after its deadline; the day of the deadline itself is still in time."""
        left = self.days_left(day)
        return left is not None and left < 0

    def days_late(self) -> int:
        """How many days after its deadline it was finished; 0 when in time, unfinished or unknown."""
        if not self.done or self.finished is None or self.due is None:
            return 0
        return max(0, (self.finished - self.due).days)


def is_numbered(text: str) -> bool:
    """Whether a document is named with a number of its own."""
    return _NUMBER.search(normalise(text)) is not None


def read_tasks(cursor: Cursor) -> dict[str, Task]:
    """Every task of the plan by code, in the order of the utility groups."""
    names = ("code", "task_group", "name", "lead_unit", "partners", "person", "document", "deadline", "amended_deadline")
    more = ("amending_document", "state", "started", "finished", "confidence", "note", "created_seq")
    sql = f"""SELECT {", ".join(f"t.{name}" for name in (*names, *more))},
                COALESCE((SELECT max(seq) FROM touch WHERE entity = 'task:' || t.code), 0)::BIGINT AS touched
              FROM task t LEFT JOIN task_group g ON g.code = t.task_group ORDER BY g.position NULLS LAST, t.code"""
    rows = (dict(zip((*names, *more, "touched"), row, strict=True)) for row in cursor.rows(sql))
    return {str(row["code"]): _task_of(row) for row in rows}


def split_partners(text: str) -> tuple[str, ...]:
    """The unit codes of a stored list of partners."""
    return tuple(part.strip() for part in text.split(PARTNERS_BETWEEN) if part.strip())


def _task_of(row: Mapping[str, object]) -> Task:
    return Task(
        code=_text(row["code"]),
        group=_text(row["task_group"]),
        name=_text(row["name"]),
        lead_unit=_text(row["lead_unit"]),
        partners=split_partners(_text(row["partners"])),
        person=_text(row["person"]),
        document=_text(row["document"]),
        deadline=_day(row["deadline"]),
        amended_deadline=_day(row["amended_deadline"]),
        amending_document=_text(row["amending_document"]),
        state=TaskState(_text(row["state"]) or TaskState.PLANNED),
        started=_day(row["started"]),
        finished=_day(row["finished"]),
        confirmed=row["confidence"] == "confirmed",
        note=_text(row["note"]),
        version=max(int(_text(row["created_seq"]) or 0), int(_text(row["touched"]))),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
