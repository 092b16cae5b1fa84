"""What a file must be before anything opens it: of bearable size, and honest about what it unpacks to."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from budget.imports import refusals
from budget.model.problem import Problem

MOST_BYTES = 25 * 2**20
MOST_UNPACKED = 250 * 2**20
MOST_ENTRIES = 1_000
MOST_RATIO = 200
"""How many times larger than the file its content may be; real workbooks stay under 50."""

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
"""What Python raises for an archive that is damaged, locked or of an unknown making."""

_CHUNK = 2**20
_OVERLAP = 16
_XML = (".xml", ".rels")
Watch = Callable[[str, bytes], None]


class SuspiciousFile(Exception):
    """The content is made to exhaust whoever reads it."""


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file. Sizes in bytes; `memory` is the reader's whole address space, `seconds` its work."""

    size: int = MOST_BYTES
    unpacked: int = MOST_UNPACKED
    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    seconds: float = 60.0
    memory: int = 3 * 2**29


def check_workbook_file(path: Path) -> Problem | None:
    """What forbids reading a file as an .xlsx workbook; None when it may be opened."""
    try:
        size, magic = look_at(path)
    except OSError:
        return refusals.unreadable(path.name)
    if size > MOST_BYTES:
        return refusals.too_large(path.name, size, MOST_BYTES)
    if magic == OLE:
        sentence = f"Tệp “{path.name}” đặt mật khẩu hoặc là định dạng .xls cũ nên không đọc được."
        return Problem("not_xlsx", sentence, "Mở bằng Excel, bỏ mật khẩu và lưu lại thành .xlsx.")
    if magic != ZIP:
        return _not_a_workbook(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist() and len(archive.infolist()) <= MOST_ENTRIES:
                return _not_a_workbook(path)
            unpack_once(archive, size, MOST_UNPACKED)
    except SuspiciousFile:
        return refusals.suspicious(path.name)
    except BROKEN_ZIP:
        return _not_a_workbook(path)
    return None


def look_at(path: Path) -> tuple[int, bytes]:
    """The size of a file and its first four bytes."""
    with path.open("rb") as file:
        return path.stat().st_size, file.read(4)


def check_index(archive: zipfile.ZipFile, size: int, unpacked: int) -> None:
    """SuspiciousFile when the archive's own index already says too much."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > allowed_bytes(size, unpacked):
        raise SuspiciousFile


def unpack_once(archive: zipfile.ZipFile, size: int, unpacked: int, watch: Watch | None = None) -> None:
    """Unpack everything without keeping it, for what the index says of sizes is not believed; SuspiciousFile when it is too much.

    `watch` sees every piece with the name of its part; pieces overlap a little, so that a short mark is never cut in two.
    """
    check_index(archive, size, unpacked)
    left = allowed_bytes(size, unpacked)
    for entry in archive.infolist():
        tail = b""
        with archive.open(entry) as member:
            while chunk := member.read(_CHUNK):
                left -= len(chunk)
                piece = tail + chunk
                if left < 0 or (entry.filename.endswith(_XML) and b"<!DOCTYPE" in piece):
                    raise SuspiciousFile
                if watch is not None:
                    watch(entry.filename, piece)
                tail = chunk[-_OVERLAP:]


def allowed_bytes(size: int, unpacked: int) -> int:
    """What a file of a size may unpack to."""
    return min(unpacked, max(size * MOST_RATIO, 10 * _CHUNK))


def _not_a_workbook(path: Path) -> Problem:
    sentence = f"Tệp “{path.name}” không phải tệp Excel .xlsx hoặc đã hỏng."
    return Problem("not_xlsx", sentence, "Tải lại tệp mẫu, điền số liệu và lưu ở định dạng .xlsx.")
