"""Spreading through the face of the plan: exact, journaled, undone whole; what is spent stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.query import LineFilter
from budget.model.states import OperationKind, PhasePattern
from budget.phases import Phase
from budget.plan.face import Plan
from budget.plan.verification import verify_plan
from tests.plans import a_plan, branch, edit, operate, problems_of

M = 1_000_000
Q3, Q4, NEXT = (2024, 3), (2024, 4), (2025, 1)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of two lines of 20 and 30 million."""
    with a_plan(tmp_path, [{}, {"quantity": "3"}]) as made:
        yield made


def shown(plan: Plan, number: str) -> list[tuple[int, int, int, bool]]:
    """A line's phases as plain rows."""
    found = plan.schedule.of(plan.lines.find_id(number)).phases
    return [(phase.year, phase.quarter, phase.amount, phase.spent) for phase in found]


def spread(plan: Plan, *numbers: str, pattern: PhasePattern = PhasePattern.EVEN) -> int:
    """Spread lines from Q3/2024 to Q1/2025; the seq."""
    done, problems = plan.schedule.spread([plan.lines.find_id(number) for number in numbers], pattern, Q3, NEXT, reason="theo tiến độ")
    assert done is not None, problems
    assert done.receipt is not None
    return done.receipt.seq


def test_many_lines_are_spread_as_one_batch_and_taken_back_as_one(plan: Plan, tmp_path: Path) -> None:
    seq = spread(plan, "1", "2", pattern=PhasePattern.FRONT)
    assert shown(plan, "1") == [(2024, 3, 10 * M, False), (2024, 4, 6_666_667, False), (2025, 1, 3_333_333, False)]
    assert shown(plan, "2") == [(2024, 3, 15 * M, False), (2024, 4, 10 * M, False), (2025, 1, 5 * M, False)]
    schedule = plan.schedule.of(plan.lines.find_id("1"))
    assert (schedule.year, schedule.quarter, schedule.pattern) == (2024, 3, PhasePattern.FRONT)
    assert plan.totals().amount(year=2025) == 8_333_333
    told = [(text.label, text.new) for text in plan.journal.describe(seq).changes if text.label.startswith("Phân kỳ")]
    assert ("Phân kỳ quý 1/2025", "5.000.000 đ") in told
    plan.undo(seq)
    assert shown(plan, "1") == [(2024, 1, 20 * M, False)]
    assert plan.totals().amount(year=2025) == 0
    assert problems_of(plan, tmp_path) == []


def test_spreading_anew_replaces_only_what_is_not_spent(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    spread(plan, "1")
    done, problems = plan.schedule.mark_spent(line, Q3, 5 * M, "phiếu chi tháng 9")
    assert done is not None, problems
    assert shown(plan, "1") == [(2024, 3, 5 * M, True), (2024, 4, 7_500_000, False), (2025, 1, 7_500_000, False)]
    done, problems = plan.schedule.spread([line], PhasePattern.MILESTONE, shares={Q4: 2000, NEXT: 8000}, reason="theo mốc")
    assert done is not None, problems
    assert shown(plan, "1") == [(2024, 3, 5 * M, True), (2024, 4, 3 * M, False), (2025, 1, 12 * M, False)]
    assert verify_plan(plan).wrong == []


def test_what_is_spent_stays_when_the_line_is_deferred_and_cut(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    spread(plan, "1")
    plan.schedule.mark_spent(line, Q3, 5 * M, "phiếu chi")
    scenario = branch(plan, "Giãn")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 1}, lines=(line,))
    moved = plan.schedule.of(line, scenario)
    assert moved.phases == (Phase(2024, 3, 5 * M, True), Phase(2025, 1, 7_500_000), Phase(2025, 2, 7_500_000))
    edit(plan, line, "unit_price", "2.000.000")
    assert plan.schedule.of(line).excess == M
    assert sum(phase.amount for phase in plan.schedule.of(line).phases) == 4 * M


def test_a_phase_marked_spent_by_mistake_is_planned_again(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    spread(plan, "1")
    before = shown(plan, "1")
    plan.schedule.mark_spent(line, Q3, 6_666_667, "phiếu chi")
    done, problems = plan.schedule.unmark_spent(line, Q3, "ghi nhầm")
    assert done is not None, problems
    assert shown(plan, "1") == before
    assert [problem.code for problem in plan.schedule.unmark_spent(line, Q3, "ghi nhầm")[1]] == ["not_spent"]


def test_a_line_that_is_deferred_in_the_base_may_still_be_marked_spent_where_it_stands_now(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    spread(plan, "1")
    edit(plan, line, "quarter", "4")
    plan.schedule.mark_spent(line, Q4, 5 * M, "phiếu chi")
    assert shown(plan, "1") == [(2024, 4, 5 * M, True), (2025, 1, 7_500_000, False), (2025, 2, 7_500_000, False)]


def test_a_split_is_taken_away_unless_something_is_spent(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    spread(plan, "1")
    plan.schedule.mark_spent(line, Q3, M, "phiếu chi")
    assert [problem.code for problem in plan.schedule.unspread([line], "gộp lại")[1]] == ["spread_spent"]
    plan.schedule.unmark_spent(line, Q3, "ghi nhầm")
    done, problems = plan.schedule.unspread([line], "gộp lại")
    assert done is not None, problems
    assert shown(plan, "1") == [(2024, 3, 20 * M, False)]
    assert plan.schedule.of(line).pattern is None


def test_what_cannot_be_spread_is_refused_whole(plan: Plan) -> None:
    one, two = plan.lines.find_id("1"), plan.lines.find_id("2")
    head = plan.head()
    edit(plan, two, "quantity", "0")
    refused = {
        "reason_missing": plan.schedule.spread([one], PhasePattern.EVEN, Q3, NEXT, reason=" "),
        "nothing_to_spread": plan.schedule.spread([one, two], PhasePattern.EVEN, Q3, NEXT, reason="thử"),
        "amounts_differ": plan.schedule.spread([one], PhasePattern.MANUAL, amounts={Q3: M}, reason="thử"),
        "manual_many": plan.schedule.spread([one, two], PhasePattern.MANUAL, amounts={Q3: M}, reason="thử"),
        "no_lines": plan.schedule.spread([], PhasePattern.EVEN, Q3, NEXT, reason="thử"),
        "spent_out_of_range": plan.schedule.mark_spent(one, Q3, 20 * M + 1, "thử"),
        "quarter_out_of_range": plan.schedule.mark_spent(one, (2024, 5), M, "thử"),
    }
    assert {code: [problem.code for problem in problems] for code, (_, problems) in refused.items()} == {code: [code] for code in refused}
    assert all(done is None for done, _ in refused.values())
    assert plan.head() == head + 1


def test_money_by_quarter_is_grouped_with_spent_apart(plan: Plan) -> None:
    spread(plan, "1", "2")
    plan.schedule.mark_spent(plan.lines.find_id("2"), Q3, 4 * M, "phiếu chi")
    found = [(one.group, one.year, one.quarter, one.amount, one.spent, one.lines) for one in plan.schedule.by_quarter(by=("source",))]
    assert found == [
        (("QD334",), 2024, 3, 10_666_667, 4 * M, 2),
        (("QD334",), 2024, 4, 19_666_667, 0, 2),
        (("QD334",), 2025, 1, 19_666_666, 0, 2),
    ]
    assert sum(one.amount for one in plan.schedule.by_quarter(wanted=LineFilter(years=(2025,)))) == plan.totals().amount(year=2025)
