"""One purchase asked for by a district and by the commune it names."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from budget.checks.tiers import names_place
from tests.checked import CLEAN, found
from tests.plans import COMMUNE, DISTRICT, OTHER_DISTRICT, a_plan

ABOVE = {**CLEAN, "unit": DISTRICT, "source": "NQ36-H", "name": "Máy quét tài liệu cho phường Tân Thạnh"}
BELOW = {**CLEAN, "unit": COMMUNE, "source": "NQ36-X", "name": "Máy quét tài liệu"}


def test_a_district_that_asks_for_a_commune_by_name_doubles_its_request(tmp_path: Path) -> None:
    with a_plan(tmp_path, [ABOVE, BELOW]) as plan:
        (problem,) = found(plan, "duplicate_across_units")
        assert (problem.line, problem.others) == (plan.lines.find_id("2"), (plan.lines.find_id("1"),))
        assert "của UBND thành phố Tam Kỳ có thể là một thứ do hai cấp cùng đề nghị" in problem.sentence


def test_the_younger_line_holds_it_whichever_tier_that_is(tmp_path: Path) -> None:
    with a_plan(tmp_path, [BELOW, ABOVE]) as plan:
        assert [problem.line for problem in found(plan, "duplicate_across_units")] == [plan.lines.find_id("2")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ({"name": "Máy quét tài liệu"}, {}),  # each for itself: 241 communes may each need one
        ({"name": "Máy quét tài liệu cho phường Phước Hòa"}, {}),
        ({"unit": OTHER_DISTRICT}, {}),
        ({"year": "2025"}, {}),
        ({}, {"name": "Máy in"}),
        ({}, {"measure": "chiếc"}),
    ],
)
def test_each_for_itself_another_place_year_or_thing_is_no_double(
    tmp_path: Path, above: Mapping[str, str], below: Mapping[str, str]
) -> None:
    with a_plan(tmp_path, [{**ABOVE, **above}, {**BELOW, **below}]) as plan:
        assert found(plan, "duplicate_across_units") == []


@pytest.mark.parametrize(
    ("name", "place", "named"),
    [
        ("Camera xã Trà Dơn", "Trà Dơn", True),
        ("Camera xã Trà Don", "Trà Dơn", False),
        ("Thuê tư vấn", "Tư", False),
        ("Camera xã Tư", "Tư", True),
        ("Camera Tam Thanhh", "Tam Thanh", False),
    ],
)
def test_a_place_is_named_to_the_letter(name: str, place: str, named: bool) -> None:
    assert names_place(name, place) is named
