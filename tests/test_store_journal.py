"""The journal: one hash link a batch over the stored bytes, rows up to a thousand changes and one payload above, each id once."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from budget.lines.editing import LineEdit
from budget.plan.face import Plan
from budget.store.journal import GENESIS, chain_hash, head, read_bulks, read_changes, read_since, stored_parts
from budget.store.records import Action, Batch, Bulk, Change
from budget.store.verify import verify_chain
from tests.plans import add_line, ceiling_changes, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def _counts(plan: Plan, seq: int) -> tuple[int, int]:
    with plan.store.read() as cursor:
        return len(read_changes(cursor, seq)), len(read_bulks(cursor, seq))


def test_a_thousand_changes_stay_rows(plan: Plan, tmp_path: Path) -> None:
    seq = plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1000))).seq
    assert _counts(plan, seq) == (1000, 0)
    assert problems_of(plan, tmp_path) == []


def test_a_thousand_and_one_become_one_payload(plan: Plan, tmp_path: Path) -> None:
    seq = plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1001))).seq
    assert _counts(plan, seq) == (0, 1)
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT count(*), sum(granted)::BIGINT FROM ceiling") == [(1001, 1001 * 1_000_000 + 1000 * 1001 // 2)]
    assert plan.entries(1)[0].size == 1001
    assert problems_of(plan, tmp_path) == []


def test_the_chain_has_one_link_a_batch_over_the_stored_bytes(plan: Plan) -> None:
    plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1001)))
    edit(plan, plan.lines.find_id("1"), "quantity", "3")
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT seq, header, previous_hash, hash FROM batch ORDER BY seq")
        previous = GENESIS
        for seq, header, stored_previous, stored in rows:
            assert stored_previous == previous
            previous = chain_hash(previous, str(header), stored_parts(cursor, int(str(seq))))
            assert stored == previous
        assert head(cursor) == (len(rows), previous)
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))


def test_the_hash_tells_apart_parts_that_join_to_the_same_text() -> None:
    assert chain_hash(GENESIS, "a", ["b", "c"]) != chain_hash(GENESIS, "a", ["bc"])
    assert chain_hash(GENESIS, "ab", ["c"]) != chain_hash(GENESIS, "a", ["bc"])


def test_the_same_operation_id_again_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    line = plan.lines.find_id("1")
    first = plan.lines.edit([LineEdit(line, "quantity", "3")], operation_id="op-1")
    second = plan.lines.edit([LineEdit(line, "quantity", "4")], operation_id="op-1")
    assert first.receipt is not None
    assert second.receipt is not None
    assert (second.receipt.seq, second.receipt.hash, second.receipt.repeated) == (first.receipt.seq, first.receipt.hash, True)
    record = plan.lines.record(line)
    assert record is not None
    assert record["requested_quantity_milli"] == 3000
    assert problems_of(plan, tmp_path) == []


def test_an_operation_sent_again_is_acknowledged_even_when_somebody_wrote_since(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    first = plan.lines.edit([LineEdit(line, "quantity", "3", seen)], operation_id="op-1")
    edit(plan, line, "quantity", "9")
    again = plan.lines.edit([LineEdit(line, "quantity", "3", seen)], operation_id="op-1")
    assert first.receipt is not None
    assert again.receipt is not None
    assert again.receipt.repeated
    assert again.receipt.seq == first.receipt.seq


def test_an_empty_batch_is_our_mistake(plan: Plan) -> None:
    with pytest.raises(ValueError, match="empty"):
        plan.store.commit(Batch("An", "edit"))


@pytest.mark.parametrize(
    "change",
    [
        Change("line", "x", "funding", {"source": "A"}, {}),
        Change("line", "x", "funding", {"source": "A"}, {"source": "B", "sorce": "C"}),
        Change("line", "x", "funding", None, {"source": "B"}),
        Change("line", "x", "funding", None, None),
    ],
    ids=["column left out", "column that does not exist", "a part made", "nothing to nothing"],
)
def test_a_change_with_other_columns_than_its_group_is_our_mistake(plan: Plan, change: Change) -> None:
    with pytest.raises(ValueError, match="line x"):
        plan.store.commit(Batch("An", "edit", changes=[change]))


def test_a_float_in_a_bulk_is_refused(plan: Plan) -> None:
    table = pa.table({"id": ["a"], "granted": [1.0]})
    with pytest.raises((TypeError, ValueError)):
        plan.store.commit(Batch("An", "import", bulks=[Bulk("ceiling", "all", Action.CREATE, table)]))
    columns = {"id": ["x"], **{f"{side}_{name}": [1] for side in ("old", "new") for name in ("granted", "spent", "committed")}}
    columns["new_granted"] = [1.0]
    with pytest.raises(TypeError, match="float"):
        plan.store.commit(Batch("An", "import", bulks=[Bulk("ceiling", "money", Action.UPDATE, pa.table(columns))]))


def test_batches_read_back_as_they_were_written(plan: Plan) -> None:
    line = plan.lines.find_id("2")
    seq = edit(plan, line, "unit_price", "9.007.199.254.740", reason="giá mới")
    with plan.store.read() as cursor:
        ((number, batch),) = read_since(cursor, seq - 1)
    assert (number, batch.actor, batch.action, batch.reason) == (seq, "An", "edit", "giá mới")
    (change,) = batch.changes
    assert (change.kind, change.entity, change.group) == ("line", line, "requested")
    assert change.old is not None
    assert change.new is not None
    assert change.old["requested_amount"] == 20_000_000
    assert change.new["requested_amount"] == 18_014_398_509_480


def test_entries_say_what_stands_after_an_undo_and_a_redo(plan: Plan) -> None:
    seq = edit(plan, plan.lines.find_id("1"), "quantity", "3")
    undo = plan.undo(seq).seq
    assert {entry.seq: entry.undone_by for entry in plan.entries()}[seq] == undo
    redo = plan.undo(undo).seq
    standing = {entry.seq: entry.undone_by for entry in plan.entries()}
    assert (standing[seq], standing[undo], standing[redo]) == (None, redo, None)


def test_entries_page_back_in_time(plan: Plan) -> None:
    for number in range(5):
        add_line(plan, name=f"Máy {number}")
    newest = plan.entries(3)
    assert [entry.seq for entry in newest] == [8, 7, 6]
    assert [entry.seq for entry in plan.entries(3, before=6)] == [5, 4, 3]
    with plan.store.read() as cursor:
        assert verify_chain(cursor) == []
