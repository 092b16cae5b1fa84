"""A line's readable number is never given again, however the line went."""

from pathlib import Path

from budget.lines.query import LineFilter
from budget.store.records import Action, Batch, Bulk
from tests.plans import a_plan, add_line, problems_of


def test_the_number_of_a_deleted_line_stays_its_own(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        gone = plan.lines.find_id("2")
        plan.lines.delete([gone], "trùng")
        fresh = add_line(plan)
        assert plan.lines.find_id("3") == fresh
        plan.undo(plan.head() - 1)
        assert plan.lines.find_id("2") == gone
        assert problems_of(plan, tmp_path) == []


def test_an_undone_addition_keeps_its_number_for_the_redo(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        first = add_line(plan)
        undo = plan.undo(plan.head()).seq
        second = add_line(plan)
        plan.undo(undo)
        assert (plan.lines.find_id("1"), plan.lines.find_id("2")) == (first, second)


def test_numbers_deleted_or_undone_in_bulk_stay_their_own(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}, {}]) as plan:
        with plan.store.read() as cursor:
            lines = cursor.table("SELECT * FROM line")
        plan.store.commit(Batch("An", "delete_line", bulks=[Bulk("line", "all", Action.DELETE, lines)]))
        assert plan.lines.select(LineFilter()) == []
        assert plan.lines.record(add_line(plan)) is not None
        assert plan.lines.find_id("4")


def test_a_note_that_looks_like_a_number_counts_for_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"note": '"number":500'}]) as plan:
        plan.lines.delete([plan.lines.find_id("1")], "trùng")
        add_line(plan)
        assert plan.lines.find_id("2")
