"""Which kind of workbook a file is by its bytes, or the sentence why it is none; its name is not asked."""

import zipfile
from pathlib import Path

from budget.imports import refusals
from budget.imports.guard import BROKEN_ZIP, OLE, ZIP, Limits, SuspiciousFile, check_index, look_at
from budget.imports.refusals import Refused
from budget.model.problem import Problem

_SPREADSHEET_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_KNOWN = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"{\\rtf", "văn bản RTF"),
)
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


def judge_kind(path: Path, limits: Limits) -> str:
    """xlsx, xls, ods, or csv for whatever may be text. Refused for what is certainly something else, too large or empty."""
    try:
        size, magic = look_at(path)
    except OSError as error:
        raise Refused(refusals.unreadable(path.name)) from error
    if size == 0:
        raise Refused(refusals.empty(path.name))
    if size > limits.size:
        raise Refused(refusals.too_large(path.name, size, limits.size))
    if magic == ZIP:
        return _judge_archive(path, size, limits)
    if magic == OLE:
        return "xls"
    if magic in _OLD_BIFF:
        raise Refused(refusals.other_format(path.name, "Excel 5.0 trở về trước"))
    known = next((what for mark, what in _KNOWN if magic.startswith(mark[:4])), None)
    if known:
        raise Refused(refusals.not_a_workbook(path.name, known))
    return "csv"


def refuse_compound(name: str, streams: set[str]) -> None:
    """Refused when the streams of a compound file say that it is locked, carries programs, or holds something else."""
    if streams & {"EncryptedPackage", "EncryptionInfo"}:
        raise Refused(refusals.encrypted(name))
    if streams & {"WordDocument", "PowerPoint Document"}:
        raise Refused(refusals.not_a_workbook(name, "văn bản Word" if "WordDocument" in streams else "tệp trình chiếu"))
    if streams & {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}:
        raise Refused(refusals.has_macros(name))
    if not streams & {"Workbook", "Book"}:
        raise Refused(refusals.not_a_workbook(name))


def refuse_markup(name: str, text: str) -> None:
    """Refused when a text is a web page or XML, not columns."""
    start = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("mime-version:") or any(mark in start for mark in ("<html", "<!doctype html", "<table", "<head", "<meta")):
        raise Refused(refusals.web_page(name))
    if start.startswith("<?xml") and "spreadsheet" in start:
        raise Refused(refusals.other_format(name, "XML 2003"))
    if start.startswith("<"):
        raise Refused(refusals.not_a_workbook(name, "văn bản XML"))


def _judge_archive(path: Path, size: int, limits: Limits) -> str:
    """Which workbook a ZIP is, by the parts in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:200] if "mimetype" in names and archive.getinfo("mimetype").file_size < 1_000 else b""
            manifest = archive.open("META-INF/manifest.xml").read(2**20) if "META-INF/manifest.xml" in names else b""
            check_index(archive, size, limits.unpacked)
            locked = any(entry.flag_bits & 1 for entry in archive.infolist()) or b"encryption-data" in manifest
    except SuspiciousFile as error:
        raise Refused(refusals.suspicious(path.name)) from error
    except BROKEN_ZIP as error:
        raise Refused(refusals.damaged(path.name, "nén (.xlsx, .ods)")) from error
    if _has_macros(names):
        raise Refused(refusals.has_macros(path.name))
    if locked:
        raise Refused(refusals.encrypted(path.name))
    if "xl/workbook.xml" in names:
        return "xlsx"
    if mime.startswith(_SPREADSHEET_MIME) and "content.xml" in names:
        return "ods"
    raise Refused(_name_archive(path.name, names))


def _has_macros(names: set[str]) -> bool:
    folded = {name.lower() for name in names}
    return any(name.endswith("vbaproject.bin") or name.startswith(("xl/macrosheets/", "basic/", "scripts/")) for name in folded)


def _name_archive(name: str, parts: set[str]) -> Problem:
    if "xl/workbook.bin" in parts:
        return refusals.other_format(name, ".xlsb")
    if any(part.startswith("word/") for part in parts):
        return refusals.not_a_workbook(name, "văn bản Word")
    if any(part.startswith("ppt/") for part in parts):
        return refusals.not_a_workbook(name, "tệp trình chiếu")
    return refusals.not_a_workbook(name, "tệp nén ZIP")
