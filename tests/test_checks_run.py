"""Running all checks, over all lines or some, and telling new problems from old."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from budget.checks.run import group_problems, key_of, new_problems, run_checks, sort_problems
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import OperationKind, Severity
from budget.plan.face import Plan
from tests.checked import CLEAN, grant
from tests.plans import DISTRICT, a_plan, branch, operate

WRONG = {**CLEAN, "unit": DISTRICT, "name": "Máy quét"}
PROBLEMS = st.builds(
    Problem,
    code=st.sampled_from(["unit_slip", "price_outlier", "norm_unclear"]),
    sentence=st.just("Câu."),
    severity=st.sampled_from(list(Severity)),
    line=st.sampled_from([None, "a", "b", "c"]),
    pot=st.sampled_from([None, "p", "q"]),
)


def test_the_whole_plan_is_checked_with_its_pots_and_some_lines_without(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, WRONG]) as plan:
        grant(plan, "1")
        _ask_of_all_and_some(plan)


def _ask_of_all_and_some(plan: Plan) -> None:
    with plan.store.read() as cursor:
        whole = run_checks(cursor, BASE)
        first, second = plan.lines.find_id("1"), plan.lines.find_id("2")
        assert {problem.code for problem in whole} == {"source_not_allowed", "ceiling_unknown"}
        assert run_checks(cursor, BASE, [first]) == []
        assert [problem.line for problem in run_checks(cursor, BASE, [second])] == [second]
        assert run_checks(cursor, BASE, []) == []


def test_some_lines_are_found_wrong_exactly_where_the_whole_run_finds_them(tmp_path: Path) -> None:
    lines = [WRONG, WRONG, {**CLEAN, "basis": ""}, {**CLEAN, "quantity": "0,5"}, {**CLEAN, "unit_price": "16.000.000"}]
    with a_plan(tmp_path, lines) as plan, plan.store.read() as cursor:
        whole = [problem for problem in run_checks(cursor, BASE) if problem.line]
        for number in range(1, len(lines) + 1):
            line = plan.lines.find_id(str(number))
            assert run_checks(cursor, BASE, [line]) == [problem for problem in whole if problem.line == line]


def test_a_dropped_line_has_no_problems_left_in_its_scenario(tmp_path: Path) -> None:
    with a_plan(tmp_path, [WRONG]) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP)
        with plan.store.read() as cursor:
            assert run_checks(cursor, scenario) == []
            assert run_checks(cursor, BASE) != []


@given(st.lists(PROBLEMS), st.lists(PROBLEMS))
def test_what_is_new_and_what_was_there_make_up_the_problems_after(before: list[Problem], after: list[Problem]) -> None:
    new = new_problems(before, after)
    old = {key_of(problem) for problem in before}
    assert [problem for problem in after if key_of(problem) not in old] == new
    assert new_problems(after, after) == []
    assert {key_of(problem) for problem in new}.isdisjoint(old)


@given(st.lists(PROBLEMS))
def test_groups_count_every_problem_once_and_stand_most_pressing_first(problems: list[Problem]) -> None:
    groups = group_problems(problems)
    assert sum(group.count for group in groups) == len(problems)
    order = [group.example for group in groups]
    assert sort_problems(order) == order
    for group in groups:
        assert set(group.lines) == {problem.line for problem in problems if problem.code == group.code and problem.line}
