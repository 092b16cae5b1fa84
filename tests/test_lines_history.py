"""The history of a line tells who changed which figure from what to what, as people read it, however the change was stored."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from budget.lines.editing import LineEdit
from budget.lines.history import describe_change
from budget.lines.query import LineFilter
from budget.plan.face import Plan, open_plan
from budget.store.records import Action, Batch, Bulk, Change
from tests.plans import close, edit, make_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def _told(plan: Plan, line: str) -> list[tuple[int, str, str, str]]:
    return [(event.seq, event.label, event.old, event.new) for event in plan.lines.history(line)]


def test_a_history_is_newest_first_and_begins_with_the_making(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    other = open_plan(plan.path, "Bình")
    plan.lines.edit([LineEdit(line, "unit_price", "12.500.000"), LineEdit(line, "quantity", "1,5")], "giá mới")
    edit(other, line, "locked", "có")
    edit(plan, plan.lines.find_id("2"), "note", "dòng khác")
    assert _told(plan, line) == [
        (5, "Không được cắt", "không", "có"),
        (4, "Số lượng (đề nghị)", "2", "1,5"),
        (4, "Đơn giá (đề nghị)", "10.000.000", "12.500.000"),
        (2, "Thêm khoản mục", "", "Máy tính để bàn"),
    ]
    events = plan.lines.history(line)
    assert [(event.actor, event.reason) for event in events[:2]] == [("Bình", "theo báo giá"), ("An", "giá mới")]
    assert events[0].moment


def test_choices_and_priorities_are_told_by_their_labels(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    edit(plan, line, "category", "software")
    edit(plan, line, "priority", "1")
    told = _told(plan, line)
    assert all(not new.isascii() for _, _, _, new in told[:2])
    assert [label for _, label, _, _ in told[:2]] == ["Mức ưu tiên", "Nhóm chi"]


def test_a_dropped_appraisal_is_told_as_nothing(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    edit(plan, line, "finance_unit_price", "5")
    seq = edit(plan, line, "finance_unit_price", "")
    told = {event.field: (event.seq, event.old, event.new) for event in plan.lines.history(line)[:4]}
    assert told["finance_unit_price"] == (seq, "5", "")
    assert told["finance_quantity"] == (seq, "2", "")


def test_an_undo_is_an_event_of_its_own(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    seq = edit(plan, line, "quantity", "3")
    undo = plan.undo(seq).seq
    assert _told(plan, line)[:2] == [(undo, "Số lượng (đề nghị)", "3", "2"), (seq, "Số lượng (đề nghị)", "2", "3")]


def test_a_deleted_line_keeps_its_history(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    plan.lines.delete([line], "trùng")
    assert _told(plan, line) == [(4, "Xóa khoản mục", "Máy tính để bàn", ""), (2, "Thêm khoản mục", "", "Máy tính để bàn")]


def test_bulk_batches_are_told_like_single_ones(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    with plan.store.read() as cursor:
        lines = cursor.table("SELECT * FROM line ORDER BY number")
    columns = {"id": lines["id"], "old_source": lines["source"], "new_source": pa.array(["PHI", "PHI"])}
    plan.store.commit(Batch("An", "edit", bulks=[Bulk("line", "funding", Action.UPDATE, pa.table(columns))]))
    plan.undo(4)
    plan.store.commit(Batch("An", "delete_line", bulks=[Bulk("line", "all", Action.DELETE, lines)]))
    assert _told(plan, line)[:3] == [
        (6, "Xóa khoản mục", "Máy tính để bàn", ""),
        (5, "Nguồn kinh phí", "PHI", "QD334"),
        (4, "Nguồn kinh phí", "QD334", "PHI"),
    ]
    plan.undo(6)
    assert _told(plan, line)[0] == (7, "Thêm khoản mục", "", "Máy tính để bàn")


def test_an_imported_line_begins_with_its_import(plan: Plan) -> None:
    with plan.store.read() as cursor:
        lines = cursor.table("SELECT * FROM line ORDER BY number")
    plan.lines.delete(plan.lines.select(LineFilter()), "nhập lại")
    imported = lines.set_column(0, "id", pa.array(["x", "y"]))
    seq = plan.store.commit(Batch("An", "import", "đợt 2", bulks=[Bulk("line", "all", Action.CREATE, imported)])).seq
    (event,) = plan.lines.history("x")
    assert (event.seq, event.label, event.new, event.reason) == (seq, "Thêm khoản mục", "Máy tính để bàn", "đợt 2")


def test_only_figures_that_differ_are_told() -> None:
    assert describe_change(Change("line", "a", "time", {"year": 2024, "quarter": 1}, {"year": 2024, "quarter": 3})) == [
        ("quarter", "Quý", "1", "3")
    ]
