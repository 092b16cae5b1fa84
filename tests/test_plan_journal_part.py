"""The journal in people's words, and an undo shown before it is done."""

from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan, open_plan
from budget.plan.journal_part import JournalFilter
from budget.scenarios.operations import Draft
from tests.plans import DISTRICT, a_plan, add_line

FORBIDDEN = ("requested", "finance", "granted", "unit_price", "predicate", "recurrent", "None", "{", "_")


def edit(plan: Plan, line: str, field: str, text: str, reason: str = "") -> int:
    saved = plan.lines.edit([LineEdit(line, field, text)], reason)
    assert saved.receipt is not None
    return saved.receipt.seq


def test_an_edit_is_told_with_its_line_and_both_values(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, name="Máy in", unit_price="10.000.000")
        seq = edit(plan, line, "unit_price", "12.500.000", "báo giá mới")
        told = plan.journal.describe(seq)
        assert told.summary == "1 khoản mục"
        assert told.more == 0
        (change,) = told.changes
        assert change.subject == "Khoản mục 1: Máy in"
        assert (change.label.split(" (")[0], change.old, change.new) == ("Đơn giá", "10.000.000", "12.500.000")


def test_sources_and_units_are_told_by_name(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        edit(plan, line, "source", "CTX-TINH")
        (change,) = plan.journal.describe(edit(plan, line, "source", "QD334")).changes
        assert (change.old, change.new) == ("Chi TX tỉnh", "QĐ 334")
        (change,) = plan.journal.describe(edit(plan, line, "unit", "SBN-STP")).changes
        assert (change.old, change.new) == ("Sở Tài chính", "Sở Tư pháp")


def test_a_deleted_line_keeps_its_name_in_earlier_batches(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan, name="Máy in")
        seq = edit(plan, line, "quantity", "5")
        plan.lines.delete([line], "trùng")
        assert plan.journal.describe(seq).changes[0].subject == "Khoản mục 1: Máy in"
        (deleted,) = plan.journal.describe(plan.head()).changes
        assert (deleted.label, deleted.old, deleted.new) == ("Xóa khoản mục", "Máy in", "")


def test_a_ceiling_tells_unknown_apart_from_zero(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        plan.funding.set_ceiling(plan.funding.place_of("NQ36-H", DISTRICT), {"granted": 5_000, "spent": 0}, "giao")
        changes = plan.journal.describe(plan.head()).changes
        assert {change.label: change.new for change in changes} == {
            "Hạn mức đã giao": "5.000 đ",
            "Đã chi": "0 đ",
            "Đã cam kết": "chưa nhập",
        }
        assert changes[0].subject == "Hạn mức NQ 36 huyện, UBND thành phố Tam Kỳ, năm 2024, chi thường xuyên"


def test_scenarios_and_operations_are_told_as_sentences(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}, {}]) as plan:
        scenario, _ = plan.scenarios.new("Cắt bớt")
        assert scenario is not None
        assert plan.journal.describe(plan.head()).changes[0].new == "Cắt bớt"
        plan.scenarios.apply(scenario.id, [Draft(OperationKind.PERCENT, LineFilter(), "giảm chi", {"share_bp": 1000})])
        told = plan.journal.describe(plan.head())
        assert told.changes[0].subject == "Phương án Cắt bớt"
        assert told.changes[0].new == "Cắt 10 % thành tiền (2 khoản mục). Lý do: giảm chi"


def test_no_code_word_reaches_a_person(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        edit(plan, plan.lines.select(LineFilter())[0], "source", "CTX-TINH")
        scenario, _ = plan.scenarios.new("Thử")
        assert scenario is not None
        plan.scenarios.apply(scenario.id, [Draft(OperationKind.DROP, LineFilter(), "bỏ", {})])
        plan.undo(plan.head())
        for entry in plan.entries():
            for change in plan.journal.describe(entry.seq).changes:
                said = f"{change.subject} {change.label}"
                assert not [word for word in FORBIDDEN if word in said], said


def test_a_plans_making_is_counted_by_kind(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        told = plan.journal.describe(1, shown=3)
        assert "1 bộ dự toán" in told.summary
        assert "đơn vị" in told.summary
        assert len(told.changes) == 3
        assert told.more > 200


def test_batches_are_found_by_person_action_and_words_without_accents(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        other = open_plan(plan.path, "Bình")
        seq = edit(other, plan.lines.select(LineFilter())[0], "quantity", "5", "Báo giá tháng Ba")
        by_words = (JournalFilter(text="bao gia"), JournalFilter(text=str(seq)))
        for wanted in (JournalFilter(actor="Bình"), JournalFilter(action="edit"), *by_words):
            found, count = plan.journal.find(wanted)
            assert ([entry.seq for entry in found], count) == ([seq], 1)
        assert plan.journal.find(JournalFilter(actor="Bình", text="khong co"))[1] == 0
        assert plan.journal.people()[-1] == "Bình"
        page, count = plan.journal.find(JournalFilter(), limit=1, offset=1)
        assert [entry.seq for entry in page] == [plan.head() - 1]
        assert count == plan.head()


def test_an_undo_is_shown_before_it_is_done_and_changes_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.select(LineFilter())[0]
        scenario, _ = plan.scenarios.new("Cắt bớt")
        assert scenario is not None
        plan.scenarios.apply(scenario.id, [Draft(OperationKind.PERCENT, LineFilter(), "giảm chi", {"share_bp": 1000})])
        seq = edit(plan, line, "quantity", "10")
        head = plan.head()
        preview = plan.journal.preview_undo(seq)
        assert {moved.name: (moved.before, moved.after) for moved in preview.moved} == {
            "Phương án gốc": (100_000_000, 20_000_000),
            "Cắt bớt": (90_000_000, 18_000_000),
        }
        assert (plan.head(), plan.totals().amount()) == (head, 100_000_000)
        plan.undo(seq)
        assert plan.totals().amount() == 20_000_000
        assert plan.totals(scenario.id).amount() == 18_000_000


def test_an_undo_names_the_later_batch_in_its_way(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.select(LineFilter())[0]
        first = edit(plan, line, "quantity", "10")
        second = edit(plan, line, "quantity", "11")
        assert [conflict.seq for conflict in plan.journal.preview_undo(first).conflicts] == [second]
        plan.undo(second)
        with pytest.raises(PlanError, match="đã được hoàn tác"):
            plan.journal.preview_undo(second)
