"""Opaque identifiers: made once, never reused, the same through export, import and undo."""

import os
import time
from typing import NewType

LineId = NewType("LineId", str)
BatchId = NewType("BatchId", str)
ScenarioId = NewType("ScenarioId", str)

BASE = ScenarioId("goc")
PROVINCE_POT = "49"


def uuid7_text(milliseconds: int, random_bits: int) -> str:
    """The UUIDv7 of a moment and 74 random bits, as lower-case text (RFC 9562 section 5.7)."""
    high = ((milliseconds & ((1 << 48) - 1)) << 16) | (0x7 << 12) | ((random_bits >> 62) & 0xFFF)
    low = (0b10 << 62) | (random_bits & ((1 << 62) - 1))
    digits = f"{(high << 64) | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def new_id() -> str:
    """A fresh UUIDv7: sorts by the moment it was made, to the millisecond."""
    return uuid7_text(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big") & ((1 << 74) - 1))
