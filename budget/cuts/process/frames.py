"""Messages between two processes: a line of JSON and then plain arrays of numbers, which can carry nothing but values."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_CODES = {"whole": np.dtype("<i8"), "flag": np.dtype("?"), "real": np.dtype("<f8")}
_LONGEST_LINE = 512 * 2**20
_MOST_BYTES = 8 * 2**30


class BrokenMessage(Exception):
    """The other side ended in the middle of a message, or said something it never says."""


@dataclass(frozen=True)
class Message:
    """One message: its kind, what it says in JSON, and its arrays by name."""

    kind: str
    said: Mapping[str, Any] = field(default_factory=dict)
    arrays: Mapping[str, Array] = field(default_factory=dict)


def write_message(message: Message) -> Iterator[bytes]:
    """The bytes of a message, piece by piece; ValueError for an array that holds neither whole numbers, reals nor flags."""
    packed = [(name, *_pack(array)) for name, array in message.arrays.items()]
    head = {"kind": message.kind, "said": message.said, "arrays": [(name, code, len(values)) for name, code, values in packed]}
    yield json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    for _, _, values in packed:
        yield values.tobytes()


def read_message(stream: IO[bytes]) -> Message | None:
    """The next message; None where the other side has nothing more to say. BrokenMessage for a message cut short or not of this form."""
    line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    try:
        head = json.loads(line)
        kind, said, listed = head["kind"], head["said"], [(str(name), _CODES[code], int(count)) for name, code, count in head["arrays"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenMessage from error
    if not isinstance(kind, str) or not isinstance(said, dict) or not line.endswith(b"\n"):
        raise BrokenMessage
    if any(count < 0 for _, _, count in listed) or sum(count * code.itemsize for _, code, count in listed) > _MOST_BYTES:
        raise BrokenMessage
    return Message(kind, said, {name: _unpack(stream, code, count) for name, code, count in listed})


def _pack(array: Array) -> tuple[str, Array]:
    for code, kind in _CODES.items():
        if array.dtype.kind == kind.kind:
            return code, array.astype(kind, copy=False)
    raise ValueError(f"cannot carry {array.dtype}")


def _unpack(stream: IO[bytes], code: np.dtype[Any], count: int) -> Array:
    content = stream.read(count * code.itemsize)
    if len(content) != count * code.itemsize:
        raise BrokenMessage
    if code.kind == "b" and not set(content) <= {0, 1}:
        raise BrokenMessage
    return np.frombuffer(content, code).astype(code.newbyteorder("="))
