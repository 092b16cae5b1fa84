"""Many UUIDv7 texts at once: the same layout as `uuid7_text`, written as bytes in one array."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_TEXT_LENGTH = 36
_HYPHENS = (8, 13, 18, 23)
_DIGITS = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_NIBBLES = 16


def make_ids(milliseconds: npt.NDArray[np.uint64], dice: np.random.Generator) -> pa.Array:
    """One UUIDv7 text for each moment (ms since 1970), with random bits from `dice`."""
    high = (milliseconds << np.uint64(16)) | np.uint64(0x7000) | dice.integers(0, 1 << 12, len(milliseconds), dtype=np.uint64)
    low = np.uint64(0b10 << 62) | dice.integers(0, 1 << 62, len(milliseconds), dtype=np.uint64)
    text = np.full((len(milliseconds), _TEXT_LENGTH), ord("-"), dtype=np.uint8)
    places = [place for place in range(_TEXT_LENGTH) if place not in _HYPHENS]
    for order, place in enumerate(places):
        half, shift = (high, _NIBBLES - 1 - order) if order < _NIBBLES else (low, 2 * _NIBBLES - 1 - order)
        text[:, place] = _DIGITS[(half >> np.uint64(4 * shift)) & np.uint64(0xF)]
    offsets = np.arange(0, (len(milliseconds) + 1) * _TEXT_LENGTH, _TEXT_LENGTH, dtype=np.int32)
    return pa.StringArray.from_buffers(len(milliseconds), pa.py_buffer(offsets), pa.py_buffer(text.tobytes()))
