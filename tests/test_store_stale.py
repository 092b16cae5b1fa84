"""A stale write is refused with mine, theirs and base; another group of the same line is no conflict."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.plan.face import Plan, open_plan
from budget.store.records import Batch, Change
from budget.store.stale import StaleWriteError
from tests.plans import ceiling_changes, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def test_a_late_edit_is_refused_with_mine_theirs_and_base(plan: Plan, tmp_path: Path) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    other = open_plan(plan.path, "Bình")
    edit(other, line, "quantity", "5", seen, "đếm lại")
    with pytest.raises(StaleWriteError) as refused:
        plan.lines.edit([LineEdit(line, "quantity", "7", seen)])
    error = refused.value
    assert error.problem.code == "stale_version"
    assert "Bình" in error.problem.sentence
    assert error.problem.line == line
    assert error.mine is not None
    assert error.theirs is not None
    assert error.base is not None
    assert error.mine["requested_quantity_milli"] == 7000
    assert error.theirs["requested_quantity_milli"] == 5000
    assert error.touch.reason == "đếm lại"
    assert problems_of(plan, tmp_path) == []


def test_theirs_is_the_group_in_question_when_they_changed_several(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    saved = plan.lines.edit([LineEdit(line, "quantity", "5", seen), LineEdit(line, "priority", "1", seen)])
    assert len(saved.changes) == 2
    with pytest.raises(StaleWriteError) as refused:
        plan.lines.edit([LineEdit(line, "quantity", "7", seen)])
    assert refused.value.theirs is not None
    assert refused.value.theirs["requested_quantity_milli"] == 5000


def test_another_group_of_the_same_line_is_no_conflict(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    edit(plan, line, "quantity", "5", seen)
    edit(plan, line, "source", "CTX-TINH", seen)
    edit(plan, line, "priority", "1", seen)
    record = plan.lines.record(line)
    assert record is not None
    assert (record["requested_quantity_milli"], record["source"], record["priority"]) == (5000, "CTX-TINH", 1)


def test_an_edit_of_a_line_deleted_meanwhile_says_so(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    plan.lines.delete([line], "trùng")
    saved = plan.lines.edit([LineEdit(line, "quantity", "7", seen)])
    assert saved.receipt is None
    assert [item.problem.code for item in saved.problems] == ["line_missing"]


def test_a_line_deleted_and_brought_back_meanwhile_is_stale(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    plan.lines.delete([line], "trùng")
    plan.undo(plan.head())
    with pytest.raises(StaleWriteError):
        plan.lines.edit([LineEdit(line, "quantity", "7", seen)])


def test_a_deletion_of_a_line_edited_meanwhile_is_refused(plan: Plan) -> None:
    line, seen = plan.lines.find_id("1"), plan.head()
    edit(plan, line, "note", "giữ lại")
    with pytest.raises(StaleWriteError) as refused:
        plan.lines.delete([line], "trùng", seen)
    assert refused.value.theirs is not None
    assert refused.value.theirs["note"] == "giữ lại"
    assert plan.lines.record(line) is not None


@pytest.mark.parametrize("order", [(3, 9), (9, 3), (None, 3), (3, None), (0, 9), (9, 0)])
def test_of_several_seen_numbers_the_oldest_counts(plan: Plan, order: tuple[int | None, int | None]) -> None:
    line = plan.lines.find_id("1")
    while plan.head() < 8:
        edit(plan, line, "note", f"lần {plan.head()}")
    edit(plan, line, "quantity", str(plan.head()))
    first, second = order
    with pytest.raises(StaleWriteError):
        plan.lines.edit([LineEdit(line, "unit_price", "1.000", first), LineEdit(line, "times", "2", second)])


def test_a_stale_change_among_more_than_a_thousand_is_found(plan: Plan, tmp_path: Path) -> None:
    plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1200)))
    seen = plan.head()
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT id, granted, spent, committed FROM ceiling ORDER BY id")
    names = ("granted", "spent", "committed")
    olds = {str(row[0]): dict(zip(names, row[1:], strict=True)) for row in rows}
    target = sorted(olds)[700]
    meanwhile = Change("ceiling", target, "money", olds[target], {**olds[target], "granted": 5}, seen)
    plan.store.commit(Batch("Bình", "set_ceiling", changes=[meanwhile]))
    mine = [Change("ceiling", pot, "money", old, {**old, "granted": 7}, seen) for pot, old in olds.items()]
    with pytest.raises(StaleWriteError) as refused:
        plan.store.commit(Batch("An", "set_ceilings", changes=mine))
    assert refused.value.theirs == {"granted": 5, "spent": None, "committed": None}
    assert refused.value.mine == {"granted": 7, "spent": None, "committed": None}
    assert problems_of(plan, tmp_path) == []
    fresh = [change for change in mine if change.entity != target]
    assert plan.store.commit(Batch("An", "set_ceilings", changes=fresh)).seq == seen + 2


def test_a_bulk_change_makes_later_single_edits_stale(plan: Plan) -> None:
    plan.store.commit(Batch("An", "set_ceilings", changes=ceiling_changes(1200)))
    seen = plan.head()
    with plan.store.read() as cursor:
        rows = cursor.rows("SELECT id, granted FROM ceiling ORDER BY id")
    olds = {str(pot): {"granted": int(str(granted)), "spent": None, "committed": None} for pot, granted in rows}
    plan.store.commit(
        Batch("Bình", "set_ceilings", changes=[Change("ceiling", pot, "money", old, {**old, "granted": 7}) for pot, old in olds.items()])
    )
    pot, old = next(iter(olds.items()))
    with pytest.raises(StaleWriteError) as refused:
        plan.store.commit(Batch("An", "set_ceiling", changes=[Change("ceiling", pot, "money", old, {**old, "spent": 1}, seen)]))
    assert refused.value.theirs == {"granted": 7, "spent": None, "committed": None}
