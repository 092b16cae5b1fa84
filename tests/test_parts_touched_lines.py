"""What a scenario does to lines, in words and in the chosen unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.model.states import OperationKind
from budget.money import MoneyUnit
from budget.plan.face import Plan
from pages.parts.desk import Desk
from pages.parts.touched_lines import touched_table
from pages.parts.view import View
from tests.plans import a_plan, branch, operate

LINES = [
    {"name": "Tỷ lệ"},
    {"name": "Bỏ"},
    {"name": "Số lượng"},
    {"name": "Đơn giá"},
    {"name": "Số lần"},
    {"name": "Giãn"},
    {"name": "Nguồn"},
    {"name": "Khóa", "locked": "có"},
]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, LINES) as opened:
        yield opened


def test_every_kind_of_change_is_said(plan: Plan) -> None:
    scenario = branch(plan, "PA1")
    ids = {name: plan.lines.find_id(str(number)) for number, name in enumerate((line["name"] for line in LINES), start=1)}
    for name, kind, settings in (
        ("Tỷ lệ", OperationKind.PERCENT, {"share_bp": 1000}),
        ("Bỏ", OperationKind.DROP, {}),
        ("Số lượng", OperationKind.REDUCE_QUANTITY, {"to_milli": 1000}),
        ("Đơn giá", OperationKind.SET_DRIVER, {"driver": "unit_price", "value": 9_000_000}),
        ("Số lần", OperationKind.SET_DRIVER, {"driver": "times", "value": 500}),
        ("Giãn", OperationKind.DEFER, {"year": 2025, "quarter": 2}),
        ("Nguồn", OperationKind.RE_SOURCE, {"source": "BSCDS"}),
        ("Khóa", OperationKind.RE_SOURCE, {"source": "BSCDS"}),
    ):
        operate(plan, scenario, kind, settings, lines=(ids[name],))  # type: ignore[arg-type]  # settings of several shapes
    desk = Desk(plan, View(), scenario, 2024, MoneyUnit.NGHIN)
    table = touched_table(desk, plan.scenarios.touched(scenario)).set_index("Nội dung chi")
    said = {name: (row["Phương án"], row["Cắt"], row["Giãn"], row["Thay đổi"]) for name, row in table.to_dict("index").items()}
    move = f"nguồn {desk.plan.catalogue().source_name('QD334')} → {desk.plan.catalogue().source_name('BSCDS')}"
    assert said == {
        "Tỷ lệ": ("18.000", "2.000", "", "cắt theo tỷ lệ"),
        "Bỏ": ("0", "20.000", "", "bỏ"),
        "Số lượng": ("10.000", "10.000", "", "đổi số lượng"),
        "Đơn giá": ("18.000", "2.000", "", "đổi đơn giá"),
        "Số lần": ("10.000", "10.000", "", "đổi số lần"),
        "Giãn": ("20.000", "", "20.000", "giãn sang quý 2/2025"),
        "Nguồn": ("20.000", "", "", move),
        "Khóa": ("20.000", "", "", f"không được cắt, {move}"),
    }
    assert set(table["Gốc"]) == {"20.000"}
