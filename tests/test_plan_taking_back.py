"""Which batch undo means."""

from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.model.problem import PlanError
from budget.plan.taking_back import find_batch, newest_in_force, take_back
from tests.plans import a_plan


def test_the_newest_in_force_is_of_anyone_and_never_an_undo(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        for value in ("5", "6"):
            plan.lines.edit([LineEdit(line, "quantity", value)])
        last = plan.head()
        with plan.store.read() as cursor:
            assert newest_in_force(cursor) == last
        undone, receipt = take_back(plan, None, "nhầm")
        assert (undone, receipt.seq) == (last, last + 1)
        plan.undo(receipt.seq)
        with plan.store.read() as cursor:
            assert newest_in_force(cursor) == last


def test_a_batch_is_found_by_seq_or_id(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        entry = plan.entries()[0]
        with plan.store.read() as cursor:
            assert find_batch(cursor, str(entry.seq)) == find_batch(cursor, entry.batch) == entry.seq
            with pytest.raises(PlanError, match="không có lần ghi"):
                find_batch(cursor, "0")


def test_a_plan_with_nothing_but_its_creation_has_nothing_to_undo(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        with pytest.raises(PlanError, match="Không còn lần ghi"):
            take_back(plan, None)
        with pytest.raises(PlanError, match="tạo ra"):
            take_back(plan, "1")
