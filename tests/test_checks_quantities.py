"""Fractions of things that are counted."""

from pathlib import Path

from tests.checked import CLEAN, found
from tests.plans import a_plan


def test_half_a_computer_is_found_and_half_a_month_is_not(tmp_path: Path) -> None:
    lines = [{**CLEAN, "quantity": "2,5"}, {**CLEAN, "quantity": "2,5", "measure": "tháng"}, {**CLEAN, "quantity": "3"}]
    with a_plan(tmp_path, lines) as plan:
        (problem,) = found(plan, "quantity_fraction")
        assert problem.line == plan.lines.find_id("1")
        assert "số lượng 2,5 bộ" in problem.sentence
