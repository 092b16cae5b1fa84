"""A slipped unit where there are too few of the very same thing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from budget.model.states import Severity
from tests.checked import CLEAN, found
from tests.plans import a_plan

NAMES = ("để bàn", "xách tay", "bảng", "trạm", "mini", "đồng bộ", "văn phòng", "cấu hình cao", "một cửa")


def computers(prices: Mapping[int, str], **texts: str) -> list[dict[str, str]]:
    return [
        {**CLEAN, **texts, "name": f"Máy tính {name}", "norm": "", "unit_price": prices.get(place, f"{10 + place}.000.000")}
        for place, name in enumerate(NAMES)
    ]


def test_a_price_that_stands_alone_among_its_kin_is_a_warning(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000.000.000"})) as plan:
        (problem,) = found(plan, "unit_slip")
        assert problem.line == plan.lines.find_id("4")
        assert problem.severity is Severity.WARNING
        assert "gấp 866 lần trung vị 15.000.000 đ của 9 khoản gần giống" in problem.sentence


def test_a_price_a_thousand_times_too_small_stands_alone_too(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000"})) as plan:
        assert [problem.line for problem in found(plan, "unit_slip")] == [plan.lines.find_id("4")]


@pytest.mark.parametrize(
    ("prices", "texts"),
    [
        ({3: "5.000.000.000"}, {}),  # not yet five hundred times
        ({3: "13.000.000.000", 4: "900.000.000"}, {}),  # something dear stands between
        ({3: "13.000.000.000"}, {"measure": "gói"}),  # a package holds anything
    ],
)
def test_kin_that_differ_anyway_say_nothing(tmp_path: Path, prices: Mapping[int, str], texts: dict[str, str]) -> None:
    with a_plan(tmp_path, computers(prices, **texts)) as plan:
        assert found(plan, "unit_slip") == []


def test_seven_kin_say_nothing(tmp_path: Path) -> None:
    with a_plan(tmp_path, computers({3: "13.000.000.000"})[:7]) as plan:
        assert found(plan, "unit_slip") == []
