"""Quantities and shares as typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.model.states import Severity
from budget.quantity import LARGEST_QUANTITY, format_quantity, format_share_bp, parse_quantity, parse_share


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        ("12", 12_000),
        ("0", 0),
        ("1.500", 1_500_000),
        ("300.000", 300_000_000),
        ("4 000", 4_000_000),
        ("0,5", 500),
        ("12,25", 12_250),
        ("12,125", 12_125),
        ("0,500", 500),
        ("1.234,500", 1_234_500),
        ("1,5000", 1_500),
        ("1.000.000.000", 10**12),
    ],
)
def test_quantities_are_read_in_thousandths(text: str, milli: int) -> None:
    assert parse_quantity(text) == (milli, [])


@pytest.mark.parametrize(
    ("text", "code", "cure"),
    [
        ("0.5", "quantity_separator", "“0,5”"),
        ("1.25", "quantity_separator", "“1,25” hoặc “1.250”"),
        ("0.125", "quantity_separator", "“0,125”"),
        ("1,500", "quantity_separator", "“1,5” hoặc “1.500”"),
        ("1,234,567", "quantity_separator", "“1.234.567”"),
        ("1.23.4", "quantity_separator", "“1.234”"),
        ("1,2345", "quantity_too_fine", "“1,235”"),
        ("12,0004", "quantity_too_fine", "“12”"),
        ("-2", "quantity_negative", "ví dụ"),
        ("−2", "quantity_negative", "ví dụ"),
        ("(2)", "quantity_negative", "ví dụ"),
        ("12 bộ", "quantity_unreadable", "ví dụ"),
        ("abc", "quantity_unreadable", "ví dụ"),
        ("10²", "quantity_unreadable", "ví dụ"),
        ("50%", "quantity_unreadable", "ví dụ"),
        ("1.000.000.001", "quantity_too_large", "chữ số 0"),
        ("9" * 100, "quantity_unreadable", "ví dụ"),
    ],
)
def test_doubtful_quantities_are_refused(text: str, code: str, cure: str) -> None:
    milli, (problem,) = parse_quantity(text)
    assert milli is None
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert cure in problem.fix


@pytest.mark.parametrize(
    ("milli", "text"),
    [(None, ""), (0, "0"), (12_000, "12"), (500, "0,5"), (1_500_500, "1.500,5"), (-1_250, "-1,25"), (1, "0,001")],
)
def test_quantities_are_printed_without_idle_zeros(milli: int | None, text: str) -> None:
    assert format_quantity(milli) == text


@given(st.integers(0, LARGEST_QUANTITY * 1000))
def test_what_is_printed_reads_back(milli: int) -> None:
    assert parse_quantity(format_quantity(milli)) == (milli, [])


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_a_decimal_dot_is_never_read(whole: int, rest: int) -> None:
    assert parse_quantity(f"{whole}.{rest:02d}")[0] is None


@pytest.mark.parametrize(
    ("text", "share"),
    [("10", 1_000), ("10%", 1_000), ("12,5 %", 1_250), ("0", 0), ("100 %", 10_000), ("0,01", 1), ("33,330", 3_333), ("１０％", 1_000)],
)
def test_shares_are_read_in_basis_points(text: str, share: int) -> None:
    assert parse_share(text) == (share, [])


@pytest.mark.parametrize(
    ("text", "code", "cure"),
    [
        ("12.5", "share_separator", "“12,5”"),
        ("12.5 %", "share_separator", "“12,5”"),
        ("100,01", "share_too_large", "ví dụ"),
        ("1.000", "share_too_large", "ví dụ"),
        ("-1 %", "share_negative", "ví dụ"),
        ("1,234", "share_too_fine", "“1,23”"),
        ("10 %%", "share_unreadable", "ví dụ"),
        ("%", "share_unreadable", "ví dụ"),
        ("mười", "share_unreadable", "ví dụ"),
    ],
)
def test_doubtful_shares_are_refused(text: str, code: str, cure: str) -> None:
    share, (problem,) = parse_share(text)
    assert share is None
    assert problem.code == code
    assert cure in problem.fix


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_empty_is_not_zero(text: str) -> None:
    assert parse_quantity(text) == (None, [])
    assert parse_share(text) == (None, [])


@given(st.one_of(st.text(), st.text("0123456789.,- %", max_size=14)))
def test_any_text_gives_a_number_or_a_sentence_whose_cures_cure(text: str) -> None:
    for parse in (parse_quantity, parse_share):
        value, problems = parse(text)
        assert value is None or (value >= 0 and not problems)
        for problem in problems:
            assert problem.sentence
            assert all(parse(spelling)[0] is not None for spelling in re.findall("“([^”]+)”", problem.fix))


@pytest.mark.parametrize(("share", "text"), [(1, "0,01 %"), (10, "0,1 %"), (100, "1 %"), (1205, "12,05 %"), (10_000, "100 %")])
def test_a_share_is_printed_without_empty_decimals(share: int, text: str) -> None:
    assert format_share_bp(share) == text
