"""Vietnamese numerals as typed."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.numerals import Numeral, group_digits, offer, quote_typed, read_numeral, suggest_spellings, tidy_number, write_numeral


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("0", Numeral(0)),
        ("1234567", Numeral(1234567)),
        ("1.234.567", Numeral(1234567, grouped=True)),
        ("4 000 000", Numeral(4000000, grouped=True)),
        ("1.234,50", Numeral(1234, "50", grouped=True)),
        ("0,125", Numeral(0, "125")),
    ],
)
def test_vietnamese_numerals_are_read(text: str, numeral: Numeral) -> None:
    assert read_numeral(text) == numeral


@pytest.mark.parametrize(
    "text",
    [
        *("", "007", "0.500", "1.5", "1.23.456", "1.2345", "1,234,567", "1,234.5", "1.234 567", "4  000"),
        *("1,", ",5", "1.", "-1", "1\n234", "١٢", "9" * 61),
    ],
)
def test_anything_else_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


def test_tidying_makes_signs_plain_and_invents_nothing() -> None:
    assert tidy_number(" 4\u00a0000\u202f000 ") == "4 000 000"
    assert tidy_number("−１.５００\u200b") == "-1.500"
    assert tidy_number(unicodedata.normalize("NFD", "15 triệu")) == "15 triệu"
    assert tidy_number("10²") == "10²"
    assert tidy_number("1\n234") == "1\n234"


def test_a_comma_before_three_digits_could_be_foreign() -> None:
    assert Numeral(1, "500").could_be_foreign
    assert not Numeral(0, "500").could_be_foreign
    assert not Numeral(1234, "500", grouped=True).could_be_foreign
    assert not Numeral(1, "50").could_be_foreign


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("1,234,567", ["1.234.567"]),
        ("1,234.50", ["1.234,5"]),
        ("0.5", ["0,5"]),
        ("1.5", ["1,5", "1.500"]),
        ("1.23.456", ["123.456"]),
        ("0012", ["12"]),
        ("12abc", []),
        ("1,23,456", []),
    ],
)
def test_right_spellings_are_suggested(text: str, spellings: list[str]) -> None:
    assert suggest_spellings(text) == spellings


@given(st.text("0123456789., ", max_size=70))
def test_every_suggestion_can_be_read(text: str) -> None:
    assert all(read_numeral(spelling) is not None for spelling in suggest_spellings(text))


@given(st.integers(0, 10**18), st.integers(0, 6))
def test_what_is_written_reads_back(digits: int, decimals: int) -> None:
    value = Fraction(digits, 10**decimals)
    numeral = read_numeral(write_numeral(value, decimals))
    assert numeral is not None
    assert numeral.value == value


def test_writing_refuses_to_lose_decimals() -> None:
    with pytest.raises(ValueError, match="decimals"):
        write_numeral(Fraction(1, 3), 3)


def test_grouping_and_quoting() -> None:
    assert group_digits(-1234567) == "-1.234.567"
    assert quote_typed(" a\n b ") == "“a b”"
    assert len(quote_typed("x" * 500)) == 42
    assert offer([], "Khác.") == "Khác."
    assert offer(["1"], "") == "Gõ “1”."
    assert offer(["1", "2", "3"], "") == "Gõ “1” hoặc “2”, tùy số định nhập."
