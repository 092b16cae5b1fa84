"""Lines of an open plan: an action is saved whole or not at all, sent twice is done once, and no line is left hanging."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.problem import PlanError
from budget.plan.face import Plan
from tests.plans import PC, a_plan, add_line, close, edit, make_plan, problems_of


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    made = make_plan(tmp_path, [{}, {}])
    yield made
    close(made)


def test_an_action_with_one_wrong_cell_saves_nothing(plan: Plan, tmp_path: Path) -> None:
    line, head = plan.lines.find_id("1"), plan.head()
    saved = plan.lines.edit([LineEdit(line, "quantity", "5"), LineEdit(line, "unit", "999")])
    assert saved.receipt is None
    assert [(item.position, item.problem.code) for item in saved.problems] == [(1, "unknown_code")]
    assert plan.head() == head
    assert plan.totals().amount() == 40_000_000
    assert problems_of(plan, tmp_path) == []


def test_an_action_over_many_lines_is_one_batch(plan: Plan, tmp_path: Path) -> None:
    lines = plan.lines.select(LineFilter())
    saved = plan.lines.edit(
        [LineEdit(line, field, text) for line in lines for field, text in (("quantity", "1"), ("priority", "4"))], "rà soát"
    )
    assert saved.receipt is not None
    entry = plan.entries(1)[0]
    assert (entry.seq, entry.size, entry.action, entry.reason) == (saved.receipt.seq, 4, "edit", "rà soát")
    assert plan.totals().amount() == 20_000_000
    plan.undo_last()
    assert plan.totals().amount() == 40_000_000
    assert problems_of(plan, tmp_path) == []


def test_an_action_that_changes_nothing_writes_nothing(plan: Plan) -> None:
    head = plan.head()
    saved = plan.lines.edit([LineEdit(plan.lines.find_id("1"), "quantity", "2")])
    assert (saved.receipt, saved.changes, saved.problems) == (None, (), ())
    assert plan.head() == head
    assert plan.lines.edit([]).receipt is None


def test_an_addition_sent_twice_is_one_line_with_one_id(plan: Plan, tmp_path: Path) -> None:
    first, _ = plan.lines.add(PC, operation_id="op-1")
    second, _ = plan.lines.add(PC, operation_id="op-1")
    assert first is not None
    assert first == second
    assert plan.lines.record(first) is not None
    assert plan.totals().lines() == 3
    assert problems_of(plan, tmp_path) == []


def test_a_refused_addition_writes_nothing(plan: Plan) -> None:
    head = plan.head()
    line, problems = plan.lines.add({**PC, "unit_price": "1.5"})
    assert line is None
    assert [problem.code for problem in problems] == ["money_separator"]
    assert plan.head() == head


def test_a_copy_stands_beside_its_original(plan: Plan, tmp_path: Path) -> None:
    original = plan.lines.find_id("1")
    edit(plan, original, "finance_unit_price", "1")
    copy = plan.lines.record(plan.lines.copy(original))
    assert copy is not None
    assert (copy["number"], copy["requested_amount"], copy["finance_amount"]) == (3, 20_000_000, None)
    assert plan.totals().amount() == 2 + 2 * 20_000_000
    with pytest.raises(PlanError):
        plan.lines.copy("không có")
    assert problems_of(plan, tmp_path) == []


def test_a_deletion_needs_a_reason_and_can_be_undone(plan: Plan, tmp_path: Path) -> None:
    lines, before = plan.lines.select(LineFilter()), plan.totals()
    receipt, problems = plan.lines.delete(lines, " ")
    assert receipt is None
    assert [problem.code for problem in problems] == ["reason_missing"]
    receipt, problems = plan.lines.delete(lines, "trùng")
    assert receipt is not None
    assert plan.totals().lines() == 0
    assert [problem.code for problem in plan.lines.delete(lines, "nữa")[1]] == ["line_missing"]
    plan.undo(receipt.seq)
    assert plan.totals().whole == before.whole
    assert problems_of(plan, tmp_path) == []


def test_a_required_line_is_not_deleted_from_under_another(plan: Plan) -> None:
    server, software = plan.lines.find_id("1"), plan.lines.find_id("2")
    edit(plan, software, "requires", server)
    receipt, problems = plan.lines.delete([server], "bỏ")
    assert receipt is None
    assert [problem.code for problem in problems] == ["required_by_other"]
    assert "khoản mục 2" in problems[0].sentence
    assert plan.lines.delete([server, software], "bỏ cả hai")[0] is not None


def test_a_line_is_found_by_id_or_number(plan: Plan) -> None:
    line = plan.lines.find_id("2")
    assert plan.lines.find_id(line) == line
    for wanted in ("99", "không có", "-1", "²"):
        with pytest.raises(PlanError) as refused:
            plan.lines.find_id(wanted)
        assert refused.value.problem.code == "line_missing"


def test_a_number_of_any_length_is_a_missing_line_not_a_crash(plan: Plan) -> None:
    with pytest.raises(PlanError):
        plan.lines.find_id("9" * 30)


def test_a_line_may_be_planned_for_another_year(plan: Plan) -> None:
    record = plan.lines.record(add_line(plan, year="2026", quarter="4"))
    assert record is not None
    assert (record["year"], record["quarter"]) == (2026, 4)
    assert plan.totals().years() == [2024, 2026]


def test_an_appraised_figure_is_not_saved_without_a_reason(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line = plan.lines.find_id("1")
        refused = plan.lines.edit([LineEdit(line, "finance_unit_price", "9.000.000")], " ")
        assert refused.refused
        assert refused.receipt is None
        assert [item.problem.code for item in refused.problems] == ["reason_missing"]
        assert plan.lines.edit([LineEdit(line, "finance_unit_price", "9.000.000")], "theo giá trúng thầu").receipt is not None


def test_a_version_nobody_can_have_seen_is_refused(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        line, head = plan.lines.find_id("1"), plan.head()
        with pytest.raises(PlanError, match="chưa từng có"):
            plan.lines.edit([LineEdit(line, "unit_price", "9.000.000", head + 1)])
        assert plan.head() == head
