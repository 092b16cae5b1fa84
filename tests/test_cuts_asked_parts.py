"""The words of settings one by one: read as people type them, or refused with a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.cuts.asked_parts import (
    as_list,
    read_groups,
    read_lines,
    read_means,
    read_period,
    read_pin,
    read_quota,
    read_reasons,
    read_share,
    read_shares,
)
from budget.cuts.settings import Means, Pin, Quota
from budget.model.states import CutAction
from budget.scenarios.parsing import Surroundings
from tests.plans import a_plan


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """A plan of two lines and what its words may refer to."""
    with a_plan(Path(tmp_path_factory.mktemp("asked")), [{}, {}]) as plan:
        yield Surroundings(plan.catalogue().known(), plan.lines.find_id)


@pytest.mark.parametrize(
    ("text", "quota"),
    [
        ("12 %", Quota(share_bp=1_200)),
        ("12,5%", Quota(share_bp=1_250)),
        ("1,2 tỷ", Quota(amount=1_200_000_000)),
        ("5.000.000", Quota(amount=5_000_000)),
        ("5000000", Quota(amount=5_000_000)),
        ("0", Quota(amount=0)),
    ],
)
def test_amounts_and_shares_are_told_apart_by_the_sign(text: str, quota: Quota) -> None:
    assert read_quota(text, "Mục tiêu") == (quota, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12", "quota_unclear"),
        ("", "quota_missing"),
        ("-5 triệu", "quota_negative"),
        ("nhiều", "money_unreadable"),
        ("120 %", "share_too_large"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_refused(text: str, code: str) -> None:
    quota, problems = read_quota(text, "Mục tiêu")
    assert quota is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].sentence.startswith("Mục tiêu")
    assert problems[0].fix


def test_shares_are_above_nought_and_below_the_whole() -> None:
    assert read_share("20", "Trần") == (2_000, [])
    assert read_share("", "Trần")[1][0].code == "share_missing"
    assert read_shares(["50 %", "25", "25"], "Mức") == ((2_500, 5_000), [])
    assert [problem.code for problem in read_shares("100,0", "Mức")[1]] == ["share_range"]
    assert read_shares([], "Mức") == ((), [])


@pytest.mark.parametrize("text", ["1/2025", "q1/2025", "Quý 1/2025", "2025-Q1", "2025q1", "2025", "năm 2025"])
def test_periods_in_every_usual_spelling(text: str) -> None:
    assert read_period(text) == ((2025, 1), [])


def test_a_period_that_is_none_is_refused() -> None:
    assert read_period("5/2025")[1][0].code == "period_unreadable"
    assert read_period("1/1999")[1][0].code == "period_range"


def test_lines_are_found_by_number_and_groups_need_two(around: Surroundings) -> None:
    first, second = around.find_line("1"), around.find_line("2")
    assert read_lines(["1", second, "1"], around) == ((first, second), [])
    assert read_lines("99", around)[1]
    assert read_groups([["1", "2"]], around, "Nhóm") == (((first, second),), [])
    assert read_groups([["1"]], around, "Nhóm")[1][0].code == "group_too_small"


def test_pins_need_an_action_and_the_value_it_goes_with(around: Surroundings) -> None:
    assert read_pin("keep", around) == (Pin(CutAction.KEEP, "Giữ theo yêu cầu"), [])
    told = {"action": "percent", "value": "30 %", "reason": "họp"}
    assert read_pin(told, around) == (Pin(CutAction.PERCENT, "họp", 3_000), [])
    assert read_pin({"action": "fewer", "value": "2,5"}, around)[0] == Pin(CutAction.FEWER, "Cắt theo yêu cầu", 2_500)
    assert read_pin({"action": "defer", "value": "2/2025"}, around)[0] == Pin(CutAction.DEFER, "Cắt theo yêu cầu", 2025 * 4 + 1)
    assert read_pin({"action": "re_source", "value": "DT-GIAO"}, around)[0] == Pin(CutAction.RE_SOURCE, "Cắt theo yêu cầu", "DT-GIAO")
    wrong = [
        {"action": "xóa"},
        {"action": "drop", "lý do": "x"},
        {"action": "re_source", "value": "KHONG"},
        {"action": "defer", "value": "x"},
    ]
    assert [read_pin(raw, around)[1][0].code for raw in wrong] == [
        "unknown_action",
        "unknown_key",
        "unknown_source",
        "period_unreadable",
    ]


def test_means_are_what_is_named_with_what_it_needs(around: Surroundings) -> None:
    assert read_means({"percents": "10"}, around) == (Means(percent_bp=(1_000,)), [])
    only = read_means({"actions": ["drop", "percent"]}, around)[0]
    assert (only.drop, only.percent_bp, only.fewer_bp, only.one_fewer, only.to_norm) == (True, (2_500, 5_000, 7_500), (), False, False)
    later = read_means({"actions": ["defer"], "defer_to": "1/2025"}, around)
    assert (later[0].drop, later[0].defer_to, later[1]) == (False, (2025, 1), [])
    codes = [problem.code for problem in read_means({"actions": ["defer", "re_source", "xóa"]}, around)[1]]
    assert codes == ["unknown_action", "defer_missing", "source_missing"]
    assert read_means({"re_source_to": ["KHONG"]}, around)[1][0].code == "unknown_source"


def test_plain_lists_and_reasons() -> None:
    assert as_list(" 1 ") == ["1"]
    assert as_list(["1", "", " 2"]) == ["1", "2"]
    assert read_reasons({"1": "họp", "2": ""}, "thường") == {"1": "họp", "2": "thường"}
    assert read_reasons(["1"], "thường") == {"1": "thường"}
