"""One numbered package asked for by several units."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checked import CLEAN, found
from tests.plans import DISTRICT, OTHER_DISTRICT, a_plan

FIRST = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Gói thầu số 3: máy quét tài liệu"}
SECOND = {**FIRST, "unit": OTHER_DISTRICT}


def test_one_package_at_two_units_may_be_one_purchase_split(tmp_path: Path) -> None:
    with a_plan(tmp_path, [FIRST, {**SECOND, "name": "Máy quét tài liệu - gói thầu 3"}]) as plan:
        (problem,) = found(plan, "split_purchase")
        assert (problem.line, problem.others) == (plan.lines.find_id("2"), (plan.lines.find_id("1"),))
        assert "cộng 40.000.000 đ" in problem.sentence


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Gói thầu số 4: máy quét tài liệu"},
        {"name": "Gói thầu số 3: phần mềm"},
        {"name": "Máy quét tài liệu"},
        {"unit": DISTRICT},
        {"year": "2025"},
    ],
)
def test_another_package_thing_or_year_or_the_same_unit_is_not(tmp_path: Path, other: Mapping[str, str]) -> None:
    with a_plan(tmp_path, [FIRST, {**SECOND, **other}]) as plan:
        assert found(plan, "split_purchase") == []


def test_communes_that_each_ask_for_one_computer_split_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**FIRST, "name": "Máy tính để bàn"}, {**SECOND, "name": "Máy tính để bàn"}]) as plan:
        assert found(plan, "split_purchase") == []
