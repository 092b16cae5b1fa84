"""Lines against the annex: unknown until it is entered, beyond it, more than granted, tied wrongly, asked again elsewhere."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.lines.editing import LineEdit
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import OperationKind, Severity
from tests.annexes import grant, tie
from tests.checked import CLEAN, everything, force, found
from tests.plans import DISTRICT, a_plan, branch, edit, operate

TWO = {**CLEAN, "quantity": "2"}
FOUR = {**CLEAN, "quantity": "4", "name": "Máy tính để bàn phòng họp"}


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code for problem in problems if problem.code.startswith("listed")}


def test_while_nobody_has_entered_the_list_of_a_unit_it_is_unknown_and_only_noted(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWO]) as plan:
        (problem,) = found(plan, "listed_unknown")
        assert problem.severity is Severity.NOTE
        assert "chưa nhập phụ lục" in problem.sentence
        assert codes(everything(plan)) == {"listed_unknown"}


def test_a_unit_the_source_may_not_pay_is_not_asked_for_its_list(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**TWO, "unit": DISTRICT}]) as plan:
        assert codes(everything(plan)) == set()


def test_a_list_of_another_unit_leaves_it_unknown(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWO]) as plan:
        grant(plan, unit="SBN-STP")
        assert codes(everything(plan)) == {"listed_unknown"}


def test_a_line_tied_to_its_item_has_nothing_wrong(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWO]) as plan:
        tie(plan, 1, grant(plan))
        assert codes(everything(plan)) == set()


def test_a_line_on_no_item_of_a_list_that_is_there_must_be_explained(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**TWO, "name": "Máy chủ"}]) as plan:
        grant(plan)
        (problem,) = found(plan, "listed_beyond")
        assert "đã đáp ứng, phải giải trình" in problem.sentence
        assert "cần kiểm tra" in problem.citation
        receipt, problems = plan.checks.dismiss(problem, "Máy chủ cũ hỏng, Sở TT&TT đã xác nhận")
        assert receipt is not None, problems
        assert codes(plan.checks.run()) == set()


@pytest.mark.parametrize(("bought", "over"), [("0", "1"), ("2", "3")])
def test_lines_of_one_item_are_held_together_against_what_is_left_of_it(tmp_path: Path, bought: str, over: str) -> None:
    with a_plan(tmp_path, [TWO, FOUR]) as plan:
        item = grant(plan, bought=bought)
        tie(plan, 1, item)
        assert codes(everything(plan)) == {"listed_beyond"}  # the second line is on no item yet
        tie(plan, 2, item)
        (problem,) = found(plan, "listed_over_quantity")
        assert problem.severity is Severity.ERROR
        assert problem.line == plan.lines.find_id("2")
        assert problem.others == (plan.lines.find_id("1"),)
        assert "vượt số lượng trong phụ lục" in problem.sentence
        assert f"Giảm {over} bộ" in problem.fix
        assert problem.cure == ("quantity", str(4 - int(over)))


def test_a_scenario_that_takes_the_surplus_out_is_not_over(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWO, FOUR]) as plan:
        item = grant(plan)
        tie(plan, 1, item)
        tie(plan, 2, item)
        scenario = branch(plan, "Bớt")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
        assert found(plan, "listed_over_quantity", scenario) == []
        assert len(found(plan, "listed_over_quantity")) == 1


@pytest.mark.parametrize("texts", [{"unit": "SBN-STP"}, {"source": "DT-GIAO"}, {"measure": "chiếc"}])
def test_an_item_of_another_unit_source_or_measure_is_an_error(tmp_path: Path, texts: dict[str, str]) -> None:
    with a_plan(tmp_path, [TWO]) as plan:
        tie(plan, 1, grant(plan))
        for field, text in texts.items():
            edit(plan, plan.lines.find_id("1"), field, text)
        (problem,) = found(plan, "listed_mismatch")
        assert problem.severity is Severity.ERROR


def test_an_item_that_is_gone_is_said(tmp_path: Path) -> None:
    with a_plan(tmp_path, [TWO]) as plan:
        force(plan, plan.lines.find_id("1"), "listed", listed_item="không còn")
        (problem,) = found(plan, "listed_mismatch")
        assert "không còn" in problem.sentence


def test_what_the_annex_grants_and_is_asked_of_another_source_is_told(tmp_path: Path) -> None:
    again = {**TWO, "source": "DT-GIAO", "name": "Máy tính để bàn (bổ sung)"}
    other = {**TWO, "source": "DT-GIAO", "name": "Máy chủ"}
    with a_plan(tmp_path, [again, other, {**again, "unit": DISTRICT, "source": "NQ36-H"}]) as plan:
        grant(plan)
        (problem,) = found(plan, "listed_again")
        assert problem.line == plan.lines.find_id("1")
        assert "5 bộ" in problem.sentence


ACTS = st.one_of(
    st.tuples(st.just("tie"), st.integers(0, 3), st.integers(-1, 1)),
    st.tuples(st.just("quantity"), st.integers(0, 3), st.integers(1, 5)),
    st.tuples(st.sampled_from(["delete", "undo", "drop", "grow"]), st.integers(0, 3), st.just(0)),
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(ACTS, min_size=1, max_size=8))
def test_whatever_is_tied_edited_or_dropped_the_kept_answer_equals_a_fresh_one(tmp_path: Path, acts: list[tuple[str, int, int]]) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with a_plan(folder, [{**TWO, "name": f"Máy tính để bàn phòng {letter}"} for letter in "ABCD"]) as plan:
        items = [grant(plan), grant(plan, name="Máy tính để bàn dự phòng", quantity="3")]
        scenario = branch(plan, "PA")
        plan.checks.run()
        for what, place, value in acts:
            ids = plan.lines.select(LineFilter())
            line = ids[place % len(ids)]
            if what == "tie":
                plan.listed.tie({line: items[value] if value >= 0 else ""})
            elif what == "quantity":
                plan.lines.edit([LineEdit(line, "quantity", str(value))], "thử")
            elif what == "drop":
                operate(plan, scenario, OperationKind.DROP, lines=(line,))
            elif what == "grow":
                plan.listed.edit(items[0], {"quantity": "7"}, "phụ lục điều chỉnh")
            elif what == "delete" and len(ids) > 1:
                plan.lines.delete([line], "thừa")
            elif what == "undo":
                plan.undo_last()
            for name in (BASE, scenario):
                if name == BASE or name in {one.id for one in plan.scenarios.listed()}:
                    kept = [problem for problem in plan.checks.run(name) if problem.line]
                    assert sorted(kept, key=repr) == sorted(everything(plan, name), key=repr), what
