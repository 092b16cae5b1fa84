"""Warnings set aside with a reason: counted apart, undone like any edit, and back once what was seen has changed."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from budget.checks.dismissals import SEEN
from budget.checks.registry import DISMISSIBLE
from budget.model.problem import Problem
from budget.model.states import OperationKind
from budget.plan.face import Plan
from tests.checked import CLEAN
from tests.plans import DISTRICT, a_plan, branch, edit, operate, problems_of

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Mua sắm máy quét tài liệu"}
PAIR = [HERE, {**HERE, "name": "Máy quét tài liệu"}]
HALF = {**CLEAN, "quantity": "1,5"}


def standing(plan: Plan, code: str, scenario: str = "goc") -> list[Problem]:
    return [problem for problem in plan.checks.run(scenario) if problem.code == code]


def dismissed_codes(plan: Plan) -> list[str]:
    return [item.problem.code for item in plan.checks.dismissed()]


def dismiss(plan: Plan, code: str) -> None:
    receipt, problems = plan.checks.dismiss(standing(plan, code)[0], "hai nhu cầu khác nhau")
    assert receipt, problems


def test_every_code_that_may_be_dismissed_says_what_it_is_judged_on() -> None:
    assert set(SEEN) == DISMISSIBLE


def test_a_pair_that_is_not_the_same_leaves_the_list_with_who_and_why(tmp_path: Path) -> None:
    with a_plan(tmp_path, PAIR) as plan:
        before = len(plan.checks.run())
        dismiss(plan, "duplicate_likely")
        (item,) = plan.checks.dismissed()
        assert (item.problem.code, item.reason, item.author) == ("duplicate_likely", "hai nhu cầu khác nhau", "An")
        assert len(plan.checks.run()) == before - 1
        assert "duplicate_likely" not in {group.code for group in plan.checks.most_pressing(n=99)}
        assert problems_of(plan, tmp_path) == []


@pytest.mark.parametrize(
    ("number", "field", "text", "lapses"),
    [
        ("1", "name", "Máy quét: tài liệu", True),
        ("2", "name", "Tài liệu, máy quét", True),
        ("2", "measure", "chiếc", True),
        ("1", "quantity", "3", False),
        ("2", "note", "đã xem", False),
    ],
)
def test_it_lapses_when_name_or_measure_of_either_line_changes_and_only_then(
    tmp_path: Path, number: str, field: str, text: str, lapses: bool
) -> None:
    with a_plan(tmp_path, PAIR) as plan:
        dismiss(plan, "duplicate_likely")
        edit(plan, plan.lines.find_id(number), field, text)
        assert len(standing(plan, "duplicate_likely")) == int(lapses)
        assert dismissed_codes(plan) == ([] if lapses else ["duplicate_likely"])


def test_what_lapsed_can_be_dismissed_anew_and_is_stored_once(tmp_path: Path) -> None:
    with a_plan(tmp_path, PAIR) as plan:
        dismiss(plan, "duplicate_likely")
        edit(plan, plan.lines.find_id("2"), "measure", "chiếc")
        dismiss(plan, "duplicate_likely")
        assert dismissed_codes(plan) == ["duplicate_likely"]
        with plan.store.read() as cursor:
            assert cursor.rows("SELECT count(*) FROM dismissal") == [(1,)]


def test_undoing_and_taking_back_bring_the_problem_back(tmp_path: Path) -> None:
    with a_plan(tmp_path, PAIR) as plan:
        problem = standing(plan, "duplicate_likely")[0]
        dismiss(plan, "duplicate_likely")
        plan.undo_last()
        assert standing(plan, "duplicate_likely") == [problem]
        plan.redo_last()
        assert standing(plan, "duplicate_likely") == []
        assert plan.checks.undismiss(problem)[0]
        assert standing(plan, "duplicate_likely") == [problem]
        assert plan.checks.undismiss(problem)[1][0].code == "not_dismissed"


def test_a_third_request_is_not_covered_by_the_dismissal_of_two(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE]) as plan:
        dismiss(plan, "duplicate_request")
        plan.lines.copy(plan.lines.find_id("1"))
        (problem,) = standing(plan, "duplicate_request")
        assert problem.line == plan.lines.find_id("3")
        assert len(problem.others) == 2


def test_a_scenario_that_changes_what_was_seen_shows_the_problem_again(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HALF]) as plan:
        dismiss(plan, "quantity_fraction")
        scenario = branch(plan, "PA")
        assert standing(plan, "quantity_fraction", scenario) == []
        operate(plan, scenario, OperationKind.SET_DRIVER, {"driver": "quantity", "value": 2_500})
        assert len(standing(plan, "quantity_fraction", scenario)) == 1
        assert standing(plan, "quantity_fraction") == []


def test_an_error_is_never_set_aside(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "source": "NQ36-H"}]) as plan:
        receipt, problems = plan.checks.dismiss(standing(plan, "source_not_allowed")[0], "đã xin ý kiến")
        assert receipt is None
        assert problems[0].code == "not_dismissible"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda plan: plan.checks.dismiss(standing(plan, "quantity_fraction")[0], "  "), "reason_missing"),
        (lambda plan: plan.checks.dismiss(("price_outlier", plan.lines.find_id("1"), ""), "x"), "problem_gone"),
        (lambda plan: plan.checks.dismiss(("quantity_fraction", "nobody", ""), "x"), "problem_gone"),
    ],
)
def test_without_a_reason_or_a_problem_nothing_is_written(
    tmp_path: Path, act: Callable[[Plan], tuple[object, list[Problem]]], code: str
) -> None:
    with a_plan(tmp_path, [HALF]) as plan:
        head = plan.head()
        receipt, problems = act(plan)
        assert receipt is None
        assert problems[0].code == code
        assert plan.head() == head


LAPSES: tuple[tuple[Mapping[str, str], str, str, str], ...] = (
    (HALF, "quantity_fraction", "quantity", "2,5"),
    ({**CLEAN, "last_year_outturn": "1.000.000"}, "request_out_of_proportion", "last_year_outturn", "2.000.000"),
    ({**CLEAN, "unit": DISTRICT, "source": "BSCDS", "entitled": "", "usable": ""}, "office_equipment_again", "quantity", "3"),
)


@pytest.mark.parametrize(("texts", "code", "field", "text"), LAPSES)
def test_each_dismissal_lapses_with_the_figures_it_was_judged_on(
    tmp_path: Path, texts: Mapping[str, str], code: str, field: str, text: str
) -> None:
    with a_plan(tmp_path, [texts]) as plan:
        dismiss(plan, code)
        assert standing(plan, code) == []
        edit(plan, plan.lines.find_id("1"), field, text)
        assert len(standing(plan, code)) == 1
