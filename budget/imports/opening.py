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
from budget.imports.guard import BROKEN_ZIP, Limits, SuspiciousFile, unpack_once
from budget.imports.kinds import judge_kind, refuse_compound, refuse_markup
from budget.imports.odd_cells import PartMarks, cell_name, find_errors, find_uncalculated, sheet_parts
from budget.imports.ods import DamagedContent, read_ods
from budget.imports.refusals import Refused
from budget.imports.shaping import TooManyCells, shape_sheet
from budget.imports.sheet import Sheet

_TEXT_NAMES = (".csv", ".tsv", ".txt")


def open_sheets(path: Path, limits: Limits) -> tuple[str, Iterable[Sheet]]:
    """The kind of a file (xlsx, xls, ods, csv) and its sheets, read as they are asked for. Refused, now or while they are read."""
    kind = judge_kind(path, limits)
    return kind, _telling(path, kind, limits)


def _telling(path: Path, kind: str, limits: Limits) -> Iterator[Sheet]:
    """The sheets, with whatever goes wrong on the way turned into a sentence."""
    try:
        yield from _READERS[kind](path, limits)
    except PasswordError as error:
        raise Refused(refusals.encrypted(path.name)) from error
    except TooManyCells as error:
        raise Refused(refusals.too_many_cells(path.name, limits.cells)) from error
    except SuspiciousFile as error:
        raise Refused(refusals.suspicious(path.name)) from error
    except (CalamineError, DamagedFile, DamagedContent, ParseError, LookupError, *BROKEN_ZIP) as error:
        raise Refused(refusals.damaged(path.name, f".{kind}")) from error
    except BaseException as error:  # a panic of the library is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(refusals.damaged(path.name, f".{kind}")) from error


def _read_xlsx(path: Path, limits: Limits) -> Iterator[Sheet]:
    """Values from one thread while another unpacks everything for what the values do not show; nothing is given before both agree."""
    with zipfile.ZipFile(path) as archive, ThreadPoolExecutor(1) as beside:
        inspected = beside.submit(_inspect, archive, path, limits)

        def errors_of(_place: int, sheet: str) -> Errors:
            found = inspected.result()
            return found[sheet] if found else {}  # a sheet known here by another name must not lose its errors

        try:
            yield from read_sheets(path, limits, errors_of)
        except (CalamineError, TooManyCells):
            inspected.result()  # what it says is truer
            raise
        inspected.result()


def _inspect(archive: zipfile.ZipFile, path: Path, limits: Limits) -> dict[str, Errors]:
    """Unpack once; the error cells of every sheet, nothing when none has any. Refused when formulas lack their results."""
    marks = PartMarks()
    unpack_once(archive, path.stat().st_size, limits.unpacked, marks.watch)
    if not marks.errors and not marks.formulas:
        return {}
    found: dict[str, Errors] = {}
    for part, sheet in sheet_parts(archive).items():
        if part in marks.formulas and (empty := find_uncalculated(archive.read(part))):
            raise Refused(refusals.not_calculated(path.name, sheet, cell_name(empty[0]), len(empty)))
        found[sheet] = find_errors(archive.read(part)) if part in marks.errors else {}
    return found


def _read_ods(path: Path, limits: Limits) -> Iterator[Sheet]:
    with zipfile.ZipFile(path) as archive:
        unpack_once(archive, path.stat().st_size, limits.unpacked)
        for sheet in read_ods(archive, limits):
            yield shape_sheet(sheet.name, sheet.hidden, sheet.rows, sheet.boxes, limits, cut=sheet.cut)


def _read_xls(path: Path, limits: Limits) -> Iterable[Sheet]:
    box = CompoundFile(path.read_bytes())
    refuse_compound(path.name, set(box.names))
    book = box.stream("Workbook") or box.stream("Book") or b""
    facts = scan_book(book)
    if facts.encrypted:
        raise Refused(refusals.encrypted(path.name))
    if facts.macros:
        raise Refused(refusals.has_macros(path.name))
    return read_sheets(path, limits, lambda place, _name: facts.errors[place] if place < len(facts.errors) else {})


def _read_text(path: Path, limits: Limits) -> Iterable[Sheet]:
    data = path.read_bytes()
    try:
        text = decode_text(data)
        refuse_markup(path.name, text)
        rows, first_row = read_rows(text, trusted=path.suffix.lower() in _TEXT_NAMES)
        return [shape_sheet(path.stem, False, rows, (), limits, first_row=first_row)]
    except NotDelimited as error:
        raise Refused(refusals.not_a_workbook(path.name)) from error


_READERS = {"xlsx": _read_xlsx, "ods": _read_ods, "xls": _read_xls, "csv": _read_text}
