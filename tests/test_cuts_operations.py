"""An answer as operations: in their order, grouped by what is done and why, each line once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budget.cuts.operations import acts_of
from budget.cuts.settings import CutSettings, Means, Pin, Quota, Target
from budget.model.states import CutAction, OperationKind
from budget.plan.face import Plan
from tests.drawn_cuts import solved
from tests.plans import COMMUNE, DISTRICT, a_plan

STAY = {"name": "Lưu trú", "measure": "người/ngày", "norm": "PCLT", "category": "inspection", "quantity": "20", "unit_price": "300.000"}
LINES = [
    {"quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"quantity": "1", "unit_price": "11.000.000", "priority": "4", "name": "Bàn phím"},
    {"quantity": "1", "unit_price": "12.000.000", "priority": "4", "name": "Máy in"},
    {"unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "7.000.000", "priority": "4", "name": "Máy quét"},
    {**STAY, "unit": DISTRICT, "source": "NQ36-H"},
    {"quantity": "1", "unit_price": "13.000.000", "priority": "2", "name": "Đường truyền"},
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """One plan for all: questions never change it."""
    with a_plan(Path(tmp_path_factory.mktemp("operations")), LINES) as made:
        yield made


def test_reductions_come_first_then_cuts_then_what_is_put_off(plan: Plan) -> None:
    def line(number: int) -> str:
        return plan.lines.find_id(str(number))

    pins = {
        line(1): Pin(CutAction.FEWER, "họp ngày 5/3", 2_000),
        line(2): Pin(CutAction.DROP, "họp ngày 5/3"),
        line(3): Pin(CutAction.DROP, "họp ngày 5/3"),
        line(4): Pin(CutAction.DROP, "xã đã có"),
        line(6): Pin(CutAction.DEFER, "chưa kịp", 2025 * 4 + 1),
    }
    settings = replace(CutSettings(), targets=(Target(Quota(amount=1)),), pins=pins, means=Means())
    preview = solved(plan, settings)
    acts = acts_of(preview.outcome)
    assert [(act.draft.kind, act.draft.reason, len(act.lines)) for act in acts] == [
        (OperationKind.PRICE_TO_NORM, "Giảm trừ thẩm định: vượt định mức, tiêu chuẩn", 1),
        (OperationKind.REDUCE_QUANTITY, "họp ngày 5/3", 1),
        (OperationKind.DROP, "họp ngày 5/3", 2),
        (OperationKind.DROP, "xã đã có", 1),
        (OperationKind.DEFER, "chưa kịp", 1),
    ]
    assert acts[1].draft.settings == {"to_milli": 2_000}
    assert acts[4].draft.settings == {"year": 2025, "quarter": 2}
    for act in acts:
        assert act.draft.where.lines == act.lines == tuple(sorted(act.lines))
        assert act.draft.where.listing is None


def test_what_the_search_chose_is_grouped_by_the_group_it_is_cut_in(plan: Plan) -> None:
    settings = replace(CutSettings(), targets=(Target(Quota(amount=69_000_000)),), reductions=(), means=Means(percent_bp=(), fewer_bp=()))
    acts = acts_of(solved(plan, settings).outcome)
    reasons = [act.draft.reason for act in acts]
    assert any(reason.startswith("Ngoài các nhóm trên, ưu tiên 4") for reason in reasons)
    assert any(reason.endswith("(kiến nghị, do cấp khác quyết định)") for reason in reasons)
    lines = [line for act in acts for line in act.lines]
    assert len(lines) == len(set(lines))
