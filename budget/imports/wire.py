"""How the reader's process hands over what it read: lines of JSON and plain numbers, which can carry nothing but values.

A head for each sheet, then its rows in portions, so that one side takes apart a portion while the other makes the next; at the end how
the file ended. A portion goes column by column: numbers as eight bytes each, which is a third of the work of writing them out.
"""

import json
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, Any, cast

from budget.imports.cells import CellValue
from budget.imports.sheet import Encoding, Sheet, Span
from budget.model.problem import Problem

_PORTION = 4_000
_DONE, _PORTION_HEAD, _SHEET = "done", "columns", "sheet"
_LONGEST_LINE = 64 * 2**20
_MOST = 1_000 * 2**20


class BrokenMessage(Exception):
    """The other side did not finish, or said something it never says."""


def write_sheet(sheet: Sheet) -> Iterator[bytes]:
    """One sheet, piece by piece."""
    head = {
        _SHEET: sheet.name,
        "hidden": sheet.hidden,
        "first_row": sheet.first_row,
        "spans": [(span.top, span.left, span.bottom, span.right) for span in sheet.spans],
        "encoding": sheet.encoding.value,
        "cut": sheet.cut,
    }
    yield _line(head)
    for start in range(0, len(sheet.rows), _PORTION):
        yield from _write_portion(sheet.rows[start : start + _PORTION])


def write_end(kind: str) -> bytes:
    """The end of a workbook read whole."""
    return _line({_DONE: kind})


def write_problem(problem: Problem) -> bytes:
    """The end of a file that was refused."""
    return _line({"code": problem.code, "sentence": problem.sentence, "fix": problem.fix})


@dataclass
class Answer:
    """What has been said; `kind` once the workbook is whole, `problem` once it is refused."""

    kind: str = ""
    problem: Problem | None = None
    sheets: list[Sheet] = field(default_factory=list)


def read_answer(said: IO[bytes]) -> Answer:
    """Everything the other side has to say, until it stops. BrokenMessage when it stops too early or says what it never says."""
    answer, left = Answer(), _MOST
    rows: list[Sequence[CellValue]] = []
    while not answer.kind and answer.problem is None:
        line = said.readline(_LONGEST_LINE)
        try:
            message = json.loads(line, object_hook=_from_json)
            if _PORTION_HEAD in message:
                left -= sum(length for _, length in message[_PORTION_HEAD])
                if left < 0:
                    raise BrokenMessage
                rows.extend(_read_portion(said, message[_PORTION_HEAD], message["rows"]))
            elif _SHEET in message:
                rows = []
                answer.sheets.append(_read_head(message, rows))
            elif _DONE in message:
                answer.kind = str(message[_DONE])
            else:
                answer.problem = Problem(message["code"], message["sentence"], message["fix"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BrokenMessage from error
    return answer


def _read_head(head: dict[str, Any], rows: list[Sequence[CellValue]]) -> Sheet:
    spans = tuple(Span(*span) for span in head["spans"])
    return Sheet(head[_SHEET], head["hidden"], rows, head["first_row"], spans, Encoding(head["encoding"]), head["cut"])


def _write_portion(rows: Sequence[Sequence[CellValue]]) -> Iterator[bytes]:
    packed = [_pack(column) for column in zip(*rows, strict=True)]
    yield _line({_PORTION_HEAD: [(kind, len(content)) for kind, content in packed], "rows": len(rows)})
    for _, content in packed:
        yield content


def _pack(column: tuple[CellValue, ...]) -> tuple[str, bytes]:
    if set(map(type, column)) == {float}:
        numbers = array("d", cast("tuple[float, ...]", column))
        if sys.byteorder != "little":
            numbers.byteswap()
        return "numbers", numbers.tobytes()
    return "values", _line(column)


def _read_portion(said: IO[bytes], columns: list[tuple[str, int]], rows: int) -> Iterator[tuple[CellValue, ...]]:
    return zip(*[_unpack(said, kind, length, rows) for kind, length in columns], strict=True)


def _unpack(said: IO[bytes], kind: str, length: int, rows: int) -> list[CellValue]:
    content = said.read(length)
    if kind == "numbers":
        numbers = array("d", content)
        if sys.byteorder != "little":
            numbers.byteswap()
        column: list[CellValue] = list(numbers)
    else:
        column = json.loads(content, object_hook=_from_json)
    if len(column) != rows:
        raise BrokenMessage
    return column


def _line(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, default=_to_json, separators=(",", ":")).encode() + b"\n"


def _to_json(value: object) -> dict[str, Any]:
    """A cell that JSON has no word for."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"days": value.days, "seconds": value.seconds, "microseconds": value.microseconds}
    raise TypeError(type(value))


def _from_json(said: dict[str, Any]) -> CellValue | dict[str, Any]:
    if "datetime" in said:
        return datetime.fromisoformat(said["datetime"])
    if "date" in said:
        return date.fromisoformat(said["date"])
    if "time" in said:
        return time.fromisoformat(said["time"])
    return timedelta(**said) if "days" in said else said
