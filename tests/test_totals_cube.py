"""Totals as a value: moved by differences they equal a plain recount, and what they were stays as it was."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.totals.cube import DIMENSIONS, EMPTY, Contribution

ITEM = st.builds(
    Contribution,
    listing=st.sampled_from(["estimate", "other"]),
    year=st.sampled_from([2024, 2025]),
    source=st.sampled_from(["QD334", "NQ36-H"]),
    unit=st.sampled_from(["502", "SBN-STC"]),
    category=st.sampled_from(["equipment", "software"]),
    nature=st.sampled_from(["recurrent", "investment"]),
    priority=st.integers(1, 4),
    task=st.sampled_from(["", "T1"]),
    amount=st.integers(0, 10**15),
    lines=st.just(1),
    unappraised=st.integers(0, 1),
)
ITEMS = st.lists(ITEM, max_size=12)


@given(items=ITEMS)
def test_totals_equal_a_plain_recount(items: list[Contribution]) -> None:
    totals = EMPTY.moved(7, items)
    assert totals.seq == 7
    for listing in ("estimate", "other"):
        for year in (None, 2024, 2025):
            held = [item for item in items if item.listing == listing and year in (None, item.year)]
            assert totals.amount(listing, year) == sum(item.amount for item in held)
            assert totals.lines(listing, year) == len(held)
            assert totals.not_appraised(listing, year) == sum(item.unappraised for item in held)
            for dimension in DIMENSIONS:
                counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
                for item in held:
                    counted[str(getattr(item, dimension))][0] += item.amount
                    counted[str(getattr(item, dimension))][1] += 1
                assert totals.group(dimension, listing, year) == {value: tuple(sums) for value, sums in counted.items()}
    assert totals.years() == sorted({item.year for item in items})


@given(first=ITEMS, second=ITEMS)
def test_what_is_added_and_taken_away_leaves_nothing_behind(first: list[Contribution], second: list[Contribution]) -> None:
    before = EMPTY.moved(1, first)
    after = before.moved(2, second).moved(3, [item.negated() for item in second])
    assert (after.by, after.pots, after.whole) == (before.by, before.pots, before.whole)
    assert after.not_appraised() == before.not_appraised()


@given(items=ITEMS, more=ITEM)
def test_moving_leaves_the_earlier_value_alone(items: list[Contribution], more: Contribution) -> None:
    before = EMPTY.moved(1, items)
    kept = (before.seq, {name: dict(sums) for name, sums in before.by.items()}, dict(before.pots), dict(before.whole))
    before.moved(2, [more])
    assert (before.seq, before.by, before.pots, before.whole) == kept


@given(item=ITEM)
def test_a_pot_is_keyed_by_source_unit_and_nature(item: Contribution) -> None:
    totals = EMPTY.moved(1, [item, replace(item, amount=5)])
    assert totals.pots == {(item.listing, item.year, (item.source, item.unit, item.nature)): (item.amount + 5, 2)}
