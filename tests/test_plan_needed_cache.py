"""Views of how needed lines are: kept for a seq, the last few only."""

from datetime import date
from typing import cast

from budget.cuts.necessity.needed import Needed
from budget.plan.needed_cache import KEPT, NeededCache

DAY = date(2024, 6, 30)


def test_a_view_is_found_once_a_seq() -> None:
    cache, found = NeededCache(), []

    def find() -> Needed:
        found.append(object())
        return cast("Needed", found[-1])

    first = cache.read(("goc", 2024, DAY), 1, find)
    assert cache.read(("goc", 2024, DAY), 1, find) is first
    assert cache.read(("goc", 2024, DAY), 2, find) is not first
    assert cache.read(("goc", 2025, DAY), 2, find) is found[2]
    assert len(found) == 3


def test_only_the_last_few_views_are_kept() -> None:
    cache, found = NeededCache(), []

    def find() -> Needed:
        found.append(object())
        return cast("Needed", found[-1])

    for year in range(KEPT + 1):
        cache.read(("goc", year, DAY), 1, find)
    cache.read(("goc", KEPT, DAY), 1, find)
    assert len(found) == KEPT + 1
    cache.read(("goc", 0, DAY), 1, find)
    assert len(found) == KEPT + 2
