"""Files people attach to a line: what may be attached, judged by its bytes and not by its name, and how it is kept.

Law: a name never leads out of the folder it is saved in, and a file is given back as the very bytes that came.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.store.database import Cursor
from budget.store.files import digest_of
from budget.store.kinds import ALL
from budget.store.records import Change, Value
from budget.vietnamese import normalise

MOST_BYTES = 10 * 2**20
"""10 MB a file."""
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "png": "image/png",
    "jpg": "image/jpeg",
}
"""Ending -> media type. A zip is not taken: what is in it cannot be looked at one by one."""
ACCEPTED = "PDF, Excel (.xlsx, .xls), Word (.docx, .doc), .ods, ảnh .png, .jpg"
_SAME_ENDING = {"jpeg": "jpg"}
_LONGEST_NAME = 120
_LONGEST_ENDING = 10
_FORBIDDEN = frozenset('<>:"|?*')
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
"""Names Windows keeps for itself."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MOST_ENTRIES = 5_000
_ODS_MARK = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Attachment:
    """One file attached to a line: its name as it is given back, size in bytes and SHA-256."""

    id: str
    line: str
    name: str
    media_type: str
    digest: str
    size: int
    author: str
    moment: str
    note: str


_COLUMNS = ("id", "line", "name", "media_type", "digest", "size", "author", "moment", "note")


def plan_attachment(line: str, name: str, data: bytes, author: str, moment: str, note: str = "") -> tuple[Change | None, list[Problem]]:
    """The change that attaches some bytes to a line under a name, or why they are not taken."""
    safe, problem = _judge(name, data)
    if problem is not None:
        return None, [problem]
    record: dict[str, Value] = {"id": new_id(), "line": line, "name": safe, "media_type": MEDIA_TYPES[_ending(safe)]}
    record.update(digest=digest_of(data), author=author, moment=moment, note=normalise(note), size=len(data))
    return Change("attachment", str(record["id"]), ALL, None, record), []


def plan_detachment(attachment: Attachment) -> Change:
    """The change that takes a file off its line; its bytes stay, so that an undo has them."""
    return Change("attachment", attachment.id, ALL, {name: getattr(attachment, name) for name in _COLUMNS}, None)


def read_attachments(cursor: Cursor, line: str) -> list[Attachment]:
    """The files of a line, newest first."""
    rows = cursor.rows(f"SELECT {', '.join(_COLUMNS)} FROM attachment WHERE line = ? ORDER BY moment DESC, id DESC", [line])
    return [_attachment(row) for row in rows]


def find_attachment(cursor: Cursor, attachment: str) -> Attachment | None:
    """One attachment by its id; None when there is none."""
    rows = cursor.rows(f"SELECT {', '.join(_COLUMNS)} FROM attachment WHERE id = ?", [attachment])
    return _attachment(rows[0]) if rows else None


def safe_name(name: str) -> str:
    """A file name without folders, signs no system takes and hidden signs; "" when nothing is left of it."""
    last = normalise(name).replace("\\", "/").rpartition("/")[2]
    plain = "".join("_" if sign in _FORBIDDEN else sign for sign in last).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, ending = plain, ""
    if stem.partition(".")[0].lower() in _RESERVED:
        stem = f"_{stem}"
    kept = stem[: _LONGEST_NAME - len(ending) - 1].rstrip(". ")
    return f"{kept}.{ending}" if kept and ending else kept


def _judge(name: str, data: bytes) -> tuple[str, Problem | None]:
    safe = safe_name(name)
    if not safe:
        return "", Problem("file_name_missing", "Tệp chưa có tên đọc được.", "Đổi tên tệp rồi đính kèm lại.")
    if not data:
        return safe, Problem("file_empty", f"Tệp “{safe}” không có nội dung (0 byte).", "Chọn lại đúng tệp.")
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 2**20:.1f}".replace(".", ",")
        fix = "Nén ảnh quét, tách bớt trang, rồi đính kèm lại."
        return safe, Problem("file_too_large", f"Tệp “{safe}” lớn {size} MB, vượt 10 MB.", fix)
    kind = _kind_of(data)
    if kind in _REFUSED:
        sentence, fix = _REFUSED[kind]
        return safe, Problem("file_not_accepted", f"Tệp “{safe}” {sentence}", fix)
    if kind not in MEDIA_TYPES:
        return safe, Problem("file_not_accepted", f"Tệp “{safe}” không thuộc loại được đính kèm.", f"Chỉ nhận {ACCEPTED}.")
    if _ending(safe) != kind:
        sentence = f"Tệp “{safe}” có nội dung là {kind.upper()} nhưng tên không kết thúc bằng .{kind}."
        return safe, Problem("file_type_mismatch", sentence, f"Đổi đuôi tên tệp thành .{kind}, hoặc lưu lại đúng loại.")
    return safe, None


_REFUSED = {
    "macro": ("có chứa macro nên không nhận.", "Lưu lại thành .xlsx, .docx hoặc PDF không có macro."),
    "locked": ("đặt mật khẩu nên người khác không mở được.", "Bỏ mật khẩu rồi đính kèm lại."),
    "broken": ("bị hỏng: không mở được nội dung bên trong.", "Mở bằng phần mềm đã tạo ra nó, lưu lại rồi đính kèm lại."),
}


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return _SAME_ENDING.get(ending, ending)


def _kind_of(data: bytes) -> str:
    """What the bytes are: an ending of MEDIA_TYPES, a key of _REFUSED, or ""."""
    plain = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
    for magic, kind in plain.items():
        if data.startswith(magic):
            return kind
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    return _kind_of_zip(data) if data.startswith(_ZIP) else ""


def _kind_of_ole(data: bytes) -> str:
    """Old Office files are told apart by the names of their streams, kept as UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "locked"
    if holds("_VBA_PROJECT"):
        return "macro"
    if holds("WordDocument"):
        return "doc"
    return "xls" if holds("Workbook") or holds("Book") else ""


def _kind_of_zip(data: bytes) -> str:
    # only the list of names is read, and at most the first bytes of one member: nothing is unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if len(names) > _MOST_ENTRIES:
                return "broken"
            if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
                return "macro"
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    return "ods" if member.read(len(_ODS_MARK) + 1).strip() == _ODS_MARK else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return "broken"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else ""


def _attachment(row: Sequence[object]) -> Attachment:
    values = dict(zip(_COLUMNS, row, strict=True))
    texts = {name: "" if value is None else str(value) for name, value in values.items() if name != "size"}
    return Attachment(**texts, size=int(str(values["size"])))
