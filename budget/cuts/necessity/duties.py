"""What a task obliges to: the strength of the document it rests on, and its deadline in force against the year of the money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budget.funding.rules import CitedDocument, cite, read_documents
from budget.store.database import Cursor
from budget.tasks.task import Task, read_tasks

BY_RANK: Mapping[int, int] = {6: 100, 5: 95, 4: 90, 3: 80, 2: 70, 1: 40}
"""Points by a document's strength: law 6, decree 5, prime minister and ministry 4, council 3, committee 2, letter 1."""
UNRANKED, UNWRITTEN, OUTDATED, DONE = 40, 30, 20, 0
THIS_YEAR, NEXT_YEAR, LATER = 100, 50, 20


@dataclass(frozen=True, slots=True)
class Duty:
    """A task with the document it rests on as cited ("" = none named) and how strong that is in points of 0-100."""

    task: Task
    citation: str
    points: int
    sentence: str

    @property
    def lawful(self) -> bool:
        """Whether an unfinished task rests on a document that is in force."""
        return self.points > max(UNWRITTEN, OUTDATED, DONE)

    def urgency(self, year: int) -> int | None:
        """Points of the deadline in force for money of a year; None = nobody has set one."""
        if self.task.done:
            return DONE
        if self.task.due is None:
            return None
        late = self.task.due.year - year
        return THIS_YEAR if late <= 0 else NEXT_YEAR if late == 1 else LATER

    def tell_deadline(self, year: int) -> str:
        """The deadline beside the year, in a sentence."""
        task = self.task
        if task.done:
            return f"Nhiệm vụ {task.code} đã hoàn thành."
        if task.due is None:
            return f"Nhiệm vụ {task.code} chưa có thời hạn."
        moved = f", đã điều chỉnh tại {task.amending_document}" if task.amended else ""
        where = f"trong năm {year}" if task.due.year == year else f"trước năm {year}" if task.due.year < year else f"sau năm {year}"
        return f"Nhiệm vụ {task.code} có hạn {task.due:%d/%m/%Y}, {where}{moved}."

    def binds(self, year: int) -> bool:
        """Whether the task is lawful with a deadline in this year that no numbered document has moved."""
        return self.lawful and not self.task.amended and self.task.due is not None and self.task.due.year == year


def read_duties(cursor: Cursor, day: date) -> dict[str, Duty]:
    """The duty of each task as it stands on a day."""
    documents = read_documents(cursor)
    ranks = {str(code): int(str(rank)) for code, rank in cursor.rows("SELECT code, rank FROM known_document WHERE rank IS NOT NULL")}
    return {code: _duty(task, documents.get(task.document), ranks.get(task.document), day) for code, task in read_tasks(cursor).items()}


def _duty(task: Task, document: CitedDocument | None, rank: int | None, day: date) -> Duty:
    if task.done:
        return Duty(task, "", DONE, f"Nhiệm vụ {task.code} đã hoàn thành.")
    if not task.document:
        return Duty(task, "", UNWRITTEN, f"Nhiệm vụ {task.code} chưa ghi văn bản căn cứ.")
    citation = cite(document, task.document, confirmed=task.confirmed)
    if document is not None and document.valid_to is not None and document.valid_to < day:
        return Duty(task, citation, OUTDATED, f"Nhiệm vụ {task.code} căn cứ {citation}, đã hết hiệu lực ngày {document.valid_to:%d/%m/%Y}.")
    points = UNRANKED if rank is None else BY_RANK.get(rank, UNRANKED)
    return Duty(task, citation, points, f"Nhiệm vụ {task.code} căn cứ {citation}.")
