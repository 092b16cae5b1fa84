"""Quantities against what a unit is entitled to less what it has."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from budget.model.states import Severity
from tests.checked import CLEAN, found
from tests.plans import DISTRICT, a_plan

CODES = ("quantity_over_entitlement", "entitlement_unknown", "office_equipment_again")
THERE = {**CLEAN, "unit": DISTRICT, "source": "BSCDS", "entitled": "", "usable": ""}


@pytest.mark.parametrize(
    ("texts", "room"),
    [
        ({"quantity": "9", "entitled": "10", "usable": "2"}, "chỉ còn thiếu 8."),
        ({"quantity": "1", "entitled": "2", "usable": "5"}, "chỉ còn thiếu 0."),  # more at hand than due is no debt
        ({"quantity": "1", "entitled": "0", "usable": "0"}, "chỉ còn thiếu 0."),
    ],
)
def test_more_than_is_missing_is_too_much(tmp_path: Path, texts: Mapping[str, str], room: str) -> None:
    with a_plan(tmp_path, [{**CLEAN, **texts}]) as plan:
        (problem,) = found(plan, "quantity_over_entitlement")
        assert problem.sentence.endswith(room)
        assert problem.severity is Severity.WARNING


def test_just_what_is_missing_is_silent(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "quantity": "8"}]) as plan:
        assert [found(plan, code) for code in CODES] == [[], [], []]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"entitled": ""}, "chưa ghi số lượng theo tiêu chuẩn,"),
        ({"usable": ""}, "chưa ghi số hiện có còn dùng được,"),
        ({"entitled": "", "usable": ""}, "số lượng theo tiêu chuẩn và số hiện có"),
        ({"entitled": "", "norm": "", "category": "software"}, "chưa ghi số lượng theo tiêu chuẩn,"),
    ],
)
def test_what_the_norm_calls_for_and_nobody_told_is_noted(tmp_path: Path, texts: Mapping[str, str], words: str) -> None:
    with a_plan(tmp_path, [{**CLEAN, **texts}]) as plan:
        (problem,) = found(plan, "entitlement_unknown")
        assert words in problem.sentence
        assert problem.severity is Severity.NOTE


def test_things_without_a_norm_are_not_asked_for_stock(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{**CLEAN, "entitled": "", "usable": "", "norm": ""}]) as plan:
        assert found(plan, "entitlement_unknown") == []


def test_computers_beyond_the_norm_of_districts_and_communes_are_noted(tmp_path: Path) -> None:
    with a_plan(tmp_path, [THERE, {**THERE, "name": "Máy tính bảng"}]) as plan:
        problems = found(plan, "office_equipment_again")
        assert len(problems) == 2
        assert problems[0].citation.startswith("NQ 36")


@pytest.mark.parametrize(
    "texts",
    [
        {**THERE, "source": "NQ36-H"},
        {**THERE, "name": "Máy quét"},
        {**CLEAN, "entitled": "", "usable": ""},
        {**THERE, "entitled": "10", "usable": "2"},
    ],
)
def test_its_own_norm_other_things_departments_and_shown_figures_are_not(tmp_path: Path, texts: Mapping[str, str]) -> None:
    with a_plan(tmp_path, [texts]) as plan:
        assert found(plan, "office_equipment_again") == []
