"""plan.listed: entering, pasting as one batch, editing, deleting, matching and tying, all journaled and undone."""

from pathlib import Path

import pytest

from budget.model.problem import PlanError
from tests.annexes import COMPUTERS, grant, tie
from tests.plans import DISTRICT, a_plan, edit, problems_of

PASTED = "Sở Tài chính\tMáy tính để bàn\tbộ\t5\t10.000.000\nSở Tư pháp\tMáy in laser\tchiếc\t2\t6.000.000"


def test_a_pasted_annex_is_one_batch_and_is_undone_as_one(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        rows = plan.listed.read("QD334", PASTED)
        head = plan.head()
        receipt, problems = plan.listed.enter([row.draft for row in rows if row.draft], "QĐ 334, phụ lục")
        assert receipt is not None, problems
        assert (plan.head(), len(plan.listed.uses("QD334"))) == (head + 1, 2)
        assert problems_of(plan, tmp_path) == []
        plan.undo_last()
        assert plan.listed.uses("QD334") == []


def test_the_same_rows_pasted_again_are_refused_row_by_row_and_as_a_whole(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        drafts = [row.draft for row in plan.listed.read("QD334", PASTED) if row.draft]
        plan.listed.enter(drafts, "QĐ 334")
        assert all(row.refused for row in plan.listed.read("QD334", PASTED))
        receipt, problems = plan.listed.enter(drafts, "lần nữa")
        assert receipt is None
        assert problems[0].code == "item_there"


@pytest.mark.parametrize(
    ("texts", "reason", "code"),
    [({}, " ", "reason_missing"), ({"unit": DISTRICT}, "x", "unit_cannot_hold"), ({"quantity": "x"}, "x", "quantity_unreadable")],
)
def test_a_refused_item_writes_nothing(tmp_path: Path, texts: dict[str, str], reason: str, code: str) -> None:
    with a_plan(tmp_path) as plan:
        head = plan.head()
        receipt, problems = plan.listed.add("QD334", {**COMPUTERS, **texts}, reason)
        assert receipt is None
        assert code in {problem.code for problem in problems}
        assert plan.head() == head


def test_an_unknown_source_and_item_are_said(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        for act in (lambda: plan.listed.add("KHONG", COMPUTERS, "x"), lambda: plan.listed.delete("không có", "x")):
            with pytest.raises(PlanError):
                act()


def test_a_changed_quantity_works_the_amount_out_anew_and_the_journal_tells_it(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        item = grant(plan)
        receipt, problems = plan.listed.edit(item, {"quantity": "7", "bought": "1"}, "điều chỉnh")
        assert receipt is not None, problems
        changed = plan.listed.item(item)
        assert (changed.quantity_milli, changed.amount, changed.bought_milli) == (7_000, 70_000_000, 1_000)
        assert plan.listed.edit(item, {"quantity": "7"}, "lại") == (None, [])
        told = [(text.subject, text.label, text.old, text.new) for text in plan.journal.describe(receipt.seq).changes]
        assert ("Phụ lục được cấp: Máy tính để bàn", "Số lượng được cấp", "5", "7") in told


def test_an_item_is_kept_while_lines_stand_on_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        item = grant(plan)
        seq = plan.head()
        tie(plan, 1, item)
        receipt, (problem,) = plan.listed.delete(item, "nhầm")
        assert receipt is None
        assert "khoản mục số 1" in problem.sentence
        assert plan.listed.edit(item, {"unit": "SBN-STP"}, "chuyển")[1][0].code == "item_in_use"
        with pytest.raises(PlanError):
            plan.undo(seq)
        plan.listed.tie({plan.lines.find_id("1"): ""})
        assert plan.listed.delete(item, "nhầm")[0] is not None


def test_all_sure_suggestions_are_tied_as_one_batch(tmp_path: Path) -> None:
    lines = [{"name": "Máy tính để bàn (i5)"}, {"name": "Máy tính để bàn"}, {"name": "Máy chủ"}, {"unit": "SBN-STP"}]
    with a_plan(tmp_path, lines) as plan:
        item = grant(plan)
        matching = plan.listed.matching("QD334")
        assert [found.line.number for found in matching.suggestions] == [1, 2]
        assert [line.number for line in matching.without] == [3, 4]
        head = plan.head()
        receipt, problems = plan.listed.tie({found.line.line: found.item.id for found in matching.suggestions}, "ghép phụ lục")
        assert receipt is not None, problems
        assert plan.head() == head + 1
        assert plan.listed.uses("QD334")[0].lines == 2
        assert plan.listed.tie({plan.lines.find_id("1"): item}) == (None, [])


@pytest.mark.parametrize(("field", "text", "code"), [("unit", "SBN-STP", "item_elsewhere"), ("measure", "chiếc", "item_measure")])
def test_a_line_of_another_unit_or_measure_is_not_tied(tmp_path: Path, field: str, text: str, code: str) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        item, line = grant(plan), plan.lines.find_id("1")
        edit(plan, line, field, text)
        receipt, problems = plan.listed.tie({line: item})
        assert (receipt, problems[0].code) == (None, code)


def test_what_somebody_else_tied_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        item, line = grant(plan), plan.lines.find_id("1")
        seen = plan.head()
        tie(plan, 1, item)
        with pytest.raises(PlanError):
            plan.listed.tie({line: ""}, expected=seen)
