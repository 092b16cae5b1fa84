"""Between two answers: what comes in, what goes out, what is cut otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.between import compare_answers
from budget.cuts.settings import DROP_ONLY, CutSettings, Pin, Quota, Target
from budget.model.states import CutAction
from budget.plan.face import Plan
from tests.drawn_cuts import solved
from tests.plans import a_plan

LINES = [
    {"name": "Máy tính", "priority": "4", "quantity": "1", "unit_price": "100.000.000"},
    {"name": "Máy quét", "priority": "3", "quantity": "1", "unit_price": "120.000.000"},
    {"name": "Máy chủ", "priority": "2", "quantity": "4", "unit_price": "30.000.000"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    with a_plan(Path(tmp_path_factory.mktemp("between")), LINES) as made:
        yield made


def asking(amount: int, **more: object) -> CutSettings:
    return CutSettings(targets=(Target(Quota(amount=amount)),), means=DROP_ONLY, **more)  # type: ignore[arg-type]


def test_lines_come_in_and_go_out(plan: Plan) -> None:
    less, more = (
        solved(plan, asking(100_000_000)),
        solved(plan, asking(120_000_000, pins={plan.lines.find_id("1"): Pin(CutAction.KEEP, "giữ")})),
    )
    difference = compare_answers(less.outcome, more.outcome)
    assert [line.name for line in difference.first_lines(9)[0]] == ["Máy quét"]
    assert [line.name for line in difference.first_lines(9)[1]] == ["Máy tính"]
    assert difference.first_lines(9)[2] == []
    assert not compare_answers(less.outcome, less.outcome).any


def test_a_line_cut_in_another_way_is_told_as_the_second_does(plan: Plan) -> None:
    server = plan.lines.find_id("3")
    one = solved(plan, asking(1, pins={server: Pin(CutAction.PERCENT, "bớt", 2500)}))
    two = solved(plan, asking(1, pins={server: Pin(CutAction.PERCENT, "bớt", 5000)}))
    ((line,),) = [compare_answers(one.outcome, two.outcome).first_lines(9)[2]]
    assert (line.name, line.saved) == ("Máy chủ", 60_000_000)


def test_answers_to_different_questions_are_not_compared(plan: Plan) -> None:
    other = solved(plan, CutSettings(targets=(Target(Quota(amount=1)),), means=DROP_ONLY, year=2024))
    narrowed = solved(plan, asking(1))
    assert compare_answers(narrowed.outcome, other.outcome)
    lines = replace(other.drawn.instance.lines, ids=("x", "y", "z"))
    changed = replace(other.outcome, drawn=replace(other.drawn, instance=replace(other.drawn.instance, lines=lines)))
    with pytest.raises(ValueError, match="different questions"):
        compare_answers(narrowed.outcome, changed)
