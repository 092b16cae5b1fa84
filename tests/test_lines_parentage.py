"""The journal tells which line a part was taken from, through split after split; a copy has no parent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.parentage import split_parents
from budget.lines.splitting import SplitBy, SplitPart
from budget.plan.face import Plan
from tests.plans import a_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"quantity": "12"}]) as opened:
        yield opened


def split_off(plan: Plan, line: str, *sizes: str) -> str:
    _, planned = plan.rearrange.split(line, SplitBy.QUANTITY, [SplitPart(size) for size in sizes], "tách")
    return str(planned.parts[-1]["id"])


def parents(plan: Plan, line: str) -> list[int]:
    with plan.store.read() as cursor:
        return [number for _, number, _ in split_parents(cursor, line)]


def test_a_part_of_a_part_has_both_before_it_the_nearest_first(plan: Plan) -> None:
    line = plan.lines.find_id("1")
    part = split_off(plan, line, "4", "8")
    part_of_part = split_off(plan, part, "5", "3")
    assert parents(plan, part_of_part) == [2, 1]
    assert parents(plan, part) == [1]
    assert parents(plan, line) == []


def test_a_copy_stands_for_itself(plan: Plan) -> None:
    assert parents(plan, plan.lines.copy(plan.lines.find_id("1"))) == []
