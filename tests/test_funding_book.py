"""The book of pots: moved with the totals it always equals one opened anew."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.funding.book import PotBook, Purses, open_book
from budget.funding.pots import Ceiling, Owner, pot_id
from budget.totals.cube import EMPTY, Contribution, Totals

OWNERS = {
    "SBN-STC": Owner("SBN-STC", "Sở Tài chính", "province", "SBN-STC", "49"),
    "502": Owner("502", "Tam Kỳ", "district", "502", "49"),
    "20335": Owner("20335", "Tân Thạnh", "commune", "502", "49"),
}
SOURCES = {"QD334": "province", "NQ36-X": "unit", "NSH-BDXH": "district"}


def ceiling(source: str, unit: str, granted: int | None) -> Ceiling:
    """What was entered for one pot of 2024."""
    return Ceiling(pot_id(source, unit, 2024, "recurrent"), source, unit, 2024, "recurrent", granted, None, None)


GRANTED = (ceiling("QD334", "49", 1_000), ceiling("NQ36-X", "20335", None), ceiling("NSH-BDXH", "502", 0))
PURSES = Purses({each.id: each for each in GRANTED}, OWNERS, SOURCES)

contributions = st.builds(
    Contribution,
    listing=st.sampled_from(("estimate", "other")),
    year=st.sampled_from((2024, 2025)),
    source=st.sampled_from((*SOURCES, "")),
    unit=st.sampled_from((*OWNERS, "unknown")),
    category=st.just("equipment"),
    nature=st.sampled_from(("recurrent", "investment")),
    priority=st.just(3),
    task=st.just(""),
    amount=st.integers(0, 2_000),
)


def same(book: PotBook, totals: Totals) -> None:
    """The book equals one opened anew, pots, order and sums."""
    anew = open_book(totals, PURSES, book.year)
    assert list(book.pots.items()) == list(anew.pots.items())
    assert book.sums == anew.sums


@given(acts=st.lists(st.tuples(contributions, st.booleans()), max_size=12), year=st.sampled_from((None, 2024, 2025)))
def test_a_moved_book_equals_one_opened_anew(acts: list[tuple[Contribution, bool]], year: int | None) -> None:
    totals = EMPTY
    book = open_book(totals, PURSES, year)
    for number, (item, taken_back) in enumerate(acts, start=1):
        totals = totals.moved(number, [item])
        book = book.moved(totals, PURSES)
        same(book, totals)
        if taken_back:
            totals = totals.moved(number, [item.negated()])
            book = book.moved(totals, PURSES)
            same(book, totals)


def test_a_line_that_changes_its_source_moves_two_pots() -> None:
    item = Contribution("estimate", 2024, "QD334", "502", "equipment", "recurrent", 3, "", 1_500)
    first = EMPTY.moved(1, [item])
    second = first.moved(2, [item.negated(), replace(item, source="NQ36-X")])
    book = open_book(first, PURSES, 2024)
    assert (book.sums.shortage, book.sums.unknown_need) == (500, 0)
    moved = book.moved(second, PURSES)
    assert (moved.sums.shortage, moved.sums.surplus, moved.sums.unknown_need) == (0, 1_000, 1_500)
    assert (book.sums.shortage, book.sums.unknown_need) == (500, 0)
