"""What a workbook must be before anything opens it: of bearable size, a real ZIP, honest about what it unpacks to."""

import zipfile
from pathlib import Path

from budget.model.problem import Problem
from budget.money import format_money

MOST_BYTES = 25 * 2**20
MOST_UNPACKED = 250 * 2**20
MOST_ENTRIES = 1_000
MOST_RATIO = 200
"""How many times larger than the file its content may be; real workbooks stay under 50."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 2**20


def check_workbook_file(path: Path) -> Problem | None:
    """What forbids reading a file as an .xlsx workbook; None when it may be opened."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError:
        return Problem("file_unreadable", f"Không mở được tệp “{path.name}”.", "Kiểm tra tên tệp, quyền đọc, rồi chọn lại tệp.")
    if size > MOST_BYTES:
        sentence = f"Tệp “{path.name}” lớn {format_money(size // 2**20)} MB, vượt {MOST_BYTES // 2**20} MB."
        return Problem("file_too_large", sentence, "Chia tệp thành nhiều phần rồi nhập từng phần.")
    if magic == _OLE:
        sentence = f"Tệp “{path.name}” đặt mật khẩu hoặc là định dạng .xls cũ nên không đọc được."
        return Problem("not_xlsx", sentence, "Mở bằng Excel, bỏ mật khẩu và lưu lại thành .xlsx.")
    if magic != _ZIP:
        return _not_a_workbook(path)
    try:
        return _check_content(path, size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return _not_a_workbook(path)


def _check_content(path: Path, size: int) -> Problem | None:
    """Unpack once without keeping anything: what the ZIP's own index says of sizes is not believed."""
    allowed = min(MOST_UNPACKED, max(size * MOST_RATIO, 10 * _CHUNK))
    with zipfile.ZipFile(path) as archive:
        names = {entry.filename for entry in archive.infolist()}
        if len(archive.infolist()) > MOST_ENTRIES:
            return _suspicious(path)
        if "xl/workbook.xml" not in names:
            return _not_a_workbook(path)
        for entry in archive.infolist():
            with archive.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    allowed -= len(chunk)
                    if allowed < 0:
                        return _suspicious(path)
    return None


def _not_a_workbook(path: Path) -> Problem:
    sentence = f"Tệp “{path.name}” không phải tệp Excel .xlsx hoặc đã hỏng."
    return Problem("not_xlsx", sentence, "Tải lại tệp mẫu, điền số liệu và lưu ở định dạng .xlsx.")


def _suspicious(path: Path) -> Problem:
    sentence = f"Tệp “{path.name}” khi giải nén lớn bất thường nên không được mở."
    return Problem("file_suspicious", sentence, "Chép phần số liệu sang tệp mẫu mới rồi nhập lại.")
