"""Which rules were changed between two questions, in the words of the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.cuts.rule_changes import say_rule_changes
from budget.cuts.settings import DROP_ONLY, CutSettings, Pin, Scope
from budget.model.states import CutAction
from budget.plan.face import Plan
from tests.drawn_cuts import asking, drawn
from tests.plans import a_plan

LINES = [{"name": "Máy tính", "quantity": "10"}, {"name": "Máy in", "quantity": "10"}, {"name": "Máy quét", "quantity": "10"}]
"""100 million đồng each."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    with a_plan(Path(tmp_path_factory.mktemp("rules")), LINES) as made:
        yield made


def said(plan: Plan, before: CutSettings, after: CutSettings) -> str:
    return say_rule_changes(drawn(plan, before), drawn(plan, after))


def test_the_same_rules_say_nothing(plan: Plan) -> None:
    assert said(plan, asking(share=1000), asking(share=1000)) == ""


def test_numbers_are_told_from_what_to_what(plan: Plan) -> None:
    assert said(plan, asking(share=1000), asking(60_000_000)) == "mục tiêu 30 triệu → 60 triệu"
    caps = said(plan, asking(share=1000, unit_cap_bp=2000, mountain_cap_bp=1000), asking(share=1000, unit_cap_bp=1550))
    assert caps == "mức trần mỗi đơn vị 20 % → 15,5 %, mức trần xã miền núi 10 % → không giới hạn"


def test_pins_are_counted_and_a_turned_one_is_no_pin_less(plan: Plan) -> None:
    one, two = plan.lines.find_id("1"), plan.lines.find_id("2")
    keep, drop = Pin(CutAction.KEEP, "thử"), Pin(CutAction.DROP, "thử")
    assert said(plan, asking(1), asking(1, pins={one: keep, two: drop})) == "ghim 2 khoản mục"
    assert said(plan, asking(1, pins={one: keep, two: drop}), asking(1, pins={one: drop})) == "ghim 1 khoản mục, bỏ ghim 1 khoản mục"


def test_other_rules_are_named(plan: Plan) -> None:
    assert said(plan, asking(1), asking(1, scope=Scope.SOURCE, subject="QD334")) == "phạm vi mục tiêu"
    assert said(plan, asking(1), asking(1, means=DROP_ONLY, strict=True)) == ("việc được phép làm với khoản mục, thứ tự lần lượt theo nhóm")
