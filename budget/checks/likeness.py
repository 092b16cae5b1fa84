"""Whether two names mean the same thing, with a confidence from 0 to 100: words in another order, short forms, small slips.

Law: symmetrical; numbers, numerals and places must agree to the letter; a word of meaning that only one of them has parts them.
"""

from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from budget.checks.wording import Word, Wording, take_apart

LEAST = 75
"""Below this nothing is said."""
_ORDER, _FILLING, _SHORT, _ACCENT, _LETTER, _JOINED = 2, 1, 2, 5, 10, 4
_MOST_ACCENTS = 2
_TYPO_LENGTH = 4
"""Shorter words one letter apart are other words (in, im; bàn, màn)."""
_MOST_FILLING = 4


def likeness(one: str, other: str) -> int:
    """How sure it is that two names mean the same thing: 100 = the same words, 0 = two things or nothing to go by."""
    left, right = take_apart(one), take_apart(other)
    if not left.words or not right.words or not _marks_agree(left, right):
        return 0
    loss = _compare_words(left, right)
    if loss is None:
        return _joined(left, right)
    return max(0, 100 - loss - _told_apart(left, right))


def keys_of(name: str) -> Iterator[str]:
    """The keys two names share when they may be alike: their words sorted, the same without one long word, all letters joined."""
    words = sorted(word.bare for word in take_apart(name).words)
    if not words:
        return
    yield " ".join(words)
    yield "=" + "".join(word.bare for word in take_apart(name).words)
    for place, word in enumerate(words):
        if len(word) >= _TYPO_LENGTH and word.isalpha():
            yield f"-{word[0]}|" + " ".join(words[:place] + words[place + 1 :])


def _marks_agree(left: Wording, right: Wording) -> bool:
    """Every mark of either name stands in the other: spelt alike, or alike without accents where one name has none at all."""
    plain = left.plain or right.plain
    for here, there in ((left, right), (right, left)):
        marks = Counter(_form(word, plain) for word in here.words if word.mark)
        words = Counter(_form(word, plain) for word in there.words)
        if marks - words:
            return False
    return True


def _form(word: Word, plain: bool) -> str:
    return word.bare if plain else word.spelt


def _compare_words(left: Wording, right: Wording) -> int | None:
    """What is lost by slips of accents and letters; None when the words are not the same."""
    only_left, only_right = left.bare() - right.bare(), right.bare() - left.bare()
    loss = 0
    if only_left or only_right:
        if only_left.total() != 1 or only_right.total() != 1 or len(left.words) < 3:
            return None
        if not _is_slip(next(iter(only_left)), next(iter(only_right))):
            return None
        loss += _LETTER
    if left.plain or right.plain:
        return loss
    spelt = [Counter(word.spelt for word in side.words if word.bare not in only) for side, only in ((left, only_left), (right, only_right))]
    accents = (spelt[0] - spelt[1]).total()
    return None if accents > _MOST_ACCENTS else loss + _ACCENT * accents


def _is_slip(one: str, other: str) -> bool:
    """One letter more, less, changed or swapped in a long word that begins alike."""
    long_enough = min(len(one), len(other)) >= _TYPO_LENGTH and one.isalpha() and other.isalpha()
    return long_enough and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) == 1


def _told_apart(left: Wording, right: Wording) -> int:
    """What is lost by saying the same words differently."""
    order = _ORDER if [word.bare for word in left.words] != [word.bare for word in right.words] else 0
    plain = _ACCENT if left.plain != right.plain else 0
    filling = _FILLING * min(abs(left.filling - right.filling), _MOST_FILLING)
    return order + plain + filling + _SHORT * min(abs(left.shortened - right.shortened), 2)


def _joined(left: Wording, right: Wording) -> int:
    """Words written together or apart (wi-fi, wifi): the same letters in the same order."""
    same = "".join(word.bare for word in left.words) == "".join(word.bare for word in right.words)
    return 100 - _JOINED - _told_apart(left, right) if same else 0
