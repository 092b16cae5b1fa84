"""Scenarios side by side: figures equal the totals of each, and only what differs is listed, with how and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.compare import label_difference
from budget.totals.reading import group_totals
from tests.plans import COMMUNE, DISTRICT, a_plan, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1"},
    {"name": "Máy quét", "quantity": "10", "unit_price": "9.000.000", "priority": "4"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "7.000.000", "priority": "4"},
    {"name": "Đường truyền", "unit": COMMUNE, "source": "NQ36-H", "quantity": "12", "unit_price": "1.500.000", "priority": "3"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    """A plan of five lines."""
    with a_plan(tmp_path, LINES) as made:
        yield made


def test_each_scenario_says_its_amount_its_cut_and_its_deferral(plan: Plan) -> None:
    first, second = branch(plan, "Cắt"), branch(plan, "Giãn")
    operate(plan, first, OperationKind.PERCENT, {"share_bp": 1000}, "tiết kiệm 10 %", priorities=(4,))
    operate(plan, second, OperationKind.DEFER, {"year": 2025, "quarter": 2}, "chờ hướng dẫn", priorities=(3,))
    operate(plan, second, OperationKind.DROP, None, "chưa cần", text="quet")
    base, cut, deferred = plan.scenarios.compare([BASE, first, second]).scenarios
    assert (base.amount, base.lines, base.cut, base.deferred) == (339_000_000, 5, 0, 0)
    assert (cut.amount, cut.lines, cut.cut, cut.deferred) == (339_000_000 - 11_100_000, 5, 11_100_000, 0)
    assert (deferred.amount, deferred.lines, deferred.cut, deferred.deferred) == (249_000_000, 4, 90_000_000, 18_000_000)


def test_in_one_year_a_deferral_leaves_and_in_the_other_it_arrives(plan: Plan) -> None:
    scenario = branch(plan, "Giãn")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2025, "quarter": 2}, "chờ", priorities=(3,))
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5000}, "bớt", priorities=(3,))
    base, this = plan.scenarios.compare([BASE, scenario], year=2024).scenarios
    assert (this.amount, this.cut, this.deferred, this.arrived, this.lines) == (base.amount - 18_000_000, 9_000_000, 9_000_000, 0, 4)
    empty, later = plan.scenarios.compare([BASE, scenario], year=2025).scenarios
    assert (empty.amount, empty.lines) == (0, 0)
    assert (later.amount, later.cut, later.deferred, later.arrived, later.lines) == (9_000_000, 0, 0, 9_000_000, 1)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, list[str]]]:
    """A plan, and its scenarios and base as they are compared; only read."""
    with a_plan(tmp_path_factory.mktemp("three"), LINES) as plan:
        first, second = branch(plan, "Một"), branch(plan, "Hai")
        operate(plan, first, OperationKind.PERCENT, {"share_bp": 3333}, "bớt", priorities=(1, 4))
        operate(plan, second, OperationKind.DEFER, {"year": 2025, "quarter": 1}, "chờ", priorities=(3, 4))
        operate(plan, second, OperationKind.RE_SOURCE, {"source": "BSCDS"}, "đổi", sources=("NQ36-H",))
        yield plan, [second, BASE, first]


@pytest.mark.parametrize("by", [(), ("source",), ("unit_name", "year"), ("priority", "source", "quarter"), ("district",)])
@pytest.mark.parametrize("year", [None, 2024, 2025])
def test_groups_equal_the_totals_of_each_scenario(three: tuple[Plan, list[str]], by: tuple[str, ...], year: int | None) -> None:
    plan, chosen = three
    comparison = plan.scenarios.compare(chosen, by, year=year)
    wanted = LineFilter(years=() if year is None else (year,))
    for scenario in comparison.scenarios:
        with plan.store.read() as cursor:
            judged = group_totals(cursor, by, scenario.id, wanted)
        expected = {tuple(one[name] for name in by): one["amount"] for one in judged.frame.to_dict("records") if one["amount"]}
        shown = {tuple(one[name] for name in by): one[scenario.id] for one in comparison.groups.to_dict("records") if one[scenario.id]}
        assert shown == expected
        assert scenario.amount == judged.amount == plan.totals(scenario.id).amount(year=year)
        assert scenario.lines == judged.lines


def test_too_few_too_many_twice_and_unknown_are_refused(plan: Plan) -> None:
    scenario = branch(plan, "Một")
    for chosen in ([BASE], [BASE, BASE], [BASE, scenario, "Một"], [BASE, *(branch(plan, f"PA thử {number}") for number in range(6))]):
        with pytest.raises(PlanError):
            plan.scenarios.compare(chosen)
    with pytest.raises(PlanError, match="không có thật"):
        plan.scenarios.compare([BASE, "không có thật"])


def test_the_kinds_of_a_cell_are_read_out_in_words() -> None:
    assert label_difference("reduced,deferred") == "Giảm, Giãn tiến độ"
