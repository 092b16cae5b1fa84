"""plan.notes: what people said of a line and the files on it; every act is a batch that undo takes back."""

from datetime import datetime, timedelta, timezone

from budget.lines.attaching import Attachment, find_attachment, plan_attachment, plan_detachment, read_attachments
from budget.lines.commenting import Comment, count_notes, find_comment, plan_comment, plan_withdrawal, read_comments
from budget.model.problem import Problem, refuse
from budget.model.states import Severity
from budget.store.database import Cursor
from budget.store.files import get_file
from budget.store.records import Batch, Receipt
from budget.store.store import Store

VIETNAM = timezone(timedelta(hours=7))


class Notes:
    """Comments and attachments of an open plan. A deleted line keeps both: they are there again once it is brought back."""

    def __init__(self, store: Store, actor: str) -> None:
        """Stand on the store, write in the name of `actor`."""
        self._store = store
        self._actor = actor

    def comments(self, line: str) -> list[Comment]:
        """What was said of a line, newest first; with what was said of the line it was split from."""
        with self._store.read() as cursor:
            return read_comments(cursor, line)

    def attachments(self, line: str) -> list[Attachment]:
        """The files of a line, newest first."""
        with self._store.read() as cursor:
            return read_attachments(cursor, line)

    def counts(self, line: str) -> tuple[int, int]:
        """How many comments and how many files a line shows."""
        with self._store.read() as cursor:
            return count_notes(cursor, line)

    def comment(self, line: str, text: str) -> tuple[Comment | None, list[Problem]]:
        """Say something of a line; the comment, or what is wrong with it."""
        with self._store.database.lock:
            self._require_line(line)
            change, problems = plan_comment(line, text, self._actor, _now())
            if change is None:
                return None, problems
            self._store.commit(Batch(self._actor, "comment", "", [change]))
            with self._store.read() as cursor:
                return find_comment(cursor, change.entity), problems

    def withdraw(self, comment: str) -> tuple[Receipt | None, list[Problem]]:
        """Take one's own comment away; None with the reason when it is somebody else's."""
        with self._store.database.lock:
            with self._store.read() as cursor:
                found = find_comment(cursor, comment)
            if found is None:
                raise refuse("comment_missing", "Ý kiến này không còn trong bộ dự toán.", "Tải lại khoản mục để xem các ý kiến còn lại.")
            change, problems = plan_withdrawal(found, self._actor)
            if change is None:
                return None, problems
            return self._store.commit(Batch(self._actor, "withdraw_comment", "", [change])), []

    def attach(self, line: str, name: str, data: bytes, note: str = "") -> tuple[Attachment | None, list[Problem]]:
        """Attach a file to a line; the attachment, or why it is not taken. The same bytes are kept once, however often attached."""
        with self._store.database.lock:
            number = self._require_line(line)
            change, problems = plan_attachment(line, name, data, self._actor, _now(), note)
            if change is None:
                return None, problems
            with self._store.read() as cursor:
                twins = [other for other in read_attachments(cursor, line) if other.digest == (change.new or {}).get("digest")]
            self._store.commit(Batch(self._actor, "attach", note, [change]), [data])
            if twins:
                sentence = f"Khoản mục số {number} đã có tệp cùng nội dung: “{twins[0].name}”."
                problems = [Problem("file_attached_twice", sentence, "Bỏ một tệp nếu không cần cả hai.", Severity.NOTE, line=line)]
            with self._store.read() as cursor:
                return find_attachment(cursor, change.entity), problems

    def detach(self, attachment: str, reason: str = "") -> Receipt:
        """Take a file off its line; its bytes stay in the plan so that undo brings it back."""
        with self._store.database.lock:
            return self._store.commit(Batch(self._actor, "detach", reason, [plan_detachment(self.attachment(attachment))]))

    def attachment(self, attachment: str) -> Attachment:
        """One attachment by its id; PlanError when there is none."""
        with self._store.read() as cursor:
            found = find_attachment(cursor, attachment)
        if found is None:
            raise refuse("attachment_missing", f"Không có tệp đính kèm “{attachment}”.", "Xem danh sách tệp của khoản mục để lấy đúng mã.")
        return found

    def read(self, attachment: str) -> tuple[Attachment, bytes]:
        """An attachment and its bytes, digested again; PlanError when they are missing or altered."""
        found = self.attachment(attachment)
        with self._store.read() as cursor:
            return found, get_file(cursor, found.digest)

    def _require_line(self, line: str) -> int:
        with self._store.read() as cursor:
            return _number_of(cursor, line)


def _number_of(cursor: Cursor, line: str) -> int:
    rows = cursor.rows("SELECT number FROM line WHERE id = ?", [line])
    if not rows:
        raise refuse("line_missing", "Khoản mục này không còn trong bộ dự toán.", "Tải lại danh sách khoản mục.")
    return int(str(rows[0][0]))


def _now() -> str:
    return datetime.now(VIETNAM).isoformat(timespec="milliseconds")
