"""The same thing asked for again in other words."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checked import CLEAN, found
from tests.plans import DISTRICT, OTHER_DISTRICT, a_plan

HERE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Mua sắm máy quét tài liệu"}


def test_other_words_for_one_thing_are_told_with_how_sure_it_is(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, {**HERE, "name": "Máy quét tài liệu", "source": "BSCDS"}]) as plan:
        (problem,) = found(plan, "duplicate_likely")
        assert (problem.line, problem.others) == (plan.lines.find_id("2"), (plan.lines.find_id("1"),))
        assert problem.confidence == 99
        assert "số 1 “Mua sắm máy quét tài liệu” cùng đơn vị (giống 99%)" in problem.sentence


def test_another_measure_category_or_price_makes_it_less_sure(tmp_path: Path) -> None:
    other = {**HERE, "name": "Máy quét tài liệu", "measure": "chiếc", "category": "service", "unit_price": "90.000.000"}
    with a_plan(tmp_path, [HERE, other]) as plan:
        assert [problem.confidence for problem in found(plan, "duplicate_likely")] == [79]


@pytest.mark.parametrize(
    "other",
    [
        {"unit": OTHER_DISTRICT},
        {"year": "2025"},
        {"listing": "other"},
        {"quantity": "0"},
        {"name": "Máy quét tài liệu số 2"},
        {"name": "Máy in tài liệu"},
    ],
)
def test_another_unit_year_list_number_or_thing_is_not(tmp_path: Path, other: Mapping[str, str]) -> None:
    with a_plan(tmp_path, [HERE, {**HERE, "name": "Máy quét tài liệu", **other}]) as plan:
        assert found(plan, "duplicate_likely") == []


def test_what_is_plainly_the_same_is_told_once_and_not_as_a_guess(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE]) as plan:
        assert found(plan, "duplicate_likely") == []
        assert len(found(plan, "duplicate_request")) == 1


def test_a_repeated_name_is_held_against_others_once(tmp_path: Path) -> None:
    with a_plan(tmp_path, [HERE, HERE, {**HERE, "name": "Máy quét tài liệu"}]) as plan:
        assert [problem.others for problem in found(plan, "duplicate_likely")] == [(plan.lines.find_id("1"),)]
