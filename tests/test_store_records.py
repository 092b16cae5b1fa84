"""What the journal stores of a change: canonical text, whole numbers only, and the same record back."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.store.records import INVERSE, Action, Batch, Bulk, Change, from_text, to_text

values = st.none() | st.booleans() | st.text() | st.integers(-(2**63), 2**63 - 1)


@given(st.dictionaries(st.text(), values))
def test_a_stored_side_reads_back_as_it_was(record: dict[str, int | str | bool | None]) -> None:
    assert from_text(to_text(record)) == record


@given(st.dictionaries(st.text(), values))
def test_the_text_does_not_depend_on_the_order_of_columns(record: dict[str, int | str | bool | None]) -> None:
    assert to_text(dict(reversed(record.items()))) == to_text(record)


def test_amounts_beyond_what_a_float_holds_keep_every_digit() -> None:
    assert to_text({"amount": 9_007_199_254_740_993}) == '{"amount":9007199254740993}'


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        to_text({"amount": 1.0})


def test_nothing_stays_nothing() -> None:
    assert to_text(None) is None
    assert from_text(None) is None


def test_taking_back_what_was_taken_back_is_the_same_action() -> None:
    assert all(INVERSE[INVERSE[action]] is action for action in Action)


def test_the_size_counts_single_changes_and_bulk_rows() -> None:
    change = Change("line", "1", "funding", {"source": "A"}, {"source": "B"})
    bulk = Bulk("member", "all", Action.CREATE, pa.table({"operation": ["o", "o"], "line": ["1", "2"]}))
    assert Batch("An", "edit", changes=[change], bulks=[bulk]).size == 3
