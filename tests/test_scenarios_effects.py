"""What an operation would make of lines is what it makes of them when it is applied."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.effects import CHANGED, STAGED, STAGED_COLUMNS, read_effect
from budget.scenarios.operations import Settings
from budget.scenarios.replay import Step
from tests.plans import DISTRICT, a_plan, branch, operate

LINES = [
    {"quantity": "12", "unit_price": "9.000.001", "norm": "MT_CBCC"},
    {"quantity": "7", "unit_price": "18.500.000", "norm": "MT_CBCC"},
    {"quantity": "0,5", "unit_price": "333.333", "times": "3", "unit": DISTRICT, "source": "NQ36-H"},
    {"quantity": "5", "unit_price": "2.000.000", "locked": "có", "lock_reason": "đã ký"},
    {"quantity": "2", "unit_price": "100.000.000", "contracted": "có", "quarter": "1"},
]
OPERATIONS: list[tuple[OperationKind, Settings]] = [
    (OperationKind.DROP, {}),
    (OperationKind.PERCENT, {"share_bp": 3_333}),
    (OperationKind.REDUCE_QUANTITY, {"share_bp": 2_500}),
    (OperationKind.REDUCE_QUANTITY, {"by_milli": 1_000}),
    (OperationKind.REDUCE_QUANTITY, {"to_milli": 3_000}),
    (OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 1_234_567}),
    (OperationKind.PRICE_TO_NORM, {}),
    (OperationKind.DEFER, {"year": 2025, "quarter": 2}),
    (OperationKind.RE_SOURCE, {"source": "DT-GIAO"}),
]


def test_the_staged_columns_are_those_that_operations_read() -> None:
    assert len(STAGED_COLUMNS) == len(set(STAGED_COLUMNS))
    assert set(CHANGED) <= set(STAGED_COLUMNS)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: scenarios never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("effects")), LINES) as made:
        yield made


@pytest.mark.parametrize(("kind", "settings"), OPERATIONS, ids=str)
def test_an_effect_is_what_the_operation_does(kind: OperationKind, settings: Settings, plan: Plan) -> None:
    with plan.store.read() as cursor:
        staged = cursor.table(f"{STAGED} FROM resolved('goc') r ORDER BY r.id")
        assert staged.column_names == list(STAGED_COLUMNS)
        staged = staged.append_column("place", pa.array(np.arange(staged.num_rows)))
        effect = read_effect(cursor, Step("", "", kind, settings), staged)
    scenario = branch(plan, f"{kind} {settings}")
    operate(plan, scenario, kind, settings)
    with plan.store.read() as cursor:
        wanted = cursor.rows(f"SELECT {', '.join(CHANGED)} FROM overlay WHERE scenario = ? ORDER BY line", [scenario])
        before = [tuple(row[name] for name in CHANGED) for row in staged.to_pylist()]
    found = list(before)
    for row in effect.to_pylist():
        found[row["place"]] = tuple(row[name] for name in CHANGED)
    assert found == wanted
    assert effect.num_rows or found == before
