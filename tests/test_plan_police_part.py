"""plan.police: journaled, undoable, refused when stale, a reason where a person decides otherwise than suggested."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.problem import PlanError
from budget.model.states import Route
from budget.plan.face import Plan
from budget.police.standing import Standing
from budget.store.stale import StaleWriteError
from tests.checked import POLICE
from tests.plans import a_plan, edit, problems_of

COMPUTERS = {"name": "Máy tính để bàn", "measure": "bộ", "category": "equipment", "budget_code": "6956"}
WAITING = {**POLICE, "route": "", "content_quantity": "", "content_verdict": ""}
LINES = [WAITING, {**WAITING, "name": "Tuyên truyền", "category": "publicity"}, {**WAITING, **COMPUTERS}, {}]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as plan:
        yield plan


def ids(plan: Plan, *numbers: int) -> list[str]:
    return [plan.lines.find_id(str(number)) for number in numbers]


def test_following_the_suggestion_needs_no_words_and_records_why(plan: Plan) -> None:
    (first,) = ids(plan, 1)
    receipt, problems = plan.police.confirm({first: Route.OPERATING})
    assert problems == []
    assert receipt is not None
    entry = plan.entries(1)[0]
    assert (entry.action, entry.reason.startswith("Theo gợi ý: ")) == ("confirm_routes", True)
    assert plan.police.request().lines[0].route == Route.OPERATING


def test_many_are_confirmed_in_one_batch_and_taken_back_in_one(plan: Plan, tmp_path: Path) -> None:
    before = plan.police.request().reconcile()
    receipt, _ = plan.police.confirm(dict.fromkeys(ids(plan, 1, 2), Route.OPERATING))
    assert receipt is not None
    assert len(plan.police.request().at(Standing.WAITING)) == 2
    plan.undo(receipt.seq)
    assert plan.police.request().reconcile() == before
    assert problems_of(plan, tmp_path) == []


def test_deciding_otherwise_needs_a_reason(plan: Plan) -> None:
    (computers,) = ids(plan, 3)
    receipt, problems = plan.police.confirm({computers: Route.NOT_LOCAL})
    assert (receipt, [problem.code for problem in problems]) == (None, ["reason_missing"])
    receipt, problems = plan.police.confirm({computers: Route.NOT_LOCAL}, "Bộ Công an cấp")
    assert receipt is not None
    receipt, problems = plan.police.confirm({computers: Route.UNCLASSIFIED})
    assert [problem.code for problem in problems] == ["reason_missing"]


def test_one_refused_line_refuses_them_all(plan: Plan) -> None:
    head = plan.head()
    receipt, problems = plan.police.confirm(dict.fromkeys(ids(plan, 1, 3), Route.OPERATING), "cả hai")
    assert receipt is None
    assert [problem.code for problem in problems] == ["police_route_wrong"]
    assert "số 3" in problems[0].sentence
    assert plan.head() == head


def test_a_line_changed_meanwhile_is_not_overwritten(plan: Plan) -> None:
    (first,) = ids(plan, 1)
    seen = plan.police.request().seq
    edit(plan, first, "route", "not_local")
    with pytest.raises(StaleWriteError):
        plan.police.confirm({first: Route.OPERATING}, "đã bàn", seen)
    plan.police.appraise([first], {"verdict": "đạt"}, "theo văn bản", plan.head())
    with pytest.raises(StaleWriteError):
        plan.police.appraise([first], {"verdict": "không đạt", "opinion": "trùng"}, "xem lại", seen)


def test_a_line_of_another_unit_is_no_part_of_the_request(plan: Plan) -> None:
    (other,) = ids(plan, 4)
    with pytest.raises(PlanError, match="không thuộc đề nghị"):
        plan.police.confirm({other: Route.OPERATING}, "nhầm")
    with pytest.raises(PlanError, match="không thuộc đề nghị"):
        plan.police.appraise([other], {"verdict": "đạt"}, "nhầm")


def test_an_appraisal_is_previewed_then_saved_with_its_reason(plan: Plan) -> None:
    lines = ids(plan, 1, 2)
    preview = plan.police.preview_appraisal(lines, {"verdict": "đạt"})
    assert (preview.changed, preview.after) == (2, 40_000_000)
    receipt, refused = plan.police.appraise(lines, {"verdict": "đạt"}, "")
    assert (receipt, [problem.code for problem in refused.problems]) == (None, ["reason_missing"])
    receipt, _ = plan.police.appraise(lines, {"verdict": "đạt", "document": "12/STTTT"}, "theo văn bản thẩm định")
    assert receipt is not None
    assert plan.entries(1)[0].action == "appraise_content"
    assert [line.content_amount for line in plan.police.request().lines] == [20_000_000, 20_000_000, None]
    assert [line.finance_amount for line in plan.police.request().lines] == [None] * 3
    assert plan.totals().amount() == 80_000_000


def test_content_reaches_finance_only_when_asked_for(plan: Plan, tmp_path: Path) -> None:
    lines = ids(plan, 1, 2)
    plan.police.appraise(lines[:1], {"verdict": "không đạt", "opinion": "trùng"}, "văn bản")
    plan.police.appraise(lines[1:], {"verdict": "cần sửa", "quantity": "1"}, "văn bản")
    preview = plan.police.preview_finance(lines)
    assert (preview.changed, preview.before, preview.after) == (2, 40_000_000, 10_000_000)
    receipt, _ = plan.police.take_to_finance(lines, "thống nhất với thẩm định nội dung")
    assert receipt is not None
    assert plan.totals().amount() == 50_000_000
    plan.undo(receipt.seq)
    assert plan.totals().amount() == 80_000_000
    assert problems_of(plan, tmp_path) == []


def test_from_unclassified_to_two_dossiers(plan: Plan) -> None:
    first, second, computers = ids(plan, 1, 2, 3)
    plan.police.confirm(dict.fromkeys([first, second], Route.OPERATING))
    plan.police.confirm({computers: Route.NOT_LOCAL}, "Bộ Công an cấp")
    plan.police.appraise([first, second], {"verdict": "đạt"}, "văn bản thẩm định")
    investment, operating = plan.police.dossiers()
    assert (operating.amount, operating.may_go_up) == (40_000_000, True)
    assert (investment.lines, investment.may_go_up) == ((), False)
