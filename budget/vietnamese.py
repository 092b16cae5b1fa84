"""Vietnamese text: one spelling for storing, one key for sorting, one accent-free form for searching.

Law: names that differ keep different sort keys; folding is for finding only, never for joining (Tam Thanh, Tam Thạnh, Tam Thành).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTER_CODE = dict(zip(_ALPHABET, _CODES, strict=False)) | {"ð": _CODES[_ALPHABET.index("đ")]}
_SHAPED = {unicodedata.normalize("NFD", letter): letter for letter in "ăâêôơư"}
_TONE_CODE = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_APOSTROPHES = "'’‘ʼ`´"
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_INVISIBLE = ("Cc", "Cf", "Cs")
_VISIBLE = re.compile(r"[\s!-~\u00a1-\u00ac\u00ae-\u024f\u0300-\u036f\u1e00-\u1eff\u2013-\u2015\u2018-\u201f\u2026]*")
"""The letters and signs of ordinary texts, none of them invisible: what is made of them alone need not be looked through."""
_END = "!"
_NUMBER = "#"
_OTHER = "~"
_PLAIN_SIGNS = str.maketrans({"đ": "d", "ð": "d", "–": "-", "—": "-", "‐": "-", "‑": "-"})
"""ð stands for đ in texts from old fonts."""
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_TOKEN = re.compile(r"[0-9]+|.", re.DOTALL)


def normalise(text: str) -> str:
    """The text as it is stored: composed letters (NFC), single spaces, nothing invisible; spelling and case are kept."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    if _VISIBLE.fullmatch(text):
        return " ".join(unicodedata.normalize("NFC", text).split())
    visible = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in _INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def fold(text: str) -> str:
    """The text without accents, case or apostrophes, đ as d: for search and fuzzy keys, never for identity."""
    if text.isascii():
        return " ".join(_drop_apostrophes(text.lower()).split())
    return " ".join(filter(None, map(_fold_word, normalise(text).split(" "))))


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    bare = "".join(sign for sign in lowered if not unicodedata.combining(sign))
    return " ".join(_drop_apostrophes(unicodedata.normalize("NFC", bare.translate(_PLAIN_SIGNS))).split())


def contains_folded(haystack_folded: str, query: str) -> bool:
    """True when every word of `query` begins a word of a text already folded; an empty query is in every text.

    Beginnings only, so that "máy in" does not find "máy tính" while "may ti" already does.
    """
    return all(_begins_a_word(haystack_folded, word) for word in fold(query).split())


def sort_key(text: str) -> str:
    """A plain ASCII string whose code-point order is the Vietnamese order of the texts, in Python, SQL and JavaScript alike.

    Word by word: first the letters (a ă â b ... z), then the tone (không huyền hỏi ngã sắc nặng); fewer words first; numbers
    by size and before letters. Case (lower first), punctuation and the place of a tone mark only part what is still equal, so
    keys are equal only for texts equal after `normalise`. Compare the keys bytewise, never with a locale's collation.
    """
    spelt = normalise(text)
    words = [_word_key(word) for word in _split_words(spelt)]
    case = "".join("1" if sign.isupper() else "0" for sign in spelt if sign.isalpha())
    exact = spelt.encode("unicode_escape").decode("ascii")
    return "".join(words) + _END + case + _END + exact


def order_key(text: str) -> str:
    """`sort_key` of a text as it is stored, without the last tie-breaks; for ordering many texts: each word is taken apart once."""
    plain = text.translate(_NO_APOSTROPHES).lower()
    return "".join(map(_kept_word_key, _WORD.findall(plain)))


@lru_cache(maxsize=100_000)
def _kept_word_key(word: str) -> str:
    return _word_key(unicodedata.normalize("NFD", word))


def _begins_a_word(haystack: str, word: str) -> bool:
    place = haystack.find(word)
    while place > 0 and word[0].isalnum() and haystack[place - 1].isalnum():
        place = haystack.find(word, place + 1)
    return place >= 0


def _split_words(spelt: str) -> Iterator[str]:
    """Runs of letters, marks and digits; apostrophes join (Ch'ơm), every other sign parts."""
    decomposed = unicodedata.normalize("NFD", _drop_apostrophes(spelt)).lower()
    word = ""
    for sign in decomposed:
        if sign.isalnum() or unicodedata.category(sign)[0] == "M":
            word += sign
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones = ""
    before = ""
    for token in _TOKEN.findall(word):
        if token in _TONE_CODE:
            tones += _TONE_CODE[token]
        elif before + token in _SHAPED:
            letters[-1] = _LETTER_CODE[_SHAPED[before + token]]
        elif not unicodedata.category(token[0]).startswith("M"):
            letters.append(_token_key(token))
            before = token
    return "".join(letters) + _END + tones + _END


def _token_key(token: str) -> str:
    if token in _LETTER_CODE:
        return _LETTER_CODE[token]
    if token[0] in "0123456789":
        digits = token.lstrip("0") or "0"
        return f"{_NUMBER}{len(digits):03d}{digits}"
    return f"{_OTHER}{ord(token):06x}"


def _drop_apostrophes(text: str) -> str:
    return text.translate(_NO_APOSTROPHES)
