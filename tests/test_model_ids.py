"""Identifiers are UUIDv7: valid, unique, and in the order of their moments."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from budget.model.ids import new_id, uuid7_text

moments = st.integers(0, 2**48 - 1)
noises = st.integers(0, 2**74 - 1)


@given(moments, noises)
def test_an_id_is_a_version_7_uuid_holding_its_moment(moment: int, noise: int) -> None:
    made = uuid.UUID(uuid7_text(moment, noise))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == moment


@given(moments, noises, moments, noises)
def test_ids_sort_by_moment(first: int, noise: int, second: int, other: int) -> None:
    if first < second:
        assert uuid7_text(first, noise) < uuid7_text(second, other)


@given(moments, noises, noises)
def test_every_random_bit_counts(moment: int, noise: int, other: int) -> None:
    assert (uuid7_text(moment, noise) == uuid7_text(moment, other)) == (noise == other)


def test_fresh_ids_differ() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
