"""Which operation took what: adds up to the scenario, in any order of operations, and each đồng belongs to one operation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.attribution import Attribution, attribute
from budget.scenarios.operations import Settings
from tests.plans import a_plan, branch, operate

LINES = [
    {"quantity": "12", "unit_price": "1.234.567"},
    {"quantity": "3", "unit_price": "20.000.000", "locked": "có", "lock_reason": "giữ"},
    {"quantity": "7", "unit_price": "333.333"},
]
OPERATIONS: list[tuple[OperationKind, Settings]] = [
    (OperationKind.PERCENT, {"share_bp": 1_250}),
    (OperationKind.REDUCE_QUANTITY, {"share_bp": 2_500}),
    (OperationKind.DROP, {}),
    (OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 2_000_000}),
    (OperationKind.DEFER, {"year": 2025, "quarter": 1}),
    (OperationKind.RE_SOURCE, {"source": "CTX-TINH"}),
]


def read(plan: Plan, scenario: str) -> Attribution:
    with plan.store.read() as cursor:
        return attribute(cursor, scenario)


def amounts(plan: Plan, scenario: str) -> dict[str, int]:
    with plan.store.read() as cursor:
        return {str(line): int(str(amount)) for line, amount in cursor.rows("SELECT id, amount FROM resolved(?)", [scenario])}


def test_each_operation_has_what_it_took_after_those_before_it(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "cắt")
        operate(plan, scenario, OperationKind.PERCENT, {"share_bp": 5_000}, "một nửa")
        operate(plan, scenario, OperationKind.DROP, reason="bỏ", lines=(plan.lines.find_id("3"),))
        found = read(plan, scenario)
        first, third = plan.lines.find_id("1"), plan.lines.find_id("3")
    assert found.reasons == ("một nửa", "bỏ")
    assert {(one.step, one.line, one.amount) for one in found.taken} == {
        (0, first, 7_407_402),
        (0, third, 1_166_666),
        (1, third, 1_166_665),
    }


def test_what_an_ancestor_took_counts(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        parent = branch(plan, "cha")
        operate(plan, parent, OperationKind.PERCENT, {"share_bp": 1_000})
        child = branch(plan, "con", parent)
        operate(plan, child, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
        assert {one.step for one in read(plan, child).taken} == {0, 1}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan in which every example makes a scenario of its own."""
    with a_plan(tmp_path_factory.mktemp("attribution"), LINES) as opened:
        yield opened


@given(kinds=st.lists(st.sampled_from(OPERATIONS), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None)
def test_the_parts_add_up_to_what_the_scenario_takes_of_each_line(shared: Plan, kinds: list[tuple[OperationKind, Settings]]) -> None:
    scenario = branch(shared, f"thử {shared.head()}")
    for kind, chosen in kinds:
        operate(shared, scenario, kind, chosen)
    before, after = amounts(shared, "goc"), amounts(shared, scenario)
    taken = dict.fromkeys(before, 0)
    for one in read(shared, scenario).taken:
        taken[one.line] += one.amount
    assert taken == {line: before[line] - after[line] for line in before}
