"""plan.checks as pages and commands use it: what is pressing, and what an operation breaks and cures."""

from pathlib import Path

import pytest

import budget.plan.checks_part
from budget.lines.query import LineFilter
from budget.model.states import OperationKind, Severity
from budget.scenarios.operations import Draft
from tests.checked import CLEAN, everything, grant
from tests.plans import DISTRICT, a_plan, branch, edit, operate

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}


def drop(*lines: str) -> Draft:
    return Draft(OperationKind.DROP, LineFilter(lines=lines), "không cần")


def test_lines_pots_and_the_whole_say_the_same(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE, {**CLEAN, "basis": ""}]) as plan:
        third = plan.lines.find_id("3")
        cold = plan.checks.of_lines([third])
        whole = plan.checks.run()
        assert plan.checks.of_lines([third]) == cold == [problem for problem in whole if problem.line == third]
        assert plan.checks.of_ceilings() == [problem for problem in whole if problem.pot]
        assert sorted(everything(plan), key=repr) == sorted((problem for problem in whole if problem.line), key=repr)


def test_a_large_plan_is_checked_beside_who_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget.plan.checks_part, "SMALL", 0)
    with a_plan(tmp_path, [HERE, {**CLEAN, "basis": "", "price_kind": ""}]) as plan:
        assert plan.checks.most_pressing_if_known() is None
        whole = plan.checks.most_pressing()
        assert plan.checks.most_pressing_if_known() == whole
        assert [group.code for group in whole if group.lines]


def test_a_small_plan_is_checked_at_once(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE]) as plan:
        assert plan.checks.most_pressing_if_known() == plan.checks.most_pressing()


def test_the_most_pressing_kinds_come_with_counts_an_example_and_their_lines(tmp_path: Path) -> None:
    with a_plan(
        tmp_path,
        [
            {**HERE, "source": "QD334"},
            {**HERE, "name": "Máy in", "basis": "", "price_kind": ""},
            {**HERE, "name": "Máy quét", "basis": "", "price_kind": ""},
        ],
    ) as plan:
        groups = plan.checks.most_pressing()
        assert [group.code for group in groups] == ["source_not_allowed", "ceiling_unknown", "missing_basis"]
        assert groups[0].severity is Severity.ERROR
        assert groups[2].count == 2
        assert set(groups[2].lines) == {plan.lines.find_id("2"), plan.lines.find_id("3")}
        assert plan.checks.most_pressing(n=1) == groups[:1]


def test_a_line_is_told_of_what_holds_another_against_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE]) as plan:
        plan.checks.run()
        assert "duplicate_request" in {problem.code for problem in plan.checks.of_lines([plan.lines.find_id("1")])}


def test_a_preview_tells_what_breaks_and_what_is_cured_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "name": "Máy chủ"}, {**CLEAN, "name": "Phần mềm"}, HERE, HERE]) as plan:
        parent, child = plan.lines.find_id("1"), plan.lines.find_id("2")
        edit(plan, child, "requires", parent)
        grant(plan, "1", "2")
        scenario = branch(plan, "PA")
        result, problems = plan.checks.preview_problems(scenario, [drop(parent, plan.lines.find_id("4"))])
        assert problems == []
        assert result is not None
        assert [(problem.code, problem.line) for problem in result.new] == [("requires_dropped", child)]
        assert [(problem.code, problem.line) for problem in result.cured] == [
            ("duplicate_request", plan.lines.find_id("4")),
        ]
        assert result.preview.touched == 2
        assert plan.scenarios.operations(scenario) == []
        assert [problem.code for problem in plan.checks.run(scenario) if problem.code == "requires_dropped"] == []


def test_a_preview_tells_which_pot_is_filled_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE]) as plan:
        plan.funding.set_ceiling(plan.funding.place_of("NQ36-H", DISTRICT), {"granted": 19_000_000, "spent": 0}, "QĐ giao")
        scenario = branch(plan, "PA")
        half = Draft(OperationKind.PERCENT, LineFilter(), "tiết kiệm", {"share_bp": 5_000})
        result, _ = plan.checks.preview_problems(scenario, [half])
        assert result is not None
        assert [(problem.code, problem.pot) for problem in result.cured] == [("ceiling_exceeded", f"NQ36-H|{DISTRICT}|2024|recurrent")]
        assert result.new == ()


def test_a_preview_on_top_of_earlier_operations_compares_with_the_scenario_and_not_with_the_base(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE]) as plan:
        first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(first,))
        result, _ = plan.checks.preview_problems(scenario, [drop(second)])
        assert result is not None
        assert "duplicate_request" not in {problem.code for problem in result.cured}


def test_operations_that_cannot_be_tried_are_refused_with_their_problems(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE]) as plan:
        result, problems = plan.checks.preview_problems("goc", [drop(plan.lines.find_id("1"))])
        assert result is None
        assert [problem.code for problem in problems] == ["base_is_fixed"]


def test_new_problems_are_told_by_code_and_line(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        before = plan.checks.run()
        edit(plan, plan.lines.find_id("1"), "budget_code", "")
        assert [problem.code for problem in plan.checks.new_problems(before, plan.checks.run())] == ["missing_code"]
