"""Splitting, moving and setting many lines in an open plan: previewed, one batch, undoable, refused when somebody was faster."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.query import LineFilter
from budget.lines.splitting import SplitBy, SplitPart
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.plan.verification import verify_plan
from budget.store.stale import StaleWriteError
from tests.plans import DISTRICT, a_plan, branch, edit, operate, problems_of

HALVES = [SplitPart("7"), SplitPart("5", {"unit": DISTRICT, "source": "NQ36-H", "quarter": "4"})]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "12"}, {"name": "Máy in", "requires": ""}, {"name": "Máy quét"}]) as opened:
        yield opened


def ids(plan: Plan) -> list[str]:
    return plan.lines.select(LineFilter())


def test_a_split_is_previewed_saved_as_one_batch_and_undone(plan: Plan, tmp_path: Path) -> None:
    line, total, head = ids(plan)[0], plan.totals().amount(), plan.head()
    preview = plan.rearrange.preview_split(line, SplitBy.QUANTITY, HALVES)
    assert [part["requested_amount"] for part in preview.parts] == [70_000_000, 50_000_000]
    assert plan.head() == head
    receipt, planned = plan.rearrange.split(line, SplitBy.QUANTITY, HALVES, "hai đơn vị dùng")
    assert receipt is not None
    assert (receipt.seq, plan.totals().amount(), plan.totals().lines()) == (head + 1, total, 4)
    part = plan.lines.record(str(planned.parts[1]["id"])) or {}
    assert (part["number"], part["unit"], part["source"], part["quarter"]) == (4, DISTRICT, "NQ36-H", 4)
    assert plan.lines.history(str(planned.parts[1]["id"]))[0].action == "split_line"
    assert problems_of(plan, tmp_path) == []
    plan.undo(receipt.seq)
    assert (plan.totals().amount(), plan.totals().lines()) == (total, 3)
    assert (plan.lines.record(line) or {})["requested_quantity_milli"] == 12_000


def test_what_required_the_line_requires_its_first_part(plan: Plan) -> None:
    first, second, _ = ids(plan)
    edit(plan, second, "requires", first)
    plan.rearrange.split(first, SplitBy.QUANTITY, HALVES, "tách")
    assert (plan.lines.record(second) or {})["requires"] == first


def test_a_split_needs_a_reason_and_figures_nobody_moved_since(plan: Plan) -> None:
    line = ids(plan)[0]
    receipt, planned = plan.rearrange.split(line, SplitBy.QUANTITY, HALVES, " ")
    assert (receipt, [problem.code for problem in planned.problems]) == (None, ["reason_missing"])
    seen = plan.head()
    edit(plan, line, "times", "2")
    with pytest.raises(StaleWriteError):
        plan.rearrange.split(line, SplitBy.QUANTITY, HALVES, "tách", seen)
    assert plan.totals().lines() == 3


def test_scenarios_that_hold_a_line_are_named(plan: Plan) -> None:
    scenario = branch(plan, "Cắt 10 %")
    operate(plan, scenario, OperationKind.DROP, lines=(ids(plan)[0],))
    assert plan.rearrange.scenarios_holding([ids(plan)[0]]) == ["Cắt 10 %"]
    assert plan.rearrange.scenarios_holding([ids(plan)[1]]) == []


def test_many_lines_move_in_one_batch(plan: Plan, tmp_path: Path) -> None:
    chosen, head = ids(plan)[:2], plan.head()
    texts = {"unit": DISTRICT, "source": "NQ36-H", "year": "2025", "quarter": "1"}
    receipt, planned = plan.rearrange.move(chosen, texts, "chuyển về huyện", head)
    assert receipt is not None
    assert (receipt.seq, planned.changed) == (head + 1, 2)
    assert plan.lines.find(LineFilter(units=(DISTRICT,), years=(2025,)))["source"].tolist() == ["NQ36-H"] * 2
    assert plan.entries(1)[0].action == "move_lines"
    assert problems_of(plan, tmp_path) == []
    plan.undo_last()
    assert plan.lines.count(LineFilter(units=(DISTRICT,)))[0] == 0


def test_a_source_of_the_other_nature_moves_nothing(plan: Plan) -> None:
    head = plan.head()
    receipt, planned = plan.rearrange.move(ids(plan), {"source": "DTC"}, "thử")
    assert (receipt, plan.head(), [problem.code for problem in planned.problems]) == (None, head, ["nature_mismatch"])


def test_moving_knows_only_places(plan: Plan) -> None:
    with pytest.raises(ValueError, match="unit_price"):
        plan.rearrange.move(ids(plan), {"unit_price": "1"}, "thử")


def test_the_preview_of_a_field_for_all_is_what_saving_does(plan: Plan) -> None:
    preview = plan.rearrange.preview_set(ids(plan), {"unit_price": "9.000.000"})
    assert (preview.chosen, preview.changed, preview.amount_before, preview.amount_after) == (3, 3, 160_000_000, 144_000_000)
    assert plan.totals().amount() == 160_000_000
    receipt, _ = plan.rearrange.set_many(ids(plan), {"unit_price": "9.000.000"}, "theo báo giá", plan.head())
    assert receipt is not None
    assert plan.totals().amount() == 144_000_000


def test_somebody_faster_stands_in_the_way_of_all(plan: Plan) -> None:
    seen = plan.head()
    edit(plan, ids(plan)[2], "source", "NQ36-H")
    with pytest.raises(StaleWriteError):
        plan.rearrange.move(ids(plan), {"source": "QD334"}, "thử", seen)


def test_nothing_to_change_writes_nothing_and_a_reason_is_asked_for(plan: Plan) -> None:
    head = plan.head()
    assert plan.rearrange.set_many(ids(plan), {"quarter": "1"}, "thử")[0] is None
    receipt, planned = plan.rearrange.set_many(ids(plan), {"quarter": "2"}, "")
    assert (receipt, planned.problems[0].code, plan.head()) == (None, "reason_missing", head)


def test_a_line_that_is_gone_is_said(plan: Plan) -> None:
    with pytest.raises(PlanError, match="1 khoản mục"):
        plan.rearrange.preview_set([*ids(plan), "khác"], {"quarter": "2"})


def test_more_than_a_thousand_lines_are_one_batch(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        row = {"unit": DISTRICT, "name": "Máy in", "measure": "chiếc", "quantity": "1", "unit_price": "100", "source": "NQ36-H"}
        receipt, made, problems = plan.lines.add_many([row] * 1_100, "dán")
        assert receipt is not None
        assert (len(made), problems, plan.totals().amount()) == (1_100, [], 110_000)
        plan.rearrange.set_many(made, {"unit_price": "200"}, "sửa giá")
        assert (plan.head(), plan.totals().amount()) == (3, 220_000)
        plan.undo_last()
        assert plan.totals().amount() == 110_000
        assert problems_of(plan, tmp_path) == []


def test_a_split_line_stays_true_in_the_scenarios_that_hold_it(plan: Plan) -> None:
    cut = branch(plan, "Cắt 10 %")
    operate(plan, cut, OperationKind.PERCENT, {"share_bp": 1000}, lines=tuple(ids(plan)))
    assert plan.totals(cut).amount() == 144_000_000
    plan.rearrange.split(ids(plan)[0], SplitBy.QUANTITY, HALVES, "tách")
    # the part that stays is cut as before, the new one waits for a rebase
    assert plan.totals(cut).amount() == 149_000_000
    assert verify_plan(plan).ok
    plan.undo_last()
    assert plan.totals(cut).amount() == 144_000_000
    assert verify_plan(plan).ok
