"""What the cells of columns look like."""

from budget.imports.column_content import find_product, profile_columns
from tests.sheets import sheet


def test_numbers_that_multiply_are_found_whatever_their_order_and_units() -> None:
    made = sheet("""
a | 15000 | 3 | 5000
b | 28000 | 4 | 7000
c | 9000 | 2 | 4500
""")
    assert find_product(profile_columns(made, 0)) == (2, 3, 1)
    thousands = sheet("a | 3 | 5000 | 15\nb | 4 | 7000 | 28")
    assert find_product(profile_columns(thousands, 0)) == (1, 2, 3)


def test_ones_prove_nothing() -> None:
    assert find_product(profile_columns(sheet("a | 1 | 5 | 5\nb | 1 | 7 | 7"), 0)) is None


def test_profiles_count_numbers_words_and_numbering() -> None:
    number, name, unit, amount = profile_columns(sheet("1 | Máy in | Sở Y tế | '12.500\n2 | Tủ | UBND xã Trà Mai | 7"), 0)
    assert number.numeric
    assert number.numbers_rows
    assert name.worded
    assert unit.organisations == 2
    assert amount.numbers == 2
