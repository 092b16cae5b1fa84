"""What a line of the estimate must state."""

from pathlib import Path

import pytest

from tests.checked import CLEAN, everything, force, found, grant
from tests.plans import a_plan


def test_a_complete_line_has_no_problem_of_any_kind(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN]) as plan:
        grant(plan, "1")
        assert everything(plan) == []


@pytest.mark.parametrize(("code", "column"), [("missing_measure", "measure"), ("missing_code", "budget_code")])
def test_what_is_empty_or_never_given_is_missing(tmp_path: Path, code: str, column: str) -> None:
    with a_plan(tmp_path, [CLEAN, CLEAN]) as plan:
        for number, value in (("1", ""), ("2", None)):
            force(plan, plan.lines.find_id(number), "about", **{column: value})
        assert [problem.line for problem in found(plan, code)] == [plan.lines.find_id("1"), plan.lines.find_id("2")]


def test_a_basis_is_missing_where_neither_words_nor_a_kind_of_evidence_are_given(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "basis": ""}, {**CLEAN, "basis": "", "price_kind": ""}, {**CLEAN, "price_kind": ""}]) as plan:
        assert [problem.line for problem in found(plan, "missing_basis")] == [plan.lines.find_id("2")]


def test_a_line_never_priced_has_no_amount_but_one_cut_to_nothing_had(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "unit_price": "0"}, {**CLEAN, "finance_quantity": "0"}]) as plan:
        assert [problem.line for problem in found(plan, "missing_amount")] == [plan.lines.find_id("1")]


def test_the_list_of_other_spending_is_not_asked_for_a_basis(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "listing": "other", "basis": "", "budget_code": ""}]) as plan:
        assert found(plan, "missing_basis") == found(plan, "missing_code") == []
