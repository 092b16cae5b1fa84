"""The mapping of columns in the form the rows are read with: which positions hold texts, figures, money, in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.imports.columns import MONEY, PAST
from budget.imports.index_row import IndexRow
from budget.imports.understanding import ColumnUse, Meaning
from budget.money import MoneyUnit

COUNTS = frozenset({Meaning.QUANTITY, Meaning.TIMES, Meaning.FINANCE_QUANTITY})
SUMMED = (Meaning.AMOUNT, Meaning.FINANCE_AMOUNT, *PAST, Meaning.SOURCE_AMOUNT)
"""The meanings whose columns a total adds up."""


@dataclass(frozen=True)
class Layout:
    """Positions by meaning; `figures` are (position, meaning, money unit or None for counts) of every column of numbers.

    Columns a formula needs though nobody uses them are among the figures as IGNORED, in the sheet's unit.
    """

    columns: tuple[ColumnUse, ...]
    unit: MoneyUnit
    texts: tuple[tuple[int, Meaning], ...]
    figures: tuple[tuple[int, Meaning, MoneyUnit | None], ...]

    @property
    def headings(self) -> dict[int, str]:
        """The heading of every column by position."""
        return {column.position: column.heading for column in self.columns}

    def position(self, meaning: Meaning) -> int | None:
        """The first column with a meaning."""
        return next((column.position for column in self.columns if column.meaning is meaning), None)

    def positions(self, meaning: Meaning) -> tuple[int, ...]:
        """All columns with a meaning."""
        return tuple(column.position for column in self.columns if column.meaning is meaning)

    def unit_of(self, position: int) -> MoneyUnit:
        """The unit the money of a column stands in."""
        return next((unit for place, _, unit in self.figures if place == position and unit is not None), self.unit)


def lay_out(columns: Sequence[ColumnUse], unit: MoneyUnit, index: IndexRow | None) -> Layout:
    """The layout of a mapping; money columns without a unit of their own stand in `unit`."""
    texts = []
    figures: list[tuple[int, Meaning, MoneyUnit | None]] = []
    needed = _needed_by_formulas(index)
    for column in columns:
        if column.meaning in MONEY:
            figures.append((column.position, column.meaning, column.unit or unit))
        elif column.meaning in COUNTS:
            figures.append((column.position, column.meaning, None))
        elif column.meaning is Meaning.IGNORED and column.position in needed:
            figures.append((column.position, Meaning.IGNORED, column.unit or unit))
        elif column.meaning not in (Meaning.IGNORED, Meaning.NUMBERING):
            texts.append((column.position, column.meaning))
    return Layout(tuple(columns), unit, tuple(texts), tuple(figures))


def _needed_by_formulas(index: IndexRow | None) -> set[int]:
    if index is None:
        return set()
    needed = set(index.formulas)
    for formula in index.formulas.values():
        needed.update(index.positions(formula) or ())
    return needed
