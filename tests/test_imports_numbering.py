"""Row numbers read, whatever scheme they belong to."""

import datetime as dt

import pytest

from budget.imports.cells import CellValue
from budget.imports.numbering import Label, Outline, read_labels, split_leading_label


@pytest.mark.parametrize(
    ("value", "scheme", "values"),
    [
        (1.0, "1", (1,)),
        ("1", "1", (1,)),
        ("1.", "1", (1,)),
        ("1)", "1)", (1,)),
        ("(1)", "(1)", (1,)),
        ("12.3", "1.1", (12, 3)),
        ("1.2.3", "1.1.1", (1, 2, 3)),
        (1.1, "1.1", (1, 1)),
        ("1,1", "1.1", (1, 1)),
        ("A", "A", (1,)),
        ("B.", "A", (2,)),
        ("I", "I", (1,)),
        ("IV", "I", (4,)),
        ("XIX", "I", (19,)),
        ("i", "i", (1,)),
        ("a)", "a", (1,)),
        ("(b)", "a", (2,)),
        ("đ)", "a", (5,)),
        ("I.1", "I.1", (1, 1)),
        ("A.2", "A.1", (1, 2)),
        ("-", "-", (0,)),
        ("+", "+", (0,)),
        ("•", "•", (0,)),
        (dt.date(2024, 2, 1), "1.1", (1, 2)),
    ],
)
def test_labels(value: CellValue, scheme: str, values: tuple[int, ...]) -> None:
    assert read_labels(value)[0] == Label(scheme, values)


@pytest.mark.parametrize("value", ["", "Tổng cộng", "AB", "1a", "IIII", "1..2", ".", True, -1.5, "Máy in", 12345678.0])
def test_what_is_no_label(value: CellValue) -> None:
    assert read_labels(value) == ()


@pytest.mark.parametrize(
    ("name", "label", "rest"),
    [
        ("1. Máy in", "1.", "Máy in"),
        ("1.1 Máy in", "1.1", "Máy in"),
        ("I. Thiết bị", "I.", "Thiết bị"),
        ("a) Loại nhỏ", "a)", "Loại nhỏ"),
        ("- Bộ nhớ", "-", "Bộ nhớ"),
        ("+Chuột", "+", "Chuột"),
        ("2 máy in", "", "2 máy in"),
        ("Máy in", "", "Máy in"),
        ("-5 độ", "", "-5 độ"),
        ("", "", ""),
    ],
)
def test_numbers_at_the_beginning_of_names(name: str, label: str, rest: str) -> None:
    assert split_leading_label(name) == (label, rest)


def test_the_outline_stays_as_deep_as_there_are_schemes_however_many_rows_come() -> None:
    outline = Outline()
    for row in range(10_000):
        outline.place(outline.choose(read_labels(["I", "1", "a", "-"][row % 4])), row)
    assert outline.depth == 4
