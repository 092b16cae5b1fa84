"""A layered mapping is what a copied one would be, also after the layers were made one, and what was given out stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budget.plan.layered
from budget.plan.layered import Layered

CHANGES = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.integers(0, 9), max_size=5), max_size=8)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)), CHANGES, st.integers(0, 6))
def test_it_is_what_a_copy_would_be(start: dict[str, int], changes: list[dict[str, int | None]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget.plan.layered, "MOST", most)
        layered, copied = Layered(start), dict(start)
        for change in changes:
            before, stood = layered, dict(layered)
            layered = layered.changed(change)
            copied = {key: value for key, value in {**copied, **change}.items() if value is not None}
            assert dict(layered) == copied
            assert len(layered) == len(copied)
            assert {key: layered.get(key) for key in "abcdefgh"} == {key: copied.get(key) for key in "abcdefgh"}
            assert dict(before) == stood
