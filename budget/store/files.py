"""Attached files as content: bytes stand once under their SHA-256, are never changed and never taken away by an undo.

Law: what is read back was digested again and is the very bytes that were put.
"""

import hashlib

from budget.model.problem import refuse
from budget.store.database import Cursor
from budget.store.findings import Finding


def digest_of(data: bytes) -> str:
    """The SHA-256 of some bytes in hex: the name they are kept under."""
    return hashlib.sha256(data).hexdigest()


def put_file(cursor: Cursor, data: bytes) -> str:
    """Keep some bytes, once whoever attaches them; their digest. To be called in the transaction of the batch that names it."""
    digest = digest_of(data)
    kept = cursor.rows("SELECT data FROM file WHERE digest = ?", [digest])
    if not kept:
        cursor.run("INSERT INTO file VALUES (?, ?::BIGINT, ?)", [digest, len(data), data])
    elif kept[0][0] != data:  # altered behind the program's back: the right bytes have come again
        cursor.run("UPDATE file SET size = ?::BIGINT, data = ? WHERE digest = ?", [len(data), data, digest])
    return digest


def get_file(cursor: Cursor, digest: str) -> bytes:
    """The bytes kept under a digest; PlanError when they are missing or no longer what they were."""
    rows = cursor.rows("SELECT data FROM file WHERE digest = ?", [digest])
    data = rows[0][0] if rows else None
    if not isinstance(data, bytes):
        raise refuse("file_lost", "Nội dung của tệp đính kèm này không còn trong bộ dự toán.", "Lấy lại từ bản sao lưu gần nhất.")
    if digest_of(data) != digest:
        raise refuse(
            "file_altered",
            "Nội dung của tệp đính kèm này đã bị sửa ngoài chương trình: mã kiểm tra không khớp, nên không đưa ra.",
            "Lấy lại từ bản sao lưu gần nhất, hoặc xin lại tệp từ nơi đã gửi.",
        )
    return data


def count_files(cursor: Cursor) -> int:
    """How many different files are kept."""
    return int(str(cursor.rows("SELECT count(*) FROM file")[0][0]))


def verify_files(cursor: Cursor) -> list[Finding]:
    """Kept bytes that are not what their digest says, and attachments, standing or in the journal, whose bytes are missing."""
    return [*_altered(cursor), *_lost(cursor)]


def _altered(cursor: Cursor) -> list[Finding]:
    findings = []
    for (digest,) in cursor.rows("SELECT digest FROM file ORDER BY digest"):
        # one at a time: all attached files together may be larger than the memory
        data, size = cursor.rows("SELECT data, size FROM file WHERE digest = ?", [str(digest)])[0]
        if not isinstance(data, bytes) or digest_of(data) != digest or len(data) != size:
            findings.append(
                Finding(f"file {digest}", f"{_named(cursor, str(digest))} đã bị sửa ngoài chương trình: mã kiểm tra không khớp.")
            )
    return findings


def _lost(cursor: Cursor) -> list[Finding]:
    sql = """SELECT digest FROM attachment WHERE digest NOT IN (SELECT digest FROM file)
             UNION SELECT json_extract_string(new, '$.digest') FROM change WHERE kind = 'attachment' AND new IS NOT NULL
             AND json_extract_string(new, '$.digest') NOT IN (SELECT digest FROM file) ORDER BY 1"""
    lost = [str(row[0]) for row in cursor.rows(sql)]
    return [Finding(f"file {digest}", f"{_named(cursor, digest)} đã mất nội dung.") for digest in lost]


def _named(cursor: Cursor, digest: str) -> str:
    sql = """SELECT a.name, l.number FROM attachment a LEFT JOIN line l ON l.id = a.line WHERE a.digest = ? ORDER BY a.id LIMIT 1"""
    rows = cursor.rows(sql, [digest])
    if not rows:
        return f"Tệp đính kèm có mã kiểm tra {digest[:12]}…"
    where = f" của khoản mục số {rows[0][1]}" if rows[0][1] is not None else ""
    return f"Tệp đính kèm “{rows[0][0]}”{where}"
