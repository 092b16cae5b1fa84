"""The index row's formulas computed again on every line: "3=1+2", "3=1x2", "12=1-5"."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from budget.exact import divide_half_up, round_half_up
from budget.imports.body_row import BodyRow
from budget.imports.columns import MONEY
from budget.imports.figures import MICRO, SIZES, whole_dong
from budget.imports.index_row import Formula, IndexRow, Number, compute
from budget.imports.layout import COUNTS, Layout
from budget.imports.understanding import Meaning, TotalCheck
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import MoneyUnit


def check_formulas(
    rows: Sequence[BodyRow], layout: Layout, index: IndexRow | None, first_row: int
) -> tuple[list[TotalCheck], list[Problem]]:
    """One check per line and formula whose result is money, and a note for every formula that cannot be checked."""
    checks: list[TotalCheck] = []
    problems: list[Problem] = []
    for position, formula in (index.formulas if index else {}).items():
        checker = _Checker.make(position, formula, layout, index)
        if checker is None:
            problems.append(_unchecked(formula))
            continue
        checks.extend(check for row in rows if row.counted and (check := checker.check(row, first_row)) is not None)
    return checks, problems


class _Checker:
    """One formula bound to the columns it speaks of."""

    def __init__(self, position: int, formula: Formula, places: Mapping[str, int], layout: Layout) -> None:
        self._position, self._formula, self._places = position, formula, places
        self._additive = not set("x×X*/:÷%") & set(formula.text)
        self._unit = layout.unit_of(position)
        self._units: dict[int, MoneyUnit | None] = {at: unit for at, _, unit in layout.figures}

    @classmethod
    def make(cls, position: int, formula: Formula, layout: Layout, index: IndexRow | None) -> "_Checker | None":
        """None when a label is unknown, the result is no money, or a factor is a column nobody knows the unit of."""
        meanings = {column.position: column.meaning for column in layout.columns}
        parts = index.positions(formula) if index else None
        if parts is None or meanings[position] not in (*MONEY, Meaning.IGNORED):
            return None
        checker = cls(position, formula, dict(zip(formula.labels, parts, strict=True)), layout)
        allowed = {*MONEY, Meaning.IGNORED} if checker._additive else {*MONEY, *COUNTS}
        if any(meanings[part] not in allowed for part in parts) or (not checker._additive and meanings[position] is Meaning.IGNORED):
            return None
        return checker

    def check(self, row: BodyRow, first_row: int) -> TotalCheck | None:
        """The formula on one line; None when the line does not state its result or lacks a factor."""
        stated = row.figures.get(self._position)
        if stated is None:
            return None
        figures = row.figures

        def look(label: str) -> Number | None:
            place = self._places[label]
            figure = figures.get(place)
            if figure is None:
                return 0 if self._additive else None
            unit = self._units.get(place)
            if unit is not None:
                return figure * SIZES[unit]
            return figure // MICRO if figure % MICRO == 0 else Fraction(figure, MICRO)

        computed = compute(self._formula, look)
        if computed is None:
            return None
        amount, _ = whole_dong(stated, self._unit)
        exact = divide_half_up(computed, MICRO) if type(computed) is int else round_half_up(Fraction(computed, MICRO))
        return TotalCheck(row.at + first_row, self._position, amount, exact, self._formula.text)


def _unchecked(formula: Formula) -> Problem:
    sentence = f"Không kiểm tra được công thức “{formula.text}” ở hàng đánh số cột: có cột không rõ nghĩa hoặc không phải tiền."
    return Problem("formula_unchecked", sentence, "Chọn lại ý nghĩa các cột trong công thức nếu cần kiểm tra.", Severity.NOTE)
