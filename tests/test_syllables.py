"""Vietnamese words are known by their spelling."""

import pytest

from budget.syllables import COMMON, is_syllable


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quyết", "giữa", "giếng", "khuỷu", "xoong", "uyển", "ở", "ý", "Ủy", "luỹ", "thuở", "QUÝ", "gìn", "ngoằn", "rượu", "yêu"],
)
def test_words_of_the_language_are_accepted(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ng", "café", "Société", "nhaân", "Sôû", "coù", "ẫquipement", "ộtộ", "máá", "kềc", "tàc", "hôp", "Đắk"])
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)


def test_a_stopped_syllable_needs_a_rising_or_heavy_tone() -> None:
    assert [is_syllable(word) for word in ("các", "cạc", "cac", "càc", "cảc", "cãc")] == [True, True, False, False, False, False]


def test_common_words_are_syllables() -> None:
    assert {word for word in COMMON if not is_syllable(word)} == set()
