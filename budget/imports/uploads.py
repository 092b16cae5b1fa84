"""What sort of file a person brings: a stranger's workbook, our own template, or our own workbook come back.

One place to ask, before anything is read in earnest.
"""

import re
import zipfile
from enum import StrEnum
from html import unescape
from pathlib import Path

from budget.exports.passport import SHEET as PASSPORT
from budget.exports.template_columns import CODES_SHEET, SHEET

_MOST_NAMES = 2**20
_NAME = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\bname=\"([^\"]*)\"")


class UploadKind(StrEnum):
    """Who made the file, and so how it is read."""

    TEMPLATE = "template"
    STRANGER = "stranger"
    RETURNED = "returned"


def kind_of_upload(path: Path) -> UploadKind:
    """The kind of a file by its sheets; what cannot be told, or is no workbook at all, is a stranger's and judged by its reader."""
    names = set(sheet_names(path))
    if PASSPORT in names:
        return UploadKind.RETURNED
    return UploadKind.TEMPLATE if {SHEET, CODES_SHEET} <= names else UploadKind.STRANGER


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of an .xlsx workbook's sheets, hidden ones too, read without opening the workbook; none for any other file."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as member:
            text = member.read(_MOST_NAMES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return ()
    return tuple(unescape(name) for name in _NAME.findall(text))
