"""Texts of old fonts become Unicode, and go back by the inverse tables to where they came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.legacy_text import TCVN3, VNI, from_tcvn3, from_vni, is_beyond_latin, likeness
from budget.syllables import COMMON

_TO_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}
_SMALL = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323"
)
words = st.text(st.sampled_from(_SMALL), min_size=1, max_size=7)
# a lone "ì" or "ữ" is no word; its code is then the sign it looks like, × or ÷
words = words.filter(lambda word: word not in {"ì", "ữ"})
small_texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
common_texts = st.lists(st.sampled_from(sorted(COMMON)), min_size=2, max_size=8).map(" ".join)


def to_tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(sign, sign) for sign in text)


def to_vni(text: str) -> str:
    return "".join(VNI.get(sign, sign) for sign in text)


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Së giao th«ng vËn t¶i", "Sở giao thông vận tải"),
        ("ñy ban nh©n d©n tØnh h\xadng yªn", "ủy ban nhân dân tỉnh hưng yên"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Tæng sè tõ ®Çu n¨m", "Tổng số từ đầu năm"),
        ("LO¹I 220 KHO¶N 223", "LOẠI 220 KHOẢN 223"),
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("UBND tØnh, KHO¶N 2", "UBND tỉnh, KHOẢN 2"),
        ("Bé", "Bộ"),
        ("R·nh 3 × 4 m²", "Rãnh 3 × 4 m²"),
        ("ë vïng s©u", "ở vùng sâu"),
    ],
)
def test_tcvn3(old: str, now: str) -> None:
    assert from_tcvn3(old) == now


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Uûy ban nhaân daân", "Ủy ban nhân dân"),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("Sôû Taøi chính", "Sở Tài chính"),
        ("Ñôn vò tính: trieäu ñoàng", "Đơn vị tính: triệu đồng"),
        ("TOÅNG COÄNG", "TỔNG CỘNG"),
        ("söûa chöõa ñöôøng", "sửa chữa đường"),
        ("Baéc Kaïn, Kyø Sôn, Myõ Tho, thuûy lôïi", "Bắc Kạn, Kỳ Sơn, Mỹ Tho, thủy lợi"),
    ],
)
def test_vni(old: str, now: str) -> None:
    assert from_vni(old) == now


@given(small_texts)
def test_every_small_text_returns_from_tcvn3(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text)) == unicodedata.normalize("NFC", text)


@given(small_texts, st.booleans())
def test_every_text_returns_from_vni(text: str, capitals: bool) -> None:
    written = text.upper() if capitals else text
    assert from_vni(to_vni(written)) == written


@given(common_texts.filter(lambda text: not text.isascii()))
def test_a_text_reads_best_in_the_code_it_was_written_in(text: str) -> None:
    assert max(likeness(text)) == likeness(text)[0]
    assert max(likeness(to_tcvn3(text))) == likeness(to_tcvn3(text))[1]
    assert max(likeness(to_vni(text))) == likeness(to_vni(text))[2]


def test_the_tables_hold_the_whole_alphabet_once() -> None:
    assert {letter for letter in _SMALL if not letter.isascii()} <= set(TCVN3.values())
    assert len(set(TCVN3.values())) == len(TCVN3) == 74
    assert len(VNI) == 134
    assert all(ord(sign) < 256 for code in VNI.values() for sign in code)


def test_only_unicode_texts_are_beyond_latin() -> None:
    assert is_beyond_latin("Đơn vị")
    assert is_beyond_latin("ư")
    assert not any(is_beyond_latin(text) for text in ("café", "§¬n vÞ", "không có", "Uûy “ban” – … €", ""))
