"""Previews: what would come of operations, tried and rolled back, and the same figures once they are applied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.states import OperationKind
from budget.plan.face import Plan
from budget.scenarios.operations import Draft
from budget.scenarios.planning import Outcome, Skipped
from tests.drafts import DRAFT, fresh
from tests.plans import DISTRICT, a_plan, branch, operate

LINES = [
    {"name": "Máy chủ", "quantity": "2", "unit_price": "100.000.000", "priority": "1", "contracted": "có"},
    {"name": "Máy quét", "quantity": "10", "unit_price": "9.000.000", "priority": "4"},
    {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "7.000.000", "priority": "3"},
    {"name": "Bàn ghế", "quantity": "5", "unit_price": "2.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
    {"name": "Dự án khác", "listing": "other", "quantity": "1", "unit_price": "500.000.000", "priority": "4"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: scenarios never change its base."""
    with a_plan(Path(tmp_path_factory.mktemp("planning")), LINES) as made:
        yield made


def state(plan: Plan) -> list[tuple[object, ...]]:
    """Everything a preview might touch."""
    with plan.store.read() as cursor:
        return [row for table in ("operation", "member", "overlay", "line") for row in cursor.rows(f"SELECT * FROM {table} ORDER BY ALL")]


@settings(max_examples=10)
@given(drafts=st.lists(DRAFT, min_size=1, max_size=3))
def test_a_preview_comes_true_and_leaves_no_trace(plan: Plan, drafts: list[Draft]) -> None:
    scenario = fresh(plan)
    before, head = state(plan), plan.head()
    preview, problems = plan.scenarios.preview(scenario, drafts)
    assert preview is not None, problems
    assert (state(plan), plan.head()) == (before, head)
    base = [row for row in before if row in state(plan)]
    applied, _ = plan.scenarios.apply(scenario, drafts)
    assert applied is not None
    assert plan.scenarios.outcome(scenario) == preview.after == applied.preview.after
    assert len(plan.scenarios.touched(scenario)) == preview.touched
    assert preview.operations[0].before == preview.before
    assert [one.after for one in preview.operations[:-1]] == [one.before for one in preview.operations[1:]]
    assert set(base) <= set(state(plan)), "nothing that stood is changed, the base least of all"
    plan.undo_last()
    assert state(plan) == before


def test_lines_passed_over_are_counted_under_their_reason(plan: Plan) -> None:
    scenario = branch(plan, "Bỏ qua")
    preview, _ = plan.scenarios.preview(scenario, [Draft(OperationKind.DEFER, LineFilter(), "giãn", {"year": 2025})])
    assert preview is not None
    assert preview.operations[0].skipped == Skipped(locked=1, contracted=1, other_nature=0)
    assert (preview.operations[0].selected, preview.operations[0].changed) == (4, 2)
    with plan.store.read() as cursor:
        investment = str(cursor.rows("SELECT code FROM source WHERE nature = 'investment' ORDER BY code LIMIT 1")[0][0])
    preview, _ = plan.scenarios.preview(scenario, [Draft(OperationKind.RE_SOURCE, LineFilter(), "đổi", {"source": investment})])
    assert preview is not None
    assert (preview.operations[0].skipped.other_nature, preview.operations[0].changed) == (4, 0)


def test_dropped_lines_and_figures_too_large_are_passed_over(plan: Plan) -> None:
    scenario = branch(plan, "Quá lớn")
    operate(plan, scenario, OperationKind.DROP, priorities=(3,))
    draft = Draft(OperationKind.SET_DRIVER, LineFilter(), "thử", {"driver": "unit_price", "value": 3 * 10**14})
    preview, _ = plan.scenarios.preview(scenario, [draft])
    assert preview is not None
    assert preview.operations[0].skipped == Skipped(locked=1, contracted=0, other_nature=0, dropped=1, too_large=1)
    assert preview.after.amount == 2 * 3 * 10**14 + 90_000_000 + 10_000_000


def test_each_operation_says_what_it_saves(plan: Plan) -> None:
    scenario = branch(plan, "Từng bước")
    drafts = [
        Draft(OperationKind.PERCENT, LineFilter(priorities=(4,)), "bớt", {"share_bp": 1000}),
        Draft(OperationKind.DEFER, LineFilter(priorities=(3,)), "giãn", {"year": 2025, "quarter": 1}),
    ]
    preview, _ = plan.scenarios.preview(scenario, drafts)
    assert preview is not None
    assert preview.before == Outcome(321_000_000, 0, 0)
    assert [one.after for one in preview.operations] == [Outcome(312_000_000, 9_000_000, 0), Outcome(312_000_000, 9_000_000, 21_000_000)]
    assert [one.sentence for one in preview.operations] == ["Cắt 10 % thành tiền", "Giãn sang quý 1/2025"]


def test_the_year_a_deferral_comes_to_says_what_arrived(plan: Plan) -> None:
    scenario = branch(plan, "Chuyển đến")
    draft = Draft(OperationKind.DEFER, LineFilter(priorities=(3,)), "giãn", {"year": 2025, "quarter": 1})
    assert plan.scenarios.apply(scenario, [draft])[0] is not None
    assert plan.scenarios.outcome(scenario, 2025).arrived == plan.scenarios.outcome(scenario, 2024).deferred == 21_000_000
    assert plan.scenarios.outcome(scenario).arrived == plan.scenarios.outcome(scenario, 2024).arrived == 0


def test_the_base_and_an_unknown_source_are_refused(plan: Plan) -> None:
    draft = Draft(OperationKind.DROP, LineFilter(), "thử")
    assert [problem.code for problem in plan.scenarios.preview(BASE, [draft])[1]] == ["base_is_fixed"]
    unknown = Draft(OperationKind.RE_SOURCE, LineFilter(), "thử", {"source": "KHONG-CO"})
    assert [problem.code for problem in plan.scenarios.preview(fresh(plan), [unknown])[1]] == ["unknown_source"]


def test_the_same_operation_id_applies_once(plan: Plan) -> None:
    scenario = fresh(plan)
    draft = Draft(OperationKind.PERCENT, LineFilter(), "bớt", {"share_bp": 1000})
    first, _ = plan.scenarios.apply(scenario, [draft], "thao-tac-1")
    again, _ = plan.scenarios.apply(scenario, [draft], "thao-tac-1")
    assert first is not None
    assert again is not None
    assert again.receipt.repeated
    assert len(plan.scenarios.operations(scenario)) == 1
