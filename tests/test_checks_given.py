"""The request beside what was given and spent."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checked import CLEAN, found
from tests.plans import a_plan


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"last_year_outturn": "5.000.000"}, "gấp 4 lần số đã có: thực hiện năm trước 5.000.000 đ."),
        (
            {"last_year_outturn": "1.000.000", "this_year_allotted": "6.000.000"},
            "thực hiện năm trước 1.000.000 đ, năm nay đã giao 6.000.000 đ.",
        ),
    ],
)
def test_a_request_of_many_times_what_was_given_is_told_with_its_figures(tmp_path: Path, given: Mapping[str, str], words: str) -> None:
    with a_plan(tmp_path, [{**CLEAN, **given}]) as plan:
        (problem,) = found(plan, "request_out_of_proportion")
        assert "đề nghị 20.000.000 đ" in problem.sentence
        assert words in problem.sentence


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"last_year_outturn": "0", "this_year_allotted": "0"},  # something new
        {"last_year_outturn": "6.666.667"},  # three times and a little less
        {"last_year_outturn": "1.000.000", "this_year_allotted": "20.000.000"},  # a programme that has begun
        {"last_year_outturn": "1.000.000", "listing": "other"},
    ],
)
def test_a_request_in_proportion_or_of_something_new_is_silent(tmp_path: Path, given: Mapping[str, str]) -> None:
    with a_plan(tmp_path, [{**CLEAN, **given}]) as plan:
        assert found(plan, "request_out_of_proportion") == []


def test_more_spent_than_allotted_is_told_and_as_much_is_not(tmp_path: Path) -> None:
    lines = [{**CLEAN, "this_year_allotted": "10.000.000", "this_year_spent": spent} for spent in ("10.000.001", "10.000.000", "")]
    with a_plan(tmp_path, [*lines, {**CLEAN, "this_year_spent": "5"}]) as plan:
        (problem,) = found(plan, "spent_over_allotted")
        assert problem.line == plan.lines.find_id("1")
        assert "đã chi 10.000.001 đ, vượt dự toán đã giao 10.000.000 đ 1 đ." in problem.sentence
