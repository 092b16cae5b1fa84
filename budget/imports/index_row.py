"""The row that numbers the columns ("A, B, 1, 2, 3=1+2"): which row it is, and the formulas it states.

A formula is a gift: it says which column is quantity, price and amount, and lets every row be computed again.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from budget.imports.cells import CellValue, cell_text

Number = int | Fraction
Look = Callable[[str], Number | None]
_TOKEN = re.compile(r"\(?\s*([A-Za-zĐđ]|[0-9]{1,3})\s*\)?\s*(?:=\s*(\S.*))?")
_PIECE = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?\s*%|[0-9]+|[A-Za-zĐđ](?![A-Za-zĐđ])|[A-Za-zĐđ](?=[xX])|\.{2,}|…|[-+()*/:×÷–xX])")
_SIGNS = {"×": "*", "x": "*", "X": "*", ":": "/", "÷": "/", "–": "-", "…": "..."}


@dataclass(frozen=True)
class Formula:
    """What the index row states of one column: its text, the labels it is made of, its kind ("product", "sum", "other")."""

    text: str
    labels: tuple[str, ...]
    kind: str
    tree: tuple[object, ...]


@dataclass(frozen=True)
class IndexRow:
    """The labels of the columns by position, and the formulas of those that state one."""

    labels: Mapping[int, str]
    formulas: Mapping[int, Formula]

    def positions(self, formula: Formula) -> list[int] | None:
        """The columns a formula is made of; None when it names a label no column has."""
        by_label = {label.lower(): position for position, label in self.labels.items()}
        found = [by_label.get(label.lower()) for label in formula.labels]
        return None if None in found else [position for position in found if position is not None]


def read_index_row(values: Sequence[CellValue]) -> IndexRow | None:
    """The index row these cells are, None when they are not one: at least three labels, the numbers rising from 0, 1 or 2."""
    labels: dict[int, str] = {}
    stated: dict[int, str] = {}
    for position, value in enumerate(values):
        if value == "":
            continue
        text = cell_text(value)
        found = _TOKEN.fullmatch(text) if len(text) < 80 else None
        if found is None:
            return None
        labels[position] = found[1]
        if found[2]:
            stated[position] = text
    if not _counts_up(list(labels.values()), bool(stated)):
        return None
    read = {position: parse_formula(text) for position, text in stated.items()}
    return IndexRow(labels, {position: formula for position, formula in read.items() if formula is not None})


def parse_formula(text: str) -> Formula | None:
    """The formula in "3=1x2", "(3)=(1)*(2)" or "12 = 3+...+6"; None when it cannot be understood."""
    _, _, body = text.partition("=")
    pieces: list[str] = []
    place = 0
    while place < len(body.rstrip()):
        found = _PIECE.match(body, place)
        if found is None:
            return None
        # an x between numbers multiplies; a label x would be a column, and none is called that
        pieces.append(_SIGNS.get(found[1], found[1]).replace(" ", ""))
        place = found.end()
    reader = _Reader(_spread_out([piece if set(piece) != {"."} else "..." for piece in pieces]))
    tree = reader.read_sum()
    if tree is None or reader.place != len(reader.pieces):
        return None
    labels = tuple(dict.fromkeys(_labels(tree)))
    return Formula(text.strip(), labels, _kind(tree), tree) if labels else None


def compute(formula: Formula, look: Look) -> Number | None:
    """The formula's value; `look` gives the value of a label, None for unknown, which makes the whole unknown."""
    return _compute(formula.tree, look)


def _counts_up(labels: list[str], has_formula: bool) -> bool:
    """Letters in the order of the alphabet, then numbers that rise from 1 (or 0, 2); three at least."""
    numbers = [int(label) for label in labels if label.isdigit()]
    letters = [label.upper() for label in labels if not label.isdigit()]
    if len(labels) < 3 or (numbers and numbers[0] > 2):
        return False
    if len(numbers) < 2:
        return letters == list("ABCDEGHIK"[: len(letters)]) or letters == list("ABCDEFGHIK"[: len(letters)])
    steady = all(0 < later - earlier <= (99 if has_formula else 3) for earlier, later in pairwise(numbers))
    return steady and (has_formula or numbers[-1] - numbers[0] <= len(numbers))


def _spread_out(pieces: list[str]) -> list[str]:
    """3+...+6 as 3+4+5+6."""
    spread: list[str] = []
    for place, piece in enumerate(pieces):
        around = pieces[place - 2 : place] + pieces[place + 1 : place + 3] if place >= 2 else []
        if piece == "..." and len(around) == 4 and around[1] == around[2] == "+" and around[0].isdigit() and around[3].isdigit():
            between = range(int(around[0]) + 1, int(around[3]))
            spread.extend(part for label in between for part in (str(label), "+"))
            continue
        if piece == "+" and place and pieces[place - 1] == "...":
            continue
        spread.append(piece)
    return spread


class _Reader:
    """Reads sums of products from left to right; None as soon as something does not fit."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.place = 0

    def read_sum(self) -> tuple[object, ...] | None:
        return self._read_chain("+-", self._read_product)

    def _read_product(self) -> tuple[object, ...] | None:
        return self._read_chain("*/", self._read_one)

    def _read_chain(self, signs: str, read_part: Callable[[], tuple[object, ...] | None]) -> tuple[object, ...] | None:
        left = read_part()
        while left is not None and self.place < len(self.pieces) and self.pieces[self.place] in signs:
            sign = self.pieces[self.place]
            self.place += 1
            right = read_part()
            left = None if right is None else (sign, left, right)
        return left

    def _read_one(self) -> tuple[object, ...] | None:
        if self.place >= len(self.pieces):
            return None
        piece = self.pieces[self.place]
        self.place += 1
        if piece == "(":
            inside = self.read_sum()
            closed = self.place < len(self.pieces) and self.pieces[self.place] == ")"
            self.place += 1
            return inside if closed else None
        if piece.endswith("%"):
            return ("constant", Fraction(piece[:-1].replace(",", ".")) / 100)
        return ("label", piece) if piece.isalnum() else None


def _labels(tree: tuple[object, ...]) -> list[str]:
    if tree[0] == "label":
        return [str(tree[1])]
    return [label for part in tree[1:] if isinstance(part, tuple) for label in _labels(part)]


def _kind(tree: tuple[object, ...]) -> str:
    signs = _all_signs(tree)
    if signs == {"*"}:
        return "product"
    return "sum" if signs == {"+"} else "other"


def _all_signs(tree: tuple[object, ...]) -> set[str]:
    if tree[0] in ("label", "constant"):
        return set()
    return {str(tree[0])}.union(*(_all_signs(part) for part in tree[1:] if isinstance(part, tuple)))


def _compute(tree: tuple[object, ...], look: Look) -> Number | None:
    if tree[0] == "label":
        return look(str(tree[1]))
    if tree[0] == "constant":
        return tree[1] if isinstance(tree[1], Fraction) else None
    left, right = (_compute(part, look) if isinstance(part, tuple) else None for part in tree[1:])
    if left is None or right is None:
        return None
    if tree[0] == "/":
        return Fraction(left) / Fraction(right) if right else None
    return {"+": left + right, "-": left - right}.get(str(tree[0]), left * right)
