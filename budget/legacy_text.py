"""Texts written for the fonts of before Unicode, TCVN3 (".VnTime", ABC) and VNI-Windows ("VNI-Times"), made Unicode.

Such a text reaches us as Latin letters: "Së giao th«ng" was "Sở giao thông". Law: a text that already is right is never changed.
Tables: TCVN 5712:1993 as in X11's TCVNtoUCS2.c; VNI-Windows as in xvnkb's vni.h; both tried on real workbooks.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from budget.syllables import COMMON, is_syllable

_TCVN3_CODES = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3: Mapping[str, str] = {chr(first + place): letter for first, letters in _TCVN3_CODES for place, letter in enumerate(letters)}
"""Sign as it is read -> letter. The fonts have no capitals with tones: a font of capitals (".VnTimeH") draws the same codes."""

_TONES = {"á": "ù", "à": "ø", "ả": "û", "ã": "õ", "ạ": "ï"}
_TONED = {
    "â": {"": "â", "á": "á", "à": "à", "ả": "å", "ã": "ã", "ạ": "ä"},
    "ă": {"": "ê", "á": "é", "à": "è", "ả": "ú", "ã": "ü", "ạ": "ë"},
}
_MARKS = {"á": "\u0301", "à": "\u0300", "ả": "\u0309", "ã": "\u0303", "ạ": "\u0323"}
_SINGLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def _build_vni() -> dict[str, str]:
    pairs = dict(_SINGLE)
    for vowel in "aeouyơư":
        for tone, sign in _TONES.items():
            letter = unicodedata.normalize("NFC", vowel + _MARKS[tone])
            pairs.setdefault(letter, _SINGLE.get(vowel, vowel) + sign)
    for bases, shape in (("aeo", "â"), ("a", "ă")):
        for base in bases:
            shaped = unicodedata.normalize("NFC", base + unicodedata.normalize("NFD", shape)[1])
            for tone, sign in _TONED[shape].items():
                pairs[unicodedata.normalize("NFC", shaped + _MARKS.get(tone, ""))] = base + sign
    return pairs | {letter.upper(): code.upper() for letter, code in pairs.items()}


VNI: Mapping[str, str] = _build_vni()
"""Letter -> one or two signs that stand for it; the second sign may have either case ("Uûy", "UÛY")."""

_VNI_LETTER = {code: letter for letter, code in VNI.items()} | {code[0] + code[1:].lower(): letter for letter, code in VNI.items()}
_VNI_SIGNS = re.compile("|".join(sorted(_VNI_LETTER, key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(dict(TCVN3))
_LETTER = f"[A-Za-z{''.join(TCVN3)}]"
_LONE_SIGN = re.compile(f"(?<!{_LETTER})[×÷](?!{_LETTER})")
"""The codes of "ì" and "ữ", which are never a word, are the signs × and ÷ when they stand alone."""
_BEYOND = re.compile("[^\x00-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]")
_TOKEN = re.compile(r"(?:[A-Za-z]|[^\x00-\x9f\s\u2010-\u2030])+")
_CAPITALS = re.compile(r"[A-Z]{2}")
_SMALL = re.compile("[a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[^bcdđfghjklmnpqrstvwxz]", re.IGNORECASE)
"""A word of consonants only (QĐ, HĐND without its u) is an abbreviation and says nothing."""


def from_tcvn3(text: str) -> str:
    """The text of a TCVN3 font in Unicode (NFC). Capitals are only as certain as the plain letters beside them ("LO¹I" -> "LOẠI").

    A font of capitals leaves no trace in the text, so "tæng sè" stays "tổng số" whatever it looked like.
    """
    kept = [(found.start(), found.group()) for found in _LONE_SIGN.finditer(text)]
    letters = list(text.translate(_TCVN3_TABLE))
    for place, sign in kept:
        letters[place] = sign
    return unicodedata.normalize("NFC", _raise_capitals(text, "".join(letters)))


def from_vni(text: str) -> str:
    """The text of a VNI-Windows font in Unicode (NFC)."""
    return unicodedata.normalize("NFC", _VNI_SIGNS.sub(lambda found: _VNI_LETTER[found.group()], text))


def is_beyond_latin(text: str) -> bool:
    """Whether a text has a letter no old font can have, so that it is Unicode already."""
    return _BEYOND.search(text) is not None


@lru_cache(maxsize=50_000)
def likeness(text: str) -> tuple[int, int, int]:
    """How much a text looks Vietnamese as it stands, read as TCVN3 and read as VNI: higher is likelier.

    Only words with a sign outside ASCII speak: 3 for a word of estimates, 1 for a possible one, -2 for an impossible one.
    """
    words = [word for word in _TOKEN.findall(text) if not word.isascii()]
    return (
        sum(_weigh(unicodedata.normalize("NFC", word)) for word in words),
        sum(_weigh(from_tcvn3(word)) for word in words),
        sum(_weigh(from_vni(word)) for word in words),
    )


@lru_cache(maxsize=50_000)
def is_right(text: str) -> bool:
    """Whether every word of a text could be Vietnamese as it stands; such a text alone is no evidence of an old font."""
    return all(_weigh(unicodedata.normalize("NFC", word)) >= 0 for word in _TOKEN.findall(text) if not word.isascii())


def _weigh(word: str) -> int:
    if word.lower() in COMMON:
        return 3
    if len(word) == 1 or not _VOWEL.search(word):
        return 0
    return 1 if is_syllable(word) else -2


def _raise_capitals(before: str, after: str) -> str:
    """Lower letters among capitals are capitals: in the whole text when it has no small plain letter, else word by word."""
    if not _CAPITALS.search(after):
        return after
    return _WORD.sub(_raise_word, after) if _SMALL.search(before) else after.upper()


def _raise_word(found: re.Match[str]) -> str:
    word = found.group()
    plain = [sign for sign in word if sign.isascii()]
    return word.upper() if len(plain) >= 2 and all(sign.isupper() for sign in plain) else word
