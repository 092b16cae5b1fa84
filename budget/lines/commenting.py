"""What people said of a line: comments as journal changes, and read back newest first.

A part of a split line also shows what was said of the line it was taken from, up to the split.
"""

from dataclasses import dataclass, replace

from budget.lines.parentage import SPLIT, split_parents
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.store.database import Cursor, Row
from budget.store.kinds import ALL
from budget.store.records import Change
from budget.vietnamese import normalise

LONGEST_COMMENT = 4_000
"""Characters of one comment."""


@dataclass(frozen=True)
class Comment:
    """One comment; `inherited` is the number of the line it was written on when that is another one, before a split."""

    id: str
    line: str
    author: str
    moment: str
    text: str
    inherited: int | None = None


def plan_comment(line: str, text: str, author: str, moment: str) -> tuple[Change | None, list[Problem]]:
    """The change that adds a comment, or what is wrong with its text. Line breaks are kept."""
    cleaned = "\n".join(normalise(part) for part in text.strip().splitlines()).strip()
    if not cleaned:
        return None, [Problem("comment_empty", "Ý kiến chưa có nội dung.", "Ghi ý kiến rồi gửi lại.")]
    if len(cleaned) > LONGEST_COMMENT:
        fix = f"Rút gọn còn nhiều nhất {LONGEST_COMMENT} ký tự, hoặc đính kèm tệp."
        return None, [Problem("comment_too_long", f"Ý kiến dài {len(cleaned)} ký tự.", fix)]
    record = {"id": new_id(), "line": line, "author": author, "moment": moment, "text": cleaned}
    return Change("comment", str(record["id"]), ALL, None, record), []


def read_comments(cursor: Cursor, line: str) -> list[Comment]:
    """The comments of a line, newest first, with those of the lines it was split from."""
    found = _of_line(cursor, line, None)
    for parent, number, seq in split_parents(cursor, line):
        found.extend(replace(comment, inherited=number) for comment in _of_line(cursor, parent, seq))
    return sorted(found, key=lambda comment: (comment.moment, comment.id), reverse=True)


def count_notes(cursor: Cursor, line: str) -> tuple[int, int]:
    """How many comments and how many files a line shows; asked each time a line is drawn, so one question for most lines."""
    rows = cursor.rows(
        """SELECT (SELECT count(*) FROM comment WHERE line = ?), (SELECT count(*) FROM attachment WHERE line = ?), b.action
           FROM line l LEFT JOIN batch b ON b.seq = l.created_seq WHERE l.id = ?""",
        [line, line, line],
    )
    if not rows:
        return 0, 0
    comments, files, made_by = rows[0]
    return len(read_comments(cursor, line)) if made_by == SPLIT else int(str(comments)), int(str(files))


def find_comment(cursor: Cursor, comment: str) -> Comment | None:
    """One comment by its id; None when there is none."""
    rows = cursor.rows("SELECT id, line, author, moment, text FROM comment WHERE id = ?", [comment])
    return _comment(rows[0]) if rows else None


def plan_withdrawal(comment: Comment, author: str) -> tuple[Change | None, list[Problem]]:
    """The change that takes a comment away; only its author may."""
    if comment.author != author:
        fix = "Ghi ý kiến khác để trả lời; người viết mới rút được ý kiến của mình."
        return None, [Problem("comment_of_other", f"Ý kiến này do {comment.author} viết.", fix)]
    old = {"id": comment.id, "line": comment.line, "author": comment.author, "moment": comment.moment, "text": comment.text}
    return Change("comment", comment.id, ALL, old, None), []


def _of_line(cursor: Cursor, line: str, before: int | None) -> list[Comment]:
    sql = "SELECT id, line, author, moment, text FROM comment WHERE line = ? AND (?::BIGINT IS NULL OR created_seq < ?::BIGINT)"
    return [_comment(row) for row in cursor.rows(sql, [line, before, before])]


def _comment(row: Row) -> Comment:
    identity, line, author, moment, text = (str(value) for value in row)
    return Comment(identity, line, author, moment, text)
