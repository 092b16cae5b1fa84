"""The row that numbers the columns, and its formulas."""

from fractions import Fraction

import pytest

from budget.imports.cells import CellValue
from budget.imports.index_row import compute, parse_formula, read_index_row


@pytest.mark.parametrize(
    "values",
    [
        ["A", "B", 1.0, 2.0, "3=1+2"],
        ["a", "b", "c", "1", "2", "3"],
        ["(1)", "(2)", "(3)", "(4)=(2)x(3)"],
        [1.0, 2.0, "", 3.0, 4.0],
        ["A", "B", 1.0, 2.0, "3=1+2", 4.0, "12=1-5", "13 = 2 - 7"],
    ],
)
def test_index_rows(values: list[CellValue]) -> None:
    assert read_index_row(values) is not None


@pytest.mark.parametrize(
    "values",
    [
        [1.0, "Máy in", "bộ", 2.0, 3.0, 6.0],
        ["A", "Khối tỉnh", "", ""],
        ["", "", 5.0, 6.0, 7.0],
        [1.0, 1.0, 1.0, 1.0],
        ["I", "", 12.0],
        ["", "", ""],
    ],
)
def test_rows_that_are_content(values: list[CellValue]) -> None:
    assert read_index_row(values) is None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("3=1+2", "sum", 30),
        ("3=1x2", "product", 200),
        ("(3)=(1)*(2)", "product", 200),
        ("12=2-1", "other", 10),
        ("3 = 1 × 2", "product", 200),
        ("7=(1+2)x5", "other", 1500),
        ("8=1+...+4", "sum", 100),
        ("8=1x10%", "product", 1),
        ("9=2:1", "other", 2),
        ("C=Ax2", "product", 140),
    ],
)
def test_formulas(text: str, kind: str, value: int) -> None:
    formula = parse_formula(text)
    assert formula is not None
    assert formula.kind == kind
    values = {"1": 10, "2": 20, "3": 30, "4": 40, "5": 50, "A": 7}
    assert compute(formula, values.get) == value


@pytest.mark.parametrize("text", ["3=", "3=1++2", "3=(1+2", "3=giá", "3=1 2"])
def test_what_is_no_formula(text: str) -> None:
    assert parse_formula(text) is None


def test_an_unknown_part_makes_the_whole_unknown() -> None:
    formula = parse_formula("3=1/2")
    assert formula is not None
    assert compute(formula, {"1": 1}.get) is None
    assert compute(formula, {"1": 1, "2": 0}.get) is None
    assert compute(formula, {"1": 1, "2": 3}.get) == Fraction(1, 3)
