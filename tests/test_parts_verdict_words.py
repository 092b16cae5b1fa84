"""Verdicts on screen: a sign and a word each, the tone besides."""

from budget.model.states import Verdict
from pages.parts.verdict_words import SIGNS, TONES, cited, say, say_split, verdict_cell


def test_every_verdict_has_its_own_sign_word_and_tone() -> None:
    assert set(SIGNS) == set(TONES) == set(Verdict)
    assert len(set(SIGNS.values())) == len({say(verdict) for verdict in Verdict}) == 3
    cell = verdict_cell(Verdict.DENY, "3 đang lấy", "a~b")
    assert (cell.text.split()[-1], cell.tone, cell.under, cell.id) == ("Không", "khong", "3 đang lấy", "a~b")


def test_a_split_is_told_in_the_order_of_verdicts() -> None:
    said = say_split({Verdict.ALLOW: (1_500, 9), Verdict.DENY: (2, 9)}).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "✓ 1.500 · ✗ 2"


def test_a_citation_nobody_checked_asks_for_a_look() -> None:
    looked = cited("QĐ 1, Điều 2")
    asking = cited("QĐ 1 (cần kiểm tra)")
    assert looked == "QĐ 1, Điều 2"
    assert not isinstance(asking, str)
    assert asking.tone == "xem"
    assert cited("") == "–"
