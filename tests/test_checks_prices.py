"""Prices far from those of the same thing elsewhere."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from budget.plan.face import Plan
from tests.checked import CLEAN, found
from tests.plans import a_plan

UNITS = ("502", "503", "504", "505", "506", "507")


def priced(*prices: str) -> Sequence[dict[str, str]]:
    return [
        {**CLEAN, "name": "Kiosk tra cứu", "norm": "", "unit": unit, "source": "NQ36-H", "unit_price": price}
        for unit, price in zip(UNITS, prices, strict=False)
    ]


def lines_of(plan: Plan, code: str) -> list[str | None]:
    return [problem.line for problem in found(plan, code)]


def test_a_price_far_from_the_median_says_how_many_and_the_median(tmp_path: Path) -> None:
    with a_plan(tmp_path, priced("10.000.000", "10.200.000", "9.900.000", "10.100.000", "45.000.000")) as plan:
        (problem,) = found(plan, "price_outlier")
        assert problem.line == plan.lines.find_id("5")
        assert "trung vị của 5 khoản cùng nội dung là 10.100.000 đ (độ lệch trung vị 100.000 đ)" in problem.sentence
        assert found(plan, "unit_slip") == []


@pytest.mark.parametrize(
    "prices",
    [
        ("10.000.000", "10.200.000", "9.900.000", "45.000.000"),  # four prices say nothing
        ("10.000.000", "10.000.000", "10.000.000", "10.000.000", "12.900.000"),  # all but equal: within 30 %
        ("5.000.000", "8.000.000", "11.000.000", "14.000.000", "20.000.000"),  # widely spread anyway
    ],
)
def test_too_few_nearly_equal_or_widely_spread_prices_are_silent(tmp_path: Path, prices: tuple[str, ...]) -> None:
    with a_plan(tmp_path, priced(*prices)) as plan:
        assert found(plan, "price_outlier") == found(plan, "unit_slip") == []


@pytest.mark.parametrize(("price", "words"), [("10.000.000.000", "gấp 1.000 lần"), ("10.000", "chỉ bằng một phần 1.000")])
def test_a_price_five_hundred_times_off_is_a_slipped_unit_and_not_an_outlier_too(tmp_path: Path, price: str, words: str) -> None:
    with a_plan(tmp_path, priced("10.000.000", "10.000.000", "10.000.000", "10.000.000", price)) as plan:
        (problem,) = found(plan, "unit_slip")
        assert words in problem.sentence
        assert found(plan, "price_outlier") == []


def test_another_measure_is_another_thing(tmp_path: Path) -> None:
    lines = priced("10.000.000", "10.000.000", "10.000.000", "10.000.000", "10.000.000")
    with a_plan(tmp_path, [*lines, {**lines[0], "unit": "507", "measure": "hệ thống", "unit_price": "90.000.000"}]) as plan:
        assert found(plan, "price_outlier") == []


def test_the_median_is_one_of_the_prices_and_never_half_a_dong(tmp_path: Path) -> None:
    with a_plan(tmp_path, priced("1.001", "1.002", "1.001", "1.002", "1.001", "9.000")) as plan:
        (problem,) = found(plan, "price_outlier")
        assert "trung vị của 6 khoản cùng nội dung là 1.001 đ" in problem.sentence


def test_a_quantity_a_thousand_times_off_is_seen_in_the_amount(tmp_path: Path) -> None:
    lines = priced(*["10.000.000"] * 6)
    with a_plan(tmp_path, [*lines[:5], {**lines[5], "quantity": "2.000"}]) as plan:
        (problem,) = found(plan, "amount_slip")
        assert problem.line == plan.lines.find_id("6")
        assert "đề nghị 20.000.000.000 đ, gấp 1.000 lần trung vị 20.000.000 đ của 6 khoản cùng nội dung" in problem.sentence


def test_an_amount_that_was_set_right_or_follows_from_a_slipped_price_is_not_told_again(tmp_path: Path) -> None:
    lines = priced(*["10.000.000"] * 6)
    corrected = {**lines[5], "quantity": "2.000", "finance_quantity": "2"}
    with a_plan(tmp_path, [*lines[:4], {**lines[4], "unit_price": "10.000.000.000"}, corrected]) as plan:
        assert found(plan, "amount_slip") == []
        assert lines_of(plan, "unit_slip") == [plan.lines.find_id("5")]
