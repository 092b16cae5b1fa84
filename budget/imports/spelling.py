"""Names compared letter by letter: which marks a name carries, and of which fuller name it could be a poorer spelling.

Law: marks get lost on the way (old fonts, hurried typing), they are not added by accident. So a name may stand for every name with the
same letters and at least its marks; a tone counts for its syllable, wherever in it the mark was put (hoà, hòa).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from budget.vietnamese import fold, normalise

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STROKE = "\u0335"
_BARS = str.maketrans({"đ": f"d{_STROKE}", "ð": f"d{_STROKE}"})
_NO_LETTER = re.compile(r"[^\w]+", re.UNICODE)

Syllable = tuple[str, frozenset[tuple[int, str]], str]
"""Bare letters, the marks that shape letters by position, the tone."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it is compared: its letters without marks, and the syllables with them."""

    letters: str
    syllables: tuple[Syllable, ...]

    def may_stand_for(self, fuller: "Spelling") -> bool:
        """Whether this could be `fuller` with some marks left out; a spelling may stand for itself."""
        if self.letters != fuller.letters or len(self.syllables) != len(fuller.syllables):
            return False
        return all(_is_poorer(mine, other) for mine, other in zip(self.syllables, fuller.syllables, strict=True))


@lru_cache(maxsize=50_000)
def spell(name: str) -> Spelling:
    """The spelling of a name, whatever its case, signs and spaces."""
    words = _NO_LETTER.sub(" ", normalise(name.replace("'", "").replace("’", "")).lower()).split()
    return Spelling(" ".join(fold(word) for word in words), tuple(_take_apart(word) for word in words))


def _take_apart(word: str) -> Syllable:
    letters, marks, tone = "", set(), ""
    for sign in unicodedata.normalize("NFD", word.translate(_BARS)):
        if sign in _TONES:
            tone += sign
        elif unicodedata.combining(sign) or sign == _STROKE:
            marks.add((len(letters), sign))
        else:
            letters += sign
    return letters, frozenset(marks), tone


def _is_poorer(mine: Syllable, other: Syllable) -> bool:
    return mine[0] == other[0] and mine[1] <= other[1] and mine[2] in ("", other[2])
