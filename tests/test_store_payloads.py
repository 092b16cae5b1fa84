"""Bulk payloads: Parquet bytes that read back to the digit, packed from single changes without loss."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.store.kinds import KINDS
from budget.store.payloads import bulk_schema, conform, digest, from_bytes, pack_changes, table_schema, to_bytes
from budget.store.records import Action, Bulk, Change
from tests.plans import ceiling_changes

money = st.none() | st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.tuples(money, money)))
def test_payload_bytes_read_back_to_the_digit(rows: list[tuple[int | None, int | None]]) -> None:
    table = pa.Table.from_pylist(
        [{"granted": granted, "spent": spent} for granted, spent in rows], schema=table_schema({"granted": "BIGINT", "spent": "BIGINT"})
    )
    assert from_bytes(to_bytes(table)).to_pylist() == table.to_pylist()
    assert digest(to_bytes(table)) == digest(to_bytes(table))


@given(st.lists(st.tuples(money, money), min_size=1))
def test_packed_changes_hold_both_sides_of_each(rows: list[tuple[int | None, int | None]]) -> None:
    blank = {"spent": None, "committed": None}
    changes = [
        Change("ceiling", f"pot {number}", "money", {"granted": old, **blank}, {"granted": new, **blank})
        for number, (old, new) in enumerate(rows)
    ]
    (bulk,) = pack_changes(changes)
    assert (bulk.kind, bulk.group, bulk.action) == ("ceiling", "money", Action.UPDATE)
    assert bulk.table.schema == bulk_schema("ceiling", "money", Action.UPDATE)
    assert bulk.table["id"].to_pylist() == [change.entity for change in changes]
    assert list(zip(bulk.table["old_granted"].to_pylist(), bulk.table["new_granted"].to_pylist(), strict=True)) == rows


def test_changes_of_different_sorts_become_one_payload_each() -> None:
    made = ceiling_changes(3)
    edited = [Change("line", "a", "funding", {"source": "A"}, {"source": "B"})]
    deleted = [Change("ceiling", made[0].entity, "all", made[0].new, None)]
    bulks = pack_changes([*made, *edited, *deleted])
    assert [(bulk.kind, bulk.group, bulk.action, bulk.table.num_rows) for bulk in bulks] == [
        ("ceiling", "all", Action.CREATE, 3),
        ("line", "funding", Action.UPDATE, 1),
        ("ceiling", "all", Action.DELETE, 1),
    ]


def test_a_bulk_is_brought_to_its_declared_columns_and_types() -> None:
    table = pa.table({"line": ["1"], "operation": ["o"], "extra": [5]})
    assert conform(Bulk("member", "all", Action.CREATE, table)).table.schema == table_schema(KINDS["member"].columns)


def test_a_missing_column_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="operation"):
        conform(Bulk("member", "all", Action.CREATE, pa.table({"line": ["1"]})))


def test_a_number_that_does_not_fit_is_our_mistake() -> None:
    columns = {name: pa.array([None], pa.string()) for name in KINDS["ceiling"].columns}
    table = pa.table({**columns, "granted": pa.array([2**63], pa.uint64())})
    with pytest.raises(pa.ArrowInvalid):
        conform(Bulk("ceiling", "all", Action.CREATE, table))
