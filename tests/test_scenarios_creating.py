"""A new scenario's name and record."""

from pathlib import Path

from budget.scenarios.creating import check_name, creation
from budget.store.records import Batch
from tests.plans import a_plan, branch


def test_names_are_there_new_and_no_number(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        branch(plan, "Một")
        listed = plan.scenarios.listed()
        assert [check_name(name, listed)[0].code for name in ("", "Một", "PA1", "goc")] == [
            "name_missing",
            "name_taken",
            "name_reserved",
            "name_reserved",
        ]
        assert check_name("Hai", listed) == []


def test_a_record_takes_the_next_number_and_its_parent(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        parent = branch(plan, "Một")
        with plan.store.read() as cursor:
            change = creation(cursor, "Hai", parent, "ghi chú")
            alone = creation(cursor, "Ba")
        plan.store.commit(Batch("An", "new_scenario", "", [change]))
        made = plan.scenarios.get("Hai")
        assert (made.number, made.parent, made.note, made.base_seq) == (2, parent, "ghi chú", plan.head() - 1)
        assert (alone.new or {})["parent"] is None
