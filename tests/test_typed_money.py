"""Reading amounts that people type and paste."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget.model.states import Severity
from budget.typed_money import LARGEST_AMOUNT, parse_money

READ = [
    ("0", 0),
    ("1.234.567", 1_234_567),
    ("1234567", 1_234_567),
    ("1.500", 1_500),
    ("12.500.000 đ", 12_500_000),
    ("12.500.000đ", 12_500_000),
    ("7.000.000 đồng", 7_000_000),
    ("7.000.000 ₫", 7_000_000),
    ("7.000.000 VND", 7_000_000),
    ("7.000.000 VNĐ", 7_000_000),
    ("VND 7.000.000", 7_000_000),
    ("-₫7.000.000", -7_000_000),
    ("4 000 000", 4_000_000),
    ("4\u00a0000\u00a0000", 4_000_000),
    ("4\u202f000\u202f000", 4_000_000),
    ("  12.000\t", 12_000),
    ("\ufeff12.000\u200b", 12_000),
    ("１２.５００", 12_500),
    ("1.234,00", 1_234),
    ("0,00", 0),
    ("15 triệu", 15_000_000),
    ("15 TRIỆU ĐỒNG", 15_000_000),
    ("15 trieu", 15_000_000),
    ("15tr", 15_000_000),
    ("1.234 trđ", 1_234_000_000),
    ("15 tr.đ", 15_000_000),
    ("1,2 tỷ", 1_200_000_000),
    ("1,2 tỉ", 1_200_000_000),
    ("0,234 tỷ", 234_000_000),
    ("3 nghìn", 3_000),
    ("3 ngàn", 3_000),
    ("1.234,5 triệu", 1_234_500_000),
    ("1.500 triệu", 1_500_000_000),
    ("1,5 triệu", 1_500_000),
    ("2 tỷ 300 triệu", 2_300_000_000),
    ("2tỷ300triệu", 2_300_000_000),
    ("2 tỷ 300,5 triệu", 2_300_500_000),
    ("21 tỷ 515 triệu 404 nghìn đồng", 21_515_404_000),
    ("2 triệu 500.000 đồng", 2_500_000),
    ("3 nghìn 500 đồng", 3_500),
    ("23,6 nghìn tỷ đồng", 23_600_000_000_000),
    ("23 nghìn tỷ 600 tỷ", 23_600_000_000_000),
    ("-1.234", -1_234),
    ("−1.234", -1_234),
    ("(1.234)", -1_234),
    ("(1.234 đ)", -1_234),
    ("(1.234) đ", -1_234),
    ("-2 tỷ 300 triệu", -2_300_000_000),
    ("-0", 0),
    ("1.000.000.000.000.000", 10**15),
]

REFUSED = [
    ("1,234.50", "money_separator", "“1.234,5”"),
    ("1,234,567", "money_separator", "“1.234.567”"),
    ("-1,234,567 đ", "money_separator", "“-1.234.567”"),
    ("1,234", "money_separator", "“1.234”"),
    ("1.5", "money_separator", "“1,5 triệu” hoặc “1.500”"),
    ("1.23.456", "money_separator", "“123.456”"),
    ("1.2345", "money_separator", "“12.345”"),
    ("0.500", "money_separator", "“0,5 triệu”"),
    ("1.234 567", "money_separator", "“1.234.567”"),
    ("4  000", "money_separator", "“4.000”"),
    ("0012", "money_separator", "“12”"),
    ("1,23,456", "money_separator", "ví dụ"),
    ("1.5 triệu", "money_separator", "“1,5 triệu” hoặc “1.500 triệu”"),
    ("1,500 triệu", "money_separator", "“1.500 triệu” hoặc “1.500.000”"),
    ("1,234 tỷ", "money_separator", "“1.234 tỷ” hoặc “1.234.000.000”"),
    ("-0.5 triệu", "money_separator", "“-0,5 triệu”"),
    ("0,5", "money_part_of_dong", "“0,5 triệu” hoặc “0,5 tỷ”"),
    ("12,34", "money_part_of_dong", "“12,34 triệu”"),
    ("1234,567", "money_part_of_dong", "triệu"),
    ("12abc", "money_unreadable", "ví dụ"),
    ("5 trăm triệu", "money_unreadable", "ví dụ"),
    ("1 tỷ rưỡi", "money_parts", "ví dụ"),
    ("1.5k", "money_shorthand", "“1,5 nghìn”"),
    ("15k", "money_shorthand", "“15 nghìn”"),
    ("1e6", "money_shorthand", "“1.000.000”"),
    ("1,5E+09", "money_shorthand", "“1.500.000.000”"),
    ("+5.000", "money_shorthand", "“5.000”"),
    ("-", "money_shorthand", "“0”"),
    ("50%", "money_percent", "ví dụ"),
    ("$5", "money_foreign_currency", "Quy đổi"),
    ("5.000 USD", "money_foreign_currency", "Quy đổi"),
    ("1.000.000.000.000.001", "money_too_large", "chữ số 0"),
    ("-2.000 nghìn tỷ", "money_too_large", "chữ số 0"),
    ("9" * 61, "money_unreadable", "ví dụ"),
    ("123,500 triệu", "money_separator", "“123.500 triệu” hoặc “123.500.000”"),
    ("1,5 tỷ 3", "money_parts", "ví dụ"),
    ("1,5 tỷ 3.000 đồng", "money_parts", "ví dụ"),
    ("2 tỷ 300.000", "money_parts", "ví dụ"),
    ("1 tỷ 1.000 triệu", "money_parts", "ví dụ"),
    ("2 tỷ 300", "money_parts", "ví dụ"),
    ("2 triệu 500 đồng", "money_parts", "ví dụ"),
    ("2 triệu 3.000.000 đồng", "money_parts", "ví dụ"),
    ("1,5 tỷ 300 triệu", "money_parts", "ví dụ"),
    ("2 tỷ 1.300 triệu", "money_parts", "ví dụ"),
    ("300 triệu 2 tỷ", "money_parts", "ví dụ"),
    ("2 tỷ 300 tỷ", "money_parts", "ví dụ"),
    ("1\n234", "money_unreadable", "Dán mỗi ô"),
    ("1.000\t2.000", "money_unreadable", "Dán mỗi ô"),
    ("10²", "money_unreadable", "ví dụ"),
    ("٣", "money_unreadable", "ví dụ"),
    ("--5", "money_unreadable", "ví dụ"),
    ("(-5)", "money_unreadable", "ví dụ"),
    ("(5", "money_unreadable", "ví dụ"),
    ("=1+1", "money_unreadable", "ví dụ"),
    ("#####", "money_unreadable", "ví dụ"),
    ("đồng", "money_unreadable", "ví dụ"),
]


@pytest.mark.parametrize(("text", "amount"), READ)
def test_vietnamese_amounts_are_read(text: str, amount: int) -> None:
    assert parse_money(text) == (amount, [])
    assert parse_money(unicodedata.normalize("NFD", text)) == (amount, [])


@pytest.mark.parametrize("text", ["", "   ", "\u00a0\t\n", "\u200b"])
def test_empty_is_not_zero(text: str) -> None:
    assert parse_money(text) == (None, [])


@pytest.mark.parametrize(("text", "code", "cure"), REFUSED)
def test_doubtful_amounts_are_refused_with_a_sentence(text: str, code: str, cure: str) -> None:
    amount, (problem,) = parse_money(text)
    assert amount is None
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.sentence.endswith(".")
    assert " ".join(text.split())[:39] in problem.sentence
    assert cure in problem.fix


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234.567,5", 1_234_568),
        ("-1.234.567,5", -1_234_568),
        ("1.234,49", 1_234),
        ("1234567,5", 1_234_568),
        ("1,0000005 triệu", 1_000_001),
    ],
)
def test_a_part_of_a_dong_is_rounded_half_up_and_noted(text: str, amount: int) -> None:
    read, (problem,) = parse_money(text)
    assert read == amount
    assert (problem.code, problem.severity) == ("money_rounded", Severity.NOTE)
    assert f"{amount:,}".replace(",", ".") in problem.sentence


@given(
    st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT),
    st.sampled_from(".\u0020\u00a0\u202f"),
    st.sampled_from(["", " đ", " đồng", "₫", " VNĐ"]),
)
def test_grouped_amounts_read_back(amount: int, separator: str, currency: str) -> None:
    assert parse_money(f"{amount:,}".replace(",", separator) + currency) == (amount, [])


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 999))
def test_amounts_said_in_parts_are_their_sum(billions: int, millions: int, thousands: int) -> None:
    said = f"{billions} tỷ {millions} triệu {thousands} nghìn"
    assert parse_money(said) == (billions * 10**9 + millions * 10**6 + thousands * 10**3, [])


@given(st.integers(1_000, LARGEST_AMOUNT))
def test_english_thousands_are_never_read(amount: int) -> None:
    assert parse_money(f"{amount:,}")[0] is None


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_decimal_dot_is_never_read(whole: int, cents: int) -> None:
    assert parse_money(f"{whole}.{cents:02d}")[0] is None
    assert parse_money(f"{whole}.{cents:02d} triệu")[0] is None


@given(st.one_of(st.text(), st.text("0123456789.,- ()đktrệiuỷnghì%e+", max_size=20)))
def test_any_text_gives_an_amount_or_a_sentence(text: str) -> None:
    amount, problems = parse_money(text)
    assert amount is None or abs(amount) <= LARGEST_AMOUNT
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert not (amount is not None and errors)
    assert all(problem.sentence and problem.fix for problem in problems)


@given(st.text("0123456789., kE+-", min_size=1, max_size=14), st.sampled_from(["", " triệu", " tỷ", " nghìn", " đ"]))
def test_every_spelling_offered_is_accepted(number: str, unit: str) -> None:
    amount, problems = parse_money(number + unit)
    assume(amount is None and problems)
    offered = re.findall("“([^”]+)”", problems[0].fix)
    assert all(parse_money(spelling)[0] is not None for spelling in offered)
