"""The slider of a cap: where it stands for a share, and what a place of it says."""

import pytest

from pages.parts.cut_caps import MOST, place_of, say_place


@pytest.mark.parametrize(("share", "place"), [(0, 0), (1000, 10), (1249, 12), (1250, 13), (10_000, 100), (None, MOST)])
def test_the_slider_stands_at_the_nearest_whole_per_cent(share: int | None, place: int) -> None:
    assert place_of(share) == place


def test_its_end_is_no_cap() -> None:
    assert [say_place(place) for place in (0, 15, MOST)] == ["0 %", "15 %", "không giới hạn"]
