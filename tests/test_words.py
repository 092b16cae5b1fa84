"""Amounts in Vietnamese words."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.words import Even, Thousand, ZeroTen, amount_in_words

KNOWN = [
    (0, "Không đồng"),
    (15, "Mười lăm đồng"),
    (21, "Hai mươi mốt đồng"),
    (24, "Hai mươi tư đồng"),
    (104, "Một trăm linh bốn đồng"),
    (1010, "Một nghìn không trăm mười đồng"),
    (2005, "Hai nghìn không trăm linh năm đồng"),
    (100005, "Một trăm nghìn không trăm linh năm đồng"),
    (1001000, "Một triệu không trăm linh một nghìn đồng chẵn"),
    (15000000, "Mười lăm triệu đồng chẵn"),
    (24500000, "Hai mươi tư triệu năm trăm nghìn đồng chẵn"),
    (105000000, "Một trăm linh năm triệu đồng chẵn"),
    (1000000001, "Một tỷ không trăm linh một đồng"),
    (1005000000, "Một tỷ không trăm linh năm triệu đồng chẵn"),
    (21515404000, "Hai mươi mốt tỷ năm trăm mười lăm triệu bốn trăm linh bốn nghìn đồng chẵn"),
    (249000000000, "Hai trăm bốn mươi chín tỷ đồng chẵn"),
    (23600000000000, "Hai mươi ba nghìn sáu trăm tỷ đồng chẵn"),
    (1, "Một đồng"),
    (5, "Năm đồng"),
    (10, "Mười đồng"),
    (11, "Mười một đồng"),
    (14, "Mười bốn đồng"),
    (20, "Hai mươi đồng"),
    (25, "Hai mươi lăm đồng"),
    (100, "Một trăm đồng"),
    (101, "Một trăm linh một đồng"),
    (115, "Một trăm mười lăm đồng"),
    (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng chẵn"),
    (1_000_000_000_005, "Một nghìn tỷ không trăm linh năm đồng"),
    (10**15, "Một triệu tỷ đồng chẵn"),
    (-21, "Âm hai mươi mốt đồng"),
    (-15000000, "Âm mười lăm triệu đồng chẵn"),
]

VALUES = {word: value for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}
VALUES |= {"mốt": 1, "tư": 4, "lăm": 5}


def read_words(said: str) -> int:
    """The amount that Vietnamese words name, read word by word without looking at how they are made."""
    words = said.lower().replace(",", "").removesuffix(" chẵn").removesuffix(" đồng").split()
    sign = -1 if words[0] == "âm" else 1
    total = below = group = digit = 0
    for word in words[sign == -1 :]:
        if word in VALUES:
            digit = VALUES[word]
        elif word == "mười":
            group += 10
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word in ("nghìn", "ngàn", "triệu"):
            below, group, digit = below + (group + digit) * (10**6 if word == "triệu" else 10**3), 0, 0
        elif word == "tỷ":
            total, below, group, digit = (total + below + group + digit) * 10**9, 0, 0, 0
        else:
            assert word in ("linh", "lẻ"), word
    return sign * (total + below + group + digit)


@pytest.mark.parametrize(("amount", "said"), KNOWN)
def test_known_amounts(amount: int, said: str) -> None:
    assert amount_in_words(amount) == said


def test_the_souths_words_and_commas() -> None:
    assert amount_in_words(23_600 * 10**9, thousand="ngàn", even="never", group_comma=True) == "Hai mươi ba ngàn, sáu trăm tỷ đồng"
    assert amount_in_words(2_005, thousand="ngàn", zero_ten="lẻ") == "Hai ngàn không trăm lẻ năm đồng"


@pytest.mark.parametrize(
    ("amount", "even", "ending"),
    [
        (1_000, "auto", "đồng chẵn"),
        (1_500, "auto", "trăm đồng"),
        (1_500, "always", "đồng chẵn"),
        (1_000, "never", "nghìn đồng"),
        (0, "always", "Không đồng"),
    ],
)
def test_when_chan_ends_it(amount: int, even: Even, ending: str) -> None:
    assert amount_in_words(amount, even=even).endswith(ending)


@given(
    st.integers(0, 10**15) | st.integers(-(10**15), -1) | st.integers(0, 10**6),
    st.sampled_from(["nghìn", "ngàn"]),
    st.sampled_from(["linh", "lẻ"]),
    st.sampled_from(["auto", "always", "never"]),
    st.booleans(),
)
def test_words_read_back_as_the_amount(amount: int, thousand: Thousand, zero_ten: ZeroTen, even: Even, group_comma: bool) -> None:
    said = amount_in_words(amount, thousand=thousand, zero_ten=zero_ten, even=even, group_comma=group_comma)
    assert read_words(said) == amount
    assert said[0].isupper()
    assert ("ngàn" in said) <= (thousand == "ngàn")
    assert (" lẻ " in said) <= (zero_ten == "lẻ")
    assert (", " in said) <= group_comma


def test_every_amount_below_twenty_thousand_reads_back_in_good_vietnamese() -> None:
    wrong = ["mươi một", "mươi bốn", "mươi năm", "mười mốt", "mười tư", "mười năm", "một mươi"]
    wrong += ["linh mốt", "linh tư", "linh lăm", "linh mười"]
    for amount in range(20_000):
        said = amount_in_words(amount)
        assert read_words(said) == amount
        assert not [slip for slip in wrong if f" {slip} " in f" {said.lower()} "]


@pytest.mark.parametrize("amount", [1.0, True, "5", None])
def test_only_whole_dong_have_words(amount: object) -> None:
    with pytest.raises(TypeError):
        amount_in_words(amount)  # type: ignore[arg-type]  # the very mistake under test


@pytest.mark.parametrize(("option", "value"), list(product(["thousand", "zero_ten", "even"], ["", "thousand"])))
def test_unknown_options_are_refused(option: str, value: str) -> None:
    with pytest.raises(ValueError, match="option"):
        amount_in_words(5, **{option: value})  # type: ignore[arg-type]  # the very mistake under test
