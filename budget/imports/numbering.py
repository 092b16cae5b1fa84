"""The numbers rows carry (A, I, 1, 1.1, a), -, +): which scheme a number belongs to, and how deep its row stands.

A scheme seen before leads back to its depth, a new one goes deeper; so every mixture of schemes, and every restart under a new heading,
finds its level in one pass over the rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from budget.imports.cells import CellValue

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_WORD = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|c")
_NUMBER = re.compile(r"(\(?)((?:[A-Za-zĐđ]|[IVXLC]+|[ivxlc]+|[0-9]{1,6})(?:[.,-](?:[A-Za-zĐđ]|[IVXLC]+|[0-9]{1,4}))*)([.,)/:]*)")
_LEADING = re.compile(
    r"((?:\(?(?:[A-Za-zĐđ]|[IVXLC]+|[0-9]{1,3})(?:\.[0-9]{1,3})*[.)/](?:\))?|[0-9]{1,3}(?:\.[0-9]{1,3})+))\s+(\S.*)|([-+*•–—·])\s*([^\d\s].*)",
    re.DOTALL,
)
_BULLETS = {"-": "-", "–": "-", "—": "-", "−": "-", "+": "+", "*": "*", "•": "•", "·": "•", "o": "•"}
_OTHER_CASE = {"A": "a", "a": "A", "I": "i", "i": "I"}
_DOTTED = tuple(".".join("1" * parts) for parts in range(1, 21))
BULLETS = frozenset(_BULLETS.values())
UNNUMBERED = "none"


@dataclass(frozen=True, slots=True)
class Label:
    """One way to read a row's number: its scheme ("I", "1", "1.1", "a", "(1)", "-") and its values, one per part."""

    scheme: str
    values: tuple[int, ...]

    @property
    def first(self) -> bool:
        """Whether it begins a list."""
        return self.values[-1] <= 1

    def follows(self, other: "Label") -> bool:
        """Whether it is the next of the same list (Đ may stand between D and E)."""
        step = self.values[-1] - other.values[-1]
        return self.scheme == other.scheme and self.values[:-1] == other.values[:-1] and step in ((1, 2) if self.scheme == "A" else (1,))


def read_labels(value: CellValue) -> tuple[Label, ...]:
    """The ways a numbering cell can be read, likeliest first; empty when it is no number. 1.0 is 1, a date 1/2 is 1.2 or 2.1."""
    if isinstance(value, str):
        return _read_text(value.strip())
    if isinstance(value, bool):
        return ()
    if isinstance(value, int | float):
        if not -(10**6) < value < 10**6:
            return ()
        return (Label("1", (int(value),)),) if value == int(value) and value >= 0 else _read_text(f"{value:.10g}")
    if isinstance(value, date):
        return (Label("1.1", (value.day, value.month)), Label("1.1", (value.month, value.day)))
    return ()


def split_leading_label(name: str) -> tuple[str, str]:
    """The number a name begins with and the rest of it: "1.1. Máy in" is ("1.1.", "Máy in"); ("", name) when it begins with none."""
    found = _LEADING.fullmatch(name) if name and (name[0] in "(-+*•–—·" or not name[1:2].isalpha() or name[0] in "IVXLC") else None
    if found is None:
        return "", name
    return (found[1], found[2]) if found[1] else (found[3], found[4])


@lru_cache(maxsize=8192)
def _read_text(text: str) -> tuple[Label, ...]:
    if text in _BULLETS:
        return (Label(_BULLETS[text], (0,)),)
    if len(text) <= 20 and text.isascii() and text.replace(".", "").isdigit() and ".." not in text and text[0] != ".":
        values = tuple(map(int, text.rstrip(".").split(".")))
        return (Label(_DOTTED[len(values) - 1], values),) if max(values) < 10**6 else ()
    found = _NUMBER.fullmatch(text) if len(text) <= 20 else None
    if found is None:
        return ()
    parts = re.split(r"[.,-]", found[2])
    readings: list[tuple[list[str], list[int]]] = [([], [])]
    for part in parts:
        meant = _read_part(part)
        if not meant:
            return ()
        readings = [([*schemes, scheme], [*values, number]) for schemes, values in readings for scheme, number in meant]
    around = _decoration(found[1], found[3], readings[0][0])
    return tuple(Label(around.format(".".join(schemes)), tuple(values)) for schemes, values in readings)


def _decoration(before: str, after: str, schemes: list[str]) -> str:
    """1) and (1) are schemes of their own beside 1; a, a) and a. are one, for offices mix them."""
    if schemes != ["1"] or ")" not in after:
        return "{}"
    return "({})" if before else "{})"


def _read_part(part: str) -> list[tuple[str, int]]:
    if part.isdigit():
        return [("1", int(part))]
    lower = part.lower()
    case = "A" if part.isupper() else "a"
    meant = [("I" if case == "A" else "i", _roman(lower))] if _ROMAN_WORD.fullmatch(lower) else []
    if len(part) == 1:
        letter = (case, 5 if lower == "đ" else ord(lower) - ord("a") + 1 + (lower > "d"))
        # only these begin a Roman list; the other letters are letters first
        meant = [*meant, letter] if lower in "ivx" else [letter, *meant]
    return meant


def _roman(word: str) -> int:
    values = [_ROMAN[sign] for sign in word]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


@dataclass(slots=True)
class _Open:
    """A row other rows may stand under."""

    label: Label
    row: int


class Outline:
    """The rows open at one point of the sheet, outermost first; each new row finds its place among them."""

    def __init__(self) -> None:
        """Nothing is open."""
        self._open: list[_Open] = []

    @property
    def depth(self) -> int:
        """How many rows are open."""
        return len(self._open)

    @property
    def innermost(self) -> int | None:
        """The row opened last."""
        return self._open[-1].row if self._open else None

    def choose(self, readings: Sequence[Label], guessed_decimals: bool = False) -> Label:
        """The reading that fits here: the one that goes on with a list first, then one that begins a list."""
        candidates = [*readings, *(_other_case(label) for label in readings if label.scheme in _OTHER_CASE)]
        if guessed_decimals:
            candidates.extend(_with_lost_zero(readings[0]))
        if len(candidates) == 1:
            return candidates[0]
        return max(candidates, key=lambda label: (self._fits(label), -candidates.index(label)))

    def place(self, label: Label, row: int) -> tuple[int, int | None]:
        """Open `row` where its label belongs: its level and the row it stands under."""
        self.close_to(self._depth_for(label))
        level, parent = self.depth, self.innermost
        self._open.append(_Open(label, row))
        return level, parent

    def close_to(self, depth: int) -> None:
        """Close every row deeper than `depth`."""
        del self._open[depth:]

    def depth_of(self, scheme: str) -> int | None:
        """At which depth a scheme is open, None when it is not."""
        return next((depth for depth, opened in enumerate(self._open) if opened.label.scheme == scheme), None)

    def last_of(self, scheme: str) -> Label | None:
        """The label with which a scheme is open."""
        depth = self.depth_of(scheme)
        return None if depth is None else self._open[depth].label

    def _depth_for(self, label: Label) -> int:
        if len(label.values) > 1:
            prefix = label.values[:-1]
            for depth, opened in enumerate(self._open):
                if opened.label.values == prefix and label.scheme.startswith(opened.label.scheme):
                    return depth + 1
        same = self.depth_of(label.scheme)
        return self.depth if same is None else same

    def _fits(self, label: Label) -> int:
        last = self.last_of(label.scheme)
        if last is not None and label.follows(last):
            return 3
        prefix = label.values[:-1]
        if prefix and any(opened.label.values == prefix for opened in self._open):
            return 2 if label.first or last is None or label.values > last.values else 1
        if prefix:
            return 0
        return 2 if label.first else int(last is not None)


def _other_case(label: Label) -> Label:
    """A list may change its case half-way: fonts of old encodings show small letters as capitals."""
    return Label(_OTHER_CASE[label.scheme], label.values)


def _with_lost_zero(label: Label) -> list[Label]:
    """1.10 reads as the number 1.1: the label it would be with the zero back."""
    if label.scheme != "1.1" or label.values[-1] >= 10:
        return []
    return [Label(label.scheme, (label.values[0], label.values[-1] * 10))]
