"""Edits before they are saved: how each was read, what is wrong with it, and who was quicker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.plan.face import Plan, open_plan
from tests.plans import a_plan, edit


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{}, {"name": "Máy in"}]) as opened:
        yield opened


def test_each_text_is_told_as_it_was_read_and_nothing_is_saved(plan: Plan) -> None:
    one, head = plan.lines.find_id("1"), plan.head()
    texts = {"unit_price": "7.000.000 đ", "quantity": "0,5", "source": "qđ 334", "priority": "9", "times": "1,500"}
    read = plan.lines.understand([LineEdit(one, name, text) for name, text in texts.items()])
    assert [(cell.number, cell.before, cell.after, cell.refused) for cell in read] == [
        (1, "10.000.000", "7.000.000", False),
        (1, "2", "0,5", False),
        (1, "QD334", "QD334", False),
        (1, "3 - Có thể giãn tiến độ", "", True),
        (1, "1", "", True),
    ]
    assert "1,500" in read[4].problems[0].sentence
    assert plan.head() == head


def test_a_note_stands_beside_what_was_understood(plan: Plan) -> None:
    (cell,) = plan.lines.understand([LineEdit(plan.lines.find_id("1"), "unit_price", "1.234.567,8")])
    assert (cell.after, cell.refused, len(cell.problems)) == ("1.234.568", False, 1)


def test_a_line_or_field_that_is_not_there_is_refused(plan: Plan) -> None:
    read = plan.lines.understand([LineEdit("gone", "quantity", "1"), LineEdit(plan.lines.find_id("1"), "colour", "đỏ")])
    assert [(cell.refused, cell.after) for cell in read] == [(True, ""), (True, "")]


def test_the_figures_somebody_else_changed_are_found_by_group(plan: Plan) -> None:
    one, two, seen = plan.lines.find_id("1"), plan.lines.find_id("2"), plan.head()
    seq = edit(open_plan(plan.path, "Bình"), one, "unit_price", "7.000.000")
    edits = [LineEdit(one, "unit_price", "9", seen), LineEdit(one, "quantity", "5", seen), LineEdit(one, "note", "x", seen)]
    found = plan.lines.overtaken([*edits, LineEdit(two, "unit_price", "9", seen), LineEdit(one, "unit_price", "9", seq)])
    assert [(item.edit, item.theirs, item.actor, item.seq) for item in found] == [
        (edits[0], "7.000.000", "Bình", seq),
        (edits[1], "2", "Bình", seq),
    ]
    assert found[0].moment > "2020"


def test_a_line_somebody_deleted_is_overtaken_with_nothing_left(plan: Plan) -> None:
    one, seen = plan.lines.find_id("1"), plan.head()
    open_plan(plan.path, "Bình").lines.delete([one], "trùng")
    (found,) = plan.lines.overtaken([LineEdit(one, "unit_price", "9", seen)])
    assert (found.theirs, found.number, found.actor) == (None, None, "Bình")


def test_an_action_saved_before_is_known_by_its_id(plan: Plan) -> None:
    saved = plan.lines.edit([LineEdit(plan.lines.find_id("1"), "quantity", "5")], operation_id="act-1")
    found = plan.lines.find_saved("act-1")
    assert found is not None
    assert saved.receipt is not None
    assert found.seq == saved.receipt.seq
    assert plan.lines.find_saved("act-2") is None
