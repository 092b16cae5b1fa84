"""Scenarios side by side: figures equal the totals of each, and only what differs is listed, with how and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import PlanError
from budget.model.states import Difference, OperationKind
from budget.plan.face import Plan
from budget.scenarios.compare import Comparison, label_difference
from budget.scenarios.compare_lines import column_of
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


def row(comparison: Comparison, number: int) -> dict[str, object]:
    """The compared line of that number."""
    frame = comparison.lines[comparison.lines["number"] == number]
    assert len(frame) == 1
    return dict(frame.iloc[0])


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


@pytest.mark.parametrize("by", [(), ("source",), ("unit_name", "year"), ("priority", "source", "quarter"), ("district",)])
@pytest.mark.parametrize("year", [None, 2024, 2025])
def test_groups_equal_the_totals_of_each_scenario(plan: Plan, by: tuple[str, ...], year: int | None) -> None:
    first, second = branch(plan, "Một"), branch(plan, "Hai")
    operate(plan, first, OperationKind.PERCENT, {"share_bp": 3333}, "bớt", priorities=(1, 4))
    operate(plan, second, OperationKind.DEFER, {"year": 2025, "quarter": 1}, "chờ", priorities=(3, 4))
    operate(plan, second, OperationKind.RE_SOURCE, {"source": "BSCDS"}, "đổi", sources=("NQ36-H",))
    comparison = plan.scenarios.compare([second, BASE, first], by, year=year)
    wanted = LineFilter(years=() if year is None else (year,))
    for scenario in comparison.scenarios:
        with plan.store.read() as cursor:
            judged = group_totals(cursor, by, scenario.id, wanted)
        expected = {tuple(one[name] for name in by): one["amount"] for one in judged.frame.to_dict("records") if one["amount"]}
        shown = {tuple(one[name] for name in by): one[scenario.id] for one in comparison.groups.to_dict("records") if one[scenario.id]}
        assert shown == expected
        assert scenario.amount == judged.amount == plan.totals(scenario.id).amount(year=year)
        assert scenario.lines == judged.lines


def test_only_lines_that_differ_are_listed_with_their_kind_and_reason(plan: Plan) -> None:
    first, second = branch(plan, "Một"), branch(plan, "Hai")
    for scenario in (first, second):
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, "tiết kiệm", priorities=(4,))
    operate(plan, second, OperationKind.DEFER, {"year": 2025, "quarter": 1}, "chờ đường truyền", text="tap huan")
    between = plan.scenarios.compare([first, second])
    assert list(between.lines["number"]) == [3]
    line = row(between, 3)
    assert line[column_of("kind", second)] == Difference.DEFERRED
    assert line[column_of("reason", second)] == "tiết kiệm; chờ đường truyền"
    assert line[column_of("reason", first)] == "tiết kiệm"
    amounts = [line[name] for name in ("base_amount", column_of("amount", first), column_of("amount", second))]
    assert amounts == [21_000_000, 18_900_000, 18_900_000]
    against_base = plan.scenarios.compare([BASE, second])
    assert row(against_base, 3)[column_of("kind", second)] == "reduced,deferred"
    assert label_difference("reduced,deferred") == "Giảm, Giãn tiến độ"
    assert sorted(against_base.lines["number"]) == [2, 3]


def test_a_locked_line_an_operation_passes_over_does_not_differ(plan: Plan) -> None:
    scenario = branch(plan, "Bỏ hết")
    operate(plan, scenario, OperationKind.DROP, None, "thử")
    assert 5 not in set(plan.scenarios.compare([BASE, scenario]).lines["number"])


def test_what_one_scenario_drops_another_restores(plan: Plan) -> None:
    scenario = branch(plan, "Bỏ")
    operate(plan, scenario, OperationKind.DROP, None, "thử", priorities=(3,))
    assert row(plan.scenarios.compare([BASE, scenario]), 4)[column_of("kind", scenario)] == Difference.DROPPED
    assert row(plan.scenarios.compare([scenario, BASE]), 4)[column_of("kind", BASE)] == Difference.RESTORED


def test_a_source_that_does_not_fit_gives_no_reason(plan: Plan) -> None:
    scenario = branch(plan, "Đổi")
    operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 1000}, "bớt", priorities=(3,))
    with plan.store.read() as cursor:
        investment = str(cursor.rows("SELECT code FROM source WHERE nature = 'investment' ORDER BY code LIMIT 1")[0][0])
    operate(plan, scenario, OperationKind.RE_SOURCE, {"source": investment}, "dùng vốn đầu tư", priorities=(3,))
    line = row(plan.scenarios.compare([BASE, scenario]), 4)
    assert line[column_of("reason", scenario)] == "bớt"
    assert line[column_of("kind", scenario)] == Difference.REDUCED


def test_lines_of_another_year_stay_out_of_a_year(plan: Plan) -> None:
    scenario = branch(plan, "Giãn")
    operate(plan, scenario, OperationKind.DEFER, {"year": 2026, "quarter": 1}, "chờ", priorities=(3,))
    assert plan.scenarios.compare([BASE, scenario], year=2025).lines.empty
    line = row(plan.scenarios.compare([BASE, scenario], year=2024), 4)
    counted = [line[name] for name in (column_of("counted", BASE), column_of("counted", scenario), column_of("amount", scenario))]
    assert counted == [18_000_000, 0, 18_000_000]


def test_too_few_too_many_twice_and_unknown_are_refused(plan: Plan) -> None:
    scenario = branch(plan, "Một")
    for chosen in ([BASE], [BASE, BASE], [BASE, scenario, "Một"], [BASE, *(branch(plan, f"PA thử {number}") for number in range(6))]):
        with pytest.raises(PlanError):
            plan.scenarios.compare(chosen)
    with pytest.raises(PlanError, match="không có thật"):
        plan.scenarios.compare([BASE, "không có thật"])
