"""How a question of a cut and its answers pass from one process to another: exact, and checked where they arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from budget.cuts.answer import KEPT, Answer, Relaxed, harm_of
from budget.cuts.instance import Flags, Instance, Ints, Lines, Options, Relaxation, Row, RowKind, checked
from budget.cuts.process.frames import Array, BrokenMessage, Message

ANSWER, PROGRESS, END, FAILED = "answer", "progress", "end", "failed"
"""The kinds of messages a worker sends."""
_LEVEL = "line_level"
_OPTION_COLUMNS = ("line", "kind", "value", "saved", "deferred", "harm")
STATUSES = frozenset({"optimal", "feasible", "relaxed", "stopped"})


class Asked(StrEnum):
    """What a worker is asked for: one target, or the whole frontier."""

    SOLVE = "solve"
    FRONTIER = "frontier"


@dataclass(frozen=True)
class Request:
    """What to search for: `gap` is the share of harm an answer may lie above the least, `time_limit` is in seconds for the whole search.

    With `level` (one for each line) no line of a later level is touched while earlier ones suffice.
    """

    asked: Asked
    instance: Instance
    gap: float = 1e-6
    time_limit: float = 60.0
    points: int = 25
    level: Ints | None = None


@dataclass(frozen=True)
class Found:
    """An answer and the target (đồng) it answers."""

    target: int
    answer: Answer


def request_message(request: Request) -> Message:
    """A request to be sent."""
    body = instance_message(request.instance)
    settings = {"gap": request.gap, "time_limit": request.time_limit, "points": request.points}
    levels = {} if request.level is None else {_LEVEL: request.level}
    return Message(request.asked.value, {**body.said, "settings": settings}, {**body.arrays, **levels})


def read_request(message: Message) -> Request:
    """The request in a message; BrokenMessage when it is none."""
    try:
        settings = message.said["settings"]
        asked, instance = Asked(message.kind), read_instance(message)
        level = _whole(message.arrays, _LEVEL) if _LEVEL in message.arrays else None
        if level is not None and len(level) != len(instance.lines):
            raise ValueError("not a level for each line")
        return Request(asked, instance, float(settings["gap"]), float(settings["time_limit"]), int(settings["points"]), level)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenMessage from error


def instance_message(instance: Instance) -> Message:
    """An instance to be sent; its rules stand one after the other in two arrays."""
    lines, options = instance.lines, instance.options
    rows = [(row.kind.value, row.subject, row.at_least, row.limit, len(row.option), row.relaxation.value) for row in instance.rows]
    said = {
        "ids": lines.ids,
        "units": lines.units,
        "rows": rows,
        "bundles": instance.bundles,
        "sources": instance.sources,
        "titles": dict(instance.titles),
    }
    arrays = {
        **{f"line_{name}": getattr(lines, name) for name in ("unit", "amount", "locked", "forced")},
        **{f"option_{name}": getattr(options, name) for name in _OPTION_COLUMNS},
        "row_option": _joined([row.option for row in instance.rows]),
        "row_weight": _joined([row.weight for row in instance.rows]),
        "parent": instance.parent,
        "child": instance.child,
    }
    return Message("instance", said, arrays)


def read_instance(message: Message) -> Instance:
    """The instance in a message; BrokenMessage when it is not as an instance promises."""
    said, arrays = message.said, message.arrays
    try:
        lines = Lines(
            _texts(said["ids"]),
            _texts(said["units"]),
            _whole(arrays, "line_unit"),
            _whole(arrays, "line_amount"),
            _flags(arrays, "line_locked"),
            _flags(arrays, "line_forced"),
        )
        options = Options(*(_whole(arrays, f"option_{name}") for name in _OPTION_COLUMNS))
        bundles = tuple(tuple(int(place) for place in bundle) for bundle in said["bundles"])
        titles = {str(name): str(title) for name, title in said["titles"].items()}
        rows = _read_rows(said["rows"], arrays)
        parent, child = _whole(arrays, "parent"), _whole(arrays, "child")
        if len(parent) != len(child) or bool(((lines.unit < 0) | (lines.unit >= len(lines.units))).any()):
            raise ValueError("places that are none")
        return checked(Instance(lines, options, rows, parent, child, bundles, _texts(said["sources"]), titles))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise BrokenMessage from error


def answer_message(found: Found) -> Message:
    """An answer to be sent."""
    answer = found.answer
    said = {
        "target": found.target,
        "harm": answer.harm,
        "status": answer.status,
        "relaxed": [(item.row, item.by) for item in answer.relaxed],
        "notes": list(answer.notes),
    }
    reals = np.array([answer.bound, answer.seconds, *answer.notes.values()], np.float64)
    return Message(ANSWER, said, {"chosen": answer.chosen, "price": np.array(answer.price, np.float64), "reals": reals})


def read_answer(message: Message, instance: Instance) -> Found:
    """The answer in a message to that instance; BrokenMessage when it cannot be one (a choice of another line, a wrong sum)."""
    said, arrays = message.said, message.arrays
    try:
        bound, seconds, *notes = (float(value) for value in arrays["reals"])
        answer = Answer(
            arrays["chosen"],
            int(said["harm"]),
            bound,
            str(said["status"]),
            tuple(float(value) for value in arrays["price"]),
            tuple(Relaxed(int(row), int(by)) for row, by in said["relaxed"]),
            seconds,
            dict(zip(_texts(said["notes"]), notes, strict=True)),
        )
        found = Found(int(said["target"]), answer)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenMessage from error
    if not _is_answer(answer, instance):
        raise BrokenMessage
    return found


def _is_answer(answer: Answer, instance: Instance) -> bool:
    chosen, count = answer.chosen, len(instance.options)
    if len(chosen) != len(instance.lines) or chosen.dtype != np.int64 or len(answer.price) != len(instance.rows):
        return False
    if bool(((chosen < KEPT) | (chosen >= count)).any()):
        return False
    acted = np.flatnonzero(chosen != KEPT)
    own = bool((instance.options.line[chosen[acted]] == acted).all())
    rows = all(0 <= item.row < len(instance.rows) for item in answer.relaxed)
    return own and rows and answer.status in STATUSES and answer.harm == harm_of(instance, chosen)


def _read_rows(said: Any, arrays: Mapping[str, Array]) -> tuple[Row, ...]:  # noqa: ANN401  # JSON from another process
    options, weights = _whole(arrays, "row_option"), _whole(arrays, "row_weight")
    rows, at = [], 0
    for kind, subject, at_least, limit, count, relaxation in said:
        if int(count) < 0:
            raise ValueError("a rule of less than nothing")
        held = slice(at, at := at + int(count))
        rows.append(Row(RowKind(kind), str(subject), at_least is True, int(limit), options[held], weights[held], Relaxation(relaxation)))
    if at != len(options) or at != len(weights):
        raise ValueError("rules do not use up their arrays")
    return tuple(rows)


def _whole(arrays: Mapping[str, Array], name: str) -> Ints:
    found = arrays[name]
    if found.dtype != np.int64:
        raise TypeError(f"{name} is not whole numbers")
    return found


def _flags(arrays: Mapping[str, Array], name: str) -> Flags:
    found = arrays[name]
    if found.dtype != np.bool_:
        raise TypeError(f"{name} is not flags")
    return found


def _texts(said: Any) -> tuple[str, ...]:  # noqa: ANN401  # JSON from another process
    if not isinstance(said, list) or not all(isinstance(text, str) for text in said):
        raise TypeError("not a list of texts")
    return tuple(said)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
