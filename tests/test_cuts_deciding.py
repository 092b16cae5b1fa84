"""What people decide for lines: done, or named with the reason why not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from budget.cuts.drawing import Drawn
from budget.cuts.settings import DROP_ONLY, Pin
from budget.model.states import CutAction
from budget.plan.face import Plan
from tests.drawn_cuts import asking, drawn, solved
from tests.plans import a_plan, edit

LINES = [
    {"name": "Máy chủ", "quantity": "1", "unit_price": "40.000.000", "priority": "4"},
    {"name": "Phần mềm", "quantity": "1", "unit_price": "5.000.000", "priority": "2"},
    {"name": "Duy trì phần mềm", "quantity": "1", "unit_price": "3.000.000", "priority": "2"},
    {"name": "Riêng", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: the upkeep needs the software, which needs the server."""
    with a_plan(Path(tmp_path_factory.mktemp("deciding")), LINES) as made:
        for child, parent in (("2", "1"), ("3", "2")):
            edit(made, made.lines.find_id(child), "requires", made.lines.find_id(parent))
        yield made


def decide(plan: Plan, *bundles: tuple[int, ...], **pins: CutAction) -> tuple[Drawn, list[str]]:
    """The question with decisions by the numbers of lines (n1=...), and the codes of what cannot be."""
    told = {
        plan.lines.find_id(name[1:]): Pin(action, "họp", 3_000 if action is CutAction.PERCENT else None) for name, action in pins.items()
    }
    groups = tuple(tuple(plan.lines.find_id(str(number)) for number in bundle) for bundle in bundles)
    later = replace(DROP_ONLY, defer_to=(2025, 1))
    question = drawn(plan, asking(1, year=2024, pins=told, bundles=groups, means=later))
    return question, [problem.code for problem in question.problems]


def forced(question: Drawn) -> set[int]:
    """The numbers of the lines that may not stay as they are."""
    return {int(question.need.number[at]) for at in np.flatnonzero(question.instance.lines.forced).tolist()}


def test_a_dropped_parent_takes_its_children_unless_one_was_kept(plan: Plan) -> None:
    question, problems = decide(plan, n1=CutAction.DROP)
    assert (forced(question), problems) == ({1}, [])
    question, problems = decide(plan, n1=CutAction.DROP, n3=CutAction.KEEP)
    assert (forced(question), problems) == (set(), ["pin_contradicted"])
    assert "khoản mục 2 gắn với khoản này phải giữ" in question.problems[0].sentence
    question, problems = decide(plan, n1=CutAction.DROP, n3=CutAction.PERCENT)
    assert (forced(question), problems) == ({3}, ["pin_contradicted"])


def test_what_waits_needs_children_that_can_wait_or_go(plan: Plan) -> None:
    assert decide(plan, n1=CutAction.DEFER)[1] == []
    assert decide(plan, n1=CutAction.DEFER, n3=CutAction.DROP)[1] == []
    assert decide(plan, n1=CutAction.DEFER, n2=CutAction.KEEP)[1] == ["pin_contradicted"]


def test_a_bundle_with_a_line_that_stays_cannot_be_dropped(plan: Plan) -> None:
    question, problems = decide(plan, (4, 5), n4=CutAction.DROP)
    assert (forced(question), problems) == (set(), ["pin_contradicted"])
    assert decide(plan, (4, 3), n4=CutAction.DROP)[1] == []


def test_what_is_left_of_decisions_can_always_be_solved(plan: Plan) -> None:
    pins = {plan.lines.find_id("1"): Pin(CutAction.DROP, "họp"), plan.lines.find_id("2"): Pin(CutAction.KEEP, "cần")}
    preview = solved(plan, asking(30_000_000, means=DROP_ONLY, pins=pins))
    assert {told.number for told in preview.cuts} == {4}
