"""Undo is a new batch: chains go back and forth, what a later batch built on is refused by name, bulk goes back through its payload."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from budget.scenarios.operations import Draft
from budget.store.journal import read_bulks
from budget.store.records import Action, Batch, Bulk, Change
from tests.plans import add_line, ceiling_changes, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def _quantity(plan: Plan, line: str) -> int | str | bool | None:
    record = plan.lines.record(line)
    assert record is not None
    return record["requested_quantity_milli"]


def _lines(plan: Plan) -> pa.Table:
    with plan.store.read() as cursor:
        return cursor.table("SELECT * EXCLUDE (created_seq) FROM line ORDER BY number")


def test_undo_puts_back_exactly_what_stood_there(plan: Plan, tmp_path: Path) -> None:
    line, before = plan.lines.find_id("1"), _lines(plan)
    for field, text in (
        ("quantity", "3"),
        ("name", "Máy in"),
        ("source", "PHI"),
        ("year", "2025"),
        ("finance_unit_price", "5"),
        ("locked", "có"),
    ):
        seq = edit(plan, line, field, text)
        assert not _lines(plan).equals(before)
        plan.undo(seq)
        assert _lines(plan).equals(before)
    assert problems_of(plan, tmp_path) == []


def test_five_undos_then_four_redos_walk_the_same_way_back(plan: Plan, tmp_path: Path) -> None:
    line = plan.lines.find_id("1")
    states = [_quantity(plan, line)]
    for quantity in "34567":
        edit(plan, line, "quantity", quantity)
        states.append(_quantity(plan, line))
    for expected in reversed(states[:-1]):
        assert plan.undo_last() is not None
        assert _quantity(plan, line) == expected
    for expected in states[1:-1]:
        assert plan.redo_last() is not None
        assert _quantity(plan, line) == expected
    assert plan.undo_last() is not None
    assert _quantity(plan, line) == states[3]
    assert plan.redo_last() is not None
    assert plan.redo_last() is not None
    assert _quantity(plan, line) == states[5]
    assert plan.redo_last() is None
    assert problems_of(plan, tmp_path) == []


def test_a_new_edit_ends_the_redos(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    edit(plan, line, "quantity", "3")
    plan.undo_last()
    edit(plan, line, "note", "khác")
    assert plan.redo_last() is None


def test_the_undo_of_an_undo_is_a_redo(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    seq = edit(plan, line, "quantity", "3")
    first = plan.undo(seq).seq
    second = plan.undo(first).seq
    assert _quantity(plan, line) == 3000
    plan.undo(second)
    assert _quantity(plan, line) == 2000


def test_undo_last_takes_ones_own_batches_only_and_never_the_plan_itself(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, actor="An")
    assert plan.undo_last() is None
    line = add_line(plan)
    other = open_plan(plan.path, "Bình")
    assert other.undo_last() is None
    edit(other, line, "note", "của Bình")
    own = edit(plan, line, "quantity", "3")
    receipt = plan.undo_last()
    assert receipt is not None
    assert plan.entries(1)[0].undoes == own
    record = plan.lines.record(line)
    assert record is not None
    assert record["note"] == "của Bình"
    close(plan)


def test_what_a_later_batch_built_on_is_refused_by_name(plan: Plan, tmp_path: Path) -> None:
    line = plan.lines.find_id("1")
    seq = edit(plan, line, "quantity", "3")
    other = open_plan(plan.path, "Bình")
    later = edit(other, line, "unit_price", "5", reason="báo giá mới")
    (conflict,) = plan.undo_conflicts(seq)
    assert (conflict.seq, conflict.actor, conflict.reason, conflict.entity) == (later, "Bình", "báo giá mới", line)
    with pytest.raises(PlanError) as refused:
        plan.undo(seq)
    assert refused.value.problem.code == "undo_conflict"
    assert all(part in refused.value.problem.sentence for part in ("Bình", str(later), "báo giá mới"))
    plan.undo(later)
    assert plan.undo_conflicts(seq) == []
    plan.undo(seq)
    assert _quantity(plan, line) == 2000
    assert problems_of(plan, tmp_path) == []


def test_a_later_change_of_another_group_does_not_stand_in_the_way(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    seq = edit(plan, line, "quantity", "3")
    edit(plan, line, "note", "ghi chú")
    assert plan.undo_conflicts(seq) == []
    plan.undo(seq)
    assert _quantity(plan, line) == 2000


def test_the_undo_of_an_addition_is_refused_once_any_part_was_edited(plan: Plan) -> None:
    line = add_line(plan)
    seq = plan.head()
    note = edit(plan, line, "note", "ghi chú")
    assert [conflict.seq for conflict in plan.undo_conflicts(seq)] == [note]
    deletion = plan.lines.delete([line], "trùng")[0]
    assert deletion is not None
    with pytest.raises(PlanError):
        plan.undo(note)
    plan.undo(deletion.seq)
    plan.undo(note)
    plan.undo(seq)
    assert plan.lines.record(line) is None


def test_a_batch_is_not_undone_twice_and_an_unknown_one_not_at_all(plan: Plan) -> None:
    seq = edit(plan, plan.lines.find_id("1"), "quantity", "3")
    plan.undo(seq)
    for wanted, code in ((seq, "already_undone"), (99, "batch_missing")):
        with pytest.raises(PlanError) as refused:
            plan.undo(wanted)
        assert refused.value.problem.code == code


def test_the_making_of_the_plan_cannot_be_undone(tmp_path: Path) -> None:
    plan = make_plan(tmp_path)
    with pytest.raises(PlanError) as refused:
        plan.undo(1)
    assert refused.value.problem.code == "creation_stays"
    assert plan.info().budget_year == 2024
    close(plan)


def test_the_same_undo_sent_twice_is_done_once(plan: Plan) -> None:
    seq = edit(plan, plan.lines.find_id("1"), "quantity", "3")
    first = plan.undo(seq, operation_id="op")
    again = plan.undo(seq, operation_id="op")
    assert (again.seq, again.repeated) == (first.seq, True)
    assert first.seq == plan.head()


def test_a_scenario_with_operations_is_not_taken_away_from_under_them(plan: Plan) -> None:
    scenario, _ = plan.scenarios.new("Cắt giảm")
    assert scenario is not None
    made = plan.head()
    applied, _ = plan.scenarios.apply(scenario.id, [Draft(OperationKind.DROP, LineFilter(), "thử")])
    assert applied is not None
    assert [conflict.seq for conflict in plan.undo_conflicts(made)] == [applied.receipt.seq]
    undo = plan.undo(applied.receipt.seq)
    again = plan.undo(undo.seq)
    assert [conflict.seq for conflict in plan.undo_conflicts(made)] == [again.seq]
    plan.undo(again.seq)
    plan.undo(made)
    assert [listed.id for listed in plan.scenarios.listed()] == ["goc"]


def test_a_line_another_requires_is_not_taken_away_from_under_it(plan: Plan) -> None:
    server = add_line(plan, name="Máy chủ")
    made = plan.head()
    software = plan.lines.find_id("1")
    needs = edit(plan, software, "requires", server)
    assert [conflict.seq for conflict in plan.undo_conflicts(made)] == [needs]
    plan.undo(needs)
    plan.undo(made)
    assert plan.lines.record(server) is None


def _read_payload(plan: Plan, seq: int) -> list[tuple[Action, tuple[int, int] | None, bool]]:
    with plan.store.read() as cursor:
        stored = cursor.rows("SELECT data IS NOT NULL FROM payload WHERE seq = ?::BIGINT ORDER BY ordinal", [seq])
        return [(bulk.action, bulk.origin, bool(row[0])) for bulk, row in zip(read_bulks(cursor, seq), stored, strict=True)]


def test_bulk_creation_deletion_and_update_go_back_through_the_same_payload(plan: Plan, tmp_path: Path) -> None:
    lines = _lines(plan)
    plan.lines.delete(plan.lines.select(LineFilter()), "nhập lại")
    created = plan.store.commit(Batch("An", "import", bulks=[Bulk("line", "all", Action.CREATE, lines)])).seq
    columns = {"id": lines["id"], "old_source": lines["source"], "new_source": pa.array(["PHI", "PHI"])}
    updated = plan.store.commit(Batch("An", "edit", bulks=[Bulk("line", "funding", Action.UPDATE, pa.table(columns))])).seq
    paid = _lines(plan)
    deleted = plan.store.commit(Batch("An", "delete_line", bulks=[Bulk("line", "all", Action.DELETE, paid)])).seq
    assert plan.totals().lines() == 0
    for seq, inverse, expected in (
        (deleted, Action.CREATE, paid),
        (updated, Action.REVERT, lines),
        (created, Action.DELETE, lines.slice(0, 0)),
    ):
        undo = plan.undo(seq).seq
        assert _read_payload(plan, undo) == [(inverse, (seq, 0), False)]
        assert _lines(plan).equals(expected)
        redo = plan.undo(undo).seq
        assert _read_payload(plan, redo)[0][1] == (seq, 0)
        assert plan.undo(redo).seq == plan.head()
        assert _lines(plan).equals(expected)
        assert problems_of(plan, tmp_path) == []


def test_a_bulk_is_not_undone_over_a_later_single_edit(plan: Plan) -> None:
    lines = _lines(plan)
    columns = {"id": lines["id"], "old_source": lines["source"], "new_source": pa.array(["PHI", "PHI"])}
    seq = plan.store.commit(Batch("An", "edit", bulks=[Bulk("line", "funding", Action.UPDATE, pa.table(columns))])).seq
    edit(plan, plan.lines.find_id("1"), "note", "không liên quan")
    assert plan.undo_conflicts(seq) == []
    later = edit(plan, plan.lines.find_id("2"), "source", "CTX-TINH")
    assert [(conflict.seq, conflict.entity) for conflict in plan.undo_conflicts(seq)] == [(later, plan.lines.find_id("2"))]


def test_a_single_edit_is_not_undone_over_a_later_bulk(plan: Plan) -> None:
    seq = edit(plan, plan.lines.find_id("1"), "source", "CTX-TINH")
    lines = _lines(plan)
    columns = {"id": lines["id"], "old_source": lines["source"], "new_source": pa.array(["PHI", "PHI"])}
    bulk = plan.store.commit(Batch("An", "edit", bulks=[Bulk("line", "funding", Action.UPDATE, pa.table(columns))])).seq
    assert [conflict.seq for conflict in plan.undo_conflicts(seq)] == [bulk]


def test_more_than_a_thousand_changes_go_back_as_one(plan: Plan, tmp_path: Path) -> None:
    seq = plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1001))).seq
    undo = plan.undo(seq).seq
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT count(*) FROM ceiling") == [(0,)]
    plan.undo(undo)
    with plan.store.read() as cursor:
        assert cursor.rows("SELECT count(*), sum(granted)::BIGINT FROM ceiling") == [(1001, 1_001_500_500)]
    assert problems_of(plan, tmp_path) == []


def test_undo_within_a_batch_that_changed_a_group_twice(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    steps = [({"source": "QD334"}, {"source": "PHI"}), ({"source": "PHI"}, {"source": "DT-GIAO"})]
    seq = plan.store.commit(Batch("An", "edit", changes=[Change("line", line, "funding", *step) for step in steps])).seq
    plan.undo(seq)
    assert plan.totals().group("source") == {"QD334": (40_000_000, 2)}
