"""The projection follows the journal exactly: what a change starts from must stand there, and bulk counts and sums are checked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from budget.lines.query import LineFilter
from budget.plan.face import Plan
from budget.store.database import Cursor, Parameter
from budget.store.records import Action, Batch, Bulk, Change
from tests.plans import add_line, ceiling_changes, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def _bulk_of_lines(plan: Plan, action: Action) -> Bulk:
    with plan.store.read() as cursor:
        return Bulk("line", "all", action, cursor.table("SELECT * FROM line ORDER BY number"))


def test_a_change_that_starts_from_other_figures_is_our_mistake(plan: Plan, tmp_path: Path) -> None:
    line, head = plan.lines.find_id("1"), plan.head()
    with pytest.raises(RuntimeError, match="stands there"):
        plan.store.commit(Batch("An", "edit", changes=[Change("line", line, "funding", {"source": "DTC"}, {"source": "NSTW"})]))
    with pytest.raises(RuntimeError, match="stands there"):
        plan.store.commit(Batch("An", "edit", changes=[Change("line", "nobody", "funding", {"source": "DTC"}, {"source": "NSTW"})]))
    assert plan.head() == head
    assert problems_of(plan, tmp_path) == []


def test_a_bulk_that_starts_from_other_figures_is_our_mistake(plan: Plan, tmp_path: Path) -> None:
    stale = _bulk_of_lines(plan, Action.DELETE)
    edit(plan, plan.lines.find_id("1"), "note", "đã đổi")
    with pytest.raises(RuntimeError, match="1 rows changed, 2 expected"):
        plan.store.commit(Batch("An", "delete_line", bulks=[stale]))
    assert problems_of(plan, tmp_path) == []


def test_a_bulk_that_names_a_row_twice_or_none_is_refused_whole(plan: Plan, tmp_path: Path) -> None:
    once = _bulk_of_lines(plan, Action.DELETE).table
    for table in (pa.concat_tables([once, once.slice(0, 1)]), once.set_column(0, "id", pa.array(["x", "y"]))):
        with pytest.raises(RuntimeError, match="expected"):
            plan.store.commit(Batch("An", "delete_line", bulks=[Bulk("line", "all", Action.DELETE, table)]))
    assert plan.totals().lines() == 2
    assert problems_of(plan, tmp_path) == []


@pytest.mark.parametrize("damage", ["requested_amount = NULL", "requested_unit_price = requested_unit_price + 1"])
def test_sums_an_engine_loses_in_a_bulk_are_noticed(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str) -> None:
    lines = _bulk_of_lines(plan, Action.CREATE)
    plan.lines.delete(plan.lines.select(LineFilter()), "nhập lại")
    run = Cursor.run

    def lossy(cursor: Cursor, sql: str, parameters: Sequence[Parameter] = ()) -> int:
        changed = run(cursor, sql, parameters)
        if sql.startswith("INSERT INTO line"):
            run(cursor, f"UPDATE line SET {damage} WHERE number = 1")
        return changed

    monkeypatch.setattr(Cursor, "run", lossy)
    with pytest.raises(RuntimeError, match="sums differ"):
        plan.store.commit(Batch("An", "import", bulks=[lines]))
    monkeypatch.undo()
    assert plan.totals().lines() == 0
    assert problems_of(plan, tmp_path) == []


def test_a_bulk_update_that_loses_a_sum_is_noticed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1200)))
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT id, granted FROM ceiling")
    olds = {str(pot): {"granted": int(str(granted)), "spent": None, "committed": None} for pot, granted in rows}
    changes = [Change("ceiling", pot, "money", old, {**old, "granted": 7}) for pot, old in olds.items()]
    run = Cursor.run

    def lossy(cursor: Cursor, sql: str, parameters: Sequence[Parameter] = ()) -> int:
        changed = run(cursor, sql, parameters)
        if sql.startswith("UPDATE ceiling"):
            run(cursor, "UPDATE ceiling SET granted = NULL WHERE unit = '5'")
        return changed

    monkeypatch.setattr(Cursor, "run", lossy)
    with pytest.raises(RuntimeError, match="sums differ"):
        plan.store.commit(Batch("An", "set_ceilings", changes=changes))


def test_single_creations_and_a_bulk_of_the_same_kind_go_in_one_batch(plan: Plan, tmp_path: Path) -> None:
    lines = _bulk_of_lines(plan, Action.CREATE)
    plan.lines.delete(plan.lines.select(LineFilter()), "nhập lại")
    record = {**lines.table.to_pylist()[0], "id": "single", "number": 9}
    record.pop("created_seq")
    plan.store.commit(Batch("An", "import", changes=[Change("line", "single", "all", None, record)], bulks=[lines]))
    assert plan.totals().amount() == 60_000_000
    assert problems_of(plan, tmp_path) == []


def test_one_batch_may_make_change_and_delete_the_same_line(plan: Plan, tmp_path: Path) -> None:
    line = plan.lines.find_id("1")
    record = plan.lines.record(line)
    assert record is not None
    priority = {name: record[name] for name in ("priority", "locked", "lock_reason", "contracted")}
    steps = [
        Change("line", line, "priority", priority, {**priority, "priority": 1}),
        Change("line", line, "priority", {**priority, "priority": 1}, {**priority, "priority": 2}),
        Change("line", line, "funding", {"source": "QD334"}, {"source": "CTX-TINH"}),
    ]
    plan.store.commit(Batch("An", "edit", changes=steps))
    assert plan.totals().group("priority") == {"2": (20_000_000, 1), "3": (20_000_000, 1)}
    assert problems_of(plan, tmp_path) == []
    fresh = {**record, "id": "fresh", "number": 9}
    gone = {**record, **priority, "priority": 2, "source": "CTX-TINH"}
    plan.store.commit(
        Batch(
            "An",
            "edit",
            changes=[
                Change("line", "fresh", "all", None, fresh),
                Change("line", "fresh", "funding", {"source": "QD334"}, {"source": "PHI"}),
                Change("line", line, "funding", {"source": "CTX-TINH"}, {"source": "PHI"}),
                Change("line", line, "all", {**gone, "source": "PHI"}, None),
            ],
        )
    )
    assert plan.totals().group("source") == {"QD334": (20_000_000, 1), "PHI": (20_000_000, 1)}
    assert problems_of(plan, tmp_path) == []


def test_columns_of_other_groups_are_kept(plan: Plan) -> None:
    line = add_line(plan, note="giữ nguyên")
    edit(plan, line, "source", "CTX-TINH")
    record = plan.lines.record(line)
    assert record is not None
    assert (record["note"], record["requested_amount"]) == ("giữ nguyên", 20_000_000)
