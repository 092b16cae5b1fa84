"""Pots that are short, and what nobody has entered."""

from dataclasses import replace
from pathlib import Path

from budget.checks.ceilings import judge_pots
from budget.funding.pots import Ceiling, Pot
from tests.checked import CLEAN
from tests.plans import DISTRICT, OTHER_DISTRICT, a_plan

NAMES = {"NQ36-H": "NQ 36 huyện"}
CEILING = Ceiling("p", "NQ36-H", DISTRICT, 2024, "recurrent", 100, 30, 10)
POT = Pot("p", "NQ36-H", DISTRICT, "Thành phố Tam Kỳ", "district", 2024, "recurrent", 60, 3, CEILING)


def test_a_pot_that_is_just_enough_is_silent() -> None:
    assert judge_pots([POT], NAMES) == []


def test_a_short_pot_says_need_left_and_shortage_whatever_another_has_over() -> None:
    rich = replace(POT, id="q", need=0)
    (problem,) = judge_pots([replace(POT, need=1_061), rich], NAMES)
    assert problem.code == "ceiling_exceeded"
    assert problem.pot == "p"
    assert problem.sentence == "NQ 36 huyện của Thành phố Tam Kỳ năm 2024: 3 khoản mục cần 1.061 đ, hạn mức còn 60 đ, thiếu 1.001 đ."


def test_the_greatest_shortage_comes_first() -> None:
    problems = judge_pots([replace(POT, need=70), replace(POT, id="q", need=90)], NAMES)
    assert [problem.pot for problem in problems] == ["q", "p"]


def test_pots_nobody_entered_are_one_problem_a_source_and_year() -> None:
    unknown = replace(POT, ceiling=None, need=40)
    pots = [unknown, replace(unknown, id="q", unit=OTHER_DISTRICT), replace(unknown, id="r", year=2025), replace(unknown, id="s", need=0)]
    now, later = judge_pots(pots, NAMES)
    assert (now.code, now.pot, later.pot) == ("ceiling_unknown", "NQ36-H|2024", "NQ36-H|2025")
    assert "chưa nhập hạn mức của 2 đơn vị, đang cần 80 đ" in now.sentence
    assert "Thành phố Tam Kỳ" in later.sentence


def test_a_granted_ceiling_without_its_spending_is_told_and_zero_spent_is_not() -> None:
    (problem,) = judge_pots([replace(POT, ceiling=replace(CEILING, spent=None))], NAMES)
    assert problem.code == "spent_unknown"
    assert "hạn mức 100 đ" in problem.sentence
    assert judge_pots([replace(POT, ceiling=replace(CEILING, spent=0))], NAMES) == []


def test_the_pots_of_a_plan_are_checked_with_its_totals(tmp_path: Path) -> None:
    with a_plan(tmp_path, [CLEAN, {**CLEAN, "unit": DISTRICT, "source": "NQ36-H"}]) as plan:
        assert {problem.code for problem in plan.checks.of_ceilings()} == {"ceiling_unknown"}
        plan.funding.set_ceiling(plan.funding.place_of("QD334", None), {"granted": 15_000_000, "spent": 0}, "QĐ giao")
        (short,) = [problem for problem in plan.checks.of_ceilings() if problem.code == "ceiling_exceeded"]
        assert "cần 20.000.000 đ, hạn mức còn 15.000.000 đ, thiếu 5.000.000 đ" in short.sentence
