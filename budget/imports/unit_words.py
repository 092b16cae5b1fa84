"""How offices write the names of units: what sort of place a name says it is, and the name that is left without it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from budget.vietnamese import fold, normalise

DISTRICT_WORDS = frozenset({"huyen", "thanh pho", "thi xa"})
COMMUNE_WORDS = frozenset({"xa", "phuong", "thi tran"})
FIRST_WORDS = frozenset(
    {"ubnd", "uy", "hdnd", "tp", "t.p", "tt", "t.t", "tx", "t.x", "thanh", "thi", "huyen", "h", "phuong", "p", "xa", "x", "ca", "vp"}
)
"""The first words, without accents, of names that say what sort of place or body they are."""
_OFFICE = r"(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân|uy ban nhan dan|hđnd ?(?:và|-|&)? ?ubnd)"
_PLACE_WORDS: Sequence[tuple[str, str]] = (
    (r"thành phố|thanh pho|t\.? ?p\.?(?=\W)|tp(?=\W)", "thanh pho"),
    (r"thị trấn|thi tran|t\.? ?t\.(?=\W)|tt\.?(?=\W)", "thi tran"),
    (r"thị xã|thi xa|t\.? ?x\.(?=\W)|tx\.?(?=\W)", "thi xa"),
    (r"huyện|huyen|h\.", "huyen"),
    (r"phường|phuong|p\.", "phuong"),
    (r"xã|xa|x\.", "xa"),
)
_LEADING = re.compile(rf"^\s*(?:(?P<office>{_OFFICE})[\s:,.-]*)?(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_SORTS = tuple((re.compile(rf"^(?:{pattern})\s*(?P<name>\S.*)$", re.IGNORECASE | re.DOTALL), sort) for pattern, sort in _PLACE_WORDS)
_WITHIN = re.compile(
    r"[\s,(–—-]+(?:thuộc\s+)?(?P<sort>huyện|thành phố|thị xã|tp\.?|tx\.?|h\.)\s+(?P<name>[^,()–—-]+)\)?.*$", re.IGNORECASE | re.DOTALL
)
_ABBREVIATIONS: Sequence[tuple[str, str]] = (
    (r"\bubmttq\w*\b", "ủy ban mặt trận tổ quốc"),
    (r"\bmttq\w*\b", "mặt trận tổ quốc"),
    (r"\bvn\b", "việt nam"),
    (r"\bubnd\b", "ủy ban nhân dân"),
    (r"\bhđnd\b", "hội đồng nhân dân"),
    (r"\bđbqh\b", "đại biểu quốc hội"),
    (r"\bvp\b", "văn phòng"),
    (r"\bbql\b|\bban ql\b", "ban quản lý"),
    (r"\bca\b", "công an"),
    (r"\bkkt\b", "khu kinh tế"),
    (r"\bkcn\b", "khu công nghiệp"),
)
_EXPANDED = tuple((re.compile(pattern), words) for pattern, words in _ABBREVIATIONS)
_SILENT = frozenset({"và", "các", "của"})
_SIGNS = re.compile(r"[^\w]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name taken apart: the sort of place it says it is ("" = it does not), the bare name, the district it is said to lie in."""

    sort: str
    name: str
    within: str = ""


@lru_cache(maxsize=50_000)
def read_place(text: str) -> PlaceName:
    """A name of a district or commune: "UBND xã Trà Don, huyện Nam Trà My" is a xã, "Trà Don", within "Nam Trà My"."""
    found = _LEADING.match(normalise(text))
    rest = found["rest"] if found else normalise(text)
    within = _WITHIN.search(rest)
    if within and within.start() > 0:
        sort, name = _take_sort(rest[: within.start()])
        return PlaceName(sort, _bare(name), _bare(within["name"]))
    sort, name = _take_sort(rest)
    return PlaceName(sort, _bare(name))


@lru_cache(maxsize=50_000)
def body_key(name: str) -> str:
    """The letters of a body's name without spaces, signs and linking words: Sở TT&TT and Sở TT và TT are one."""
    text = normalise(name).lower()
    for pattern, words in _EXPANDED:
        text = pattern.sub(words, text)
    return "".join(word for word in _SIGNS.sub(" ", text).split() if word not in _SILENT)


def initials(name: str, keep_first: bool = False) -> str:
    """The first letters of a body's name ("STTTT"); with `keep_first` the first word stands whole ("sởTTTT")."""
    words = [word for word in _SIGNS.sub(" ", normalise(name).lower()).split() if word not in _SILENT]
    if keep_first and len(words) > 1:
        return words[0] + "".join(word[0] for word in words[1:])
    return "".join(word[0] for word in words)


def _take_sort(text: str) -> tuple[str, str]:
    for pattern, sort in _SORTS:
        found = pattern.match(text)
        if found:
            return sort, found["name"]
    return "", text


def _bare(name: str) -> str:
    return name.strip(" .,;:-–—()") if fold(name) else ""
