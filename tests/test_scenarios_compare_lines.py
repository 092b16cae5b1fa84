"""Lines side by side: only those that differ, how each differs, and by whose reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.ids import BASE
from budget.model.states import Difference, OperationKind
from budget.plan.face import Plan
from budget.scenarios.compare import Comparison
from budget.scenarios.compare_lines import column_of
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
