"""A line's name taken apart for comparison: which words carry meaning, which must be the same to the letter, which are filling.

Numbers, Roman numerals, codes and place names are marks: two names that differ in one of them are two things.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from budget.vietnamese import fold, normalise

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+[0-9]+\w*|[0-9]*[^\W\d_]+", re.UNICODE)
_AGAIN = re.compile(r"[ ,;-]*\(?bổ sung\)?$", re.IGNORECASE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHORT_FORMS = {
    "cntt": "công nghệ thông tin",
    "csdl": "cơ sở dữ liệu",
    "tthc": "thủ tục hành chính",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "dvc": "dịch vụ công",
    "dvctt": "dịch vụ công trực tuyến",
    "attt": "an toàn thông tin",
    "cccd": "căn cước công dân",
    "cđs": "chuyển đổi số",
    "cnscđ": "công nghệ số cộng đồng",
    "pm": "phần mềm",
    "ht": "hệ thống",
    "đ": "đồng",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "qlnn": "quản lý nhà nước",
    "cbcc": "cán bộ công chức",
    "cbccvc": "cán bộ công chức viên chức",
    "vpp": "văn phòng phẩm",
    "pc": "máy tính",
    "laptop": "máy tính xách tay",
    "wifi": "wi fi",
}
_FILLING = frozenset(["và", "cho", "của", "các", "để", "tại", "về", "theo", "trong", "việc", "với", "những", "nhằm"])
"""Words that carry no meaning, as they are spelt: "của" is filling, "cửa" is a door."""
_PHRASES = re.compile(r"\b(?:phục vụ|mua sắm|trang bị|kinh phí|chi phí|thực hiện|máy vi(?= tính)|số(?= [0-9IVX]))\b", re.IGNORECASE)
_COUNTED = frozenset(
    {
        *("đoạn", "gói", "số", "đợt", "quý", "phần", "lớp", "khóa", "khoá", "hạng", "loại", "nhóm", "kỳ"),
        *("tập", "khu", "tầng", "vòng", "thầu", "lần", "bước", "cấp"),
    }
)
"""What a single Roman letter may number."""
_PLACE_TYPES = frozenset(["xã", "phường", "huyện", "thôn", "buôn", "bản", "ấp"])
_ROMAN = re.compile(r"[IVX]+")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_SURE_ROMAN = frozenset({"ii", "iii", "iv", "vii", "viii", "ix", "xi", "xii"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: without accents, as it is spelt (tone mark last), and whether it must be the same to the letter."""

    bare: str
    spelt: str
    mark: bool


@dataclass(frozen=True)
class Wording:
    """A name in words: `plain` = written without accents at all; `filling` = how many words without meaning were left out."""

    words: tuple[Word, ...]
    plain: bool
    filling: int
    shortened: int

    def bare(self) -> Counter[str]:
        """The words without accents, each as often as it stands."""
        return Counter(word.bare for word in self.words)


@lru_cache(maxsize=50_000)
def take_apart(name: str) -> Wording:
    """The words of a name that count, short forms written out, numerals as numbers."""
    whole = strip_again(name)
    text, phrases = _PHRASES.subn(lambda found: "máy" if found.group().lower().startswith("máy") else " ", whole)
    shouted = text.upper() == text
    words: list[Word] = []
    filling, shortened, before, place = phrases, 0, "", 0
    for position, token in enumerate(_TOKEN.findall(text)):
        lower = token.lower()
        if lower in _FILLING:
            filling += 1
            continue
        written_out = _SHORT_FORMS.get(lower)
        if written_out is not None:
            shortened += 1
            words.extend(_word(part) for part in written_out.split())
        else:
            number = _read_numeral(token, before, shouted)
            proper = place > 0 or (position > 0 and token[0].isupper() and not shouted)
            mark = number is not None or proper or any(sign.isdigit() for sign in token) or len(token) == 1
            words.append(Word(number, number, True) if number else replace(_word(token), mark=True) if mark else _word(token))
        place = 2 if lower in _PLACE_TYPES and before != "cấp" else max(place - 1, 0)
        before = lower
    return Wording(tuple(words), whole.isascii(), filling, shortened)


def strip_again(name: str) -> str:
    """A name without the "(bổ sung)" by which the same thing is asked for again."""
    return _AGAIN.sub("", normalise(name))


@lru_cache(maxsize=20_000)
def _word(token: str) -> Word:
    return Word(fold(token), spell(token), mark=False)


def spell(word: str) -> str:
    """A word in lower case with its tone mark moved to the end, since old and new spelling place it differently (hoà, hòa)."""
    signs = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in signs if sign in _TONES]
    return "".join(sign for sign in signs if sign not in _TONES) + "".join(tones)


def _read_numeral(token: str, before: str, shouted: bool) -> str | None:
    """A Roman numeral as a number: "II"; "I" or "V" only after what is counted (giai đoạn I); nothing else."""
    sure = token.lower() in _SURE_ROMAN and (token.isupper() or token.islower())
    upper = _ROMAN.fullmatch(token) and (before in _COUNTED or (len(token) > 1 and not shouted))
    return str(_roman(token.upper())) if sure or upper else None


def _roman(token: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in token]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
