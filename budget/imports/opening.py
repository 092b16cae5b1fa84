"""What a file is by its bytes, and its sheets or the sentence why not. Runs inside the reader's process, never in the program itself."""

import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, PasswordError

from budget.imports import refusals
from budget.imports.biff import scan_book
from budget.imports.calamine_sheets import Errors, read_sheets
from budget.imports.compound import CompoundFile, DamagedFile
from budget.imports.delimited import NotDelimited, decode_text, read_rows
from budget.imports.guard import BROKEN_ZIP, OLE, ZIP, Limits, SuspiciousFile, check_index, look_at, unpack_once
from budget.imports.odd_cells import PartMarks, cell_name, find_errors, find_uncalculated, sheet_parts
from budget.imports.ods import DamagedContent, read_ods
from budget.imports.shaping import TooManyCells, shape_sheet
from budget.imports.sheet import Sheet
from budget.model.problem import Problem

_SPREADSHEET_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_KNOWN = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"GIF8", "tệp ảnh"),
    (b"BM", "tệp ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén GZIP"),
    (b"{\\rtf", "văn bản RTF"),
    (b"MZ", "chương trình"),
)
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_TEXT_NAMES = (".csv", ".tsv", ".txt")


class Refused(Exception):
    """The file cannot be read; carries the sentence."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(problem.sentence)
        self.problem = problem


def open_sheets(path: Path, limits: Limits) -> tuple[str, Iterable[Sheet]]:
    """The kind of a file (xlsx, xls, ods, csv) and its sheets, read as they are asked for. Refused, now or while they are read."""
    try:
        size, magic = look_at(path)
    except OSError as error:
        raise Refused(refusals.unreadable(path.name)) from error
    if size == 0:
        raise Refused(refusals.empty(path.name))
    if size > limits.size:
        raise Refused(refusals.too_large(path.name, size, limits.size))
    if magic == ZIP:
        kind = _check_archive(path, size, limits)
        return kind, _telling(path, kind, (_read_xlsx if kind == "xlsx" else _read_ods)(path, size, limits))
    if magic == OLE:
        return "xls", _telling(path, "xls", _read_xls(path, limits))
    return "csv", _telling(path, "csv", [_read_text(path, magic, limits)])


def _telling(path: Path, kind: str, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets, with whatever goes wrong on the way turned into a sentence."""
    try:
        yield from sheets
    except PasswordError as error:
        raise Refused(refusals.encrypted(path.name)) from error
    except TooManyCells as error:
        raise Refused(refusals.too_many_cells(path.name, Limits().cells)) from error
    except SuspiciousFile as error:
        raise Refused(refusals.suspicious(path.name)) from error
    except (CalamineError, DamagedFile, DamagedContent, ParseError, LookupError, *BROKEN_ZIP) as error:
        raise Refused(refusals.damaged(path.name, f".{kind}")) from error
    except BaseException as error:  # a panic of the library is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(refusals.damaged(path.name, f".{kind}")) from error


def _check_archive(path: Path, size: int, limits: Limits) -> str:
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


def _read_xlsx(path: Path, size: int, limits: Limits) -> Iterator[Sheet]:
    """Values from one thread while another unpacks everything for what the values do not show; nothing is given before both agree."""
    with zipfile.ZipFile(path) as archive, ThreadPoolExecutor(1) as beside:
        inspected = beside.submit(_inspect, archive, path.name, size, limits)

        def errors_of(_place: int, sheet: str) -> Errors:
            return inspected.result().get(sheet, {})

        try:
            yield from read_sheets(path, limits, errors_of)
        except (CalamineError, TooManyCells):
            inspected.result()  # what it says is truer
            raise
        inspected.result()


def _inspect(archive: zipfile.ZipFile, name: str, size: int, limits: Limits) -> dict[str, Errors]:
    """Unpack once; the error cells by sheet. Refused when formulas lack their results."""
    marks = PartMarks()
    unpack_once(archive, size, limits.unpacked, marks.watch)
    if not marks.errors and not marks.formulas:
        return {}
    found: dict[str, Errors] = {}
    for part, sheet in sheet_parts(archive).items():
        if part in marks.formulas and (empty := find_uncalculated(archive.read(part))):
            raise Refused(refusals.not_calculated(name, sheet, cell_name(empty[0]), len(empty)))
        if part in marks.errors:
            found[sheet] = find_errors(archive.read(part))
    return found


def _read_ods(path: Path, size: int, limits: Limits) -> Iterator[Sheet]:
    with zipfile.ZipFile(path) as archive:
        unpack_once(archive, size, limits.unpacked)
        for sheet in read_ods(archive, limits):
            yield shape_sheet(sheet.name, sheet.hidden, sheet.rows, sheet.boxes, limits, cut=sheet.cut)


def _read_xls(path: Path, limits: Limits) -> Iterator[Sheet]:
    box = CompoundFile(path.read_bytes())
    names = set(box.names)
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise Refused(refusals.encrypted(path.name))
    if names & {"WordDocument", "PowerPoint Document"}:
        raise Refused(refusals.not_a_workbook(path.name, "văn bản Word" if "WordDocument" in names else "tệp trình chiếu"))
    if names & {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}:
        raise Refused(refusals.has_macros(path.name))
    book = box.stream("Workbook") or box.stream("Book")
    if not book:
        raise Refused(refusals.not_a_workbook(path.name))
    facts = scan_book(book)
    if facts.encrypted:
        raise Refused(refusals.encrypted(path.name))
    if facts.macros:
        raise Refused(refusals.has_macros(path.name))
    return iter(read_sheets(path, limits, lambda place, _name: facts.errors[place] if place < len(facts.errors) else {}))


def _read_text(path: Path, magic: bytes, limits: Limits) -> Sheet:
    data = path.read_bytes()
    if magic in _OLD_BIFF:
        raise Refused(refusals.other_format(path.name, "Excel 5.0 trở về trước"))
    known = next((what for mark, what in _KNOWN if data.startswith(mark)), None)
    if known:
        raise Refused(refusals.not_a_workbook(path.name, known))
    try:
        text = decode_text(data)
        _refuse_markup(path.name, text)
        rows, first_row = read_rows(text, trusted=path.suffix.lower() in _TEXT_NAMES)
    except NotDelimited as error:
        raise Refused(refusals.not_a_workbook(path.name)) from error
    if not any(cell for row in rows for cell in row):
        raise Refused(refusals.empty(path.name))
    return shape_sheet(path.stem, False, rows, (), limits, first_row=first_row)


def _refuse_markup(name: str, text: str) -> None:
    start = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("mime-version:") or any(mark in start for mark in ("<html", "<!doctype html", "<table", "<head", "<meta")):
        raise Refused(refusals.web_page(name))
    if start.startswith("<?xml") and "spreadsheet" in start:
        raise Refused(refusals.other_format(name, "XML 2003"))
    if start.startswith("<"):
        raise Refused(refusals.not_a_workbook(name, "văn bản XML"))
