"""Many ids at once are the very ids `uuid7_text` would write."""

import uuid

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from budget.model.ids import uuid7_text
from budget.sample.many_ids import make_ids


@given(st.lists(st.integers(0, 2**48 - 1), min_size=1, max_size=20), st.integers(0, 2**32))
def test_each_id_holds_its_moment_and_the_version(moments: list[int], seed: int) -> None:
    made = make_ids(np.array(moments, dtype=np.uint64), np.random.default_rng(seed)).to_pylist()
    for moment, text in zip(moments, made, strict=True):
        number = uuid.UUID(text)
        assert (number.version, number.variant) == (7, uuid.RFC_4122)
        assert number.int >> 80 == moment
        bits = (((number.int >> 64) & 0xFFF) << 62) | (number.int & ((1 << 62) - 1))
        assert text == uuid7_text(moment, bits)


def test_ids_of_one_moment_differ() -> None:
    made = make_ids(np.full(5_000, 1_717_200_000_000, dtype=np.uint64), np.random.default_rng(1))
    assert len(set(made.to_pylist())) == 5_000
