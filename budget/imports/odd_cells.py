"""The cells of an .xlsx sheet that a reader of values turns into blanks: errors, and formulas without a result."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_ERROR_MARK = re.compile(rb"""\bt\s*=\s*(?:"e"|'e')""")
_TEXT_RESULT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,7})["']""")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_LARGEST_INDEX = 4 * 2**20
_WORTH_NAMING = 1_000

Place = tuple[int, int]


@dataclass
class PartMarks:
    """Which parts of an archive hold errors and which formulas, noticed while the archive is unpacked."""

    errors: set[str] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)

    def watch(self, part: str, piece: bytes) -> None:
        """Look at a piece of a part."""
        if not part.startswith("xl/") or not part.endswith(".xml"):
            return
        if b't="e"' in piece or b"t='e'" in piece:
            self.errors.add(part)
        if b"<f" in piece or b":f>" in piece or b":f " in piece:
            self.formulas.add(part)


def find_errors(part: bytes) -> dict[Place, str]:
    """The error cells of a sheet: (row, column) from 0 -> "#REF!"."""
    prefix = _prefix(part)
    shown = re.compile(rb"<%bv[^<>]*>([^<]{1,40})</%bv>" % (prefix, prefix))
    errors = {}
    for mark in _ERROR_MARK.finditer(part):
        start = part.rfind(b"<", 0, mark.start())
        if part[start : mark.start()].startswith(b"<" + prefix + b"c") and b">" not in part[start : mark.start()]:
            end = part.find(b"</" + prefix + b"c>", mark.end())
            value = shown.search(part, mark.end(), end if end >= 0 else len(part))
            errors[_place(part, start, prefix)] = value.group(1).decode("ascii", "replace").strip() if value else "#VALUE!"
    return errors


def find_uncalculated(part: bytes) -> list[Place]:
    """The formula cells that hold no result, the first thousand of them."""
    prefix = _prefix(part)
    bare = re.compile(rb"<%bf\b[^<>]*(?:/>|>[^<]*</%bf>)\s*(?:<%bv\s*/>|<%bv[^<>]*>\s*</%bv>|</%bc>)".replace(b"%b", prefix))
    found = []
    for formula in bare.finditer(part):
        start = part.rfind(b"<" + prefix + b"c", 0, formula.start())
        if start < 0 or _TEXT_RESULT.search(part, start, formula.start()):
            continue
        found.append(_place(part, start, prefix))
        if len(found) == _WORTH_NAMING:
            break
    return found


def sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """Part of the archive -> name of the sheet in it. LookupError when a sheet's part is not there or the index is absurdly long."""
    if max(archive.getinfo(part).file_size for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")) > _LARGEST_INDEX:
        raise LookupError
    actual = {name.lower(): name for name in archive.namelist()}
    targets = {item.get("Id"): item.get("Target", "") for item in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    parts = {}
    for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATIONS) or sheet.get(_STRICT_RELATIONS)) or ""
        part = normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        parts[actual[part.lower()]] = sheet.get("name", "")
    return parts


def cell_name(place: Place) -> str:
    """The cell as people call it: (11, 3) is "D12"."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _prefix(part: bytes) -> bytes:
    found = _PREFIX.search(part, 0, 4096)
    return found.group(1) or b"" if found else b""


def _place(part: bytes, start: int, prefix: bytes) -> Place:
    """Where the cell whose tag begins at `start` stands; cells and rows without a number of their own are counted."""
    tag = part[start : part.find(b">", start)]
    named = _PLACE.search(tag)
    if named:
        column = 0
        for letter in named.group(1):
            column = column * 26 + letter - 64
        return int(named.group(2)) - 1, column - 1
    row_mark, cell_mark = b"<" + prefix + b"row", b"<" + prefix + b"c"
    row_start = max(part.rfind(row_mark, 0, start), 0)
    number = _ROW_NUMBER.search(part, row_start, part.find(b">", row_start))
    row = int(number.group(1)) if number else part.count(row_mark, 0, start)
    return row - 1, part.count(cell_mark, row_start, start)
