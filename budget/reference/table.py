"""Reading one reference table strictly: every cell is read as its field's type, every fault is kept with its file and row."""

import csv
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Row = TypeVar("Row")

HEADINGS: Mapping[str, str] = {"issued": "date"}
"""Fields whose column has another name in the file."""

REQUIRED_TEXT = frozenset({"code", "id", "name", "title", "source", "edition", "unit", "reason", "short_name"})
"""Text columns that may not be empty; a document's number may be."""

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a reference file; `row` is the line of the file, 1 = the headings, 0 = the file as a whole."""

    file: str
    row: int
    sentence: str


def read_table(path: Path, record: type[Row], faults: list[Fault]) -> tuple[Row, ...]:
    """The rows of a CSV file as frozen records; what cannot be read goes to `faults` and is left out."""
    if not is_dataclass(record):
        raise TypeError(f"{record} is no dataclass")
    headings = [HEADINGS.get(field.name, field.name) for field in fields(record)]
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            lines = list(csv.reader(handle, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(path.name, 0, f"Không đọc được tệp {path.name} ({error}); hãy lấy lại tệp CSV mã hóa UTF-8."))
        return ()
    if not lines or lines[0] != headings:
        faults.append(Fault(path.name, 1, f"Dòng tiêu đề của tệp {path.name} phải đúng là: {', '.join(headings)}."))
        return ()
    readers = _readers(record)
    found = [_read_row((path.name, row), cells, record, readers, faults) for row, cells in enumerate(lines[1:], start=2)]
    return tuple(item for item in found if item is not None)


def _read_row(
    where: tuple[str, int], cells: list[str], record: type[Row], readers: Mapping[str, Callable[[str], object]], faults: list[Fault]
) -> Row | None:
    file, row = where
    if len(cells) != len(readers):
        faults.append(Fault(file, row, f"Dòng có {len(cells)} ô, phải có {len(readers)} ô; hãy kiểm tra dấu phẩy và ngoặc kép."))
        return None
    values: dict[str, object] = {}
    for (name, read), cell in zip(readers.items(), cells, strict=True):
        try:
            values[name] = read(cell)
        except ValueError as error:
            faults.append(Fault(file, row, f"Cột {HEADINGS.get(name, name)}: {error}"))
    return record(**values) if len(values) == len(readers) else None


def _readers(record: type[Any]) -> dict[str, Callable[[str], object]]:
    hints = get_type_hints(record)
    return {field.name: _reader(field.name, hints[field.name]) for field in fields(record)}


def _reader(name: str, hint: object) -> Callable[[str], object]:
    optional = get_origin(hint) in (Union, types.UnionType)
    kind = next(part for part in get_args(hint) if part is not type(None)) if optional else hint

    def read(cell: str) -> object:
        if cell != cell.strip():
            raise ValueError(f"ô “{cell}” có khoảng trắng thừa; hãy xóa đi.")
        if cell == "" and optional:
            return None
        if cell == "" and (kind is not str or name in REQUIRED_TEXT):
            raise ValueError("ô trống nhưng bắt buộc phải có; hãy điền.")
        return _read_cell(cell, kind)

    return read


def _read_cell(cell: str, kind: object) -> object:
    if kind is str:
        return cell
    if kind is bool:
        return _read_flag(cell)
    if kind is int:
        if not _WHOLE.match(cell):
            raise ValueError(f"“{cell}” không phải số nguyên; hãy ghi chữ số liền nhau, ví dụ 15000000.")
        return int(cell)
    if kind is date:
        return _read_date(cell)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _read_choice(cell, kind)
    raise TypeError(f"no reader for {kind}")


def _read_flag(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"“{cell}” phải là true hoặc false.")
    return cell == "true"


def _read_date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(f"“{cell}” không phải ngày; hãy ghi dạng 2024-02-07.") from error


def _read_choice(cell: str, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(cell)
    except ValueError as error:
        raise ValueError(f"“{cell}” không có trong danh sách: {', '.join(kind)}.") from error
